package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.List;

/**
 * Least angle regression (Efron, Hastie, Johnstone and Tibshirani 2004): features enter one after the other, each when what is
 * not explained yet goes with it as much as with those that are in, and all weights move together. It is scikit-learn's
 * {@code Lars(n_nonzero_coefs=features)}, and with {@link #lasso()} its {@code LassoLars(alpha=penalty)} on the standardised
 * target: less its mean, divided by its (population) standard deviation.
 *
 * <p>The path ends where so many features are in, where what is not explained goes with no feature by more than the penalty
 * (the mean of its products with the centred feature, the target in standard deviations), or at least squares. A feature that is nearly
 * a sum of those that are in stays out. Features should be on like scales and must not be missing. Weights of rows count. There
 * is nothing random in it. Time grows with the number of features that enter, times the entries of all rows.
 *
 * @param hyperparameters features, penalty and path, as {@link #create()} has them, with any settings
 */
public record Lars(Hyperparameters hyperparameters) implements PenaltyLearner<Lars> {
    private static final String FEATURES = "features";
    private static final String PATH = "path";
    private static final String LASSO = "lasso";
    private static final String PLAIN = "lars";
    private static final Hyperparameters DEFAULTS = PenaltyLearner.parameters(
                    Hyperparameters.none()
                            .integer(FEATURES, 500, count -> count >= 1 && count <= 10_000, "from 1 to 10000"),
                    0)
            .choice(PATH, PLAIN, List.of(PLAIN, LASSO))
            .quiet(PENALTY, PATH);

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters features, penalty and path, as {@link #create()} has them, with any settings
     */
    public Lars {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return least angle regression of at most 500 features, without a penalty} */
    public static Lars create() {
        return new Lars(DEFAULTS);
    }

    /**
     * {@return this learner with another number of features}
     *
     * @param most how many features enter at most, from 1 to 10000
     */
    public Lars features(int most) {
        return new Lars(hyperparameters.with(FEATURES, most));
    }

    /**
     * {@return this learner with numbers of features to search among}
     *
     * @param range from 1 to 10000
     */
    public Lars features(Range range) {
        return new Lars(hyperparameters.with(FEATURES, range));
    }

    /**
     * {@return this learner on the path of the lasso} A feature whose weight comes to zero leaves again. With a penalty the
     * weights are those of {@link ElasticNet#lasso()} with the same penalty.
     */
    public Lars lasso() {
        return new Lars(hyperparameters.with(PATH, LASSO));
    }

    @Override
    public String describe() {
        return "least angle regression (" + hyperparameters + ")";
    }

    @Override
    public Lars withHyperparameters(Hyperparameters values) {
        return new Lars(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        Hyperparameters path = hyperparameters.open(FEATURES, Range.log(1, 500));
        boolean lasso =
                hyperparameters.ranges().isEmpty() && hyperparameters.text(PATH).equals(LASSO);
        return lasso ? path.open(PENALTY, Range.log(1e-4, 1)) : path;
    }

    @Override
    public Model<Regression> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        LeastSquares squares = new LeastSquares(data);
        LeastAngle path = new LeastAngle(
                squares,
                hyperparameters.integer(FEATURES),
                hyperparameters.number(PENALTY),
                hyperparameters.text(PATH).equals(LASSO));
        double[] weights = squares.unstandardised(path.weights(context));
        return squares.model(weights, data);
    }

    static final Codec<Lars> CODEC = Learners.codec("lars", Lars.class, DEFAULTS, Lars::new);

    @Override
    public String toString() {
        return describe();
    }
}
