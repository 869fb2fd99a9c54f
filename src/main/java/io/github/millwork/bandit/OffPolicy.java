package io.github.millwork.bandit;

import io.github.millwork.stage.Score;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What another policy would have earned, estimated from choices that were logged with their propensities. Every arm that
 * the other policy would choose must have had a chance in the log. Immutable.
 *
 * @param inversePropensity the mean of rewards, each weighted by how much more probable its arm is under the other policy
 *     (Horvitz and Thompson 1952): without bias, but it varies much where weights are large
 * @param selfNormalised the same divided by the mean weight (Swaminathan and Joachims 2015): a little bias, less variance
 * @param doublyRobust the expected reward by the mean of each arm, corrected by the weighted errors of that (Dudík, Langford
 *     and Li 2011); the means are those of the other half of the log, so that no reward predicts itself
 * @param effectiveRows how many rows of equal weight would say as much (Kish 1965)
 */
public record OffPolicy(Score inversePropensity, Score selfNormalised, Score doublyRobust, double effectiveRows) {
    private static final double LEVEL = 0.95;
    private static final double QUANTILE = 1.959963984540054;

    /**
     * {@return the mean reward that a policy that always chooses one arm would have had}
     *
     * @param log what was logged
     * @param arm the arm, from 0
     * @throws IllegalArgumentException if there are fewer than two rows
     */
    public static OffPolicy always(List<Logged> log, int arm) {
        int arms = 1 + Math.max(arm, log.stream().mapToInt(Logged::arm).max().orElse(0));
        double[] probabilities = new double[arms];
        probabilities[arm] = 1;
        return estimate(log, context -> probabilities);
    }

    /**
     * Estimates the mean reward of a policy.
     *
     * @param log what was logged
     * @param policy how probable it would have chosen each arm, by context: one number for each arm
     * @return the estimates, each with its 95 % interval by the normal distribution of its mean
     * @throws IllegalArgumentException if there are fewer than two rows, or the policy gives no probabilities for the arms
     */
    public static OffPolicy estimate(List<Logged> log, Function<double[], double[]> policy) {
        int n = log.size();
        if (n < 2) throw new IllegalArgumentException("Expected at least two logged choices but found " + n + ".");
        double[][] chances = new double[n][];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            Logged row = log.get(i);
            chances[i] = policy.apply(row.context());
            check(chances[i], row.arm());
            weights[i] = chances[i][row.arm()] / row.propensity();
        }
        double meanWeight = Arrays.stream(weights).average().orElseThrow();
        double[] weighted = new double[n];
        for (int i = 0; i < n; i++) weighted[i] = weights[i] * log.get(i).reward();
        double ratio = meanWeight == 0 ? Double.NaN : mean(weighted) / meanWeight;
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) influence[i] = weights[i] * (log.get(i).reward() - ratio) / meanWeight;
        double[] corrected = corrected(log, chances, weights);
        double squares = Arrays.stream(weights).map(weight -> weight * weight).sum();
        return new OffPolicy(
                score("inverse propensity", mean(weighted), weighted),
                score("self-normalised", ratio, influence),
                score("doubly robust", mean(corrected), corrected),
                squares == 0 ? 0 : Math.pow(meanWeight * n, 2) / squares);
    }

    private static void check(double[] chances, int arm) {
        double sum = Arrays.stream(chances).sum();
        boolean none = Arrays.stream(chances).anyMatch(chance -> !(chance >= 0));
        if (chances.length <= arm || none || Math.abs(sum - 1) > 1e-9) {
            throw new IllegalArgumentException("Expected a probability for each arm, together 1, but found "
                    + Arrays.toString(chances) + " where arm " + arm + " was chosen. Mend the policy.");
        }
    }

    /** For each row what is expected of the policy, and the weighted error of what was expected of the arm chosen. */
    private static double[] corrected(List<Logged> log, double[][] chances, double[] weights) {
        int n = weights.length;
        int arms = chances[0].length;
        double[][] means = {means(log, arms, 1), means(log, arms, 0)};
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double[] expected = means[i % 2];
            Logged row = log.get(i);
            for (int arm = 0; arm < arms; arm++) values[i] += chances[i][arm] * expected[arm];
            values[i] += weights[i] * (row.reward() - expected[row.arm()]);
        }
        return values;
    }

    /** The mean reward of each arm over one half of the log; over all arms where it has none there. */
    private static double[] means(List<Logged> log, int arms, int half) {
        double[] sums = new double[arms];
        double[] counts = new double[arms];
        for (int i = half; i < log.size(); i += 2) {
            sums[log.get(i).arm()] += log.get(i).reward();
            counts[log.get(i).arm()]++;
        }
        double overall = Arrays.stream(sums).sum() / Arrays.stream(counts).sum();
        double[] means = new double[arms];
        for (int arm = 0; arm < arms; arm++) means[arm] = counts[arm] == 0 ? overall : sums[arm] / counts[arm];
        return means;
    }

    /** A value with an interval of the width that the mean of its terms has. */
    private static Score score(String name, double value, double[] terms) {
        double mean = mean(terms);
        double squares = 0;
        for (double term : terms) squares += (term - mean) * (term - mean);
        double error = Math.sqrt(squares / (terms.length - 1.0) / terms.length);
        double reach = QUANTILE * error;
        return new Score(name, value, value - reach, value + reach, LEVEL, "normal", terms.length);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** {@return the three estimates and how many rows they rest on} */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s%n%s%n%s%neffective rows %.0f",
                inversePropensity,
                selfNormalised,
                doublyRobust,
                effectiveRows);
    }
}
