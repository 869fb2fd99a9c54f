package io.github.millwork.train;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the best split of a node, feature by feature. Numbers are cut in their order. Categories are put in the order
 * of what is known of their rows and cut there, which for numbers and two classes is the best of all ways (Fisher 1958).
 * Rows without a value go where they gain more. Used by one thread, again and again.
 */
final class SplitSearch {
    private static final int MISSING = FeatureBins.MISSING;

    private final Criterion by;
    private final TreeRules rules;
    private final Histogram histogram;
    private final double[] left;
    private final double[] right;
    private final int[] order = new int[Histogram.BINS];
    private final double[] keys = new double[Histogram.BINS];

    private double[] node = {};
    private int rows;
    private double worth;

    private double bestGain;
    private int bestFeature;
    private BinnedColumns.@Nullable Bins bestColumn;
    private boolean bestMissingLeft;
    private double bestThreshold;
    private final boolean[] bestLeft = new boolean[Histogram.BINS];

    SplitSearch(Criterion by, TreeRules rules) {
        this.by = by;
        this.rules = rules;
        this.histogram = new Histogram(by.width());
        this.left = new double[by.width()];
        this.right = new double[by.width()];
    }

    /**
     * Begins with a node.
     *
     * @param sums what sums up its rows
     * @param count how many rows it has
     */
    void begin(double[] sums, int count) {
        node = sums;
        rows = count;
        worth = by.worth(sums, 0);
        bestGain = Double.NEGATIVE_INFINITY;
        bestFeature = -1;
        bestColumn = null;
    }

    /**
     * Looks for a split by a feature that gains more than the best so far.
     *
     * @param feature the feature
     * @param column its bins
     * @param all row numbers, of which those from {@code from} to {@code to} are in the node, ascending
     * @param weights how much each row counts, by row number
     * @param draw decides the cut where cuts are drawn
     * @return false if all rows of the node are in one bin
     */
    boolean look(int feature, BinnedColumns.Bins column, int[] all, int from, int to, double[] weights, long draw) {
        histogram.add(column, all, from, to, node, weights, by);
        int first = histogram.next(0);
        boolean varies = histogram.next(first + 1) >= 0;
        if (varies) {
            Arrays.fill(left, 0);
            if (column.cut().categories()) categories(feature, column, draw);
            else if (rules.random()) randomCut(feature, column, draw);
            else numbers(feature, column);
        }
        histogram.clear();
        return varies;
    }

    private void numbers(int feature, BinnedColumns.Bins column) {
        int leftRows = 0;
        int bin = histogram.next(0);
        while (bin >= 0 && bin < MISSING) {
            int next = histogram.next(bin + 1);
            addLeft(bin);
            leftRows += histogram.counts[bin];
            cut(feature, column, bin, next, leftRows, Double.NaN);
            bin = next;
        }
    }

    private void addLeft(int bin) {
        int at = bin * left.length;
        for (int i = 0; i < left.length; i++) left[i] += histogram.sums[at + i];
    }

    /** Tries a cut after a bin, with what is missing on either side; after the last it is on the right, all else left. */
    private void cut(int feature, BinnedColumns.Bins column, int bin, int next, int leftRows, double threshold) {
        int missing = histogram.counts[MISSING];
        boolean last = next < 0 || next == MISSING;
        if (last && missing == 0) return;
        double gain = gain(leftRows);
        if (gain > bestGain) keep(feature, column, gain, missing == 0 && heavierLeft(), bin, next, threshold);
        if (missing == 0 || last) return;
        double[] without = left.clone();
        addLeft(MISSING);
        gain = gain(leftRows + missing);
        if (gain > bestGain) keep(feature, column, gain, true, bin, next, threshold);
        System.arraycopy(without, 0, left, 0, left.length);
    }

    /** {@return whether what is not in the node goes left, as at least half of the weight does} */
    private boolean heavierLeft() {
        return 2 * by.weight(left) >= by.weight(node);
    }

    private double gain(int leftRows) {
        if (leftRows < rules.leafRows() || rows - leftRows < rules.leafRows()) return Double.NEGATIVE_INFINITY;
        for (int i = 0; i < left.length; i++) right[i] = node[i] - left[i];
        return rounded(by.worth(left, 0) + by.worth(right, 0) - worth);
    }

    /** To 32 bits, so that of cuts which gain the same the first is taken, whatever the last bits of their sums. */
    private static double rounded(double gain) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(gain) + (1L << 19)) & -1L << 20);
    }

    private void keep(
            int feature,
            BinnedColumns.Bins column,
            double gain,
            boolean missingLeft,
            int bin,
            int next,
            double threshold) {
        boolean last = next < 0 || next == MISSING;
        double halfway = last ? Double.MAX_VALUE : column.cut().between(bin, next);
        boolean within = !last
                && threshold >= column.cut().highest()[bin]
                && threshold < column.cut().lowest()[next];
        keep(feature, column, gain, missingLeft);
        bestThreshold = within ? threshold : halfway;
        Arrays.fill(bestLeft, 0, bin + 1, true);
        Arrays.fill(bestLeft, bin + 1, MISSING, last);
        bestLeft[MISSING] = missingLeft;
    }

    private void keep(int feature, BinnedColumns.Bins column, double gain, boolean missingLeft) {
        bestGain = gain;
        bestFeature = feature;
        bestColumn = column;
        bestMissingLeft = missingLeft;
    }

    /** One number between the least and the greatest in the node; if that is in the middle of a bin, the end of the bin before. */
    private void randomCut(int feature, BinnedColumns.Bins column, long draw) {
        int lowest = histogram.next(0);
        if (lowest == MISSING) return;
        int highest = lowest;
        for (int bin = lowest; bin >= 0 && bin < MISSING; bin = histogram.next(bin + 1)) highest = bin;
        FeatureBins cut = column.cut();
        double share = (draw >>> 11) * 0x1p-53;
        double drawn = cut.highest()[lowest] * (1 - share) + cut.lowest()[highest] * share;
        int leftRows = 0;
        int last = lowest;
        for (int bin = lowest; bin == lowest || (bin < highest && cut.highest()[bin] <= drawn); ) {
            addLeft(bin);
            leftRows += histogram.counts[bin];
            last = bin;
            int next = histogram.next(bin + 1);
            if (next < 0 || next >= highest) break;
            bin = next;
        }
        cut(feature, column, last, histogram.next(last + 1), leftRows, drawn);
    }

    /** What is missing is a category like the others. */
    private void categories(int feature, BinnedColumns.Bins column, long draw) {
        int count = 0;
        for (int bin = histogram.next(0); bin >= 0; bin = histogram.next(bin + 1)) {
            double key = rules.random() ? mix(draw + bin) : by.order(histogram.sums, bin * left.length, node);
            int place = count++;
            for (; place > 0 && keys[place - 1] > key; place--) {
                keys[place] = keys[place - 1];
                order[place] = order[place - 1];
            }
            keys[place] = key;
            order[place] = bin;
        }
        int only = rules.random() ? 1 + (int) ((mix(draw) + 0x1p63) * 0x1p-64 * (count - 1)) : 0;
        int leftRows = 0;
        for (int i = 0; i < count - 1; i++) {
            addLeft(order[i]);
            leftRows += histogram.counts[order[i]];
            if (only > 0 && i + 1 != Math.min(only, count - 1)) continue;
            double gain = gain(leftRows);
            if (!(gain > bestGain)) continue;
            Arrays.fill(bestLeft, heavierLeft()); // where those go that are not in the node
            for (int j = 0; j < count; j++) bestLeft[order[j]] = j <= i;
            keep(feature, column, gain, bestLeft[MISSING]);
        }
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014), as a number from -2^63 to 2^63. */
    private static double mix(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return what the best split so far gains; negative infinity if there is none} */
    double gain() {
        return bestGain;
    }

    /** {@return the best split; null if there is none} */
    @Nullable
    TreeSplit best() {
        BinnedColumns.Bins column = bestColumn;
        if (column == null || bestGain == Double.NEGATIVE_INFINITY) return null;
        boolean categories = column.cut().categories();
        return new TreeSplit(
                bestFeature,
                Math.max(0, bestGain),
                categories ? 0 : bestThreshold,
                categories ? column.cut().categoriesOf(bestLeft) : null,
                bestMissingLeft);
    }

    /** {@return which bins of the best split's feature go left; valid until the next node} */
    boolean[] leftBins() {
        return bestLeft;
    }
}
