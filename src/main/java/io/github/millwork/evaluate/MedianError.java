package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The median of the absolute errors. */
record MedianError() implements Metric<Regression> {
    @Override
    public String name() {
        return "median absolute error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        return Errors.of(assessment).median(assessment.weights() == null);
    }

    /**
     * Woodruff's interval (1952): the errors below which lie as many rows as the ends of the interval of the share that is
     * one half say.
     */
    @Override
    public Score score(Assessment<Regression> assessment) {
        Errors errors = Errors.of(assessment);
        double median = errors.median(assessment.weights() == null);
        double rows = Estimate.effectiveRows(assessment);
        Interval share = new Estimate(0.5, 0.25 / rows, 0, assessment.rows(), rows).wilson();
        Interval interval = rows < 2 || Double.isNaN(median)
                ? Interval.UNDEFINED
                : new Interval(errors.at(share.low()), errors.at(share.high()));
        return interval.score(this, median, "Woodruff", assessment);
    }

    /**
     * Absolute errors in ascending order.
     *
     * @param sorted the errors of rows with a weight
     * @param below the weight of all rows up to each, that one included
     */
    private record Errors(double[] sorted, double[] below) {
        static Errors of(Assessment<Regression> assessment) {
            double[] residuals = Residuals.of(assessment);
            int[] order = IntStream.range(0, residuals.length)
                    .filter(row -> assessment.weight(row) > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> Math.abs(residuals[row])))
                    .mapToInt(Integer::intValue)
                    .toArray();
            double[] sorted = new double[order.length];
            double[] below = new double[order.length];
            double sum = 0;
            for (int i = 0; i < order.length; i++) {
                sorted[i] = Math.abs(residuals[order[i]]);
                below[i] = sum += assessment.weight(order[i]);
            }
            return new Errors(sorted, below);
        }

        /** The lower of the two in the middle where rows have weights, their mean where they have none. */
        double median(boolean meanOfBoth) {
            int n = sorted.length;
            if (n == 0 || Double.isNaN(sorted[n - 1])) return Double.NaN;
            return meanOfBoth && n % 2 == 0 ? (sorted[n / 2 - 1] + sorted[n / 2]) / 2 : at(0.5);
        }

        /** {@return the first error at which a share of the weight is reached} */
        double at(double share) {
            double wanted = share * below[below.length - 1];
            int place = Arrays.binarySearch(below, wanted);
            return sorted[Math.min(sorted.length - 1, place < 0 ? -1 - place : place)];
        }
    }
}
