package io.github.millwork.bandit;

import java.util.Arrays;

/**
 * Chooses the arm with the best mean reward, but for a share of the choices, which are made by chance among all arms. Arms
 * that are equally good share. An arm that was never tried counts as good as can be, so each is tried first. Immutable;
 * equal by value.
 *
 * @param epsilon the share that is left to chance, from 0 to 1
 */
public record EpsilonGreedy(double epsilon) implements Policy {
    /** One choice in ten by chance. */
    public EpsilonGreedy() {
        this(0.1);
    }

    /**
     * Checks the share.
     *
     * @param epsilon the share that is left to chance, from 0 to 1
     * @throws IllegalArgumentException if it is not from 0 to 1
     */
    public EpsilonGreedy {
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("Expected a share from 0 to 1 but found " + epsilon + ".");
        }
    }

    @Override
    public int contextSize() {
        return 0;
    }

    @Override
    public Knowledge start(int arms) {
        return new Means(arms);
    }

    @Override
    public String describe() {
        return "epsilon-greedy (" + epsilon + " by chance)";
    }

    /** The best of some scores gets all but a share, of which each has its part; the best may be several. */
    static double[] mostlyBest(double[] scores, double byChance) {
        double best = Arrays.stream(scores).max().orElseThrow();
        double ties = Arrays.stream(scores).filter(score -> score == best).count();
        double[] probabilities = new double[scores.length];
        for (int arm = 0; arm < scores.length; arm++) {
            probabilities[arm] = byChance / scores.length + (scores[arm] == best ? (1 - byChance) / ties : 0);
        }
        return probabilities;
    }

    private final class Means implements Knowledge {
        private final double[] pulls;
        private final double[] rewards;

        Means(int arms) {
            pulls = new double[arms];
            rewards = new double[arms];
        }

        @Override
        public double[] probabilities(double[] context) {
            double[] means = new double[pulls.length];
            for (int arm = 0; arm < means.length; arm++) {
                means[arm] = pulls[arm] == 0 ? Double.POSITIVE_INFINITY : rewards[arm] / pulls[arm];
            }
            return mostlyBest(means, epsilon);
        }

        @Override
        public void learn(int arm, double[] context, double reward) {
            pulls[arm]++;
            rewards[arm] += reward;
        }
    }
}
