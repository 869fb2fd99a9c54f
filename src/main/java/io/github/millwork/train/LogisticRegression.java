package io.github.millwork.train;

import io.github.millwork.data.Classification;
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
 * Logistic regression with L2 or L1 regularization, or both. It minimises {@code (1 - l1Share) / 2 * |w|^2 + l1Share * |w| +
 * cost * (sum of log losses)}, where {@code w} holds the weights of the features: scikit-learn's {@code
 * LogisticRegression(C=cost, l1_ratio=l1Share)} (Friedman, Hastie and Tibshirani 2010).
 *
 * <p>Three and more classes are one multinomial model by default: each class has a sum, whose exponentials over their total
 * are the probabilities. Under {@link #oneVersusRest()} each is learned against the rest instead, and the probabilities are
 * divided by their sum.
 *
 * <p>Intercepts are not regularised.
 *
 * <p>With an L1 share above 0 many weights are exactly 0. Those come from Newton's method with coordinate descent; without it
 * two classes go by Newton's method with all second derivatives where rows hold few features, and all others by L-BFGS, after
 * a change of variables that makes scales of features matter little to its speed. The search ends where the norm of the
 * gradient (with L1 the smallest subgradient), as a share of what it was at the start, is below the tolerance times the share
 * of the rarest class (taken for a hundredth at least, but by Newton's method of two classes). Features should be on like
 * scales and must not be missing. Weights of rows count. There is nothing random in it, and threads change no bit.
 *
 * @param hyperparameters cost, tolerance, l1Share and classes, as {@link #create()} has them, with any settings
 */
public record LogisticRegression(Hyperparameters hyperparameters)
        implements CostLearner<Classification, LogisticRegression> {
    private static final String L1_SHARE = "l1Share";
    private static final String CLASSES = "classes";
    private static final String MULTINOMIAL = "multinomial";
    private static final String ONE_VERSUS_REST = "oneVersusRest";
    private static final Hyperparameters DEFAULTS = CostLearner.parameters(0.001)
            .number(L1_SHARE, 0, share -> share >= 0 && share <= 1, "from 0 to 1")
            .choice(CLASSES, MULTINOMIAL, List.of(MULTINOMIAL, ONE_VERSUS_REST))
            .quiet(L1_SHARE, CLASSES);

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters cost, tolerance, l1Share and classes, as {@link #create()} has them, with any settings
     */
    public LogisticRegression {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return logistic regression with cost 1, L2 alone, tolerance 0.001, multinomial} */
    public static LogisticRegression create() {
        return new LogisticRegression(DEFAULTS);
    }

    /** {@return this learner with L1 regularization alone, by which many weights are exactly 0} */
    public LogisticRegression l1() {
        return l1Share(1);
    }

    /**
     * {@return this learner with another share of L1}
     *
     * @param share what share of the penalty is on the absolute weights, from 0 to 1; the rest is on their squares
     */
    public LogisticRegression l1Share(double share) {
        return new LogisticRegression(hyperparameters.with(L1_SHARE, share));
    }

    /**
     * {@return this learner with shares of L1 to search among}
     *
     * @param range from 0 to 1
     */
    public LogisticRegression l1Share(Range range) {
        return new LogisticRegression(hyperparameters.with(L1_SHARE, range));
    }

    /** {@return this learner with a model of its own for each class against the rest; of two classes nothing changes} */
    public LogisticRegression oneVersusRest() {
        return new LogisticRegression(hyperparameters.with(CLASSES, ONE_VERSUS_REST));
    }

    @Override
    public String describe() {
        return "logistic regression (" + hyperparameters + ")";
    }

    @Override
    public Class<Classification> predictionType() {
        return Classification.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public LogisticRegression withHyperparameters(Hyperparameters values) {
        return new LogisticRegression(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open("cost", Range.log(0.001, 100));
    }

    @Override
    public Model<Classification> fit(TrainingData data, FitContext context) {
        return new LogisticFit(
                        data,
                        hyperparameters.number("cost"),
                        hyperparameters.number(L1_SHARE),
                        hyperparameters.number("tolerance"),
                        hyperparameters.text(CLASSES).equals(MULTINOMIAL),
                        context)
                .model();
    }

    /** Version 1 knew neither L1 nor multinomial models: what it saved learns each class against the rest, as it did. */
    static final Codec<LogisticRegression> CODEC = Codec.of(
            "logistic-regression",
            2,
            LogisticRegression.class,
            learner -> learner.hyperparameters.toState(),
            (state, version) -> {
                LogisticRegression read = new LogisticRegression(DEFAULTS.withState(state));
                return version == 1 ? read.oneVersusRest() : read;
            });

    @Override
    public String toString() {
        return describe();
    }
}
