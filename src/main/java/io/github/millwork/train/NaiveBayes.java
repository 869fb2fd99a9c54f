package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.Set;

/**
 * Multinomial naive Bayes, for counts and other shares of a whole such as words in a text (Manning, Raghavan and Schütze
 * 2008, chapter 13). With {@code N} features, a row of class {@code c} shows feature {@code i} with the probability
 *
 * <pre>{@code (sum of feature i in class c + smoothing) / (sum of all features in class c + N * smoothing)}</pre>
 *
 * and a class is as probable beforehand as it is frequent in training. Features must not be missing or below zero. Weights
 * of rows count. There is nothing random in it.
 *
 * @param hyperparameters smoothing, as {@link #create()} has it, with any setting
 */
public record NaiveBayes(Hyperparameters hyperparameters) implements Learner<Classification> {
    private static final String SMOOTHING = "smoothing";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .number(SMOOTHING, 1.0, smoothing -> smoothing > 0 && smoothing <= Double.MAX_VALUE, "above 0 and finite");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters smoothing, as {@link #create()} has it, with any setting
     */
    public NaiveBayes {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return naive Bayes with smoothing 1} */
    public static NaiveBayes create() {
        return new NaiveBayes(DEFAULTS);
    }

    /**
     * {@return this learner with another smoothing}
     *
     * @param count what is added to the sum of each feature in each class, above 0; scikit-learn calls it alpha
     */
    public NaiveBayes smoothing(double count) {
        return new NaiveBayes(hyperparameters.with(SMOOTHING, count));
    }

    /**
     * {@return this learner with smoothings to search among}
     *
     * @param range above 0
     */
    public NaiveBayes smoothing(Range range) {
        return new NaiveBayes(hyperparameters.with(SMOOTHING, range));
    }

    @Override
    public String describe() {
        return "naive Bayes (" + hyperparameters + ")";
    }

    @Override
    public Class<Classification> predictionType() {
        return Classification.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.NON_NEGATIVE);
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public NaiveBayes withHyperparameters(Hyperparameters values) {
        return new NaiveBayes(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(SMOOTHING, Range.log(0.001, 10));
    }

    /** Tribuo's trainer leaves out how frequent classes are, and keeps what it has learned to itself. */
    @Override
    public Model<Classification> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        double[][] weights = new double[seen.length][];
        double[] intercepts = new double[seen.length];
        for (int k = 0; k < seen.length; k++) {
            weights[k] = logarithms(data, seen[k]);
            intercepts[k] = StrictMath.log(share(data, seen[k]));
        }
        if (target.labels().size() == 2) {
            for (int i = 0; i < weights[1].length; i++) weights[1][i] -= weights[0][i];
            intercepts[1] -= intercepts[0];
            weights = new double[][] {weights[1]};
            intercepts = new double[] {intercepts[1]};
        }
        ClassificationOutputs outputs = ModelOutputs.of(target);
        return new LinearModel<>(
                outputs, weights, intercepts, TrainingRows.means(data), ModelOutputs.labels(outputs, seen), true);
    }

    /** The logarithm of the probability of each feature in a class. */
    private double[] logarithms(TrainingData data, int label) {
        FeatureMatrix features = data.features();
        int[] codes = data.classes().codes();
        double[] sums = new double[features.dimension()];
        Arrays.fill(sums, hyperparameters.number(SMOOTHING));
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] != label) continue;
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                sums[features.index(entry)] += data.weight(row) * features.value(entry);
            }
        }
        double total = Arrays.stream(sums).sum();
        if (!Double.isFinite(total)) {
            throw new DataException("Expected features that can be added up but the training rows have numbers too "
                    + "large for that. Add Scale.minMax before the learner.");
        }
        return Arrays.stream(sums).map(sum -> StrictMath.log(sum / total)).toArray();
    }

    private static double share(TrainingData data, int label) {
        double own = 0;
        double total = 0;
        for (int row = 0; row < data.rows(); row++) {
            if (data.classes().codes()[row] == label) own += data.weight(row);
            total += data.weight(row);
        }
        return own / total;
    }

    static final Codec<NaiveBayes> CODEC = Learners.codec("naive-bayes", NaiveBayes.class, DEFAULTS, NaiveBayes::new);

    @Override
    public String toString() {
        return describe();
    }
}
