package io.github.millwork.bandit;

/** What a {@link Policy} has learned so far. One thread at a time: {@link Bandit} sees to that. */
public interface Knowledge {
    /**
     * {@return how probable each arm is to be chosen now; they add up to 1}
     *
     * @param context as many numbers as the policy looks at
     */
    double[] probabilities(double[] context);

    /**
     * Learns from a reward. The order of rewards may change the last bits of later probabilities, and nothing else.
     *
     * @param arm which arm was chosen, from 0
     * @param context the context in which it was
     * @param reward what came of it, from 0 (bad) to 1 (good)
     */
    void learn(int arm, double[] context, double reward);
}
