package io.github.millwork.stage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Sums up, by column, the cells that hold categories that were not there in training. Frames of several threads may be
 * added. A cell counts once, however many encoders read it.
 */
final class UnseenCounts {
    private final int firstRow;
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, BitSet> rows = new HashMap<>();

    /** Rows before the first one are history and do not count. */
    UnseenCounts(int firstRow) {
        this.firstRow = firstRow;
    }

    int firstRow() {
        return firstRow;
    }

    /** Adds all rows that a frame has seen, each of which ran through all encoders in one go. */
    synchronized void add(Frame frame) {
        frame.unseen().forEach((column, count) -> counts.merge(column, count, Long::sum));
    }

    /** Adds one row, of which other encoders may tell later: where whole columns run through one after the other. */
    synchronized void add(Frame frame, int row) {
        if (row < firstRow) return;
        for (String column : frame.unseenInRow()) {
            rows.computeIfAbsent(column, name -> new BitSet()).set(row);
        }
    }

    synchronized Map<String, Long> counts() {
        Map<String, Long> all = new HashMap<>(counts);
        rows.forEach((column, cells) -> all.merge(column, (long) cells.cardinality(), Long::sum));
        return Map.copyOf(all);
    }
}
