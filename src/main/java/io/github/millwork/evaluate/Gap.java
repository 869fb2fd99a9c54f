package io.github.millwork.evaluate;

import io.github.millwork.stage.Score;
import java.util.Locale;

/**
 * By how much a score on some rows is larger than that on other rows, with a 95 % interval of the difference: the intervals
 * of both put together by the method of variance estimates recovery (Zou and Donner 2008, Statistics in Medicine 27,
 * 1693-1702), which for two shares is Newcombe's tenth method (1998). The rows must not overlap. Immutable.
 *
 * @param value the difference
 * @param low the lower end of its interval
 * @param high the upper end of its interval
 */
public record Gap(double value, double low, double high) {
    /**
     * {@return the score of some rows less that of others}
     *
     * @param one the score of some rows
     * @param other the score of other rows, by the same metric
     */
    public static Gap between(Score one, Score other) {
        double value = one.value() - other.value();
        double down = Math.hypot(one.value() - one.low(), other.high() - other.value());
        double up = Math.hypot(one.high() - one.value(), other.value() - other.low());
        return new Gap(value, value - down, value + up);
    }

    /** {@return whether the interval does not hold zero, so that chance alone would hardly make such a gap} */
    public boolean isApart() {
        return low > 0 || high < 0;
    }

    /** {@return for example {@code +0.0721 (0.0420 to 0.1023)}} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.4f (%.4f to %.4f)", value, low, high);
    }

    /** {@return about how probable a gap as large would be if there were none, by the normal distribution} */
    double pValue() {
        double error = (value > 0 ? value - low : high - value) / Interval.Z;
        if (Double.isNaN(error)) return Double.NaN;
        if (error == 0) return value == 0 ? 1 : 0;
        return Math.min(1, 2 * tail(Math.abs(value) / error));
    }

    /** The upper tail of the normal distribution, by Student's with very many degrees of freedom. */
    private static double tail(double z) {
        return StudentT.above(z, 1e9);
    }
}
