package io.github.millwork.train;

import org.jspecify.annotations.Nullable;

/** A node of a tree while it grows: a leaf, until it is given a split and two children. */
final class TreeNode {
    final double weight;
    final double[] values;

    @Nullable
    TreeSplit split;

    @Nullable
    TreeNode left;

    @Nullable
    TreeNode right;

    /**
     * Makes a leaf.
     *
     * @param weight how much training data came by
     * @param values what it says
     */
    TreeNode(double weight, double[] values) {
        this.weight = weight;
        this.values = values;
    }

    void become(TreeSplit by, TreeNode first, TreeNode second) {
        split = by;
        left = first;
        right = second;
    }

    /**
     * Takes away the splits that gain less than they cost: the tree that is left has the least impurity plus price for each
     * leaf (minimal cost-complexity pruning, Breiman et al. 1984, chapter 3).
     *
     * @param price what a leaf costs, in gain; above 0
     * @return what this node and all below costs, less what it gains
     */
    double prune(double price) {
        if (split == null || left == null || right == null) return price;
        double cost = left.prune(price) + right.prune(price) - split.gain();
        if (cost < price) return cost;
        split = null;
        left = null;
        right = null;
        return price;
    }
}
