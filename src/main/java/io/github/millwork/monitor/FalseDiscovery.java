package io.github.millwork.monitor;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Which of many tests count, so that of those that do no more than a given share is expected to be false. */
final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * {@return for each test whether it counts} By Benjamini and Hochberg (1995).
     *
     * @param pValues the probability of each; NaN for one that was not done
     * @param rate the share that may be false
     */
    static boolean[] rejected(double[] pValues, double rate) {
        int[] order = IntStream.range(0, pValues.length)
                .filter(i -> !Double.isNaN(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int last = -1;
        for (int rank = 0; rank < order.length; rank++) {
            if (pValues[order[rank]] <= rate * (rank + 1) / order.length) last = rank;
        }
        boolean[] rejected = new boolean[pValues.length];
        for (int place : Arrays.copyOf(order, last + 1)) rejected[place] = true;
        return rejected;
    }
}
