package io.github.millwork.train;

import java.util.Arrays;

/** The sums of the rows in each bin of a feature, within a node. Which bins hold rows is marked, so that only they cost. */
final class Histogram {
    static final int BINS = 256;

    final int width;
    final double[] sums;
    final int[] counts = new int[BINS];
    final long[] held = new long[BINS / 64];

    Histogram(int width) {
        this.width = width;
        this.sums = new double[BINS * width];
    }

    /** Sets to zero what was added. */
    void clear() {
        for (int bin = next(0); bin >= 0; bin = next(bin + 1)) {
            counts[bin] = 0;
            Arrays.fill(sums, bin * width, (bin + 1) * width, 0);
        }
        Arrays.fill(held, 0);
    }

    /** {@return the first bin with rows from a bin on; -1 for none} */
    int next(int bin) {
        for (int word = bin >> 6; word < held.length; word++) {
            long rest = word == bin >> 6 ? held[word] & -1L << bin : held[word];
            if (rest != 0) return (word << 6) + Long.numberOfTrailingZeros(rest);
        }
        return -1;
    }

    boolean holds(int bin) {
        return counts[bin] > 0;
    }

    /** Adds rows of a column, given the sums of all of them. */
    void add(BinnedColumns.Bins column, int[] rows, int from, int to, double[] all, double[] weights, Criterion by) {
        int[] others = column.rows();
        if (others == null) by.add(this, column.bins(), rows, from, to, weights);
        else addSparse(column, others, rows, from, to, all, weights, by);
    }

    /** Rows are ascending on both sides: each of the fewer is looked up among the more. */
    private void addSparse(
            BinnedColumns.Bins column,
            int[] others,
            int[] rows,
            int from,
            int to,
            double[] all,
            double[] weights,
            Criterion by) {
        int count = 0;
        if (others.length <= to - from) {
            int low = from;
            for (int i = 0; i < others.length && low < to; i++) {
                int place = Arrays.binarySearch(rows, low, to, others[i]);
                low = place >= 0 ? place + 1 : -place - 1;
                if (place >= 0) count += add(column.bins()[i] & 0xff, others[i], weights, by);
            }
        } else {
            int low = 0;
            for (int i = from; i < to && low < others.length; i++) {
                int place = Arrays.binarySearch(others, low, others.length, rows[i]);
                low = place >= 0 ? place + 1 : -place - 1;
                if (place >= 0) count += add(column.bins()[place] & 0xff, rows[i], weights, by);
            }
        }
        addRest(column.usual(), to - from - count, all);
    }

    private int add(int bin, int row, double[] weights, Criterion by) {
        by.add(sums, bin * width, row, weights[row]);
        mark(bin, 1);
        return 1;
    }

    void mark(int bin, int rows) {
        counts[bin] += rows;
        held[bin >> 6] |= 1L << bin;
    }

    /** The rows that a sparse column does not hold are those that are left of all. */
    private void addRest(int usual, int rows, double[] all) {
        if (rows == 0) return;
        double[] rest = all.clone();
        for (int bin = next(0); bin >= 0; bin = next(bin + 1)) {
            for (int i = 0; i < width; i++) rest[i] -= sums[bin * width + i];
        }
        for (int i = 0; i < width; i++) sums[usual * width + i] += rest[i];
        mark(usual, rows);
    }
}
