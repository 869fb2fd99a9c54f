package io.github.millwork.bandit;

/**
 * A choice that was made, and what came of it. Immutable but for the array, which is not copied.
 *
 * @param arm which arm was chosen, from 0
 * @param propensity how probable it was that it would be chosen, above 0
 * @param reward what came of it
 * @param context the context in which it was chosen; empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // there may be millions of them
public record Logged(int arm, double propensity, double reward, double[] context) {
    /**
     * Checks the propensity.
     *
     * @param arm which arm was chosen, from 0
     * @param propensity how probable it was that it would be chosen, above 0
     * @param reward what came of it
     * @param context the context in which it was chosen; empty where there is none
     * @throws IllegalArgumentException if the propensity is not above 0 and at most 1, or the reward is not finite
     */
    public Logged {
        if (arm < 0 || !(propensity > 0 && propensity <= 1) || !Double.isFinite(reward)) {
            throw new IllegalArgumentException(
                    "Expected an arm, a propensity above 0 and at most 1, and a finite reward, but found " + arm + ", "
                            + propensity + " and " + reward
                            + ". Only choices whose probability was logged can be used.");
        }
    }
}
