package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Binned columns as sums of derivatives are taken: row by row, each cell as the place of its bin among the sums of a node, so
 * that one walk over the rows serves many columns (Ke et al. 2017; LightGBM calls it row-wise). Columns that are kept sparsely
 * come after the others and stay as they are. Not to be changed, and safe between threads.
 */
final class BinnedRows {
    /** So many places a char can tell apart. */
    private static final int MOST_PLACES = 1 << 16;

    /**
     * Columns that lie side by side.
     *
     * @param first the first of them among the columns asked for
     * @param width how many there are
     * @param base where their sums begin
     * @param places for each row and column the place of its bin, from the base
     */
    private record Block(int first, int width, int base, char[] places) {}

    private final BinnedColumns columns;
    private final int[] features;
    private final int[] offsets;
    private final int dense;
    private final List<Block> blocks;

    private BinnedRows(BinnedColumns columns, int[] features, int[] offsets, int dense, List<Block> blocks) {
        this.columns = columns;
        this.features = features;
        this.offsets = offsets;
        this.dense = dense;
        this.blocks = blocks;
    }

    /**
     * Puts columns side by side.
     *
     * @param columns all columns
     * @param chosen the numbers of those that are asked for, ascending
     * @param workers share the rows
     */
    static BinnedRows of(BinnedColumns columns, int[] chosen, Workers workers) {
        int[] features = new int[chosen.length];
        int dense = 0;
        for (int feature : chosen) if (!columns.column(feature).sparse()) features[dense++] = feature;
        int all = dense;
        for (int feature : chosen) if (columns.column(feature).sparse()) features[all++] = feature;
        int[] offsets = new int[features.length + 1];
        for (int i = 0; i < features.length; i++) {
            offsets[i + 1] = offsets[i] + 2 * (columns.column(features[i]).cut().count() + 1);
        }
        List<Block> blocks = new ArrayList<>();
        int widest = Integer.MAX_VALUE / 2 / Math.max(1, columns.rows());
        for (int first = 0; first < dense; ) {
            int width = 1;
            while (first + width < dense
                    && width < widest
                    && offsets[first + width + 1] - offsets[first] <= MOST_PLACES) width++;
            blocks.add(new Block(first, width, offsets[first], new char[width * columns.rows()]));
            first += width;
        }
        BinnedRows rows = new BinnedRows(columns, features, offsets, dense, blocks);
        workers.rows(columns.rows(), (begin, end) -> blocks.forEach(block -> rows.fill(block, begin, end)));
        return rows;
    }

    private void fill(Block block, int begin, int end) {
        for (int k = 0; k < block.width; k++) {
            BinnedColumns.Bins column = column(block.first + k);
            byte[] bins = column.bins();
            int missing = column.cut().count();
            int offset = offsets[block.first + k] - block.base;
            for (int row = begin; row < end; row++) {
                block.places[row * block.width + k] = (char) (offset + 2 * Math.min(bins[row] & 0xff, missing));
            }
        }
    }

    /** {@return how many columns there are} */
    int count() {
        return features.length;
    }

    /** {@return how many sums a node has: for each bin of a column that of the first derivatives and that of the second, for
     * the bin of missing values last} */
    int sums() {
        return offsets[features.length];
    }

    /** {@return where the sums of a column begin} */
    int offset(int number) {
        return offsets[number];
    }

    /** {@return which feature a column is} */
    int feature(int number) {
        return features[number];
    }

    BinnedColumns.Bins column(int number) {
        return columns.column(features[number]);
    }

    /** {@return about how many cells have to be looked at to sum up so many rows} */
    long work(int rows) {
        return (long) rows * dense + (long) rows * (features.length - dense) / 32 + sums();
    }

    /**
     * Sums up the derivatives of rows by the bins of some columns. They are added to what is there.
     *
     * @param begin the first column
     * @param end the column after the last
     * @param rows the numbers of rows, ascending
     * @param from the first of them
     * @param to the one after the last
     * @param derivatives the first and the second derivative of each row, side by side, as whole numbers
     * @param slope the sum of the first derivatives of these rows
     * @param curve that of the second
     * @param sums where they are added
     */
    void sum(
            int begin, int end, int[] rows, int from, int to, long[] derivatives, long slope, long curve, long[] sums) {
        for (Block block : blocks) {
            int first = Math.max(begin, block.first);
            int last = Math.min(end, block.first + block.width);
            if (first < last) sum(block, first - block.first, last - first, rows, from, to, derivatives, sums);
        }
        for (int number = Math.max(begin, dense); number < end; number++) {
            sumSparse(number, rows, from, to, derivatives, slope, curve, sums);
        }
    }

    private static void sum(
            Block block, int skipped, int width, int[] rows, int from, int to, long[] derivatives, long[] sums) {
        char[] places = block.places;
        int base = block.base;
        int stride = block.width;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            long g = derivatives[2 * row];
            long h = derivatives[2 * row + 1];
            int cell = row * stride + skipped;
            int end = cell + width;
            for (; cell < end - 3; cell += 4) { // side by side, since sums of one bin wait for each other
                int first = base + places[cell];
                int second = base + places[cell + 1];
                int third = base + places[cell + 2];
                int fourth = base + places[cell + 3];
                sums[first] += g;
                sums[first + 1] += h;
                sums[second] += g;
                sums[second + 1] += h;
                sums[third] += g;
                sums[third + 1] += h;
                sums[fourth] += g;
                sums[fourth + 1] += h;
            }
            for (; cell < end; cell++) {
                int place = base + places[cell];
                sums[place] += g;
                sums[place + 1] += h;
            }
        }
    }

    /** The fewer are looked up among the more; what is left of all rows is in the usual bin. */
    private void sumSparse(
            int number, int[] rows, int from, int to, long[] derivatives, long slope, long curve, long[] sums) {
        BinnedColumns.Bins column = column(number);
        int[] others = column.rows();
        if (others == null) return;
        int at = offsets[number];
        int missing = column.cut().count();
        long g = slope;
        long h = curve;
        boolean othersAreFewer = others.length <= to - from;
        int low = othersAreFewer ? from : 0;
        int high = othersAreFewer ? to : others.length;
        int first = othersAreFewer ? 0 : from;
        int last = othersAreFewer ? others.length : to;
        for (int i = first; i < last && low < high; i++) {
            int row = othersAreFewer ? others[i] : rows[i];
            int place = Arrays.binarySearch(othersAreFewer ? rows : others, low, high, row);
            low = place >= 0 ? place + 1 : -place - 1;
            if (place < 0) continue;
            int bin = at + 2 * Math.min(column.bins()[othersAreFewer ? i : place] & 0xff, missing);
            sums[bin] += derivatives[2 * row];
            sums[bin + 1] += derivatives[2 * row + 1];
            g -= derivatives[2 * row];
            h -= derivatives[2 * row + 1];
        }
        sums[at + 2 * column.usual()] += g;
        sums[at + 2 * column.usual() + 1] += h;
    }
}
