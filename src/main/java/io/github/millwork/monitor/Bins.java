package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import java.util.Arrays;

/**
 * How many values of each of two samples are in each bin: ten bins for numbers, of consecutive cells, each of which ends with
 * the cell in which the reference reaches the next tenth; the cells themselves for categories. A bin that is empty in both
 * is left out.
 *
 * @param reference how many values of the reference are in each
 * @param current how many of the values in use
 * @param ends the last cell of each
 */
record Bins(long[] reference, long[] current, int[] ends) {
    private static final int TENTHS = 10;

    static Bins of(ColumnProfile reference, ColumnProfile current) {
        int cells = reference.grid().cells();
        long[] expected = new long[cells];
        long[] actual = new long[cells];
        int[] ends = new int[cells];
        boolean grouped = !reference.grid().categorical();
        int bin = 0;
        int tenth = 1;
        long below = 0;
        for (int cell = 0; cell < cells; cell++) {
            expected[bin] += reference.count(cell);
            actual[bin] += current.count(cell);
            below += reference.count(cell);
            boolean full = !grouped;
            while (grouped && tenth < TENTHS && below * TENTHS >= tenth * reference.present()) {
                tenth++;
                full = true;
            }
            ends[bin] = cell;
            if (full && (expected[bin] > 0 || actual[bin] > 0)) bin++;
        }
        int used = bin < cells && (expected[bin] > 0 || actual[bin] > 0) ? bin + 1 : bin;
        return new Bins(Arrays.copyOf(expected, used), Arrays.copyOf(actual, used), Arrays.copyOf(ends, used));
    }

    double[] expected() {
        return shares(reference);
    }

    double[] actual() {
        return shares(current);
    }

    private static double[] shares(long[] counts) {
        double all = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> count / all).toArray();
    }
}
