package io.github.millwork.train;

import io.github.millwork.data.Classification;
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
import java.util.Set;

/**
 * Gradient boosted trees, by XGBoost's histogram method through Tribuo (Chen and Guestrin 2016). Copes with missing
 * values: each split learns which way they go, and a zero is not taken for one. Needs no scaling. Weights of rows count.
 *
 * <p>XGBoost has a native library for x86_64 only; {@link HistogramBoosting} grows such trees on every machine, on all
 * threads, and takes categories as they are.
 *
 * <p>XGBoost sums gradients in an order that depends on its threads, so it is given one: the same seed gives the same
 * bits everywhere.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record GradientBoosting<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer("trees", 200, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
            .integer("depth", 6, depth -> depth >= 1 && depth <= 30, "from 1 to 30")
            .number("learningRate", 0.1, rate -> rate > 0 && rate <= 1, "above 0 and at most 1")
            .number(
                    "minimumChildWeight",
                    1,
                    weight -> weight >= 0 && weight <= Double.MAX_VALUE,
                    "at least 0 and finite")
            .number("rowShare", 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
            .number("columnShare", 1, share -> share > 0 && share <= 1, "above 0 and at most 1")
            .number("lambda", 1, lambda -> lambda >= 0 && lambda <= Double.MAX_VALUE, "at least 0 and finite")
            .number("alpha", 0, alpha -> alpha >= 0 && alpha <= Double.MAX_VALUE, "at least 0 and finite");

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public GradientBoosting {
        if (predictionType != Classification.class && predictionType != Regression.class) {
            throw new IllegalArgumentException("Expected boosting for Classification or Regression but found "
                    + predictionType.getSimpleName() + ". Use classifier() or regressor().");
        }
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return boosting for classes, by log loss: 200 trees of depth 6, learning rate 0.1} */
    public static GradientBoosting<Classification> classifier() {
        return new GradientBoosting<>(Classification.class, DEFAULTS);
    }

    /** {@return boosting for numbers, by squared error: 200 trees of depth 6, learning rate 0.1} */
    public static GradientBoosting<Regression> regressor() {
        return new GradientBoosting<>(Regression.class, DEFAULTS);
    }

    /**
     * {@return this learner with another number of rounds; each adds a tree, for more than two classes one for each class}
     *
     * @param count from 1 to 100000
     */
    public GradientBoosting<P> trees(int count) {
        return with("trees", count);
    }

    /**
     * {@return this learner with numbers of rounds to search among}
     *
     * @param range from 1 to 100000
     */
    public GradientBoosting<P> trees(Range range) {
        return with("trees", range);
    }

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 30
     */
    public GradientBoosting<P> depth(int levels) {
        return with("depth", levels);
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 30
     */
    public GradientBoosting<P> depth(Range range) {
        return with("depth", range);
    }

    /**
     * {@return this learner with another learning rate}
     *
     * @param rate the share of each tree that is added, above 0 and at most 1
     */
    public GradientBoosting<P> learningRate(double rate) {
        return with("learningRate", rate);
    }

    /**
     * {@return this learner with learning rates to search among}
     *
     * @param range above 0 and at most 1
     */
    public GradientBoosting<P> learningRate(Range range) {
        return with("learningRate", range);
    }

    /**
     * {@return this learner with another least weight of a child}
     *
     * @param weight the least sum of second derivatives on each side of a split, at least 0; 1 by default
     */
    public GradientBoosting<P> minimumChildWeight(double weight) {
        return with("minimumChildWeight", weight);
    }

    /**
     * {@return this learner with weights of a child to search among}
     *
     * @param range at least 0
     */
    public GradientBoosting<P> minimumChildWeight(Range range) {
        return with("minimumChildWeight", range);
    }

    /**
     * {@return this learner with trees that each see a random part of the rows}
     *
     * @param share the share of the rows, above 0 and at most 1
     */
    public GradientBoosting<P> rowShare(double share) {
        return with("rowShare", share);
    }

    /**
     * {@return this learner with shares of the rows to search among}
     *
     * @param range above 0 and at most 1
     */
    public GradientBoosting<P> rowShare(Range range) {
        return with("rowShare", range);
    }

    /**
     * {@return this learner with trees that each see a random part of the features}
     *
     * @param share the share of the features, above 0 and at most 1
     */
    public GradientBoosting<P> columnShare(double share) {
        return with("columnShare", share);
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    public GradientBoosting<P> columnShare(Range range) {
        return with("columnShare", range);
    }

    /**
     * {@return this learner with another L2 penalty on the leaves}
     *
     * @param penalty at least 0; 1 by default
     */
    public GradientBoosting<P> lambda(double penalty) {
        return with("lambda", penalty);
    }

    /**
     * {@return this learner with L2 penalties to search among}
     *
     * @param range at least 0
     */
    public GradientBoosting<P> lambda(Range range) {
        return with("lambda", range);
    }

    /**
     * {@return this learner with an L1 penalty on the leaves}
     *
     * @param penalty at least 0; 0 by default
     */
    public GradientBoosting<P> alpha(double penalty) {
        return with("alpha", penalty);
    }

    /**
     * {@return this learner with L1 penalties to search among}
     *
     * @param range at least 0
     */
    public GradientBoosting<P> alpha(Range range) {
        return with("alpha", range);
    }

    private GradientBoosting<P> with(String name, double value) {
        return new GradientBoosting<>(predictionType, hyperparameters.with(name, value));
    }

    private GradientBoosting<P> with(String name, Range range) {
        return new GradientBoosting<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "gradient boosting (" + hyperparameters + ")";
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public GradientBoosting<P> withHyperparameters(Hyperparameters values) {
        return new GradientBoosting<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters
                .open("trees", Range.between(50, 500))
                .open("depth", Range.between(3, 9))
                .open("learningRate", Range.log(0.02, 0.3))
                .open("minimumChildWeight", Range.log(0.5, 20))
                .open("rowShare", Range.between(0.6, 1))
                .open("columnShare", Range.between(0.5, 1));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        XgBoostFit fit = new XgBoostFit(data, hyperparameters, context.seed());
        return (Model<P>) (predictionType == Classification.class ? fit.classes() : fit.numbers());
    }

    private static GradientBoosting<?> read(State state) {
        return new GradientBoosting<>(
                ModelOutputs.kindFromState(state), DEFAULTS.withState(state.state("hyperparameters")));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<GradientBoosting> CODEC = Codec.of(
            "gradient-boosting",
            GradientBoosting.class,
            learner -> ModelOutputs.kindToState(((GradientBoosting<?>) learner).predictionType)
                    .with("hyperparameters", learner.hyperparameters.toState()),
            GradientBoosting::read);

    @Override
    public String toString() {
        return describe();
    }
}
