package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grows a tree of boosting level by level, by the first and second derivatives of a loss (Chen and Guestrin 2016, equation
 * 7, as XGBoost counts gains: without the factor of one half). Of two children only that with fewer rows is summed up; the
 * other is what is left of their parent. Several threads share the features of a level, each of which is summed up in the
 * order of its rows, so that the result does not depend on them. Used for one tree after the other.
 */
final class GradientTree {
    /** By so much of the sum of second derivatives the subtraction may be wrong. */
    private static final double ROUNDING = 1e-10;

    /** How many sums of a level are held at a time, at 8 bytes each. */
    private static final long MOST_SUMS = 1 << 24;

    private final BinnedColumns columns;
    private final GradientRules rules;
    private final Workers workers;
    private final int[] offsets;
    private final int[] rows;
    private final int[] spare;
    private final double[] slopes;
    private final double[] curves;
    private final List<Open> done = new ArrayList<>();

    GradientTree(BinnedColumns columns, GradientRules rules, Workers workers) {
        this.columns = columns;
        this.rules = rules;
        this.workers = workers;
        this.offsets = new int[columns.count() + 1];
        for (int i = 0; i < columns.count(); i++) {
            offsets[i + 1] = offsets[i] + 2 * (columns.column(i).cut().count() + 1);
        }
        this.rows = new int[columns.rows()];
        this.spare = new int[columns.rows()];
        this.slopes = new double[columns.rows()];
        this.curves = new double[columns.rows()];
    }

    /** A node of the level that is at work. */
    private static final class Open {
        final int from;
        final int to;
        final double slope;
        final double curve;
        final TreeNode node;
        double[] sums = {};

        @Nullable
        Open sibling;

        Open(int from, int to, double slope, double curve, TreeNode node) {
            this.from = from;
            this.to = to;
            this.slope = slope;
            this.curve = curve;
            this.node = node;
        }
    }

    /** Takes the rows of a leaf. */
    @FunctionalInterface
    interface Leaves {
        void take(TreeNode leaf, int[] rows, int from, int to);
    }

    /**
     * Grows a tree.
     *
     * @param features the features to ask for, ascending
     * @param slope the first derivative of the loss of each row
     * @param curve the second derivative; where both are zero a row takes its way and has no say
     */
    TreeNode grow(int[] features, double[] slope, double[] curve) {
        Arrays.setAll(rows, i -> i);
        done.clear();
        Open root = open(0, rows.length, slope, curve);
        grow(List.of(root), 0, features, slope, curve);
        return root.node;
    }

    /** Of very many nodes the sums are let go, and they are done one half after the other. */
    private void grow(List<Open> first, int from, int[] features, double[] slope, double[] curve) {
        List<Open> level = first;
        for (int depth = from; depth < rules.depth() && !level.isEmpty(); depth++) {
            if (level.size() > 2 && (long) level.size() * offsets[columns.count()] > MOST_SUMS) {
                for (Open open : level) {
                    open.sums = new double[0];
                    open.sibling = null;
                }
                int half = level.size() / 2;
                grow(level.subList(0, half), depth, features, slope, curve);
                grow(level.subList(half, level.size()), depth, features, slope, curve);
                return;
            }
            level = nextLevel(level, features, slope, curve);
        }
    }

    /** Shows the leaves of the last tree with their rows. */
    void leaves(Leaves taker) {
        for (Open open : done) if (open.node.split == null) taker.take(open.node, rows, open.from, open.to);
    }

    private Open open(int from, int to, double[] slope, double[] curve) {
        double g = 0;
        double h = 0;
        for (int i = from; i < to; i++) {
            slopes[i] = slope[rows[i]];
            curves[i] = curve[rows[i]];
            g += slopes[i];
            h += curves[i];
        }
        Open open = new Open(from, to, g, h, new TreeNode(h, new double[] {rules.leaf(g, h)}));
        done.add(open);
        return open;
    }

    /** Splits all nodes of a level that can be; a node whose sums come by subtraction stands right after its sibling. */
    private List<Open> nextLevel(List<Open> level, int[] features, double[] slope, double[] curve) {
        int parts = Math.min(features.length, 4 * workers.count());
        GradientSplit[][] best = new GradientSplit[parts][level.size()];
        for (Open open : level) if (open.sums.length == 0) open.sums = new double[offsets[columns.count()]];
        workers.tasks(parts, part -> {
            int begin = (int) ((long) features.length * part / parts);
            int end = (int) ((long) features.length * (part + 1) / parts);
            GradientSearch search = new GradientSearch(rules);
            for (int n = 0; n < level.size(); n++) best[part][n] = new GradientSplit();
            for (int f = begin; f < end; f++) {
                int feature = features[f];
                for (int n = 0; n < level.size(); n++) {
                    Open open = level.get(n);
                    sum(open, feature);
                    search.look(
                            feature,
                            columns.column(feature).cut(),
                            open.sums,
                            offsets[feature],
                            open.slope,
                            open.curve,
                            best[part][n]);
                }
            }
        });
        List<Open> children = new ArrayList<>();
        for (int n = 0; n < level.size(); n++) {
            GradientSplit split = best[0][n];
            for (int part = 1; part < parts; part++) if (best[part][n].gain > split.gain) split = best[part][n];
            if (split.feature >= 0) split(level.get(n), split, slope, curve, children);
        }
        return children;
    }

    /** Sums up the rows of a node by the bins of a feature. */
    private void sum(Open open, int feature) {
        Open sibling = open.sibling;
        if (sibling != null) {
            // This one has the sums of the parent: what the sibling has is taken away.
            for (int i = offsets[feature]; i < offsets[feature + 1]; i++) open.sums[i] -= sibling.sums[i];
            return;
        }
        BinnedColumns.Bins column = columns.column(feature);
        double[] sums = open.sums;
        int at = offsets[feature];
        int missing = column.cut().count();
        if (column.sparse()) {
            sumSparse(open, column, at, missing);
            return;
        }
        byte[] bins = column.bins();
        for (int i = open.from; i < open.to; i++) {
            int place = at + 2 * Math.min(bins[rows[i]] & 0xff, missing);
            sums[place] += slopes[i];
            sums[place + 1] += curves[i];
        }
    }

    private void sumSparse(Open open, BinnedColumns.Bins column, int at, int missing) {
        int[] others = column.rows();
        if (others == null) return;
        double g = open.slope;
        double h = open.curve;
        int low = open.from;
        for (int i = 0; i < others.length && low < open.to; i++) {
            int place = Arrays.binarySearch(rows, low, open.to, others[i]);
            low = place >= 0 ? place + 1 : -place - 1;
            if (place < 0) continue;
            int bin = at + 2 * Math.min(column.bins()[i] & 0xff, missing);
            open.sums[bin] += slopes[place];
            open.sums[bin + 1] += curves[place];
            g -= slopes[place];
            h -= curves[place];
        }
        open.sums[at + 2 * column.usual()] += g;
        open.sums[at + 2 * column.usual() + 1] += h > ROUNDING * open.curve ? h : 0;
    }

    private void split(Open open, GradientSplit split, double[] slope, double[] curve, List<Open> children) {
        BinnedColumns.Bins column = columns.column(split.feature);
        int first = open.from;
        int second = 0;
        for (int i = open.from; i < open.to; i++) {
            int row = rows[i];
            if (split.left[column.bin(row)]) rows[first++] = row;
            else spare[second++] = row;
        }
        System.arraycopy(spare, 0, rows, first, second);
        if (first == open.from || second == 0) return; // by rounding alone
        Open left = open(open.from, first, slope, curve);
        Open right = open(first, open.to, slope, curve);
        open.node.become(split.question(column.cut()), left.node, right.node);
        boolean fewerLeft = first - open.from <= second;
        Open fewer = fewerLeft ? left : right;
        Open more = fewerLeft ? right : left;
        boolean both = rules.mayBeSplit(fewer.curve) && rules.mayBeSplit(more.curve);
        if (both) {
            more.sums = open.sums;
            more.sibling = fewer;
        }
        open.sums = new double[0];
        open.sibling = null;
        if (rules.mayBeSplit(fewer.curve)) children.add(fewer);
        if (rules.mayBeSplit(more.curve)) children.add(more);
    }
}
