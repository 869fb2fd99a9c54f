package io.github.millwork.collect;

import io.github.millwork.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Where each row that is read goes: to the next slot, or where a sample is drawn to that of a row it replaces, or nowhere
 * (Vitter's reservoir, algorithm R). It is known before the row is read, so that nothing is kept of one that is left out.
 */
final class Slots {
    private final int sample;
    private final SplittableRandom random;
    private long[] origins = new long[0];
    private long seen;
    private int held;
    private int slot;
    private int capacity;

    /** Takes how many rows are drawn, 0 for all. */
    Slots(int sample, long seed) {
        this.sample = sample;
        this.random = new SplittableRandom(seed);
    }

    /** How many rows were read. */
    long seen() {
        return seen;
    }

    /** How many rows are held. */
    int held() {
        return held;
    }

    int capacity() {
        return capacity;
    }

    /** Begins a row. Says where it goes, or -1 if it is left out. */
    int begin() {
        slot = held;
        if (sample > 0 && seen >= sample) {
            long drawn = random.nextLong(seen + 1);
            slot = drawn < held ? (int) drawn : -1;
        }
        return slot;
    }

    /** Whether the row goes to a slot of one that was there before. */
    boolean replaces() {
        return slot >= 0 && slot < held;
    }

    /** Whether there is no room for the row. */
    boolean isFull() {
        return slot == capacity;
    }

    /** Makes room, and says for how many rows. */
    int grow() {
        return grow(held + held / 2 + 64);
    }

    int grow(int rows) {
        capacity = Math.max(capacity, rows);
        if (sample > 0) origins = Arrays.copyOf(origins, capacity);
        return capacity;
    }

    void end() {
        if (sample > 0 && slot >= 0) origins[slot] = seen;
        seen++;
        if (slot == held) held++;
    }

    /** The rows held, in the order they were read. */
    Dataset inOrder(Dataset rows) {
        if (seen == held) return rows;
        return rows.rows(IntStream.range(0, held)
                .boxed()
                .sorted(Comparator.comparingLong(row -> origins[row]))
                .mapToInt(row -> row)
                .toArray());
    }
}
