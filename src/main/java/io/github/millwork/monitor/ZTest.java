package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;

/** Compares two means, or the shares of each level. */
final class ZTest {
    private ZTest() {}

    static DriftTest.Measured of(ColumnProfile reference, ColumnProfile current) {
        return reference.grid().categorical() ? shares(reference, current) : means(reference, current);
    }

    private static DriftTest.Measured means(ColumnProfile reference, ColumnProfile current) {
        double error = Math.sqrt(squaredError(reference) + squaredError(current));
        double difference = current.mean() - reference.mean();
        double z = difference == 0 ? 0 : difference / error;
        return new DriftTest.Measured(z, ChiSquare.normalTwoSided(z));
    }

    /** Of the mean, with the divisor n - 1 in the variance. */
    private static double squaredError(ColumnProfile profile) {
        double n = profile.present();
        return profile.deviation() * profile.deviation() / Math.max(1, n - 1);
    }

    private static DriftTest.Measured shares(ColumnProfile reference, ColumnProfile current) {
        double largest = 0;
        int levels = 0;
        for (int cell = 0; cell < reference.grid().cells(); cell++) {
            if (reference.count(cell) + current.count(cell) == 0) continue;
            levels++;
            double z = proportions(reference.count(cell), reference.present(), current.count(cell), current.present());
            if (Math.abs(z) > Math.abs(largest)) largest = z;
        }
        int compared = levels == 2 ? 1 : levels; // of two levels, one says it all
        return new DriftTest.Measured(largest, Math.min(1, compared * ChiSquare.normalTwoSided(largest)));
    }

    /** The z of two proportions with the pooled variance; positive where the second is larger. */
    static double proportions(long first, long firstOf, long second, long secondOf) {
        double pooled = (double) (first + second) / (firstOf + secondOf);
        double difference = (double) second / secondOf - (double) first / firstOf;
        if (difference == 0) return 0;
        return difference / Math.sqrt(pooled * (1 - pooled) * (1.0 / firstOf + 1.0 / secondOf));
    }
}
