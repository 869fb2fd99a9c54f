package io.github.millwork.monitor;

import java.util.Arrays;

/** Pearson's test of a table of two rows, and the distribution it needs. */
final class ChiSquare {
    private static final double PRECISE = 1e-16;
    private static final int STEPS = 100_000;

    private ChiSquare() {}

    static DriftTest.Measured of(Bins bins) {
        double first = Arrays.stream(bins.reference()).sum();
        double second = Arrays.stream(bins.current()).sum();
        double statistic = 0;
        for (int i = 0; i < bins.reference().length; i++) {
            double column = bins.reference()[i] + bins.current()[i];
            double expected = column * first / (first + second);
            double difference = bins.reference()[i] - expected;
            statistic += difference * difference / expected + difference * difference / (column - expected);
        }
        int freedom = bins.reference().length - 1;
        return new DriftTest.Measured(statistic, freedom < 1 ? 1 : upper(freedom / 2.0, statistic / 2));
    }

    /**
     * The regularised upper incomplete gamma function: by its series below the mean, else by its continued fraction (Press
     * et al., Numerical Recipes, 6.2).
     */
    static double upper(double shape, double x) {
        if (x <= 0) return 1;
        double front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
        if (x < shape + 1) {
            double term = 1 / shape;
            double sum = term;
            for (int n = 1; n < STEPS && term > sum * PRECISE; n++) {
                term *= x / (shape + n);
                sum += term;
            }
            return Math.max(0, 1 - front * sum);
        }
        double b = x + 1 - shape;
        double c = 1 / Double.MIN_NORMAL;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < STEPS; n++) {
            double a = -n * (n - shape);
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            double factor = c * d;
            fraction *= factor;
            if (Math.abs(factor - 1) < PRECISE) break;
        }
        return front * fraction;
    }

    /** By Stirling's series with Bernoulli numbers up to the seventh term, after raising the argument above 10. */
    static double logGamma(double x) {
        double shift = 0;
        double raised = x;
        while (raised < 10) shift += Math.log(raised++);
        double inverse = 1 / raised;
        double square = inverse * inverse;
        double series = inverse
                * (1.0 / 12
                        + square
                                * (-1.0 / 360
                                        + square
                                                * (1.0 / 1260
                                                        + square
                                                                * (-1.0 / 1680
                                                                        + square
                                                                                * (1.0 / 1188
                                                                                        + square
                                                                                                * (-691.0 / 360_360
                                                                                                        + square
                                                                                                                / 156))))));
        return (raised - 0.5) * Math.log(raised) - raised + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    /** The probability that a standard normal number is as far from 0, on either side. */
    static double normalTwoSided(double z) {
        return Double.isNaN(z) ? Double.NaN : upper(0.5, z * z / 2);
    }
}
