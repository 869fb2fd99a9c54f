package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Grows one tree that cuts rows at random until each is alone, or as deep as usual rows are. Used once. */
final class IsolationTree {
    private static final double EULER = 0.5772156649015329;

    private final FeatureMatrix features;
    private final SplittableRandom random;
    private final int[] rows;
    private final int depth;
    private final int[] deck;
    private final double[] cells;

    /**
     * Draws the rows.
     *
     * @param features the features of all rows
     * @param count how many rows are drawn, without replacement
     * @param seed what is drawn by
     */
    IsolationTree(FeatureMatrix features, int count, long seed) {
        this.features = features;
        this.random = new SplittableRandom(seed);
        this.rows = drawn(features.rows(), count, random);
        this.depth = 32 - Integer.numberOfLeadingZeros(Math.max(1, count - 1)); // the logarithm to base 2, rounded up
        this.deck = IntStream.range(0, features.dimension()).toArray();
        this.cells = new double[count];
    }

    private static int[] drawn(int all, int count, SplittableRandom random) {
        int[] rows = IntStream.range(0, all).toArray();
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(all - i);
            int row = rows[j];
            rows[j] = rows[i];
            rows[i] = row;
        }
        return Arrays.copyOf(rows, count);
    }

    /** How many cuts single out a row of so many in a random search tree, on average (Liu, Ting and Zhou, equation 1). */
    static double averagePath(int rows) {
        if (rows <= 1) return 0;
        if (rows == 2) return 1;
        return 2 * (StrictMath.log(rows - 1) + EULER) - 2 * (rows - 1.0) / rows;
    }

    DecisionTrees grow() {
        return new TreeWriter(1).add(grow(0, rows.length, 0)).trees();
    }

    private TreeNode grow(int from, int to, int level) {
        TreeNode node = new TreeNode(to - from, new double[] {level + averagePath(to - from)});
        if (level >= depth || to - from < 2) return node;
        for (int i = 0; i < deck.length; i++) {
            int j = i + random.nextInt(deck.length - i);
            int feature = deck[j];
            deck[j] = deck[i];
            deck[i] = feature;
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int r = from; r < to; r++) {
                cells[r] = cell(rows[r], feature);
                least = Math.min(least, cells[r]);
                greatest = Math.max(greatest, cells[r]);
            }
            if (!(least < greatest)) continue;
            double share = random.nextDouble();
            double drawn = least * (1 - share) + greatest * share;
            double cut = drawn >= least && drawn < greatest ? drawn : least;
            int middle = partition(from, to, cut);
            TreeNode left = grow(from, middle, level + 1);
            TreeNode right = grow(middle, to, level + 1);
            node.become(new TreeSplit(feature, 0, cut, null, false), left, right);
            return node;
        }
        return node;
    }

    private int partition(int from, int to, double cut) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if (cells[i] > cut) continue;
            int row = rows[i];
            rows[i] = rows[middle];
            rows[middle] = row;
            cells[i] = cells[middle];
            middle++;
        }
        return middle;
    }

    private double cell(int row, int feature) {
        int low = features.start(row);
        int high = features.start(row + 1) - 1;
        if (high - low + 1 == features.dimension()) return features.value(low + feature);
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = features.index(middle);
            if (found == feature) return features.value(middle);
            if (found < feature) low = middle + 1;
            else high = middle - 1;
        }
        return 0;
    }
}
