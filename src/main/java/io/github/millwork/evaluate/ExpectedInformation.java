package io.github.millwork.evaluate;

/**
 * The mutual information that two partitions of given sizes have by chance: its mean over all ways to deal the rows out
 * (Vinh, Epps and Bailey 2010, Journal of Machine Learning Research 11, equation 24).
 */
final class ExpectedInformation {
    /** From here on the series is exact to the last digit or so. */
    private static final int SMALL = 64;

    private static final double[] SMALL_FACTORIALS = new double[SMALL];

    static {
        for (int n = 2; n < SMALL; n++) SMALL_FACTORIALS[n] = SMALL_FACTORIALS[n - 1] + Math.log(n);
    }

    private ExpectedInformation() {}

    /**
     * {@return the expected mutual information, in nats}
     *
     * @param first the sizes of the groups of one partition, whole numbers
     * @param second those of the other, with the same sum
     * @param total that sum
     */
    static double of(double[] first, double[] second, double total) {
        double sum = 0;
        for (double a : first) {
            for (double b : second) {
                double least = Math.max(1, a + b - total);
                double most = Math.min(a, b);
                double fixed = logFactorial(a)
                        + logFactorial(b)
                        + logFactorial(total - a)
                        + logFactorial(total - b)
                        - logFactorial(total);
                for (double both = least; both <= most; both++) {
                    double logProbability = fixed
                            - logFactorial(both)
                            - logFactorial(a - both)
                            - logFactorial(b - both)
                            - logFactorial(total - a - b + both);
                    sum += both / total * Math.log(total * both / (a * b)) * Math.exp(logProbability);
                }
            }
        }
        return sum;
    }

    /** The logarithm of the factorial; for large numbers Stirling's series. */
    private static double logFactorial(double n) {
        if (n < SMALL) return SMALL_FACTORIALS[(int) n];
        double square = 1 / (n * n);
        double series = (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680))) / n;
        return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
    }
}
