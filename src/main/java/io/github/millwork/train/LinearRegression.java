package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Set;

/**
 * Linear regression: least squares, as scikit-learn's {@code LinearRegression}, and with a penalty ridge regression. It
 * minimises {@code (mean of squared errors) / 2 + penalty / 2 * |w|^2}, where the errors are those of the target in standard
 * deviations, and {@code w} holds for each feature what a standard deviation of it adds: on which scales features are makes no
 * difference. The intercept is not regularised. Features must not be missing. Weights of rows count. There is nothing random
 * in it.
 *
 * <p>Up to a thousand features the normal equations are solved. A feature that is a sum of others shares its weight with them,
 * by a penalty of 1e-10 that is always there; one that is constant has the weight 0. Of more features weights are found by
 * coordinate descent, until none changes a prediction by more than 1e-7 standard deviations of the target, on average over
 * the rows. With as many features as rows each row is learned by heart: give a penalty, or take {@link ElasticNet}.
 *
 * @param hyperparameters the penalty, as {@link #create()} has it, with any setting
 */
public record LinearRegression(Hyperparameters hyperparameters) implements PenaltyLearner<LinearRegression> {
    private static final double TOLERANCE = 1e-7;
    private static final Hyperparameters DEFAULTS = PenaltyLearner.parameters(Hyperparameters.none(), 0);

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters the penalty, as {@link #create()} has it, with any setting
     */
    public LinearRegression {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return linear regression without a penalty} */
    public static LinearRegression create() {
        return new LinearRegression(DEFAULTS);
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    @Override
    public String describe() {
        return "linear regression (" + hyperparameters + ")";
    }

    @Override
    public LinearRegression withHyperparameters(Hyperparameters values) {
        return new LinearRegression(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(PENALTY, Range.log(1e-6, 1));
    }

    @Override
    public Model<Regression> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        LeastSquares squares = new LeastSquares(data);
        return squares.model(squares.solveInDeviations(hyperparameters.number(PENALTY), TOLERANCE, context), data);
    }

    static final Codec<LinearRegression> CODEC =
            Learners.codec("linear-regression", LinearRegression.class, DEFAULTS, LinearRegression::new);

    @Override
    public String toString() {
        return describe();
    }
}
