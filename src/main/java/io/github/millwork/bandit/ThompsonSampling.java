package io.github.millwork.bandit;

import java.util.Arrays;

/**
 * Chooses each arm as often as it is probable that it is the best one, given the rewards so far (Thompson 1933; Chapelle
 * and Li 2011). What is believed of the mean reward of an arm is a beta distribution that begins uniform; a reward between 0
 * and 1 counts as that part of a success (Agrawal and Goyal 2012 draw one with that probability). The probabilities are
 * computed, not drawn, so they can be logged. Immutable; equal by value.
 *
 * @param floor the least probability of each arm, so that what is logged says something of all of them; 0.01 by default
 */
public record ThompsonSampling(double floor) implements Policy {
    /** With one choice in a hundred for each arm, however bad. */
    public ThompsonSampling() {
        this(0.01);
    }

    /**
     * Checks the floor.
     *
     * @param floor the least probability of each arm
     * @throws IllegalArgumentException if it is not from 0 to 0.5
     */
    public ThompsonSampling {
        if (!(floor >= 0 && floor <= 0.5)) {
            throw new IllegalArgumentException("Expected a least probability from 0 to 0.5 but found " + floor + ".");
        }
    }

    @Override
    public int contextSize() {
        return 0;
    }

    @Override
    public Knowledge start(int arms) {
        if (floor * arms > 1) {
            throw new IllegalArgumentException("Expected a least probability that " + arms + " arms can have but found "
                    + floor + ". Give one below " + 1.0 / arms + ".");
        }
        return new Beliefs(arms);
    }

    @Override
    public String describe() {
        return "Thompson sampling (at least " + floor + " for each)";
    }

    private final class Beliefs implements Knowledge {
        private final double[] successes;
        private final double[] failures;
        /** They change with rewards only, and there are many more requests than rewards. */
        private double[] known = new double[0];

        Beliefs(int arms) {
            successes = new double[arms];
            failures = new double[arms];
            Arrays.fill(successes, 1);
            Arrays.fill(failures, 1);
        }

        @Override
        public double[] probabilities(double[] context) {
            if (known.length == 0) {
                known = BestArm.probabilities(successes, failures);
                double free = 1 - floor * known.length;
                for (int arm = 0; arm < known.length; arm++) known[arm] = floor + free * known[arm];
            }
            return known.clone();
        }

        @Override
        public void learn(int arm, double[] context, double reward) {
            successes[arm] += reward;
            failures[arm] += 1 - reward;
            known = new double[0];
        }
    }
}
