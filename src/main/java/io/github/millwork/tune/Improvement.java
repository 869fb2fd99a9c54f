package io.github.millwork.tune;

/** By how much a normally distributed value is expected to exceed the best so far (Mockus 1978; Jones, Schonlau and Welch 1998). */
final class Improvement {
    private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

    private Improvement() {}

    /** {@return the logarithm of it, which tells values apart that are all but zero} */
    static double log(double mean, double deviation, double best) {
        double z = (mean - best) / deviation;
        double logDensity = -z * z / 2 - LOG_ROOT_TWO_PI;
        // z * P(z) + p(z), the tail by the ratio of Mills, so that nothing is lost where both are small.
        double log = z < -2 ? logDensity + Math.log1p(z * mills(-z)) : Math.log(z * below(z) + Math.exp(logDensity));
        return Math.log(deviation) + log;
    }

    /** The probability to be above x, over the density at x, by Laplace's continued fraction; for x above 2. */
    private static double mills(double x) {
        double fraction = x;
        for (int k = 60; k >= 1; k--) fraction = x + k / fraction;
        return 1 / fraction;
    }

    /** The probability to be below z (Abramowitz and Stegun 1964, 26.2.11); for z above -2. */
    private static double below(double z) {
        if (z > 8) return 1;
        double term = z;
        double sum = z;
        for (int k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2 - LOG_ROOT_TWO_PI);
    }
}
