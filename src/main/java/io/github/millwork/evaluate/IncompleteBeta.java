package io.github.millwork.evaluate;

/** The regularised incomplete beta function, of which Student's and the binomial distribution are made. */
final class IncompleteBeta {
    private static final double TINY = 1e-300;
    private static final double ENOUGH = 1e-16;
    private static final int MOST_STEPS = 10_000;

    private IncompleteBeta() {}

    /**
     * {@return the probability that a beta variable of these parameters is at most x} By its continued fraction (NIST
     * Digital Library of Mathematical Functions, 8.17.22), evaluated after Lentz on the side where it converges fast.
     */
    static double of(double x, double a, double b) {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        return x > (a + 1) / (a + b + 2) ? 1 - lower(1 - x, b, a) : lower(x, a, b);
    }

    private static double lower(double x, double a, double b) {
        double logFactor =
                a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b) - Math.log(a);
        return Math.exp(logFactor) / fraction(x, a, b);
    }

    private static double fraction(double x, double a, double b) {
        double value = 1;
        double c = 1;
        double d = 0;
        for (int step = 1; step < MOST_STEPS; step++) {
            int m = step / 2;
            double term = step % 2 == 0
                    ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                    : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + term * d);
            c = nonZero(1 + term / c);
            value *= c * d;
            if (Math.abs(c * d - 1) < ENOUGH) break;
        }
        return value;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (5.11.1 there), from where its first terms are exact to the last digit or so. */
    static double logGamma(double x) {
        double shift = 0;
        double z = x;
        for (; z < 15; z++) shift += Math.log(z);
        double s = 1 / (z * z);
        double series = (1 / 12.0 - s * (1 / 360.0 - s * (1 / 1260.0 - s * (1 / 1680.0 - s / 1188.0)))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
