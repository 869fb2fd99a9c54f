package io.github.millwork.engineer;

import io.github.millwork.stage.Statistics;
import java.util.Locale;

/** A figure of some numbers, of which missing ones are left out. */
public enum Statistic {
    /** The mean; missing where there is no number. */
    MEAN,
    /** The sum; 0 where there is no number. */
    SUM,
    /** The smallest; missing where there is no number. */
    MIN,
    /** The largest; missing where there is no number. */
    MAX,
    /** The standard deviation of a population that they are drawn from (divided by n - 1); missing below two numbers. */
    DEVIATION,
    /** How many there are. */
    COUNT;

    /** What it is called in the names of columns. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return the figure of numbers of which none is missing} */
    double of(double[] values) {
        return of(values, values.length == 0 ? Double.NaN : Statistics.mean(values));
    }

    /** {@return the figure of numbers of which none is missing, and whose mean is known} */
    double of(double[] values, double mean) {
        int n = values.length;
        return switch (this) {
            case COUNT -> n;
            case SUM -> n == 0 ? 0 : mean * n;
            case MEAN -> mean;
            case MIN -> n == 0 ? Double.NaN : extreme(values, -1);
            case MAX -> n == 0 ? Double.NaN : extreme(values, 1);
            case DEVIATION -> n < 2 ? Double.NaN : Statistics.deviation(values, mean) * Math.sqrt(n / (n - 1.0));
        };
    }

    private static double extreme(double[] values, int sign) {
        double found = values[0];
        for (double value : values) {
            if (sign * Double.compare(value, found) > 0) found = value;
        }
        return found;
    }
}
