package io.github.millwork.train;

import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.Set;

/**
 * Logistic regression with L2 regularization, by Newton's method: for two classes and rows that hold few features with all
 * second derivatives, on all threads with the same bits; else by LibLinear's Newton method. It minimises {@code |w|^2 / 2 +
 * cost * (sum of log losses)} (Fan et al. 2008), where {@code w} holds the weight of each feature and the intercept: the
 * intercept is regularised too, as scikit-learn does it with its solver liblinear. More than two classes are learned one
 * against the rest, and their probabilities divided by their sum. The search for weights ends where the norm of the
 * gradient, as a share of what it was at the start, is below the tolerance times the share of the rarer class. Features should be on like scales and must not be
 * missing. Weights of rows count: as LibLinear ignores them, they take the way by all second derivatives, and are refused for more
 * than 512 features.
 *
 * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
 */
public record LogisticRegression(Hyperparameters hyperparameters)
        implements CostLearner<Classification, LogisticRegression> {
    private static final Hyperparameters DEFAULTS = CostLearner.parameters(0.001);

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
     */
    public LogisticRegression {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return logistic regression with cost 1 and tolerance 0.001} */
    public static LogisticRegression create() {
        return new LogisticRegression(DEFAULTS);
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
        return Set.of(Need.COMPLETE);
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
        double cost = hyperparameters.number("cost");
        double tolerance = hyperparameters.number("tolerance");
        Model<Classification> fitted = LogisticNewton.fit(data, cost, tolerance, context);
        if (fitted != null) return fitted;
        boolean two = TrainingRows.seen(data.classes()).length == 2;
        if (TrainingRows.weighed(data) && !(two && TrainingRows.alikeInClasses(data))) throw ignored(data);
        return new LibLinearFit(data, cost, tolerance, context).classes(SolverType.L2R_LR, true);
    }

    private static DataException ignored(TrainingData data) {
        int features = data.features().dimension();
        if (features <= LogisticNewton.MOST_FEATURES) return LibLinearWeights.tooLarge();
        return new DataException(
                "Expected at most " + LogisticNewton.MOST_FEATURES + " features where rows have weights, "
                        + "since LibLinear, which learns from more, ignores them, but found " + features
                        + ". Keep fewer with SelectFeatures, or use OverSample, or GradientBoosting.");
    }

    static final Codec<LogisticRegression> CODEC =
            Learners.codec("logistic-regression", LogisticRegression.class, DEFAULTS, LogisticRegression::new);

    @Override
    public String toString() {
        return describe();
    }
}
