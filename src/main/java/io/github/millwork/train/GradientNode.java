package io.github.millwork.train;

import org.jspecify.annotations.Nullable;

/** A node of a tree of boosting while it grows: the rows between two places. */
final class GradientNode {
    final int from;
    final int to;
    final int depth;
    final double slope;
    final double curve;
    final TreeNode node;

    /** The sums of its rows in the bins of each column; null where they are not held. */
    double @Nullable [] sums;

    GradientSplit best = new GradientSplit();

    /**
     * Makes a node that may become a leaf.
     *
     * @param from the place of the first row
     * @param to the place after that of the last
     * @param depth how many questions lead to it
     * @param slope the sum of the first derivatives of its rows
     * @param curve that of the second
     * @param rules what a leaf says
     */
    GradientNode(int from, int to, int depth, double slope, double curve, GradientRules rules) {
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.slope = slope;
        this.curve = curve;
        this.node = new TreeNode(curve, new double[] {rules.leaf(slope, curve)});
    }

    int rows() {
        return to - from;
    }
}
