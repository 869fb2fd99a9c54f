package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of anomalies, equal to those of scikit-learn. They compare with a truth, which {@code
 * Pipeline.detectAnomalies(Truth.of("column").anomalous("value"))} names; without one they throw {@link
 * io.github.millwork.data.DataException}. Weights count in each of them, and each has a 95 % interval.
 */
public final class AnomalyMetrics {
    /**
     * The area under the ROC curve: the probability that an anomaly has a larger score than a usual row, ties counting
     * half. NaN where there are no anomalies, or nothing else. Interval: as that of {@link
     * ClassificationMetrics#ROC_AUC}.
     */
    public static final Metric<Anomaly> ROC_AUC = new AnomalyRanking.Roc();

    /**
     * The area under the curve of precision over recall, in steps. NaN where there are no anomalies. Interval: as that of
     * {@link ClassificationMetrics#AVERAGE_PRECISION}.
     */
    public static final Metric<Anomaly> AVERAGE_PRECISION = new AnomalyRanking.Precision();

    /** Of the rows found to be anomalies, the share that is; 0 where there are none. Interval: Wilson. */
    public static final Metric<Anomaly> PRECISION = new VerdictShare(Share.PRECISION);

    /** Of the anomalies, the share that is found; 0 where there are none. Interval: Wilson. */
    public static final Metric<Anomaly> RECALL = new VerdictShare(Share.RECALL);

    /** The harmonic mean of precision and recall. Interval: as that of {@link ClassificationMetrics#F1}. */
    public static final Metric<Anomaly> F1 = new VerdictShare(Share.F1);

    private AnomalyMetrics() {}

    /**
     * Makes the share of anomalies among the rows of the largest scores. Rows of equal score at the edge count in part, as
     * they would on average in a random order. NaN where there are fewer rows. Interval: Wilson, with a variance that heeds
     * that the edge is estimated (Ash and Hughes-Oliver 2022).
     *
     * @param rows how many rows are looked at, above zero; where rows have weights their sum
     * @return the metric
     * @throws IllegalArgumentException if the number is not above zero
     */
    public static Metric<Anomaly> precisionAt(int rows) {
        return new AnomalyRanking.PrecisionAt(rows);
    }

    /**
     * Makes the F-beta of the verdict: the harmonic mean of precision and recall in which recall counts beta squared
     * times. Interval: Wilson, by influence.
     *
     * @param beta how many times as much recall counts as precision, above zero
     * @return the metric
     * @throws IllegalArgumentException if it is not above zero
     */
    public static Metric<Anomaly> fBeta(double beta) {
        return new VerdictShare(Share.fBeta(beta));
    }

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures scores and verdicts beside their truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<Anomaly> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<Anomaly>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
