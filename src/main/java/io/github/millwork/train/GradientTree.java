package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Grows trees of boosting by the first and second derivatives of a loss (Chen and Guestrin 2016, equation 7, as XGBoost counts
 * gains: without the factor of one half). Of two children only that with fewer rows is summed up; the other is what is left
 * of their parent. Large nodes are worked on one after the other by several threads, which share the columns; what is left are
 * small subtrees, each grown by one thread. What a node becomes does not depend on others, so threads change no bit. Used for
 * one tree after the other.
 */
final class GradientTree {
    /** Up to so many cells one thread is quicker than several. */
    private static final long LEAST_SHARED = 1 << 17;

    /** How many sums of subtrees that wait are held at a time, at 8 bytes each. */
    private static final long MOST_SUMS = 1 << 24;

    private final GradientRules rules;
    private final Workers workers;
    private final Workers alone;
    private final int[] rows;
    private final int[] spare;

    GradientTree(int rows, GradientRules rules, Workers workers) {
        this.rules = rules;
        this.workers = workers;
        this.alone = workers.withCount(1);
        this.rows = new int[rows];
        this.spare = new int[rows];
    }

    /** What is done with the leaves. Several threads may do so, each with rows of its own. */
    @FunctionalInterface
    interface Leaves {
        /**
         * Takes a leaf, and may change what it says.
         *
         * @param leaf the leaf
         * @param rows row numbers
         * @param from where those of the leaf begin
         * @param to where they end
         */
        void take(TreeNode leaf, int[] rows, int from, int to);
    }

    /**
     * Grows a tree.
     *
     * @param bins the columns to ask for
     * @param derivatives the first and second derivative of the loss of each row, side by side; where both are zero a row
     *     takes its way and has no say
     * @param slope the sum of the first derivatives
     * @param curve that of the second
     * @param leaves is shown each leaf with its rows
     */
    TreeNode grow(BinnedRows bins, double[] derivatives, double slope, double curve, Leaves leaves) {
        Arrays.setAll(rows, i -> i);
        GradientNode root = new GradientNode(0, rows.length, 0, slope, curve, rules);
        if (!rules.mayBeSplit(root)) {
            leaves.take(root.node, rows, root.from, root.to);
            return root.node;
        }
        GradientSums together = new GradientSums(bins, derivatives, rows, rules, workers);
        together.open(root);
        List<GradientNode> small = new ArrayList<>();
        growTogether(root, bins, together, leaves, small);
        workers.tasks(small.size(), i -> {
            GradientSums sums = new GradientSums(bins, derivatives, rows, rules, alone);
            if (small.get(i).sums == null) sums.open(small.get(i));
            growAlone(small.get(i), bins, sums, leaves);
        });
        return root.node;
    }

    /** Grows the tree as far as its nodes are large; the small ones are put aside. */
    private void growTogether(
            GradientNode node, BinnedRows bins, GradientSums sums, Leaves leaves, List<GradientNode> small) {
        long worth = Math.max(LEAST_SHARED, bins.work(rows.length) / (8L * workers.count()));
        if (workers.count() == 1 || bins.work(node.rows()) < worth) {
            small.add(node);
            if ((long) small.size() * bins.sums() > MOST_SUMS) sums.close(node);
            return;
        }
        for (GradientNode child : split(node, bins, sums, leaves)) growTogether(child, bins, sums, leaves, small);
    }

    private void growAlone(GradientNode node, BinnedRows bins, GradientSums sums, Leaves leaves) {
        for (GradientNode child : split(node, bins, sums, leaves)) growAlone(child, bins, sums, leaves);
    }

    /** Splits a node if that gains anything. {@return the children that may be split in turn} */
    private List<GradientNode> split(GradientNode node, BinnedRows bins, GradientSums sums, Leaves leaves) {
        GradientSplit best = node.best;
        int middle = best.column < 0 ? node.from : partition(node, bins.column(best.column), best);
        if (middle == node.from || middle == node.to) { // where there is a split, by rounding alone
            sums.close(node);
            leaves.take(node.node, rows, node.from, node.to);
            return List.of();
        }
        int deeper = node.depth + 1;
        GradientNode left = new GradientNode(node.from, middle, deeper, best.slope, best.curve, rules);
        GradientNode right =
                new GradientNode(middle, node.to, deeper, node.slope - best.slope, node.curve - best.curve, rules);
        FeatureBins cut = bins.column(best.column).cut();
        node.node.become(best.question(bins.feature(best.column), cut), left.node, right.node);
        boolean fewerLeft = left.rows() <= right.rows();
        sums.open(node, fewerLeft ? left : right, fewerLeft ? right : left);
        List<GradientNode> open = new ArrayList<>(2);
        for (GradientNode child : new GradientNode[] {left, right}) {
            if (rules.mayBeSplit(child)) open.add(child);
            else leaves.take(child.node, rows, child.from, child.to);
        }
        return open;
    }

    /** Sends the rows of a node to its children, in which they keep their order. {@return where the second begins} */
    private int partition(GradientNode node, BinnedColumns.Bins column, GradientSplit split) {
        int[] sides = split.sides(column.cut());
        byte[] dense = column.bins();
        boolean sparse = column.sparse();
        int first = node.from;
        int second = node.from;
        for (int i = node.from; i < node.to; i++) { // without a branch, which would often be guessed wrong
            int row = rows[i];
            int left = sides[sparse ? column.bin(row) : dense[row] & 0xff];
            rows[first] = row;
            spare[second] = row;
            first += left;
            second += 1 - left;
        }
        System.arraycopy(spare, node.from, rows, first, second - node.from);
        return first;
    }
}
