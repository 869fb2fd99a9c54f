package io.github.millwork.stage;

/**
 * Student's t distribution with whole degrees of freedom, for intervals and tests over a few folds. By the finite sums of
 * Abramowitz and Stegun (1964), 26.7.3 and 26.7.4; correct to about 1e-15.
 */
public final class StudentT {
    private StudentT() {}

    /**
     * {@return the probability of a value beyond this one, on either side}
     *
     * @param t the value of the statistic
     * @param degrees the degrees of freedom, at least 1
     */
    public static double twoSided(double t, int degrees) {
        if (degrees < 1) throw new IllegalArgumentException("Expected at least 1 degree of freedom, found " + degrees);
        if (Double.isNaN(t)) return Double.NaN;
        double angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
        double cosine = Math.cos(angle);
        boolean odd = degrees % 2 == 1;
        double term = odd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        double inside = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
        return Math.max(0, 1 - inside);
    }

    /**
     * {@return the value beyond which, on either side, there is this probability}
     *
     * @param probability between 0 and 1, such as 0.05
     * @param degrees the degrees of freedom, at least 1
     */
    public static double quantile(double probability, int degrees) {
        double low = 0;
        double high = 1;
        while (twoSided(high, degrees) > probability) high *= 2;
        for (int step = 0; step < 200 && high - low > Math.ulp(high); step++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, degrees) > probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }
}
