package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.Set;

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
        implements CostLearner<P, KernelSvm<P>> {
    private static final String KERNEL = "kernel";
    private static final String DEGREE = "degree";
    private static final String WIDTH = "width";
    private static final String SCALED = "scaled";
    private static final String GIVEN = "given";
    private static final String GAMMA = "gamma";
    private static final String OFFSET = "offset";
    private static final String INSENSITIVE = "insensitive";
    private static final Hyperparameters CLASSES = CostLearner.parameters(0.001)
            .choice(KERNEL, Kernels.RBF, Kernels.NAMES)
            .integer(DEGREE, 3, degree -> degree >= 1 && degree <= 20, "from 1 to 20")
            .onlyIf(DEGREE, KERNEL, Kernels.POLYNOMIAL)
            .choice(WIDTH, SCALED, List.of(SCALED, GIVEN))
            .number(GAMMA, 1, gamma -> gamma > 0 && gamma <= Double.MAX_VALUE, "above 0 and finite")
            .onlyIf(GAMMA, WIDTH, GIVEN)
            .number(OFFSET, 0, offset -> Math.abs(offset) <= Double.MAX_VALUE, "finite")
            .onlyIf(OFFSET, KERNEL, Kernels.POLYNOMIAL, Kernels.SIGMOID);
    private static final Hyperparameters NUMBERS =
            CLASSES.number(INSENSITIVE, 0.1, width -> width >= 0 && width <= Double.MAX_VALUE, "at least 0 and finite");

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
     * {@return this learner with a given gamma}
     *
     * @param value above 0
     */
    public KernelSvm<P> gamma(double value) {
        return new KernelSvm<>(
                predictionType, hyperparameters.with(WIDTH, GIVEN).with(GAMMA, value));
    }

    /**
     * {@return this learner with gammas to search among}
     *
     * @param range above 0
     */
    public KernelSvm<P> gamma(Range range) {
        return new KernelSvm<>(
                predictionType, hyperparameters.with(WIDTH, GIVEN).with(GAMMA, range));
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
     * {@return this learner of numbers with another width of the errors that count nothing}
     *
     * @param deviations up to how many standard deviations of the target an error counts nothing; at least 0
     * @throws IllegalArgumentException if this learner is one of classes, which has no such width
     */
    public KernelSvm<P> insensitive(double deviations) {
        return new KernelSvm<>(predictionType, hyperparameters.with(INSENSITIVE, deviations));
    }

    @Override
    public String describe() {
        return "kernel machine (" + hyperparameters + ")";
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    public boolean honoursClassWeights() {
        return predictionType == Classification.class;
    }

    @Override
    public KernelSvm<P> withHyperparameters(Hyperparameters values) {
        return new KernelSvm<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        Hyperparameters space = hyperparameters.open("cost", Range.log(0.01, 1000));
        return predictionType == Regression.class ? space.open(INSENSITIVE, Range.log(0.01, 1)) : space;
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        double gamma = hyperparameters.text(WIDTH).equals(GIVEN)
                ? hyperparameters.number(GAMMA)
                : LibSvmFit.scaled(data.features());
        String name = hyperparameters.text(KERNEL);
        Kernels kernel = new Kernels(
                name,
                gamma,
                name.equals(Kernels.RBF) ? 0 : hyperparameters.number(OFFSET),
                name.equals(Kernels.POLYNOMIAL) ? hyperparameters.integer(DEGREE) : 1);
        LibSvmFit fit =
                new LibSvmFit(data, kernel, hyperparameters.number("cost"), hyperparameters.number("tolerance"));
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
