package io.github.millwork.evaluate;

import io.github.millwork.data.Prediction;
import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.SplittableRandom;

/**
 * The .632+ rule (Efron and Tibshirani 1997, equations 27 to 32). It is stated for errors; a metric of which more is better
 * is one with its sign changed, since the rule moves and turns with its numbers.
 */
final class Bootstrap632 {
    private static final double OUT = 0.632;
    private static final int PAIRS = 200_000;

    private Bootstrap632() {}

    /**
     * {@return the estimate}
     *
     * @param metric the metric
     * @param seen its value on the rows that were fitted to
     * @param outOfBag the mean of its values on the rows that were not drawn
     * @param noInformation what it would be if predictions and truth had nothing to do with each other
     */
    static double plus(Metric<?> metric, double seen, double outOfBag, double noInformation) {
        double sign = metric.higherIsBetter() ? -1 : 1;
        return sign * plus(sign * seen, sign * outOfBag, sign * noInformation);
    }

    private static double plus(double seen, double outOfBag, double noInformation) {
        double plain = (1 - OUT) * seen + OUT * outOfBag;
        double capped = Math.min(outOfBag, noInformation);
        if (!(capped > seen)) return plain;
        double overfit = (capped - seen) / (noInformation - seen);
        return plain + (capped - seen) * (1 - OUT) * OUT * overfit / (1 - (1 - OUT) * overfit);
    }

    /**
     * {@return the metric over all pairs of a prediction and a truth, of whatever rows} With many rows of as many random
     * pairings as make 200,000 pairs.
     */
    static <P extends Prediction> double noInformation(Metric<P> metric, Assessment<P> assessment) {
        int n = assessment.rows();
        int pairings = Math.min(n, Math.max(1, PAIRS / n));
        SplittableRandom random = new SplittableRandom(n);
        int[] predicted = new int[n * pairings];
        int[] truth = new int[n * pairings];
        for (int p = 0; p < pairings; p++) {
            int[] order = pairings == n ? null : RowOrder.shuffled(n, random);
            for (int row = 0; row < n; row++) {
                predicted[p * n + row] = row;
                truth[p * n + row] = order == null ? (row + p) % n : order[row];
            }
        }
        Assessment<P> pairs = assessment.rows(predicted);
        double[] weights = assessment.weights() == null ? null : new double[truth.length];
        if (weights != null) {
            for (int i = 0; i < weights.length; i++)
                weights[i] = assessment.weight(predicted[i]) * assessment.weight(truth[i]);
        }
        return metric.measure(
                new Assessment<>(pairs.predictions(), assessment.truth().rows(truth), weights, pairs.features()));
    }
}
