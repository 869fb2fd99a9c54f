package io.github.millwork.bandit;

import java.util.Arrays;

/** How probable each of some arms is to have the highest mean, where what is believed of each is a beta distribution. */
final class BestArm {
    private static final int STEPS = 512;

    /** Beyond so many standard deviations nothing is left that would count. */
    private static final double REACH = 8;

    private BestArm() {}

    /**
     * Integrates, for each arm, its density times the probability that all others are below. The densities are tabulated
     * where any of them lies; their own sums are the distributions, so that the result adds up to 1 but for rounding.
     *
     * @param a the first parameters of the beta distributions
     * @param b the second ones
     */
    static double[] probabilities(double[] a, double[] b) {
        int arms = a.length;
        double low = 1;
        double high = 0;
        for (int arm = 0; arm < arms; arm++) {
            double sum = a[arm] + b[arm];
            double mean = a[arm] / sum;
            double deviation = Math.sqrt(mean * (1 - mean) / (sum + 1));
            low = Math.min(low, Math.max(0, mean - REACH * deviation));
            high = Math.max(high, Math.min(1, mean + REACH * deviation));
        }
        double width = (high - low) / STEPS;
        double[][] density = new double[arms][STEPS];
        double[][] below = new double[arms][STEPS];
        for (int arm = 0; arm < arms; arm++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < STEPS; i++) {
                double x = low + (i + 0.5) * width; // between the ends, where the logarithm is finite
                density[arm][i] = (a[arm] - 1) * Math.log(x) + (b[arm] - 1) * Math.log1p(-x);
                most = Math.max(most, density[arm][i]);
            }
            double total = 0;
            for (int i = 0; i < STEPS; i++) {
                density[arm][i] = Math.exp(density[arm][i] - most);
                total += density[arm][i];
            }
            double sum = 0;
            for (int i = 0; i < STEPS; i++) {
                density[arm][i] /= total;
                below[arm][i] = sum + density[arm][i] / 2;
                sum += density[arm][i];
            }
        }
        double[] best = new double[arms];
        for (int arm = 0; arm < arms; arm++) {
            for (int i = 0; i < STEPS; i++) {
                double part = density[arm][i];
                for (int other = 0; other < arms; other++) if (other != arm) part *= below[other][i];
                best[arm] += part;
            }
        }
        double sum = Arrays.stream(best).sum();
        for (int arm = 0; arm < arms; arm++) best[arm] /= sum;
        return best;
    }
}
