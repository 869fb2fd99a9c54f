package io.github.millwork.train;

import java.util.Arrays;

/** Looks for the best split of a node by the sums of derivatives in the bins of a column. Used by one thread. */
final class GradientSearch {
    private final GradientRules rules;
    private final int[] order = new int[Histogram.BINS];
    private final double[] keys = new double[Histogram.BINS];

    GradientSearch(GradientRules rules) {
        this.rules = rules;
    }

    /**
     * Looks for a split that gains more than the best so far.
     *
     * @param column the number of the column
     * @param sums the sums of both derivatives in each bin, those of missing values last
     * @param at where they begin
     * @param slope the sum of the first derivatives of the node
     * @param curve that of the second
     */
    void look(int column, FeatureBins cut, double[] sums, int at, double slope, double curve, GradientSplit best) {
        if (cut.categories()) categories(column, cut.count(), sums, at, slope, curve, best);
        else numbers(column, cut.count(), sums, at, slope, curve, best);
    }

    private void numbers(int column, int count, double[] sums, int at, double slope, double curve, GradientSplit best) {
        double worth = rules.worth(slope, curve);
        double missingSlope = sums[at + 2 * count];
        double missingCurve = sums[at + 2 * count + 1];
        boolean missing = missingCurve > 0;
        double g = 0;
        double h = 0;
        for (int bin = 0; bin < count; bin++) {
            double own = sums[at + 2 * bin + 1];
            g += sums[at + 2 * bin];
            h += own;
            if (!(own > 0)) continue; // the same cut as before
            if (bin < count - 1 || missing) {
                double gain = rounded(gain(g, h, slope, curve) - worth);
                if (gain > best.gain) keep(best, column, gain, bin, missing ? false : 2 * h >= curve, g, h);
            }
            if (missing && bin < count - 1) {
                double gain = rounded(gain(g + missingSlope, h + missingCurve, slope, curve) - worth);
                if (gain > best.gain) keep(best, column, gain, bin, true, g + missingSlope, h + missingCurve);
            }
        }
    }

    private double gain(double g, double h, double slope, double curve) {
        double rest = curve - h;
        if (h < rules.childWeight() || rest < rules.childWeight() || !(h > 0) || !(rest > 0)) return -1;
        return rules.worth(g, h) + rules.worth(slope - g, rest);
    }

    /** To 32 bits, so that of cuts which gain the same the first is taken, whatever the last bits of their sums. */
    private static double rounded(double gain) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(gain) + (1L << 19)) & -1L << 20);
    }

    private static void keep(
            GradientSplit best, int column, double gain, int bin, boolean missingLeft, double slope, double curve) {
        best.column = column;
        best.gain = gain;
        best.bin = bin;
        best.missingLeft = missingLeft;
        best.slope = slope;
        best.curve = curve;
    }

    /** What is missing is a category like the others; they are put in the order of their ratio of derivatives. */
    private void categories(
            int column, int count, double[] sums, int at, double slope, double curve, GradientSplit best) {
        double worth = rules.worth(slope, curve);
        int held = order(count, sums, at);
        double g = 0;
        double h = 0;
        int chosen = -1;
        for (int i = 0; i < held - 1; i++) {
            g += sums[at + 2 * order[i]];
            h += sums[at + 2 * order[i] + 1];
            double gain = rounded(gain(g, h, slope, curve) - worth);
            if (!(gain > best.gain)) continue;
            keep(best, column, gain, 0, false, g, h);
            chosen = i;
        }
        if (chosen < 0) return;
        boolean[] left = new boolean[Histogram.BINS];
        Arrays.fill(left, 2 * best.curve >= curve); // what is not in the node goes where more of it goes
        for (int i = 0; i < held; i++) left[order[i] == count ? FeatureBins.MISSING : order[i]] = i <= chosen;
        best.categories = left;
        best.missingLeft = left[FeatureBins.MISSING];
    }

    private int order(int count, double[] sums, int at) {
        int held = 0;
        for (int bin = 0; bin <= count; bin++) {
            double h = sums[at + 2 * bin + 1];
            if (!(h > 0)) continue;
            double key = sums[at + 2 * bin] / (h + rules.lambda());
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
