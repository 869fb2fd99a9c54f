package io.github.millwork.train;

import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees of boosting by the first and second derivatives of a loss (Chen and Guestrin 2016, equation 7, as XGBoost counts
 * gains: without the factor of one half), splitting the leaf that gains most until there are enough. Large nodes are worked on
 * one after the other by several threads, which share the columns; of small ones each thread looks into its own. What a node
 * becomes does not depend on others, and sums are whole numbers, so threads change no bit. Used for one tree after the other.
 */
final class GradientTree {
    /** Up to so many cells one thread is quicker than several. */
    private static final long LEAST_SHARED = 1 << 17;

    /** Up to so many cells in all, for all of a tree. */
    private static final long LEAST_SPREAD = 1 << 15;

    private final GradientRules rules;
    private final Workers workers;
    private final Workers alone;
    private final int[] rows;
    private final int[] spare;
    private final WholeDerivatives derivatives;
    private @Nullable SumsPool pool;

    GradientTree(int rows, GradientRules rules, Workers workers) {
        this.rules = rules;
        this.workers = workers;
        this.alone = workers.withCount(1);
        this.rows = new int[rows];
        this.spare = new int[rows];
        this.derivatives = new WholeDerivatives(rows);
    }

    /** What is done with the leaves. Several threads may do so, each with leaves of its own. */
    interface Leaves {
        /**
         * Sets what a leaf says.
         *
         * @param leaf the leaf
         * @param rows row numbers
         * @param from where those begin that the leaf was grown on, ascending
         * @param to where they end
         */
        void say(TreeNode leaf, int[] rows, int from, int to);

        /**
         * Adds what a leaf says to rows.
         *
         * @param leaf the leaf
         * @param rows row numbers
         * @param from where those of the leaf begin
         * @param to where they end
         */
        void add(TreeNode leaf, int[] rows, int from, int to);
    }

    /** A tree while it grows. */
    private record Growth(BinnedRows bins, SumsPool pool, Workers workers) {}

    /**
     * Grows a tree.
     *
     * @param bins the columns to ask for
     * @param given the first and second derivative of the loss of each row, side by side
     * @param drawn the rows that it is grown on, ascending; null for all
     * @param leaves is shown each leaf with its rows
     */
    TreeNode grow(BinnedRows bins, double[] given, int @Nullable [] drawn, Leaves leaves) {
        derivatives.set(given, workers);
        int count = drawn == null ? rows.length : drawn.length;
        if (drawn == null) Arrays.setAll(rows, i -> i);
        else first(drawn);
        Workers own = bins.work(count) < LEAST_SPREAD ? alone : workers;
        if (pool == null || pool.length() != bins.sums()) pool = new SumsPool(bins.sums(), rules);
        Growth growth = new Growth(bins, pool, own);
        GradientNode root = root(count);
        if (rules.mayBeSplit(root)) grow(root, growth);
        List<GradientNode> ends = new ArrayList<>();
        finish(root, growth, ends);
        int[] others = others(root, bins, count, ends.size());
        own.tasks(ends.size(), i -> {
            GradientNode end = ends.get(i);
            leaves.say(end.node, rows, end.from, end.to);
            leaves.add(end.node, rows, end.from, end.to);
            leaves.add(end.node, rows, others[i], others[i + 1]);
        });
        return root.node;
    }

    /** The rows that are drawn come first, and the others after them. */
    private void first(int[] drawn) {
        int next = 0;
        int other = drawn.length;
        for (int row = 0; row < rows.length; row++) {
            if (next < drawn.length && drawn[next] == row) rows[next++] = row;
            else rows[other++] = row;
        }
    }

    private GradientNode root(int count) {
        long[] cells = derivatives.cells();
        long slope = 0;
        long curve = 0;
        for (int i = 0; i < count; i++) {
            slope += cells[2 * rows[i]];
            curve += cells[2 * rows[i] + 1];
        }
        return new GradientNode(0, count, 0, slope, curve, derivatives);
    }

    private void grow(GradientNode root, Growth growth) {
        GradientSums together = sums(growth, growth.workers);
        together.open(root);
        if (!root.gains()) return;
        GradientQueue queue = new GradientQueue(root, rules);
        int threads = growth.workers.count();
        if (threads > 1) {
            long cells = Math.max(LEAST_SHARED, growth.bins.work(root.rows()) / (2L * threads));
            long large = cells / Math.max(1, growth.bins.work(root.rows()) / root.rows());
            for (GradientNode node = queue.next(large); node != null; node = queue.next(large)) {
                split(node, growth, together, queue);
            }
        }
        growth.workers.tasks(threads, thread -> {
            GradientSums sums = sums(growth, alone);
            boolean done = false;
            try {
                for (GradientNode node = queue.take(); node != null; node = queue.take()) {
                    split(node, growth, sums, queue);
                }
                done = true;
            } finally {
                if (!done) queue.fail(); // else the others would wait for it
            }
        });
    }

    private GradientSums sums(Growth growth, Workers share) {
        return new GradientSums(growth.bins, derivatives, rows, rules, growth.pool, share);
    }

    /** Sends the rows of a node to two parts, and looks for their splits. */
    private void split(GradientNode node, Growth growth, GradientSums sums, GradientQueue queue) {
        GradientSplit best = node.best;
        int middle = partition(node.from, node.to, growth.bins.column(best.column), best);
        int deeper = node.depth + 1;
        GradientNode left = new GradientNode(node.from, middle, deeper, best.slope, best.curve, derivatives);
        GradientNode right = new GradientNode(
                middle, node.to, deeper, node.slope - best.slope, node.curve - best.curve, derivatives);
        boolean fewerLeft = left.rows() <= right.rows();
        sums.open(node, fewerLeft ? left : right, fewerLeft ? right : left);
        queue.opened(node, left, right);
    }

    /** Puts the tree together, from left to right, and lets go what was looked into in vain. */
    private void finish(GradientNode node, Growth growth, List<GradientNode> ends) {
        if (node.split && node.left != null && node.right != null) {
            int column = node.best.column;
            TreeSplit question = node.best.question(
                    growth.bins.feature(column), growth.bins.column(column).cut());
            node.node.become(question, node.left.node, node.right.node);
            finish(node.left, growth, ends);
            finish(node.right, growth, ends);
            return;
        }
        if (node.left != null) Arrays.sort(rows, node.from, node.to); // looked into, but its turn did not come
        release(node, growth.pool);
        ends.add(node);
    }

    private static void release(GradientNode node, SumsPool pool) {
        if (node.sums != null) pool.give(node.sums);
        node.sums = null;
        if (node.left != null) release(node.left, pool);
        if (node.right != null) release(node.right, pool);
    }

    /** Sends the rows that were not drawn down the tree. {@return where those of each leaf begin} */
    private int[] others(GradientNode root, BinnedRows bins, int from, int leaves) {
        int[] begins = new int[leaves + 1];
        begins[send(root, bins, from, rows.length, begins, 0)] = rows.length;
        return begins;
    }

    private int send(GradientNode node, BinnedRows bins, int from, int to, int[] begins, int leaf) {
        if (!node.split || node.left == null || node.right == null) {
            begins[leaf] = from;
            return leaf + 1;
        }
        int middle = partition(from, to, bins.column(node.best.column), node.best);
        return send(node.right, bins, middle, to, begins, send(node.left, bins, from, middle, begins, leaf));
    }

    /** Sends rows to two sides, in which they keep their order. {@return where the second begins} */
    private int partition(int from, int to, BinnedColumns.Bins column, GradientSplit split) {
        int[] sides = split.sides(column.cut());
        byte[] dense = column.bins();
        boolean sparse = column.sparse();
        int first = from;
        int second = from;
        for (int i = from; i < to; i++) { // without a branch, which would often be guessed wrong
            int row = rows[i];
            int left = sides[sparse ? column.bin(row) : dense[row] & 0xff];
            rows[first] = row;
            spare[second] = row;
            first += left;
            second += 1 - left;
        }
        System.arraycopy(spare, from, rows, first, second - from);
        return first;
    }
}
