package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of classes, equal to those of scikit-learn. Weights count in each of them, and each has a 95 % interval. A
 * true class that the model does not know is never predicted rightly; for ROC AUC it belongs to the rest.
 *
 * <p>Precision, recall and F1 are about the positive class, which {@code Target.of("income").positive(">50K")} names,
 * also among more than two classes; without one they throw {@link io.github.millwork.data.DataException}. Where nothing
 * is to be counted they are 0 ({@code zero_division=0} in scikit-learn) and their interval is 0 to 1.
 *
 * <p>The interval of a share is Wilson's (1927), with the number of rows of equal weight that would vary as much where
 * weights differ (Dean and Pagano 2015, Evaluating confidence interval methods for binomial proportions in clustered
 * surveys).
 */
public final class ClassificationMetrics {
    /** The share of rows whose class is predicted. Interval: Wilson. */
    public static final Metric<Classification> ACCURACY = new Accuracy();

    /** Of the rows predicted positive, the share that is. Interval: Wilson, given the rows predicted positive. */
    public static final Metric<Classification> PRECISION = new PositiveClass("precision", true, false);

    /** Of the positive rows, the share predicted positive. Interval: Wilson, given the positive rows. */
    public static final Metric<Classification> RECALL = new PositiveClass("recall", false, true);

    /**
     * The harmonic mean of precision and recall. Interval: that of Wilson for the share of true positives among the rows
     * that are positive or predicted so, of which F1 is a monotone function (Hand, Christen and Kirielle 2021).
     */
    public static final Metric<Classification> F1 = new PositiveClass("F1", true, true);

    /**
     * The area under the ROC curve, ties counting half; needs no positive class. For more than two classes the mean of
     * each class against the rest ({@code multi_class="ovr", average="macro"}). NaN where a class does not occur, or
     * nothing else. Interval: DeLong, DeLong and Clarke-Pearson (1988) on the logit scale, in the fast form of Sun and Xu
     * (2014), undefined for a class of one row; Newcombe's method 5 (2006) where the area is 0 or 1.
     */
    public static final Metric<Classification> ROC_AUC = new RocAuc();

    /**
     * The mean of the negative natural logarithm of the probability of the true class; smaller is better. Probabilities
     * are clipped 2.2e-16 away from 0 and 1, as scikit-learn does since 1.2. Throws {@link
     * io.github.millwork.data.DataException} where the model gives no probabilities or does not know a true class.
     * Interval: normal on the logarithmic scale (delta method).
     */
    public static final Metric<Classification> LOG_LOSS = new LogLoss();

    private ClassificationMetrics() {}

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * <pre>{@code
     * Metric<Classification> missed = ClassificationMetrics.of(
     *         "missed", false, assessment -> ConfusionMatrix.of(assessment).count("yes", "no"));
     * }</pre>
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures predictions beside their truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<Classification> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<Classification>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
