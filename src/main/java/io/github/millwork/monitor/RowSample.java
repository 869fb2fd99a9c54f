package io.github.millwork.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws rows at random from as many as come, in constant memory: those with the smallest of numbers that are drawn for each.
 * Samples of parts give that of the whole. One thread at a time.
 */
final class RowSample {
    static final int ROWS = 1_000;

    private final PriorityQueue<SampledRow> rows =
            new PriorityQueue<>(Comparator.comparingLong(SampledRow::priority).reversed());
    private long largest = Long.MAX_VALUE;

    /** The number drawn for the row that came as the nth. The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    static long priority(long nth) {
        long z = nth * 0x9E3779B97F4A7C15L + 0x1234_5678_9ABCL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 1;
    }

    boolean wants(long priority) {
        return priority < largest;
    }

    void add(SampledRow row) {
        rows.add(row);
        if (rows.size() > ROWS) rows.remove();
        if (rows.size() == ROWS && rows.peek() != null) largest = rows.peek().priority();
    }

    void addAll(RowSample other) {
        for (SampledRow row : other.rows) if (wants(row.priority())) add(row);
    }

    List<SampledRow> rows() {
        List<SampledRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(SampledRow::priority));
        return sorted;
    }
}
