package io.github.millwork.train;

import java.util.ArrayDeque;
import java.util.Deque;

/** Room for the sums of nodes, used again and again. Safe between threads. */
final class SumsPool {
    /** How many sums of nodes that wait are held at a time, at 8 bytes each. */
    private static final long MOST_SUMS = 1 << 25;

    /** So many nodes wait for each level, about, where leaves have no bound but depth. */
    private static final int WAIT = 8;

    private final int length;
    private final boolean holds;
    private final Deque<long[]> free = new ArrayDeque<>();

    /**
     * Makes a pool.
     *
     * @param length how many sums a node has
     * @param rules how far a tree grows
     */
    SumsPool(int length, GradientRules rules) {
        this.length = length;
        long waiting = rules.boundByDepth() ? (long) WAIT * rules.depth() : rules.leaves();
        this.holds = length * waiting <= MOST_SUMS;
    }

    /** {@return how many sums a node has} */
    int length() {
        return length;
    }

    /**
     * {@return whether the sums of nodes that wait to be split are held; else each node is summed up when its parent is split,
     * which takes twice the time}
     */
    boolean holds() {
        return holds;
    }

    /** {@return room for the sums of a node, which holds what it held before} */
    long[] take() {
        synchronized (free) {
            if (!free.isEmpty()) return free.pop();
        }
        return new long[length];
    }

    void give(long[] sums) {
        synchronized (free) {
            free.push(sums);
        }
    }
}
