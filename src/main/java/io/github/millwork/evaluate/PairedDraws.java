package io.github.millwork.evaluate;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Differences of a metric between two models on rows drawn with replacement, the same ones for both. */
final class PairedDraws {
    private static final int DRAWS = 2000;
    private static final int FEWEST = 200;

    /** Beyond so many rows fewer are drawn, since the draws are as good as normal there, and each of them takes long. */
    private static final int MANY = 10_000;

    private PairedDraws() {}

    static int count(int rows) {
        return rows <= MANY ? DRAWS : (int) Math.max(FEWEST, (long) DRAWS * MANY / rows);
    }

    /** {@return whether there are too few draws to read an interval off them} */
    static boolean areFew(int rows) {
        return count(rows) < DRAWS;
    }

    /** {@return the differences, sorted; draws on which the metric is undefined are left out} */
    static <P extends Prediction> double[] of(Metric<P> metric, Assessment<P> first, Assessment<P> second) {
        int n = first.rows();
        SplittableRandom random = new SplittableRandom(n);
        double[] differences = new double[count(n)];
        int[] rows = new int[n];
        for (int draw = 0; draw < differences.length; draw++) {
            for (int i = 0; i < n; i++) rows[i] = random.nextInt(n);
            differences[draw] = metric.measure(first.rows(rows)) - metric.measure(second.rows(rows));
        }
        return Arrays.stream(differences)
                .filter(each -> !Double.isNaN(each))
                .sorted()
                .toArray();
    }

    static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) return Double.NaN;
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
