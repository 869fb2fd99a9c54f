package io.github.millwork.train;

import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;

/**
 * A linear support vector machine with L2 regularization, by LibLinear's Newton method. It minimises
 * {@code |w|^2 / 2 + cost * (sum of squared losses)} (Fan et al. 2008), where {@code w} holds the weight of each feature
 * and the intercept, which is regularised too.
 *
 * <p>For classes the loss is {@code max(0, 1 - margin)}; more than two are learned one against the rest. What it puts out
 * are scores and no probabilities: the distance from the border between the classes, in margins. For numbers the loss is
 * {@code max(0, |error| - insensitive)}, where errors are those of the standardised target: less its mean, divided by its
 * (population) standard deviation.
 *
 * <p>The search for weights ends where the norm of the gradient, as a share of what it was at the start, is below the
 * tolerance, for classes times the share of the rarer class. Features should be on like scales and must not be missing. Weights
 * of rows are refused, because LibLinear ignores them; those of two classes count.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters cost, tolerance, and for numbers insensitive, as the factories have them, with any settings
 */
public record SupportVectorMachine<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements MarginLearner<P, SupportVectorMachine<P>> {
    private static final Hyperparameters CLASSES = CostLearner.parameters(1e-4);
    private static final Hyperparameters NUMBERS = MarginLearner.ofNumbers(CLASSES);

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters cost, tolerance, and for numbers insensitive, as the factories have them, with any settings
     */
    public SupportVectorMachine {
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        Learners.checkKind("a support vector machine", type);
        return type == Classification.class ? CLASSES : NUMBERS;
    }

    /** {@return a support vector machine for classes, with cost 1 and tolerance 0.0001} */
    public static SupportVectorMachine<Classification> classifier() {
        return new SupportVectorMachine<>(Classification.class, CLASSES);
    }

    /** {@return a support vector machine for numbers, with cost 1, tolerance 0.0001 and insensitive 0.1} */
    public static SupportVectorMachine<Regression> regressor() {
        return new SupportVectorMachine<>(Regression.class, NUMBERS);
    }

    @Override
    public String describe() {
        return "support vector machine (" + hyperparameters + ")";
    }

    @Override
    public SupportVectorMachine<P> withHyperparameters(Hyperparameters values) {
        return new SupportVectorMachine<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return MarginLearner.searched(hyperparameters, predictionType, Range.log(0.001, 100));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        LibLinearFit fit =
                new LibLinearFit(data, hyperparameters.number("cost"), hyperparameters.number("tolerance"), context);
        if (predictionType == Classification.class) {
            return (Model<P>) fit.classes(SolverType.L2R_L2LOSS_SVC);
        }
        return (Model<P>) fit.numbers(SolverType.L2R_L2LOSS_SVR, hyperparameters.number(INSENSITIVE));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<SupportVectorMachine> CODEC = Learners.codec(
            "support-vector-machine",
            SupportVectorMachine.class,
            SupportVectorMachine::defaults,
            SupportVectorMachine::new);

    @Override
    public String toString() {
        return describe();
    }
}
