package io.github.millwork.train;

import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.Set;

/**
 * Linear regression with L2 regularization (ridge). It minimises {@code |w|^2 / 2 + cost * (sum of squared
 * errors)}, where {@code w} holds the weight of each feature and the intercept, which is regularised too, and the errors
 * are those of the standardised target: less its mean, divided by its (population) standard deviation.
 * scikit-learn calls 1 / (2 cost) alpha. Features should be on like scales and must not be missing.
 *
 * <p>Up to 1,000 features the normal equations are solved. Of more the weights are searched for by LibLinear's Newton method,
 * to which the squared loss is its L2-loss support vector regression with an insensitivity of zero; it ends where the norm of
 * the gradient is the tolerance, as a share of what it was at the start. Weights of rows are refused, because LibLinear
 * ignores them.
 *
 * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
 */
public record LinearRegression(Hyperparameters hyperparameters) implements CostLearner<Regression, LinearRegression> {
    private static final Hyperparameters DEFAULTS = CostLearner.parameters(1e-6);

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
        return hyperparameters.open("cost", Range.log(0.001, 100));
    }

    @Override
    public Model<Regression> fit(TrainingData data, FitContext context) {
        double cost = hyperparameters.number("cost");
        Model<Regression> solved = NormalEquations.fit(data, cost, context);
        if (solved != null) return solved;
        return new LibLinearFit(data, cost, hyperparameters.number("tolerance"), context)
                .numbers(SolverType.L2R_L2LOSS_SVR, 0);
    }

    static final Codec<LinearRegression> CODEC =
            Learners.codec("linear-regression", LinearRegression.class, DEFAULTS, LinearRegression::new);

    @Override
    public String toString() {
        return describe();
    }
}
