package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Grows one tree on binned rows: depth first, or where leaves are limited those first that gain most. The result does not
 * depend on threads: sums are taken in the order of the rows, features are compared in theirs. Used once.
 */
final class TreeGrower {
    /** From so much work on, rows times features, several threads look for a split. */
    private static final long WORTH_THREADS = 200_000;

    private static final int NODES_BETWEEN_CHECKS = 64;

    /** By so much of the weight sums may be wrong. */
    private static final double ROUNDING = 1e-12;

    private final BinnedColumns columns;
    private final Criterion by;
    private final TreeRules rules;
    private final double[] weights;
    private final int[] rows;
    private final int[] spare;
    private final FitContext context;
    private final SplittableRandom random;
    private final boolean drawn;
    private final int[] deck;
    private final ConstantFeatures constants;
    private final SplitSearch[] searches;
    private double whole;
    private int nodes;

    /**
     * Makes a grower.
     *
     * @param columns the features of all rows
     * @param by what is grown by
     * @param rules how far
     * @param weights how much each row counts, by row number; those below are above zero
     * @param rows the rows to grow on, ascending; changed
     * @param seed for what is drawn
     * @param context threads and cancellation
     */
    TreeGrower(
            BinnedColumns columns,
            Criterion by,
            TreeRules rules,
            double[] weights,
            int[] rows,
            long seed,
            FitContext context) {
        this.columns = columns;
        this.by = by;
        this.rules = rules;
        this.weights = weights;
        this.rows = rows;
        this.spare = new int[rows.length];
        this.context = context;
        this.random = new SplittableRandom(seed);
        this.drawn = rules.features() < columns.count();
        this.deck = new int[columns.count()];
        Arrays.setAll(deck, i -> i);
        this.constants = new ConstantFeatures(columns.count());
        long work = (long) rows.length * columns.count();
        boolean alone = drawn || rules.random() || work < WORTH_THREADS || context.threads() == 1;
        this.searches = new SplitSearch[alone ? 1 : Math.min(4 * context.threads(), columns.count())];
        Arrays.setAll(searches, i -> new SplitSearch(by, rules));
    }

    /** A node whose split is still to be looked for, or done. */
    private static final class Open {
        final TreeNode node;
        final double[] sums;
        final int from;
        final int to;
        final int depth;
        final int constants;
        final int number;

        @Nullable
        TreeSplit split;

        boolean[] left = {};

        Open(TreeNode node, double[] sums, int from, int to, int depth, int constants, int number) {
            this.node = node;
            this.sums = sums;
            this.from = from;
            this.to = to;
            this.depth = depth;
            this.constants = constants;
            this.number = number;
        }

        double gain() {
            return split == null ? 0 : split.gain();
        }
    }

    TreeNode grow() {
        boolean bestFirst = rules.leaves() < Integer.MAX_VALUE;
        Open root = open(0, rows.length, 0, 0);
        whole = by.weight(root.sums);
        if (bestFirst) growBestFirst(root);
        else growDepthFirst(root);
        return root.node;
    }

    private void growDepthFirst(Open root) {
        Deque<Open> stack = new ArrayDeque<>();
        stack.push(root);
        while (!stack.isEmpty()) {
            Open open = stack.pop();
            int known = look(open, open.constants);
            if (open.split == null) continue;
            Open[] children = split(open, known);
            stack.push(children[1]);
            stack.push(children[0]);
        }
    }

    /** What is known to be constant holds below a node only, so here nothing is kept of it. */
    private void growBestFirst(Open root) {
        Queue<Open> open = new PriorityQueue<>((a, b) -> {
            int byGain = Double.compare(b.gain(), a.gain());
            return byGain != 0 ? byGain : Integer.compare(a.number, b.number);
        });
        look(root, 0);
        if (root.split != null) open.add(root);
        for (int leaves = 1; leaves < rules.leaves() && !open.isEmpty(); leaves++) {
            for (Open child : split(open.remove(), 0)) {
                look(child, 0);
                if (child.split != null) open.add(child);
            }
        }
    }

    private Open open(int from, int to, int depth, int known) {
        double[] sums = new double[by.width()];
        for (int i = from; i < to; i++) by.add(sums, 0, rows[i], weights[rows[i]]);
        double[] values = new double[by.outputs()];
        by.leaf(sums, values, 0);
        return new Open(new TreeNode(by.weight(sums), values), sums, from, to, depth, known, nodes++);
    }

    /** Looks for the split of a node. */
    private int look(Open open, int known) {
        if (nodes % NODES_BETWEEN_CHECKS == 0) context.checkCancelled();
        int count = open.to - open.from;
        if (open.depth >= rules.depth() || count < 2 * rules.leafRows() || count < 2) return known;
        if (by.pure(rows, open.from, open.to)) return known;
        int constant = drawn ? lookAtSome(open, known) : lookAtAll(open, known);
        SplitSearch best = searches[0];
        for (SplitSearch other : searches) if (other.gain() > best.gain()) best = other;
        TreeSplit split = best.best();
        boolean enough = split != null && split.gain() >= (rules.gain() - ROUNDING) * whole;
        if (!enough) return constant;
        open.split = split;
        open.left = best.leftBins().clone();
        return constant;
    }

    private int lookAtAll(Open open, int known) {
        int count = columns.count();
        boolean many = (long) (open.to - open.from) * count >= WORTH_THREADS;
        for (SplitSearch search : searches) search.begin(open.sums, open.to - open.from);
        if (searches.length == 1 || !many) {
            return lookAt(searches[0], open, 0, count, known);
        }
        context.workers().tasks(searches.length, part -> {
            int begin = (int) ((long) count * part / searches.length);
            int end = (int) ((long) count * (part + 1) / searches.length);
            for (int feature = begin; feature < end; feature++) {
                if (!constants.holds(feature, known)) look(searches[part], open, feature);
            }
        });
        return known;
    }

    private int lookAt(SplitSearch search, Open open, int begin, int end, int known) {
        int constant = known;
        for (int feature = begin; feature < end; feature++) {
            if (constants.holds(feature, constant)) continue;
            if (!look(search, open, feature)) constant = constants.add(feature, constant);
        }
        return constant;
    }

    private boolean look(SplitSearch search, Open open, int feature) {
        long draw = rules.random() ? random.nextLong() : 0;
        return search.look(feature, columns.column(feature), rows, open.from, open.to, weights, draw);
    }

    /** Draws features until there are enough, and until one of them is not constant. */
    private int lookAtSome(Open open, int known) {
        SplitSearch search = searches[0];
        search.begin(open.sums, open.to - open.from);
        int constant = known;
        boolean varied = false;
        for (int i = 0; i < deck.length && (i < rules.features() || !varied); i++) {
            int j = i + random.nextInt(deck.length - i);
            int feature = deck[j];
            deck[j] = deck[i];
            deck[i] = feature;
            if (constants.holds(feature, constant)) continue;
            if (look(search, open, feature)) varied = true;
            else constant = constants.add(feature, constant);
        }
        return constant;
    }

    /** Sends the rows of a node to its children, in which they keep their order. */
    private Open[] split(Open open, int known) {
        TreeSplit split = open.split;
        if (split == null) throw new IllegalStateException("a node without a split");
        BinnedColumns.Bins column = columns.column(split.feature());
        int first = open.from;
        int second = 0;
        for (int i = open.from; i < open.to; i++) {
            int row = rows[i];
            if (open.left[column.bin(row)]) rows[first++] = row;
            else spare[second++] = row;
        }
        System.arraycopy(spare, 0, rows, first, second);
        Open left = open(open.from, first, open.depth + 1, known);
        Open right = open(first, open.to, open.depth + 1, known);
        open.node.become(split, left.node, right.node);
        return new Open[] {left, right};
    }
}
