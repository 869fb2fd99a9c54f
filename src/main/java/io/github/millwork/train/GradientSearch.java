package io.github.millwork.train;

import java.util.Arrays;

/** Looks for the best split of a node by the sums of derivatives in the bins of a column. Used by one thread. */
final class GradientSearch {
    /** What is no split gains less than nothing. */
    private static final double NONE = -1;

    private final GradientRules rules;
    private final WholeDerivatives derivatives;
    private final int[] order = new int[Histogram.BINS];
    private final double[] keys = new double[Histogram.BINS];
    private GradientNode node;
    private double slope;
    private double curve;
    private double worth;

    GradientSearch(GradientRules rules, WholeDerivatives derivatives) {
        this.rules = rules;
        this.derivatives = derivatives;
        this.node = new GradientNode(0, 0, 0, 0, 0, derivatives);
    }

    /** Looks into another node. */
    void begin(GradientNode next) {
        node = next;
        slope = derivatives.slope(next.slope);
        curve = derivatives.curve(next.curve);
        worth = rules.worth(slope, curve);
    }

    /**
     * Looks for a split of the node that gains more than the best so far.
     *
     * @param column the number of the column
     * @param cut its bins
     * @param sums the sums of both derivatives in each bin, those of missing values last
     * @param at where they begin
     * @param best the best so far
     */
    void look(int column, FeatureBins cut, long[] sums, int at, GradientSplit best) {
        if (cut.categories()) categories(column, cut.count(), sums, at, best);
        else numbers(column, cut.count(), sums, at, best);
    }

    private void numbers(int column, int count, long[] sums, int at, GradientSplit best) {
        long missingSlope = sums[at + 2 * count];
        long missingCurve = sums[at + 2 * count + 1];
        boolean missing = missingCurve != 0;
        long g = 0;
        long h = 0;
        for (int bin = 0; bin < count; bin++) {
            long own = sums[at + 2 * bin + 1];
            if (own == 0) continue; // the same cut as before
            g += sums[at + 2 * bin];
            h += own;
            if (bin < count - 1 || missing) {
                double gain = gain(g, h);
                if (gain > best.gain) keep(best, column, gain, bin, !missing && most(h), g, h);
            }
            if (missing && bin < count - 1) {
                double gain = gain(g + missingSlope, h + missingCurve);
                if (gain > best.gain) keep(best, column, gain, bin, true, g + missingSlope, h + missingCurve);
            }
        }
    }

    /** {@return whether half or more of the node goes left} */
    private boolean most(long left) {
        return 2 * derivatives.curve(left) >= curve;
    }

    /**
     * {@return by how much a split lowers the loss} To 32 bits, so that of cuts which gain the same the first is taken, whatever
     * the last bits of their sums.
     */
    private double gain(long leftSlope, long leftCurve) {
        int rows = derivatives.rows(leftCurve);
        if (rows < rules.leafRows() || node.rows() - rows < rules.leafRows()) return NONE;
        double g = derivatives.slope(leftSlope);
        double h = derivatives.curve(leftCurve);
        double rest = curve - h;
        if (h < rules.childWeight() || rest < rules.childWeight() || !(h > 0) || !(rest > 0)) return NONE;
        double gain = rules.worth(g, h) + rules.worth(slope - g, rest) - worth;
        return Double.longBitsToDouble((Double.doubleToRawLongBits(gain) + (1L << 19)) & -1L << 20);
    }

    private static void keep(
            GradientSplit best, int column, double gain, int bin, boolean missingLeft, long slope, long curve) {
        best.column = column;
        best.gain = gain;
        best.bin = bin;
        best.missingLeft = missingLeft;
        best.slope = slope;
        best.curve = curve;
    }

    /** What is missing is a category like the others; they are put in the order of their ratio of derivatives. */
    private void categories(int column, int count, long[] sums, int at, GradientSplit best) {
        int held = order(count, sums, at);
        long g = 0;
        long h = 0;
        int chosen = -1;
        for (int i = 0; i < held - 1; i++) {
            g += sums[at + 2 * order[i]];
            h += sums[at + 2 * order[i] + 1];
            double gain = gain(g, h);
            if (!(gain > best.gain)) continue;
            keep(best, column, gain, 0, false, g, h);
            chosen = i;
        }
        if (chosen < 0) return;
        boolean[] left = new boolean[Histogram.BINS];
        Arrays.fill(left, most(best.curve)); // what is not in the node goes where more of it goes
        for (int i = 0; i < held; i++) left[order[i] == count ? FeatureBins.MISSING : order[i]] = i <= chosen;
        best.categories = left;
        best.missingLeft = left[FeatureBins.MISSING];
    }

    private int order(int count, long[] sums, int at) {
        int held = 0;
        for (int bin = 0; bin <= count; bin++) {
            long h = sums[at + 2 * bin + 1];
            if (h == 0) continue;
            double key = derivatives.slope(sums[at + 2 * bin])
                    / Math.max(derivatives.curve(h) + rules.lambda(), Double.MIN_NORMAL);
            int place = held++;
            for (; place > 0 && keys[place - 1] > key; place--) {
                keys[place] = keys[place - 1];
                order[place] = order[place - 1];
            }
            keys[place] = key;
            order[place] = bin;
        }
        return held;
    }
}
