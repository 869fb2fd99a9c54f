package io.github.millwork.preprocess;

import io.github.millwork.data.Expression;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.stage.Statistics;
import java.util.function.DoubleUnaryOperator;

/**
 * The power transforms of Box and Cox (1964) and of Yeo and Johnson (2000), and the power that makes the values most like
 * those of a normal distribution. Both are made of {@code h(l, p) = (e^(p l) - 1) / p}, which is l where p is 0.
 */
final class PowerMaths {
    private static final double LARGEST = 32;
    private static final int STEPS = 200;
    private static final double NEAR_ZERO = 1e-5;

    private PowerMaths() {}

    static double transform(boolean positive, double lambda, double value) {
        if (positive) return value > 0 ? h(Math.log(value), lambda) : Double.NaN;
        return value >= 0 ? h(Math.log1p(value), lambda) : -h(Math.log1p(-value), 2 - lambda);
    }

    /** The same as an expression. */
    static NumberExpression transform(boolean positive, double lambda, NumberExpression value) {
        if (positive) return value.greaterThan(0).then(h(value, lambda), Expression.constant(Double.NaN));
        return value.atLeast(0)
                .then(
                        h(value.plus(1), lambda),
                        h(value.negated().plus(1), 2 - lambda).negated());
    }

    /** Of a number and not of its logarithm; near a power of 0 by the first terms of the series. */
    private static NumberExpression h(NumberExpression number, double power) {
        if (Math.abs(power) >= NEAR_ZERO) return number.pow(power).minus(1).dividedBy(power);
        NumberExpression log = number.log();
        NumberExpression rest = log.times(power / 6).plus(0.5).times(log).times(power);
        return log.times(rest.plus(1));
    }

    /** The way back; where no value leads to one, the nearest that does. */
    static double inverse(boolean positive, double lambda, double value) {
        if (positive) return Math.exp(logOfInverse(value, lambda));
        return value >= 0 ? Math.expm1(logOfInverse(value, lambda)) : -Math.expm1(logOfInverse(-value, 2 - lambda));
    }

    private static double h(double log, double power) {
        return power == 0 ? log : Math.expm1(power * log) / power;
    }

    private static double logOfInverse(double value, double power) {
        if (power == 0) return value;
        return Math.log1p(Math.max(power * value, -1 + 1e-15)) / power;
    }

    /** The derivative of h by the power, over e^(shift). */
    private static double slope(double log, double power, double shift) {
        double z = power * log;
        if (Math.abs(z) < 0.02 && shift == 0) {
            return log * log * (1.0 / 2 + z * (1.0 / 3 + z * (1.0 / 8 + z * (1.0 / 30 + z * (1.0 / 144 + z / 840)))));
        }
        return (Math.exp(z - shift) * log - scaled(log, power, shift)) / power;
    }

    /** h over e^(shift). */
    private static double scaled(double log, double power, double shift) {
        if (shift == 0) return h(log, power);
        return (Math.exp(power * log - shift) - Math.exp(-shift)) / power;
    }

    /**
     * Finds the power of largest likelihood, from -32 to 32, as the zero of its derivative: that is found to the last digits,
     * while a search for the maximum itself (as in SciPy) is blind to half of them. A constant column gets 1.
     */
    static double lambda(boolean positive, double[] values) {
        double[] logs = new double[values.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = positive ? Math.log(values[i]) : Math.log1p(Math.abs(values[i]));
        }
        double[] signed = logs.clone();
        for (int i = 0; i < logs.length; i++) {
            if (!positive && values[i] < 0) signed[i] = -logs[i];
        }
        double sum = Statistics.mean(signed);
        DoubleUnaryOperator rise = lambda -> sum - share(positive, values, logs, lambda);
        if (Double.isNaN(rise.applyAsDouble(1))) return 1;
        double low = -2;
        double high = 2;
        while (low > -LARGEST && rise.applyAsDouble(low) < 0) low *= 2;
        while (high < LARGEST && rise.applyAsDouble(high) > 0) high *= 2;
        return zero(rise, low, high);
    }

    /** How fast half the logarithm of the variance rises with the power. */
    private static double share(boolean positive, double[] values, double[] logs, double lambda) {
        int n = values.length;
        double most = 0;
        for (int i = 0; i < n; i++) {
            boolean below = !positive && values[i] < 0;
            most = Math.max(most, (below ? 2 - lambda : lambda) * logs[i]);
        }
        double shift = most > 100 ? most : 0; // what would overflow is made smaller together
        double[] y = new double[n];
        double[] dy = new double[n];
        for (int i = 0; i < n; i++) {
            boolean below = !positive && values[i] < 0;
            double power = below ? 2 - lambda : lambda;
            y[i] = below ? -scaled(logs[i], power, shift) : scaled(logs[i], power, shift);
            dy[i] = slope(logs[i], power, shift);
        }
        double centre = Statistics.mean(y);
        double dcentre = Statistics.mean(dy);
        double[] products = new double[n];
        for (int i = 0; i < n; i++) products[i] = (y[i] - centre) * (dy[i] - dcentre);
        double deviation = Statistics.deviation(y, centre);
        double rounding = Math.ulp(Math.max(Math.abs(centre), Double.MIN_NORMAL));
        return deviation > 10 * rounding ? Statistics.mean(products) / (deviation * deviation) : Double.NaN;
    }

    /** Regula falsi with halved ends (the Illinois method, Dowell and Jarratt 1971). */
    private static double zero(DoubleUnaryOperator function, double from, double to) {
        double a = from;
        double b = to;
        double fa = function.applyAsDouble(a);
        double fb = function.applyAsDouble(b);
        if (!(fa > 0)) return a;
        if (!(fb < 0)) return b;
        for (int step = 0; step < STEPS; step++) {
            double c = step < 4 ? (a + b) / 2 : (a * fb - b * fa) / (fb - fa);
            double fc = function.applyAsDouble(c);
            if (fc == 0 || Double.isNaN(fc)) return c;
            if (Math.abs(b - a) < 1e-15 * Math.max(1, Math.abs(c))) return c;
            if (fc > 0) {
                if (a != from) fb /= 2;
                a = c;
                fa = fc;
            } else {
                if (b != to) fa /= 2;
                b = c;
                fb = fc;
            }
            if (a >= b) return c;
        }
        return (a + b) / 2;
    }
}
