package io.github.millwork.train;

import io.github.millwork.data.Classification;
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
 * Gaussian naive Bayes, for measures: in each class each feature is taken to be normally distributed, with the mean and the
 * variance that it has there in training, and independent of the others. To each variance a share of the largest variance of
 * any feature is added. A class is as probable beforehand as it is frequent. Scales do not matter but for that share. Features
 * must not be missing. Weights of rows count. There is nothing random in it. It is scikit-learn's {@code GaussianNB}.
 *
 * @param hyperparameters smoothing, as {@link #create()} has it, with any setting
 */
public record GaussianNaiveBayes(Hyperparameters hyperparameters) implements Learner<Classification> {
    private static final String SMOOTHING = "smoothing";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .number(SMOOTHING, 1e-9, smoothing -> smoothing > 0 && smoothing <= Double.MAX_VALUE, "above 0 and finite");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters smoothing, as {@link #create()} has it, with any setting
     */
    public GaussianNaiveBayes {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return Gaussian naive Bayes with smoothing 1e-9} */
    public static GaussianNaiveBayes create() {
        return new GaussianNaiveBayes(DEFAULTS);
    }

    /**
     * {@return this learner with another smoothing}
     *
     * @param share the share of the largest variance that is added to each variance, above 0
     */
    public GaussianNaiveBayes smoothing(double share) {
        return new GaussianNaiveBayes(hyperparameters.with(SMOOTHING, share));
    }

    /**
     * {@return this learner with smoothings to search among}
     *
     * @param range above 0
     */
    public GaussianNaiveBayes smoothing(Range range) {
        return new GaussianNaiveBayes(hyperparameters.with(SMOOTHING, range));
    }

    @Override
    public String describe() {
        return "Gaussian naive Bayes (" + hyperparameters + ")";
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
    public GaussianNaiveBayes withHyperparameters(Hyperparameters values) {
        return new GaussianNaiveBayes(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(SMOOTHING, Range.log(1e-11, 0.1));
    }

    @Override
    public Model<Classification> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        int size = data.features().dimension();
        if (size < 1) throw TribuoRows.noFeature();
        TargetValues.Classes target = data.classes();
        int[] seen = TrainingRows.seen(target);
        double largest = Arrays.stream(moments(data, -1, false)[1]).max().orElse(0);
        if (!Double.isFinite(largest)) throw TrainingRows.tooLarge();
        double added = largest > 0 ? largest * hyperparameters.number(SMOOTHING) : 1; // where nothing varies
        double[] logarithms = new double[seen.length];
        double[][] means = new double[seen.length][];
        double[][] variances = new double[seen.length][];
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        for (int k = 0; k < seen.length; k++) {
            double own = 0;
            for (int row = 0; row < data.rows(); row++) if (target.codes()[row] == seen[k]) own += data.weight(row);
            logarithms[k] = StrictMath.log(own / total);
            double[][] moments = moments(data, seen[k], true);
            means[k] = moments[0];
            variances[k] = Arrays.stream(moments[1])
                    .map(variance -> Math.max(variance + added, Double.MIN_NORMAL))
                    .toArray();
        }
        return new GaussianModel(ModelOutputs.of(target), seen, logarithms, means, variances);
    }

    /** {@return mean and variance of each feature in the rows of a class, or in all rows for a negative label} */
    private static double[][] moments(TrainingData data, int label, boolean weighted) {
        FeatureMatrix features = data.features();
        double[] means = new double[features.dimension()];
        double[] variances = new double[features.dimension()];
        double[] held = new double[features.dimension()];
        int[] holding = new int[features.dimension()];
        int[] codes = data.classes().codes();
        int rows = 0;
        double total = 0;
        for (int row = 0; row < codes.length; row++) {
            if (label >= 0 && codes[row] != label) continue;
            total += weighted ? data.weight(row) : 1;
            rows++;
        }
        for (int turn = 0; turn < 2; turn++) {
            for (int row = 0; row < codes.length; row++) {
                if (label >= 0 && codes[row] != label) continue;
                double share = (weighted ? data.weight(row) : 1) / total;
                for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                    int i = features.index(entry);
                    double value = features.value(entry);
                    if (turn == 0) {
                        means[i] += share * value;
                        held[i] += share;
                        holding[i]++;
                    } else {
                        variances[i] += share * (value - means[i]) * (value - means[i]);
                    }
                }
            }
        }
        for (int i = 0; i < means.length; i++) {
            if (holding[i] < rows) variances[i] += Math.max(0, 1 - held[i]) * means[i] * means[i];
            if (TrainingRows.isRounding(variances[i], means[i])) variances[i] = 0;
        }
        return new double[][] {means, variances};
    }

    static final Codec<GaussianNaiveBayes> CODEC =
            Learners.codec("gaussian-naive-bayes", GaussianNaiveBayes.class, DEFAULTS, GaussianNaiveBayes::new);

    @Override
    public String toString() {
        return describe();
    }
}
