package io.github.millwork.bandit;

import java.util.Arrays;

/** How probable each of some arms is to have the highest mean, where what is believed of each is a beta distribution. */
final class BestArm {
    /** So many steps of the narrowest density: sums of a smooth one are right long before. */
    private static final int STEPS = 128;

    private static final int MOST = 512;

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
        double narrowest = 1;
        for (int arm = 0; arm < arms; arm++) {
            double sum = a[arm] + b[arm];
            double mean = a[arm] / sum;
            double deviation = Math.sqrt(mean * (1 - mean) / (sum + 1));
            double from = Math.max(0, mean - REACH * deviation);
            double to = Math.min(1, mean + REACH * deviation);
            low = Math.min(low, from);
            high = Math.max(high, to);
            narrowest = Math.min(narrowest, to - from);
        }
        int steps = (int) Math.min(MOST, Math.ceil(STEPS * (high - low) / narrowest));
        double width = (high - low) / steps;
        double[] logs = new double[steps];
        double[] logsOfRest = new double[steps];
        for (int i = 0; i < steps; i++) {
            double x = low + (i + 0.5) * width; // between the ends, where the logarithm is finite
            logs[i] = Math.log(x);
            logsOfRest[i] = Math.log1p(-x);
        }
        double[][] density = new double[arms][steps];
        double[][] below = new double[arms][steps];
        for (int arm = 0; arm < arms; arm++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < steps; i++) {
                density[arm][i] = (a[arm] - 1) * logs[i] + (b[arm] - 1) * logsOfRest[i];
                most = Math.max(most, density[arm][i]);
            }
            double total = 0;
            for (int i = 0; i < steps; i++) {
                density[arm][i] = Math.exp(density[arm][i] - most);
                total += density[arm][i];
            }
            double sum = 0;
            for (int i = 0; i < steps; i++) {
                density[arm][i] /= total;
                below[arm][i] = sum + density[arm][i] / 2;
                sum += density[arm][i];
            }
        }
        double[] best = new double[arms];
        for (int arm = 0; arm < arms; arm++) {
            for (int i = 0; i < steps; i++) {
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
