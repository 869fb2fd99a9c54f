package io.github.millwork.monitor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How it is made up for that many tests are done at once, of which some are always beyond their level by chance. Immutable.
 *
 * @param rate what may be wrong, between 0 and 1
 * @param any whether that is the probability of a single false one among all; else the share of false ones among those that
 *     count
 */
public record Correction(double rate, boolean any) {
    /**
     * Checks the rate.
     *
     * @param rate what may be wrong
     * @param any whether that is the probability of a single false one among all
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Correction {
        if (!(rate > 0 && rate < 1)) {
            throw new IllegalArgumentException("Expected a share between 0 and 1 but found " + rate + ".");
        }
    }

    /**
     * {@return to hold the share of false ones among those that count, by Benjamini and Hochberg (1995)}
     *
     * @param rate between 0 and 1
     */
    public static Correction falseDiscoveries(double rate) {
        return new Correction(rate, false);
    }

    /**
     * {@return to hold the probability of a single false one, by Bonferroni: stricter, and the more so the more columns there
     * are}
     *
     * @param rate between 0 and 1
     */
    public static Correction familyWise(double rate) {
        return new Correction(rate, true);
    }

    /**
     * {@return for each test whether it counts}
     *
     * @param pValues the probability of each; NaN for one that was not done
     */
    boolean[] rejected(double[] pValues) {
        int[] order = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = -1;
        for (int rank = 0; rank < order.length; rank++) {
            double share = any ? 1 : rank + 1;
            if (pValues[order[rank]] <= rate * share / order.length) last = rank;
        }
        boolean[] rejected = new boolean[pValues.length];
        for (int place : Arrays.copyOf(order, last + 1)) rejected[place] = true;
        return rejected;
    }
}
