package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.Set;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;

/**
 * Logistic regression with L2 regularization, by LibLinear's Newton method through Tribuo. It minimises {@code |w|^2 / 2 +
 * cost * (sum of log losses)} (Fan et al. 2008), where {@code w} holds the weight of each feature and the intercept: the
 * intercept is regularised too, as scikit-learn does it with its solver liblinear. More than two classes are learned one
 * against the rest, and their probabilities divided by their sum. Features should be on like scales and must not be
 * missing. Weights of rows are refused, because LibLinear ignores them.
 *
 * @param hyperparameters cost and tolerance, as {@link #create()} has them, with any settings
 */
public record LogisticRegression(Hyperparameters hyperparameters) implements Learner<Classification> {
    private static final String COST = "cost";
    private static final String TOLERANCE = "tolerance";
    private static final int ITERATIONS = 1000;
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .number(COST, 1.0, cost -> cost > 0 && cost <= Double.MAX_VALUE, "above 0 and finite")
            .number(TOLERANCE, 0.001, tolerance -> tolerance > 0, "above 0");

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

    /**
     * {@return this learner with another cost}
     *
     * @param value how much the losses count against the size of the weights; above 0, less is more regularization
     */
    public LogisticRegression cost(double value) {
        return new LogisticRegression(hyperparameters.with(COST, value));
    }

    /**
     * {@return this learner with costs to search among}
     *
     * @param range costs above 0
     */
    public LogisticRegression cost(Range range) {
        return new LogisticRegression(hyperparameters.with(COST, range));
    }

    /**
     * {@return this learner with another tolerance}
     *
     * @param value the search for weights ends where the norm of the gradient, as a share of what it was at the start,
     *     is below this times the share of the rarer class; above 0
     */
    public LogisticRegression tolerance(double value) {
        return new LogisticRegression(hyperparameters.with(TOLERANCE, value));
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
        return false;
    }

    @Override
    public LogisticRegression withHyperparameters(Hyperparameters values) {
        return new LogisticRegression(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(COST, Range.log(0.001, 100));
    }

    @Override
    public Model<Classification> fit(TrainingData data, FitContext context) {
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        TribuoRows rows = new TribuoRows(data.features().dimension());
        LibLinearModel<Label> fitted = QuietTribuo.call(() -> {
            Label[] labels = target.labels().stream().map(Label::new).toArray(Label[]::new);
            MutableDataset<Label> dataset =
                    rows.dataset(data, new LabelFactory(), 0, row -> labels[target.codes()[row]]);
            return new LibLinearClassificationTrainer(
                            new LinearClassificationType(LinearType.L2R_LR),
                            hyperparameters.number(COST),
                            ITERATIONS,
                            hyperparameters.number(TOLERANCE),
                            context.seed())
                    .train(dataset);
        });
        Sums sums = sums(target, seen, fitted, data.features().dimension());
        ClassificationOutputs outputs = ModelOutputs.of(target);
        return new LinearModel<>(
                outputs, sums.weights, sums.intercepts, TrainingRows.means(data), ModelOutputs.labels(outputs, seen));
    }

    /** A weighted sum for each class that has rows; of two classes for the second alone. */
    private record Sums(double[][] weights, double[] intercepts) {}

    /** LibLinear's sums are for its own labels, in its own order. */
    private static Sums sums(TargetValues.Classes target, int[] seen, LibLinearModel<Label> fitted, int dimension) {
        de.bwaldvogel.liblinear.Model inner = fitted.getInnerModels().get(0);
        LibLinearWeights learned = LibLinearWeights.of(fitted, inner, dimension);
        int[] order = inner.getLabels();
        int[] place = new int[seen.length];
        for (int i = 0; i < seen.length; i++) {
            Label label = fitted.getOutputIDInfo().getOutput(order[i]);
            place[i] = Arrays.binarySearch(seen, target.labels().indexOf(label.getLabel()));
        }
        double[][] weights = new double[seen.length][];
        double[] intercepts = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            // The one sum for two classes speaks for LibLinear's first label, and turned round for its second.
            double sign = seen.length == 2 && i == 1 ? -1 : 1;
            int from = seen.length == 2 ? 0 : i;
            weights[place[i]] =
                    Arrays.stream(learned.weights()[from]).map(w -> w * sign).toArray();
            intercepts[place[i]] = learned.intercepts()[from] * sign;
        }
        if (target.labels().size() > 2) return new Sums(weights, intercepts);
        return new Sums(new double[][] {weights[1]}, new double[] {intercepts[1]});
    }

    static final Codec<LogisticRegression> CODEC = Codec.of(
            "logistic-regression",
            LogisticRegression.class,
            learner -> learner.hyperparameters.toState(),
            state -> new LogisticRegression(DEFAULTS.withState(state)));

    @Override
    public String toString() {
        return describe();
    }
}
