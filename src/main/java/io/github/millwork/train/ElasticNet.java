package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;

/**
 * Linear regression with L1 and L2 regularization: the elastic net (Zou and Hastie 2005), of which the lasso and ridge are
 * the ends. It minimises {@code (mean of squared errors) / 2 + penalty * (l1Share * |w| + (1 - l1Share) / 2 * |w|^2)}, where
 * the errors are those of the standardised target: less its mean, divided by its (population) standard deviation. The
 * intercept is not regularised. That is scikit-learn's {@code ElasticNet(alpha=penalty, l1_ratio=l1Share)} on such a target,
 * and with an L1 share of 0 its {@code Ridge(alpha=rows * penalty)}.
 *
 * <p>Found by coordinate descent (Friedman, Hastie and Tibshirani 2010); without an L1 part and for up to a thousand features
 * from the normal equations. With an L1 part many weights are exactly 0. Features should be on like scales and must not be
 * missing. Weights of rows count. There is nothing random in it.
 *
 * @param hyperparameters penalty, l1Share and tolerance, as {@link #create()} has them, with any settings
 */
public record ElasticNet(Hyperparameters hyperparameters) implements PenaltyLearner<ElasticNet> {
    private static final String L1_SHARE = "l1Share";
    private static final String TOLERANCE = "tolerance";
    private static final Hyperparameters DEFAULTS = PenaltyLearner.parameters(Hyperparameters.none(), 0.01)
            .number(L1_SHARE, 0.5, share -> share >= 0 && share <= 1, "from 0 to 1")
            .number(TOLERANCE, 1e-6, tolerance -> tolerance > 0 && tolerance <= 1, "above 0 and at most 1");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters penalty, l1Share and tolerance, as {@link #create()} has them, with any settings
     */
    public ElasticNet {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return the elastic net with penalty 0.01, half of it L1, and tolerance 1e-6} */
    public static ElasticNet create() {
        return new ElasticNet(DEFAULTS);
    }

    /** {@return the lasso (Tibshirani 1996): all of the penalty is L1} */
    public static ElasticNet lasso() {
        return create().l1Share(1);
    }

    /** {@return ridge regression (Hoerl and Kennard 1970): all of the penalty is L2} */
    public static ElasticNet ridge() {
        return create().l1Share(0);
    }

    /**
     * {@return this learner with another share of L1}
     *
     * @param share what share of the penalty is on the absolute weights, from 0 to 1; the rest is on their squares
     */
    public ElasticNet l1Share(double share) {
        return new ElasticNet(hyperparameters.with(L1_SHARE, share));
    }

    /**
     * {@return this learner with shares of L1 to search among}
     *
     * @param range from 0 to 1
     */
    public ElasticNet l1Share(Range range) {
        return new ElasticNet(hyperparameters.with(L1_SHARE, range));
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param value the search ends where no weight changed a prediction by more than this many standard deviations of the
     *     target, on average over the rows; above 0 and at most 1
     */
    public ElasticNet tolerance(double value) {
        return new ElasticNet(hyperparameters.with(TOLERANCE, value));
    }

    @Override
    public String describe() {
        return "elastic net (" + hyperparameters + ")";
    }

    @Override
    public ElasticNet withHyperparameters(Hyperparameters values) {
        return new ElasticNet(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(PENALTY, Range.log(1e-4, 1)).open(L1_SHARE, Range.between(0, 1));
    }

    @Override
    public Model<Regression> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        LeastSquares squares = new LeastSquares(data);
        double l1 = hyperparameters.number(PENALTY) * hyperparameters.number(L1_SHARE);
        double l2 = hyperparameters.number(PENALTY) * (1 - hyperparameters.number(L1_SHARE));
        double[] weights = squares.solve(l1, l2, hyperparameters.number(TOLERANCE), context);
        return squares.model(weights, data);
    }

    static final Codec<ElasticNet> CODEC = Learners.codec("elastic-net", ElasticNet.class, DEFAULTS, ElasticNet::new);

    @Override
    public String toString() {
        return describe();
    }
}
