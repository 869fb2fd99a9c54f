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

/**
 * Gradient boosted trees, by XGBoost's histogram method through Tribuo (Chen and Guestrin 2016). Copes with missing
 * values: each split learns which way they go, and a zero is not taken for one. Needs no scaling. Weights of rows count.
 *
 * <p>XGBoost has a native library for x86_64 only, and early stopping saves none of its time, since it grows all
 * trees before the best number is looked for; {@link HistogramBoosting} grows such trees on every machine,
 * on all threads, stops where it should, and takes categories as they are.
 *
 * <p>XGBoost sums gradients in an order that depends on its threads, so it is given one: the same seed gives the same
 * bits everywhere.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record GradientBoosting<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements BoostingLearner<P, GradientBoosting<P>> {

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public GradientBoosting {
        Learners.checkKind("boosting", predictionType);
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    /** Of squared error each row has a second derivative of one; of classes they are far less, and do not count rows. */
    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        return BoostingSettings.parameters(type == Regression.class ? 20 : 1);
    }

    /** {@return boosting for classes, by log loss: 125 trees of at most 31 leaves, learning rate 0.1} */
    public static GradientBoosting<Classification> classifier() {
        return new GradientBoosting<>(Classification.class, defaults(Classification.class));
    }

    /** {@return boosting for numbers, by squared error: 125 trees of at most 31 leaves, with at least 20 rows in each, learning rate 0.1} */
    public static GradientBoosting<Regression> regressor() {
        return new GradientBoosting<>(Regression.class, defaults(Regression.class));
    }

    @Override
    public String describe() {
        return "gradient boosting (" + BoostingSettings.describe(hyperparameters) + ")";
    }

    @Override
    public GradientBoosting<P> withHyperparameters(Hyperparameters values) {
        return new GradientBoosting<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return BoostingLearner.super.searchSpace().open(BoostingSettings.CHILD, Range.log(0.5, 40));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        XgBoostFit fit = new XgBoostFit(data, hyperparameters, context.seed());
        return (Model<P>) (predictionType == Classification.class ? fit.classes() : fit.numbers());
    }

    private static GradientBoosting<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new GradientBoosting<>(type, BoostingSettings.read(defaults(type), state.state("hyperparameters")));
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
