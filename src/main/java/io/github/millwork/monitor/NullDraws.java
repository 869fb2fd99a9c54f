package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How large the statistic of a test gets where nothing has changed, for one column: drawn again and again between a sample
 * of the size of the reference and one of the size of the window, both of the reference's distribution. Draws are kept by
 * size; sizes are rounded down to one of eight an octave, so that the draws are rather too far apart than too near.
 * Thread-safe.
 */
final class NullDraws {
    static final int DRAWS = 1999;
    private static final int TAIL = 100; // so many of the largest draws tell how fast the tail falls
    private static final int KEPT = 32;

    private final DriftTest test;
    private final ColumnProfile reference;
    private final long seed;
    private final Map<Long, double[]> drawn = new ConcurrentHashMap<>();

    NullDraws(DriftTest test, ColumnProfile reference, long seed) {
        this.test = test;
        this.reference = reference;
        this.seed = seed;
    }

    /** {@return the value that the statistic passes with this probability} */
    double quantile(long values, double probability) {
        double[] sorted = sorted(values);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil((1 - probability) * sorted.length) - 1)];
    }

    /**
     * {@return the probability of a statistic as large} Beyond the draws the tail is taken to fall as an exponential, which is
     * slower than those of sums over cells do: the probability is rather too large.
     */
    double pValue(long values, double statistic) {
        double[] sorted = sorted(values);
        int at = Arrays.binarySearch(sorted, statistic);
        int first = at < 0 ? -at - 1 : at;
        while (first > 0 && sorted[first - 1] == statistic) first--;
        int larger = sorted.length - first;
        double plain = (larger + 1.0) / (sorted.length + 1);
        double threshold = sorted[sorted.length - TAIL - 1];
        if (larger >= TAIL / 10 || statistic <= threshold) return plain;
        double excess = 0;
        for (int i = sorted.length - TAIL; i < sorted.length; i++) excess += (sorted[i] - threshold) / TAIL;
        if (excess <= 0) return plain;
        return Math.min(plain, (double) TAIL / sorted.length * Math.exp(-(statistic - threshold) / excess));
    }

    private double[] sorted(long values) {
        long size = rounded(values);
        if (drawn.size() > KEPT) drawn.clear();
        return drawn.computeIfAbsent(size, this::draw);
    }

    static long rounded(long values) {
        double eighth = Math.floor(Math.log((double) values) / Math.log(2) * 8 + 1e-9);
        return Math.max(1, Math.min(values, (long) Math.ceil(Math.pow(2, eighth / 8))));
    }

    private double[] draw(long values) {
        Draws draws = new Draws(seed ^ (values * 0x9E3779B97F4A7C15L));
        double[] shares = reference.shares();
        long[] first = new long[shares.length];
        long[] second = new long[shares.length];
        double[] statistics = new double[DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            draws.counts(first, shares, reference.present());
            draws.counts(second, shares, values);
            statistics[i] = test.measure(reference.withCounts(first), reference.withCounts(second))
                    .statistic();
        }
        Arrays.sort(statistics);
        return statistics;
    }
}
