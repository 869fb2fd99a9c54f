package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import java.util.function.IntToDoubleFunction;

/**
 * The ratio of two weighted sums over rows: a share, a mean, an error relative to another. Most metrics are one, or a
 * monotone function of one. Its variance is the linearised one (Wolter 2007, Introduction to Variance Estimation, chapter
 * 6).
 */
final class Ratio {
    private Ratio() {}

    /** {@return the ratio; NaN where the lower sum is zero} */
    static Estimate of(Assessment<?> assessment, IntToDoubleFunction above, IntToDoubleFunction below) {
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
        double cubes = 0;
        for (int row = 0; row < assessment.rows(); row++) {
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            double influence = weight * (above.applyAsDouble(row) - value * below.applyAsDouble(row)) / lower;
            variance += influence * influence;
            cubes += influence * influence * influence;
        }
        return new Estimate(value, variance, Estimate.skewness(variance, cubes), counted, lower * lower / squares);
    }

    /** {@return the weighted mean; NaN where no row has a weight} */
    static Estimate mean(Assessment<?> assessment, IntToDoubleFunction values) {
        return of(assessment, values, row -> 1);
    }
}
