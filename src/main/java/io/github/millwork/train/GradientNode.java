package io.github.millwork.train;

import org.jspecify.annotations.Nullable;

/** A node of a tree of boosting while it grows: the rows between two places. */
final class GradientNode {
    final int from;
    final int to;
    final int depth;

    /** The sum of the first derivatives of its rows, as {@link WholeDerivatives} has it. */
    final long slope;

    /** That of the second, with the number of rows. */
    final long curve;

    final TreeNode node;

    /** The sums of its rows in the bins of each column; null where they are not held. */
    long @Nullable [] sums;

    GradientSplit best = new GradientSplit();

    /** Its parts, once a thread has looked into it. */
    @Nullable
    GradientNode left;

    @Nullable
    GradientNode right;

    /** Whether a thread has begun to look into it. */
    boolean taken;

    /** Whether its split is part of the tree. */
    boolean split;

    /**
     * Makes a node that may become a leaf.
     *
     * @param from the place of the first row
     * @param to the place after that of the last
     * @param depth how many questions lead to it
     * @param slope the sum of the first derivatives of its rows
     * @param curve that of the second, with the number of rows
     * @param derivatives say what these stand for
     */
    GradientNode(int from, int to, int depth, long slope, long curve, WholeDerivatives derivatives) {
        this.from = from;
        this.to = to;
        this.depth = depth;
        this.slope = slope;
        this.curve = curve;
        this.node = new TreeNode(derivatives.curve(curve), new double[1]);
    }

    int rows() {
        return to - from;
    }

    /** {@return the sum of the second derivatives of its rows} */
    double weight() {
        return node.weight;
    }

    /** {@return whether there is a split that gains something} */
    boolean gains() {
        return best.column >= 0;
    }
}
