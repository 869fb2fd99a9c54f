package io.github.millwork.bandit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Policy} at work on named arms: it chooses, learns from rewards, and says when one arm has won. Thread-safe.
 *
 * <p>There is a winner when the expected reward of one arm is above those of all others by bounds that hold at all times at
 * once: however often this is asked, on arms that are equally good a winner is declared with a probability of no more than
 * the level. Once declared, it stays.
 */
public final class Bandit {
    private static final double LEVEL = 0.05;

    private final Policy policy;
    private final List<String> arms;
    private final double level;
    private final Object lock = new Object();
    private final Knowledge knowledge;
    private final long[] chosen;
    private final long[] rewarded;
    private final double[] rewards;
    private final double[][] bounds;
    private @Nullable String winner;

    private Bandit(Policy policy, List<String> arms, double level) {
        this.policy = policy;
        this.arms = List.copyOf(arms);
        this.level = level;
        this.knowledge = policy.start(arms.size());
        this.chosen = new long[arms.size()];
        this.rewarded = new long[arms.size()];
        this.rewards = new double[arms.size()];
        this.bounds = new double[arms.size()][];
        for (int arm = 0; arm < arms.size(); arm++) bounds[arm] = computed(arm);
    }

    /**
     * {@return a bandit that has learned nothing yet, and declares a winner at the level of 0.05}
     *
     * @param policy how it chooses
     * @param arms the names of the arms, at least two
     * @throws IllegalArgumentException if there are fewer, or two of one name
     */
    public static Bandit of(Policy policy, List<String> arms) {
        return of(policy, arms, LEVEL);
    }

    /**
     * {@return a bandit that has learned nothing yet}
     *
     * @param policy how it chooses
     * @param arms the names of the arms, at least two
     * @param level how probable it may be that a winner is declared that is not the best, between 0 and 1
     * @throws IllegalArgumentException if there are fewer arms, two of one name, or the level is not between 0 and 1
     */
    public static Bandit of(Policy policy, List<String> arms, double level) {
        if (arms.size() < 2 || Set.copyOf(arms).size() < arms.size()) {
            throw new IllegalArgumentException("Expected at least two arms of different names but found " + arms + ".");
        }
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("Expected a level between 0 and 1 but found " + level + ".");
        }
        return new Bandit(policy, arms, level);
    }

    /** {@return how it chooses} */
    public Policy policy() {
        return policy;
    }

    /** {@return the names of the arms} */
    public List<String> arms() {
        return arms;
    }

    /**
     * Chooses an arm.
     *
     * @param draw a number from 0 to below 1, evenly distributed: by chance, or by a hash of a key so that the same key has
     *     the same arm as long as the probabilities stay
     * @param context as many numbers as the policy looks at
     * @return the arm, and how probable it was
     * @throws IllegalArgumentException if the draw or the context cannot be
     */
    public Choice choose(double draw, double... context) {
        Choice choice = draw(draw, context);
        chose(choice.arm());
        return choice;
    }

    /**
     * Counts a choice that was made before, as one that was logged.
     *
     * @param arm the arm that was chosen
     * @throws IllegalArgumentException if there is no such arm
     */
    public void chose(String arm) {
        int index = index(arm);
        synchronized (lock) {
            chosen[index]++;
        }
    }

    /**
     * Chooses an arm as {@link #choose} does but does not count it yet, for those who count choices once they are logged.
     *
     * @param draw a number from 0 to below 1, evenly distributed
     * @param context as many numbers as the policy looks at
     * @return the arm, and how probable it was
     * @throws IllegalArgumentException if the draw or the context cannot be
     */
    public Choice draw(double draw, double... context) {
        if (!(draw >= 0 && draw < 1)) {
            throw new IllegalArgumentException("Expected a draw from 0 to below 1 but found " + draw + ".");
        }
        check(context);
        synchronized (lock) {
            double[] probabilities = knowledge.probabilities(context);
            int arm = 0;
            double sum = probabilities[0];
            while (draw >= sum && arm + 1 < probabilities.length) sum += probabilities[++arm];
            while (probabilities[arm] == 0) arm--; // the sum may end a little below 1
            return new Choice(arms.get(arm), probabilities[arm]);
        }
    }

    /**
     * {@return how probable each arm is to be chosen now, in the order of {@link #arms()}}
     *
     * @param context as many numbers as the policy looks at
     */
    public double[] probabilities(double... context) {
        check(context);
        synchronized (lock) {
            return knowledge.probabilities(context);
        }
    }

    /**
     * Learns from what came of a choice.
     *
     * @param arm the arm that was chosen
     * @param reward from 0 (bad) to 1 (good)
     * @param context the context in which it was chosen
     * @throws IllegalArgumentException if there is no such arm, or the reward or the context cannot be
     */
    public void learn(String arm, double reward, double... context) {
        int index = index(arm);
        if (!(reward >= 0 && reward <= 1)) {
            throw new IllegalArgumentException("Expected a reward from 0 to 1 but found " + reward
                    + ". Scale rewards before they are learned from.");
        }
        check(context);
        synchronized (lock) {
            knowledge.learn(index, context, reward);
            rewarded[index]++;
            rewards[index] += reward;
            bounds[index] = computed(index);
            if (winner == null) winner = declare();
        }
    }

    private int index(String arm) {
        int index = arms.indexOf(arm);
        if (index >= 0) return index;
        throw new IllegalArgumentException("Expected one of the arms " + arms + " but found '" + arm + "'.");
    }

    private void check(double[] context) {
        if (context.length != policy.contextSize()) {
            throw new IllegalArgumentException("Expected " + policy.contextSize() + " numbers of context for "
                    + policy.describe() + " but found " + context.length + ".");
        }
        for (double number : context) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException(
                        "Expected finite numbers of context but found " + number + ". Impute what is missing before.");
            }
        }
    }

    /** Each arm's bounds may miss with its part of the level, so that none misses but with the level. */
    private double[] computed(int arm) {
        return ConfidenceSequence.bounds((double) rewarded[arm], rewards[arm], level / arms.size());
    }

    private @Nullable String declare() {
        int best = 0;
        double low = -1;
        for (int arm = 0; arm < arms.size(); arm++) {
            double bound = bounds[arm][0];
            if (bound > low) {
                low = bound;
                best = arm;
            }
        }
        for (int arm = 0; arm < arms.size(); arm++) {
            if (arm != best && bounds[arm][1] >= low) return null;
        }
        return arms.get(best);
    }

    /** {@return the arm that has won, if there is one} */
    public Optional<String> winner() {
        synchronized (lock) {
            return Optional.ofNullable(winner);
        }
    }

    /** {@return how the arms do, in their order} */
    public List<Standing> standings() {
        synchronized (lock) {
            List<Standing> standings = new ArrayList<>();
            for (int arm = 0; arm < arms.size(); arm++) {
                double mean = rewarded[arm] == 0 ? Double.NaN : rewards[arm] / rewarded[arm];
                standings.add(
                        new Standing(arms.get(arm), chosen[arm], rewarded[arm], mean, bounds[arm][0], bounds[arm][1]));
            }
            return standings;
        }
    }

    /** {@return the policy, and how each arm does} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(policy.describe());
        for (Standing standing : standings()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%s: mean reward %.4f [%.4f, %.4f] of %,d rewards, chosen %,d times",
                    standing.arm(),
                    standing.mean(),
                    standing.low(),
                    standing.high(),
                    standing.rewarded(),
                    standing.chosen()));
        }
        winner().ifPresent(arm -> text.append(String.format("%nwinner: %s", arm)));
        return text.toString();
    }
}
