package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.Set;

/**
 * Gradient boosted trees on binned columns, in Java alone: on every machine, on all threads with the same bits, and without
 * a native library. Counts gains and leaves as {@link GradientBoosting} does (Chen and Guestrin 2016). Beyond that it takes
 * categories as they are, and numbers by other losses: absolute error, a quantile, Poisson. Copes with missing values: each
 * split learns which way they go. Needs no scaling. Weights of rows count.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record HistogramBoosting<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    private static final String TREES = "trees";
    private static final String DEPTH = "depth";
    private static final String RATE = "learningRate";
    private static final String CHILD = "minimumChildWeight";
    private static final String ROWS = "rowShare";
    private static final String COLUMNS = "columnShare";
    private static final String LAMBDA = "lambda";
    private static final String ALPHA = "alpha";
    private static final String LOSS = "loss";
    private static final String SQUARED = "squared";
    private static final String ABSOLUTE = "absolute";
    private static final String QUANTILE = "quantile";
    private static final String POISSON = "poisson";
    private static final String AT = "at";

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public HistogramBoosting {
        TreeSettings.check("boosting", predictionType);
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        Hyperparameters declared = Hyperparameters.none()
                .integer(TREES, 200, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
                .integer(DEPTH, 6, depth -> depth >= 1 && depth <= 30, "from 1 to 30")
                .number(RATE, 0.1, rate -> rate > 0 && rate <= 1, "above 0 and at most 1")
                .number(CHILD, 1, weight -> weight >= 0, "at least 0")
                .number(ROWS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(COLUMNS, 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
                .number(LAMBDA, 1, lambda -> lambda >= 0, "at least 0")
                .number(ALPHA, 0, alpha -> alpha >= 0, "at least 0");
        if (type == Classification.class) return declared;
        return declared.choice(LOSS, SQUARED, List.of(SQUARED, ABSOLUTE, QUANTILE, POISSON))
                .number(AT, 0.5, share -> share > 0 && share < 1, "above 0 and below 1")
                .onlyIf(AT, LOSS, QUANTILE);
    }

    /** {@return boosting for classes, by log loss: 200 trees of depth 6, learning rate 0.1} */
    public static HistogramBoosting<Classification> classifier() {
        return new HistogramBoosting<>(Classification.class, defaults(Classification.class));
    }

    /** {@return boosting for numbers, by squared error: 200 trees of depth 6, learning rate 0.1} */
    public static HistogramBoosting<Regression> regressor() {
        return new HistogramBoosting<>(Regression.class, defaults(Regression.class));
    }

    /**
     * {@return this learner with another number of rounds; each adds a tree, for more than two classes one for each class}
     *
     * @param count from 1 to 100000
     */
    public HistogramBoosting<P> trees(int count) {
        return with(TREES, count);
    }

    /**
     * {@return this learner with numbers of rounds to search among}
     *
     * @param range from 1 to 100000
     */
    public HistogramBoosting<P> trees(Range range) {
        return with(TREES, range);
    }

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 30
     */
    public HistogramBoosting<P> depth(int levels) {
        return with(DEPTH, levels);
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 30
     */
    public HistogramBoosting<P> depth(Range range) {
        return with(DEPTH, range);
    }

    /**
     * {@return this learner with another learning rate}
     *
     * @param rate the share of each tree that is added, above 0 and at most 1
     */
    public HistogramBoosting<P> learningRate(double rate) {
        return with(RATE, rate);
    }

    /**
     * {@return this learner with learning rates to search among}
     *
     * @param range above 0 and at most 1
     */
    public HistogramBoosting<P> learningRate(Range range) {
        return with(RATE, range);
    }

    /**
     * {@return this learner with another least weight of a child}
     *
     * @param weight the least sum of second derivatives on each side of a split, at least 0; 1 by default
     */
    public HistogramBoosting<P> minimumChildWeight(double weight) {
        return with(CHILD, weight);
    }

    /**
     * {@return this learner with weights of a child to search among}
     *
     * @param range at least 0
     */
    public HistogramBoosting<P> minimumChildWeight(Range range) {
        return with(CHILD, range);
    }

    /**
     * {@return this learner with trees that each see a random part of the rows}
     *
     * @param share the share of the rows, above 0 and at most 1
     */
    public HistogramBoosting<P> rowShare(double share) {
        return with(ROWS, share);
    }

    /**
     * {@return this learner with shares of the rows to search among}
     *
     * @param range above 0 and at most 1
     */
    public HistogramBoosting<P> rowShare(Range range) {
        return with(ROWS, range);
    }

    /**
     * {@return this learner with trees that each see a random part of the features}
     *
     * @param share the share of the features, above 0 and at most 1
     */
    public HistogramBoosting<P> columnShare(double share) {
        return with(COLUMNS, share);
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    public HistogramBoosting<P> columnShare(Range range) {
        return with(COLUMNS, range);
    }

    /**
     * {@return this learner with another L2 penalty on the leaves}
     *
     * @param penalty at least 0; 1 by default
     */
    public HistogramBoosting<P> lambda(double penalty) {
        return with(LAMBDA, penalty);
    }

    /**
     * {@return this learner with L2 penalties to search among}
     *
     * @param range at least 0
     */
    public HistogramBoosting<P> lambda(Range range) {
        return with(LAMBDA, range);
    }

    /**
     * {@return this learner with an L1 penalty on the leaves}
     *
     * @param penalty at least 0; 0 by default
     */
    public HistogramBoosting<P> alpha(double penalty) {
        return with(ALPHA, penalty);
    }

    /**
     * {@return this learner with L1 penalties to search among}
     *
     * @param range at least 0
     */
    public HistogramBoosting<P> alpha(Range range) {
        return with(ALPHA, range);
    }

    private HistogramBoosting<P> with(String name, double value) {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(name, value));
    }

    private HistogramBoosting<P> with(String name, Range range) {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "histogram boosting (" + hyperparameters + ")";
    }

    /**
     * {@return this learner with the absolute error instead of the squared one: it predicts medians}
     *
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> absoluteError() {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(LOSS, ABSOLUTE));
    }

    /**
     * {@return this learner with the pinball loss: it predicts what so large a share of the targets lies below}
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> quantile(double share) {
        return new HistogramBoosting<>(
                predictionType, hyperparameters.with(LOSS, QUANTILE).with(AT, share));
    }

    /**
     * {@return this learner with the Poisson deviance, for counts: it predicts means, all above zero, whose logarithms are
     * sums of trees; no target may be below zero, and one at least must be above}
     *
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> poisson() {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(LOSS, POISSON));
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    /** {@return true: categories are split into two sets of them, without encoding} */
    @Override
    public boolean takesCategories() {
        return true;
    }

    @Override
    public HistogramBoosting<P> withHyperparameters(Hyperparameters values) {
        return new HistogramBoosting<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters
                .open(TREES, Range.between(50, 500))
                .open(DEPTH, Range.between(3, 9))
                .open(RATE, Range.log(0.02, 0.3))
                .open(CHILD, Range.log(0.5, 20))
                .open(ROWS, Range.between(0.6, 1))
                .open(COLUMNS, Range.between(0.5, 1));
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        TreesFit fit = new TreesFit(data, false, context);
        Loss loss = loss(fit);
        SquaresCriterion scaled =
                fit.by() instanceof SquaresCriterion by && !(loss instanceof Loss.Poisson) ? by : null;
        double unit = scaled == null ? 1 : scaled.scale();
        BoostingFit boosting = new BoostingFit(fit.columns(), loss, fit.weights(), context);
        GradientRules rules = new GradientRules(
                hyperparameters.integer(DEPTH),
                hyperparameters.number(CHILD),
                hyperparameters.number(LAMBDA),
                loss instanceof Loss.Squared ? hyperparameters.number(ALPHA) / unit : hyperparameters.number(ALPHA));
        DecisionTrees trees = boosting.grow(
                hyperparameters.integer(TREES),
                rules,
                hyperparameters.number(RATE),
                hyperparameters.number(ROWS),
                hyperparameters.number(COLUMNS));
        double[] start = boosting.start();
        if (scaled != null) {
            start[0] = scaled.centre() + start[0] * unit;
            for (int i = 0; i < trees.says().length; i++) trees.says()[i] *= unit;
        }
        return fit.boosted(start, trees, loss instanceof Loss.Poisson);
    }

    private Loss loss(TreesFit fit) {
        if (fit.by() instanceof ClassCriterion classes) {
            return classes.second()
                    ? new Loss.Logistic(classes.codes())
                    : new Loss.Softmax(classes.codes(), classes.classes());
        }
        if (!(fit.by() instanceof SquaresCriterion scaled)) throw new IllegalStateException("no numbers");
        double[] targets = scaled.targets();
        return switch (hyperparameters.text(LOSS)) {
            case ABSOLUTE -> new Loss.Quantile(targets, 0.5);
            case QUANTILE -> new Loss.Quantile(targets, hyperparameters.number(AT));
            case POISSON -> new Loss.Poisson(counts(fit.data().numbers()));
            default -> new Loss.Squared(targets);
        };
    }

    private static double[] counts(double[] targets) {
        boolean any = false;
        for (double target : targets) {
            any |= target > 0;
            if (target >= 0) continue;
            throw new DataException("Expected no target below zero for the Poisson loss but found " + target
                    + ". Leave the row out, or use another loss.");
        }
        if (any) return targets;
        throw new DataException(
                "Expected a target above zero for the Poisson loss but all that count are zero. Collect "
                        + "other rows, or use another loss.");
    }

    private static HistogramBoosting<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new HistogramBoosting<>(type, defaults(type).withState(state.state("hyperparameters")));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<HistogramBoosting> CODEC = Codec.of(
            "histogram-boosting",
            HistogramBoosting.class,
            learner -> ModelOutputs.kindToState(((HistogramBoosting<?>) learner).predictionType)
                    .with("hyperparameters", learner.hyperparameters.toState()),
            HistogramBoosting::read);

    @Override
    public String toString() {
        return describe();
    }
}
