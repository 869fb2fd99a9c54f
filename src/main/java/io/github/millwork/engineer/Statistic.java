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
        int n = values.length;
        if (this == COUNT) return n;
        if (this == SUM) return n == 0 ? 0 : Statistics.mean(values) * n;
        if (n == 0 || (this == DEVIATION && n < 2)) return Double.NaN;
        return switch (this) {
            case MIN -> extreme(values, -1);
            case MAX -> extreme(values, 1);
            case DEVIATION -> Statistics.deviation(values, Statistics.mean(values)) * Math.sqrt(n / (n - 1.0));
            default -> Statistics.mean(values);
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
