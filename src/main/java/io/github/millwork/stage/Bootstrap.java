package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The percentile bootstrap interval of a metric: rows are drawn with replacement, the metric measured on each draw. Draws
 * on which it is undefined are left out.
 */
final class Bootstrap {
    private static final int DRAWS = 1000;
    private static final int FEWEST_DRAWS = 200;

    /** With more rows there are fewer draws: the interval is narrow then, and what draws add to its ends is less. */
    private static final long ROWS_IN_ALL = 20_000_000;

    private static final double LEVEL = 0.95;

    private Bootstrap() {}

    static <P extends Prediction> Score percentile(Metric<P> metric, Assessment<P> assessment) {
        int n = assessment.rows();
        double measured = metric.measure(assessment);
        int count = Double.isNaN(measured) ? 0 : (int) Math.max(FEWEST_DRAWS, Math.min(DRAWS, ROWS_IN_ALL / n));
        SplittableRandom random = new SplittableRandom(n);
        double[] draws = new double[count];
        int[] rows = new int[n];
        int used = 0;
        for (int draw = 0; draw < count; draw++) {
            for (int i = 0; i < n; i++) rows[i] = random.nextInt(n);
            double value = metric.measure(assessment.rows(rows));
            if (!Double.isNaN(value)) draws[used++] = value;
        }
        double[] sorted = Arrays.copyOf(draws, used);
        Arrays.sort(sorted);
        return new Score(
                metric.name(),
                measured,
                quantile(sorted, (1 - LEVEL) / 2),
                quantile(sorted, (1 + LEVEL) / 2),
                LEVEL,
                "bootstrap",
                n);
    }

    private static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) return Double.NaN;
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
