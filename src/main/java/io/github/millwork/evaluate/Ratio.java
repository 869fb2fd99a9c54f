package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import java.util.function.IntToDoubleFunction;

/**
 * The ratio of two weighted sums over rows (a share, a mean, an error relative to another) and how much it varies from
 * sample to sample. Most metrics are one, or a monotone function of one.
 *
 * @param value the ratio; NaN where the lower sum is zero
 * @param variance its variance, linearised: the sum of the squared influences of the rows (Wolter 2007, Introduction to
 *     Variance Estimation, chapter 6); of n rows with equal weights {@code p(1-p)/n} for a share
 * @param rows how many rows have a weight
 * @param effectiveRows as many rows of equal weight as would weigh the same (Kish 1965)
 */
record Ratio(double value, double variance, int rows, double effectiveRows) {
    static Ratio of(Assessment<?> assessment, IntToDoubleFunction above, IntToDoubleFunction below) {
        double upper = 0;
        double lower = 0;
        double squares = 0;
        int counted = 0;
        for (int row = 0; row < assessment.rows(); row++) {
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            double part = weight * below.applyAsDouble(row);
            upper += weight * above.applyAsDouble(row);
            lower += part;
            squares += part * part;
            counted++;
        }
        double value = lower == 0 ? Double.NaN : upper / lower;
        double variance = 0;
        for (int row = 0; row < assessment.rows(); row++) {
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            double influence = weight * (above.applyAsDouble(row) - value * below.applyAsDouble(row)) / lower;
            variance += influence * influence;
        }
        return new Ratio(value, variance, counted, lower * lower / squares);
    }

    static Ratio mean(Assessment<?> assessment, IntToDoubleFunction values) {
        return of(assessment, values, row -> 1);
    }

    /**
     * The interval of a share by Wilson's score method (Wilson 1927), on as many rows as a share of this variance would
     * come from, so that unequal weights widen it (Dean and Pagano 2015).
     */
    Interval wilson() {
        if (Double.isNaN(value)) return Interval.UNDEFINED;
        double n = variance > 0 ? value * (1 - value) / variance : effectiveRows;
        double scale = 1 + Interval.Z * Interval.Z / n;
        double centre = (value + Interval.Z * Interval.Z / (2 * n)) / scale;
        double half = Interval.Z / scale * Math.sqrt(value * (1 - value) / n + Interval.Z * Interval.Z / (4 * n * n));
        return new Interval(value == 0 ? 0 : Math.max(0, centre - half), value == 1 ? 1 : Math.min(1, centre + half));
    }

    /**
     * The normal interval of the logarithm, turned back (delta method): for what is never negative and skewed to the
     * right, such as errors. Undefined for fewer than two rows.
     */
    Interval logNormal() {
        if (rows < 2 || Double.isNaN(value)) return Interval.UNDEFINED;
        if (value == 0) return new Interval(0, 0);
        double error = Math.sqrt(variance * rows / (rows - 1)) / value;
        return new Interval(value * Math.exp(-Interval.Z * error), value * Math.exp(Interval.Z * error));
    }
}
