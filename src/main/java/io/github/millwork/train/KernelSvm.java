package io.github.millwork.train;

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
 * A support vector machine with a kernel, by LibSVM, the engine of Tribuo's (Chang and Lin 2011). For classes it is scikit-
 * learn's {@code SVC}: of more than two each pair is told apart, and a class has the pairs that it wins and, as a fraction,
 * how clearly. What it puts out are scores; add {@code Calibration.sigmoid()} for probabilities. For numbers it is {@code
 * SVR}, on the standardised target: less its mean, divided by its (population) standard deviation.
 *
 * <p>Kernels are {@code exp(-gamma * |x - y|^2)} (RBF, the default), {@code (gamma * x*y + offset)^degree} and {@code
 * tanh(gamma * x*y + offset)}. Features should be on like scales and must not be missing. Weights of rows are refused,
 * because LibSVM ignores them; those of classes count. Training time grows with the square of the rows, and more. There is
 * nothing random in it.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters cost, kernel and so on, as the factories have them, with any settings
 */
public record KernelSvm<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements MarginLearner<P, KernelSvm<P>>, KernelLearner<P, KernelSvm<P>> {
    private static final String KERNEL = "kernel";
    private static final String DEGREE = "degree";
    private static final String OFFSET = "offset";
    private static final Hyperparameters CLASSES = KernelLearner.parameters(CostLearner.parameters(0.001)
                    .choice(KERNEL, Kernels.RBF, Kernels.NAMES)
                    .integer(DEGREE, 3, degree -> degree >= 1 && degree <= 20, "from 1 to 20")
                    .onlyIf(DEGREE, KERNEL, Kernels.POLYNOMIAL))
            .number(OFFSET, 0, offset -> Math.abs(offset) <= Double.MAX_VALUE, "finite")
            .onlyIf(OFFSET, KERNEL, Kernels.POLYNOMIAL, Kernels.SIGMOID);
    private static final Hyperparameters NUMBERS = MarginLearner.ofNumbers(CLASSES);

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters cost, kernel and so on, as the factories have them, with any settings
     */
    public KernelSvm {
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    private static Hyperparameters defaults(Class<? extends Prediction> kind) {
        Learners.checkKind("a kernel machine", kind);
        return kind == Classification.class ? CLASSES : NUMBERS;
    }

    /**
     * {@return a machine for classes with an RBF kernel and cost 1; gamma is 1 / (number of features * variance of all their
     * values), or 1 where nothing varies}
     */
    public static KernelSvm<Classification> classifier() {
        return new KernelSvm<>(Classification.class, CLASSES);
    }

    /** {@return a machine for numbers, likewise; errors below a tenth of the target's standard deviation count nothing} */
    public static KernelSvm<Regression> regressor() {
        return new KernelSvm<>(Regression.class, NUMBERS);
    }

    /** {@return this learner with the kernel {@code exp(-gamma * |x - y|^2)}} */
    public KernelSvm<P> rbf() {
        return new KernelSvm<>(predictionType, hyperparameters.with(KERNEL, Kernels.RBF));
    }

    /**
     * {@return this learner with the kernel {@code (gamma * x*y + offset)^degree}}
     *
     * @param degree from 1 to 20
     */
    public KernelSvm<P> polynomial(int degree) {
        return new KernelSvm<>(
                predictionType, hyperparameters.with(KERNEL, Kernels.POLYNOMIAL).with(DEGREE, degree));
    }

    /** {@return this learner with the kernel {@code tanh(gamma * x*y + offset)}} */
    public KernelSvm<P> sigmoid() {
        return new KernelSvm<>(predictionType, hyperparameters.with(KERNEL, Kernels.SIGMOID));
    }

    /**
     * {@return this learner with another offset of the polynomial and the sigmoid}
     *
     * @param value what is added to the product; scikit-learn calls it coef0
     */
    public KernelSvm<P> offset(double value) {
        return new KernelSvm<>(predictionType, hyperparameters.with(OFFSET, value));
    }

    /**
     * {@return this learner with offsets of the polynomial and the sigmoid to search among}
     *
     * @param range what is added to the product
     */
    public KernelSvm<P> offset(Range range) {
        return new KernelSvm<>(predictionType, hyperparameters.with(OFFSET, range));
    }

    /**
     * {@return this learner with degrees of the polynomial kernel to search among}
     *
     * @param degrees from 1 to 20
     */
    public KernelSvm<P> polynomial(Range degrees) {
        return new KernelSvm<>(
                predictionType, hyperparameters.with(KERNEL, Kernels.POLYNOMIAL).with(DEGREE, degrees));
    }

    /**
     * {@return this learner with kernels to search among}
     *
     * @param kernels some of {@code Range.of("rbf", "polynomial", "sigmoid")}
     */
    public KernelSvm<P> kernel(Range kernels) {
        return new KernelSvm<>(predictionType, hyperparameters.with(KERNEL, kernels));
    }

    @Override
    public String describe() {
        return "kernel machine (" + hyperparameters + ")";
    }

    @Override
    public KernelSvm<P> withHyperparameters(Hyperparameters values) {
        return new KernelSvm<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        Hyperparameters margins = MarginLearner.searched(hyperparameters, predictionType, Range.log(0.01, 1000));
        return KernelLearner.searched(margins)
                .open(DEGREE, Range.values(2, 3, 4))
                .open(OFFSET, Range.between(0, 2));
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        double gamma = KernelLearner.gamma(hyperparameters, data.features());
        String name = hyperparameters.text(KERNEL);
        Kernels kernel = new Kernels(
                name,
                gamma,
                name.equals(Kernels.RBF) ? 0 : hyperparameters.number(OFFSET),
                name.equals(Kernels.POLYNOMIAL) ? hyperparameters.integer(DEGREE) : 1);
        LibSvmFit fit = new LibSvmFit(
                data, kernel, hyperparameters.number("cost"), hyperparameters.number("tolerance"), context);
        return (Model<P>)
                (predictionType == Classification.class
                        ? fit.classes()
                        : fit.numbers(hyperparameters.number(INSENSITIVE)));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<KernelSvm> CODEC =
            Learners.codec("kernel-svm", KernelSvm.class, KernelSvm::defaults, KernelSvm::new);

    @Override
    public String toString() {
        return describe();
    }
}
