package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
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
    private static final Hyperparameters DEFAULTS = BoostingSettings.parameters();

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public GradientBoosting {
        Learners.checkKind("boosting", predictionType);
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

    @Override
    public String describe() {
        return "gradient boosting (" + hyperparameters + ")";
    }

    @Override
    public GradientBoosting<P> withHyperparameters(Hyperparameters values) {
        return new GradientBoosting<>(predictionType, values);
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
