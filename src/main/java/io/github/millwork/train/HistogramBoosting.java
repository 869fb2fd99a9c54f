package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.List;

/**
 * Gradient boosted trees on binned columns, in Java alone: on every machine, on all threads with the same bits, and without
 * a native library. Counts gains and leaves as {@link GradientBoosting} does (Chen and Guestrin 2016), and grows trees leaf by
 * leaf, those first that gain most. Beyond that it takes categories as they are, and numbers by other losses: absolute error,
 * a quantile, Poisson. Copes with missing values: each split learns which way they go. Needs no scaling. Weights of rows
 * count.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record HistogramBoosting<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements BoostingLearner<P, HistogramBoosting<P>> {
    /** Rows, not their second derivatives, say how small a leaf may be. */
    private static final double LEAST_WEIGHT = 0.001;

    static final String LOSS = "loss";
    static final String SQUARED = "squared";
    static final String ABSOLUTE = "absolute";
    static final String QUANTILE = "quantile";
    static final String POISSON = "poisson";
    static final String AT = "at";

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public HistogramBoosting {
        Learners.checkKind("boosting", predictionType);
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        Hyperparameters declared = BoostingSettings.parameters(LEAST_WEIGHT)
                .integer(BoostingSettings.LEAF, 20, rows -> rows >= 1, "at least 1");
        if (type == Classification.class) return declared;
        return declared.choice(LOSS, SQUARED, List.of(SQUARED, ABSOLUTE, QUANTILE, POISSON))
                .number(AT, 0.5, share -> share > 0 && share < 1, "above 0 and below 1")
                .onlyIf(AT, LOSS, QUANTILE);
    }

    /** {@return boosting for classes, by log loss: 125 trees of at most 31 leaves, with at least 20 rows in each, learning rate 0.1} */
    public static HistogramBoosting<Classification> classifier() {
        return new HistogramBoosting<>(Classification.class, defaults(Classification.class));
    }

    /** {@return boosting for numbers, by squared error: 125 trees of at most 31 leaves, with at least 20 rows in each, learning rate 0.1} */
    public static HistogramBoosting<Regression> regressor() {
        return new HistogramBoosting<>(Regression.class, defaults(Regression.class));
    }

    @Override
    public String describe() {
        return "histogram boosting (" + BoostingSettings.describe(hyperparameters) + ")";
    }

    /**
     * {@return this learner with larger or smaller leaves}
     *
     * @param rows how many training rows at least are in a leaf, each counted once whatever its weight; at least 1, 20 by default
     */
    public HistogramBoosting<P> minimumLeaf(int rows) {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(BoostingSettings.LEAF, rows));
    }

    /**
     * {@return this learner with sizes of leaves to search among}
     *
     * @param range at least 1
     */
    public HistogramBoosting<P> minimumLeaf(Range range) {
        return new HistogramBoosting<>(predictionType, hyperparameters.with(BoostingSettings.LEAF, range));
    }

    /**
     * {@return this learner with the absolute error instead of the squared one: it predicts medians}
     *
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> absoluteError() {
        return loss(ABSOLUTE);
    }

    /**
     * {@return this learner with the pinball loss: it predicts what so large a share of the targets lies below}
     *
     * @param share above 0 and below 1
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> quantile(double share) {
        HistogramBoosting<P> quantile = loss(QUANTILE);
        if (share > 0 && share < 1) {
            return new HistogramBoosting<>(predictionType, quantile.hyperparameters.with(AT, share));
        }
        throw new IllegalArgumentException(
                "Expected the share of the targets that lies below a quantile to be above 0 and " + "below 1 but found "
                        + share + ". Use quantile(0.9) for what nine in ten lie below.");
    }

    /**
     * {@return this learner with the Poisson deviance, for counts: it predicts means, all above zero, whose logarithms are
     * sums of trees; no target may be below zero, and one at least must be above}
     *
     * @throws IllegalArgumentException if it learns classes
     */
    public HistogramBoosting<P> poisson() {
        return loss(POISSON);
    }

    private HistogramBoosting<P> loss(String loss) {
        if (predictionType == Regression.class) {
            return new HistogramBoosting<>(predictionType, hyperparameters.with(LOSS, loss));
        }
        throw new IllegalArgumentException("Expected boosting of numbers for the loss '" + loss
                + "' but found boosting of classes, whose loss is the log loss. Use HistogramBoosting.regressor().");
    }

    /** {@return true: categories are split into two sets of them, without encoding} */
    @Override
    public boolean takesCategories() {
        return true;
    }

    @Override
    public Hyperparameters searchSpace() {
        return BoostingLearner.super.searchSpace().open(BoostingSettings.LEAF, Range.log(5, 100));
    }

    @Override
    public HistogramBoosting<P> withHyperparameters(Hyperparameters values) {
        return new HistogramBoosting<>(predictionType, values);
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        return new BoostingFit(data, hyperparameters, context).model();
    }

    private static HistogramBoosting<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new HistogramBoosting<>(type, BoostingSettings.read(defaults(type), state.state("hyperparameters")));
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
