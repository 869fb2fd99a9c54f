package io.github.millwork.stage;

import java.util.HashMap;
import java.util.Map;

/** Sums up, by column, the categories that were not there in training; frames of several threads may be added. */
final class UnseenCounts {
    private final int firstRow;
    private final Map<String, Long> counts = new HashMap<>();

    /** Rows before the first one are history and do not count. */
    UnseenCounts(int firstRow) {
        this.firstRow = firstRow;
    }

    int firstRow() {
        return firstRow;
    }

    synchronized void add(Frame frame) {
        frame.unseen().forEach((column, count) -> counts.merge(column, count, Long::sum));
    }

    synchronized Map<String, Long> counts() {
        return Map.copyOf(counts);
    }
}
