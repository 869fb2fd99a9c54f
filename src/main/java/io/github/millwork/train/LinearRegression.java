package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Set;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;
import org.tribuo.regression.liblinear.LinearRegressionType.LinearType;

/**
 * Linear regression with L2 regularization (ridge), by LibLinear's Newton method through Tribuo: the squared loss is its
 * L2-loss support vector regression with an insensitivity of zero. It minimises {@code |w|^2 / 2 + cost * (sum of squared
 * errors)}, where {@code w} holds the weight of each feature and the intercept, which is regularised too, and the errors
 * are those of the standardised target: less its mean, divided by its (population) standard deviation. Features should be
 * on like scales and must not be missing. Weights of rows are refused, because LibLinear ignores them.
 *
 * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
 */
public record LinearRegression(Hyperparameters hyperparameters) implements Learner<Regression> {
    private static final String COST = "cost";
    private static final String TOLERANCE = "tolerance";
    private static final int ITERATIONS = 1000;
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .number(COST, 1.0, cost -> cost > 0 && cost <= Double.MAX_VALUE, "above 0 and finite")
            .number(TOLERANCE, 1e-6, tolerance -> tolerance > 0, "above 0");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
     */
    public LinearRegression {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return linear regression with cost 1 and tolerance 1e-6} */
    public static LinearRegression create() {
        return new LinearRegression(DEFAULTS);
    }

    /**
     * {@return this learner with another cost}
     *
     * @param value how much the errors count against the size of the weights; above 0, less is more regularization;
     *     scikit-learn's ridge calls 1 / (2 cost) alpha
     */
    public LinearRegression cost(double value) {
        return new LinearRegression(hyperparameters.with(COST, value));
    }

    /**
     * {@return this learner with costs to search among}
     *
     * @param range costs above 0
     */
    public LinearRegression cost(Range range) {
        return new LinearRegression(hyperparameters.with(COST, range));
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param value the search for weights ends where the norm of the gradient is this share of what it was at the start;
     *     above 0
     */
    public LinearRegression tolerance(double value) {
        return new LinearRegression(hyperparameters.with(TOLERANCE, value));
    }

    @Override
    public String describe() {
        return "linear regression (" + hyperparameters + ")";
    }

    @Override
    public Class<Regression> predictionType() {
        return Regression.class;
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
    public LinearRegression withHyperparameters(Hyperparameters values) {
        return new LinearRegression(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(COST, Range.log(0.001, 100));
    }

    @Override
    public Model<Regression> fit(TrainingData data, FitContext context) {
        double[] target = data.numbers();
        double mean = 0;
        for (double value : target) mean += value / target.length;
        double squares = 0;
        for (double value : target) squares += (value - mean) * (value - mean);
        if (!Double.isFinite(squares)) throw LibLinearWeights.tooLarge();
        double deviation = squares == 0 ? 1 : Math.sqrt(squares / target.length);
        double centre = mean;
        TribuoRows rows = new TribuoRows(data.features().dimension());
        LibLinearModel<Regressor> fitted = QuietTribuo.call(() -> new LibLinearRegressionTrainer(
                        new LinearRegressionType(LinearType.L2R_L2LOSS_SVR),
                        hyperparameters.number(COST),
                        ITERATIONS,
                        hyperparameters.number(TOLERANCE),
                        0,
                        context.seed())
                .train(rows.dataset(
                        data,
                        new RegressionFactory(),
                        0,
                        row -> new Regressor("target", (target[row] - centre) / deviation))));
        LibLinearWeights sums = LibLinearWeights.of(
                fitted, fitted.getInnerModels().get(0), data.features().dimension());
        double[] weights = sums.weights()[0];
        for (int i = 0; i < weights.length; i++) weights[i] *= deviation;
        double intercept = centre + sums.intercepts()[0] * deviation;
        return new LinearModel<>(
                new RegressionOutputs(false),
                new double[][] {weights},
                new double[] {intercept},
                TrainingRows.means(data),
                new int[] {0});
    }

    static final Codec<LinearRegression> CODEC = Codec.of(
            "linear-regression",
            LinearRegression.class,
            learner -> learner.hyperparameters.toState(),
            state -> new LinearRegression(DEFAULTS.withState(state)));

    @Override
    public String toString() {
        return describe();
    }
}
