package io.github.millwork.evaluate;

import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of sets of labels, equal to those of scikit-learn. Weights count in each of them. A label that the model does
 * not know and that is true in some row is a label that is never predicted. Averages over the labels are over all of them,
 * also over those that occur in no row. Where nothing is to be counted a share is 0 ({@code zero_division=0} in
 * scikit-learn), also that of a row without labels for which none is predicted.
 *
 * <p>Each has a 95 % interval: Wilson's (1927), on the number of rows of which a share would vary as much; the variance
 * comes from the influence of each row, so that labels of one row are not taken for independent.
 */
public final class MultiLabelMetrics {
    /** The share of rows of which all labels are predicted, and no other. */
    public static final Metric<MultiLabel> SUBSET_ACCURACY = new RowAgreement(RowAgreement.Kind.SUBSET);

    /** The share of labels, over all rows, that are predicted wrongly; smaller is better. */
    public static final Metric<MultiLabel> HAMMING_LOSS = new RowAgreement(RowAgreement.Kind.HAMMING);

    /**
     * The mean over the rows and their true labels of the share of true labels among those of at least the same number;
     * 1 for a row that has no label, or all (Schapire and Singer 2000). It looks at the numbers, not at the labels that are
     * predicted.
     */
    public static final Metric<MultiLabel> RANKING_PRECISION = new RowAgreement(RowAgreement.Kind.RANKING);

    /** The mean over the rows of the share of labels that are true and predicted among those that are either. */
    public static final Metric<MultiLabel> JACCARD_SAMPLES = new LabelShare(Share.JACCARD, null);

    /** The mean over the rows of the share of predicted labels that are true. */
    public static final Metric<MultiLabel> PRECISION_SAMPLES = new LabelShare(Share.PRECISION, null);

    /** The mean over the rows of the share of true labels that are predicted. */
    public static final Metric<MultiLabel> RECALL_SAMPLES = new LabelShare(Share.RECALL, null);

    /** The mean over the rows of the harmonic mean of precision and recall. */
    public static final Metric<MultiLabel> F1_SAMPLES = new LabelShare(Share.F1, null);

    private MultiLabelMetrics() {}

    /**
     * {@return the share of labels that are true and predicted among those that are either, averaged over the labels}
     *
     * @param average how
     */
    public static Metric<MultiLabel> jaccard(Average average) {
        return new LabelShare(Share.JACCARD, average);
    }

    /**
     * {@return the share of predicted labels that are true, averaged over the labels}
     *
     * @param average how
     */
    public static Metric<MultiLabel> precision(Average average) {
        return new LabelShare(Share.PRECISION, average);
    }

    /**
     * {@return the share of true labels that are predicted, averaged over the labels}
     *
     * @param average how
     */
    public static Metric<MultiLabel> recall(Average average) {
        return new LabelShare(Share.RECALL, average);
    }

    /**
     * {@return the harmonic mean of precision and recall, averaged over the labels}
     *
     * @param average how
     */
    public static Metric<MultiLabel> f1(Average average) {
        return new LabelShare(Share.F1, average);
    }

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures predictions beside their truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<MultiLabel> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<MultiLabel>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
