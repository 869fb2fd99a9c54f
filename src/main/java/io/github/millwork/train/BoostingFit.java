package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Boosting on binned columns: round by round a tree for each sum, by the derivatives of a loss. */
final class BoostingFit {
    private final BinnedColumns columns;
    private final Loss loss;
    private final double[] weights;
    private final double[][] raw;
    private final double[] start;
    private final FitContext context;

    BoostingFit(BinnedColumns columns, Loss loss, double[] weights, FitContext context) {
        this.columns = columns;
        this.loss = loss;
        this.weights = weights;
        this.context = context;
        this.start = loss.start(weights);
        this.raw = new double[loss.sums()][weights.length];
        for (int sum = 0; sum < raw.length; sum++) Arrays.fill(raw[sum], start[sum]);
    }

    /** {@return what all rows have before the first tree, for each sum} */
    double[] start() {
        return start;
    }

    /**
     * Grows the trees; number t adds to sum number t modulo the number of sums.
     *
     * @param rounds how many trees for each sum
     * @param rules how far each grows
     * @param rate what each leaf is multiplied with
     * @param rowShare of how many rows each tree is told, drawn anew
     * @param columnShare after how many features each may ask, drawn anew
     */
    DecisionTrees grow(int rounds, GradientRules rules, double rate, double rowShare, double columnShare) {
        GradientTree grower = new GradientTree(columns, rules, context.workers());
        TreeWriter writer = new TreeWriter(1);
        SplittableRandom random = new SplittableRandom(context.seed());
        double[][] slope = new double[raw.length][weights.length];
        double[][] curve = new double[raw.length][weights.length];
        int drawnRows = Math.max(1, (int) Math.round(rowShare * weights.length));
        int drawnColumns = Math.max(1, (int) Math.round(columnShare * columns.count()));
        for (int round = 0; round < rounds; round++) {
            context.progress("train", "round " + (round + 1), (double) round / rounds);
            loss.derivatives(raw, weights, slope, curve);
            for (int sum = 0; sum < raw.length; sum++) {
                leaveOut(drawnRows, random, slope[sum], curve[sum]);
                int[] features = drawn(columns.count(), drawnColumns, random);
                TreeNode root = grower.grow(features, slope[sum], curve[sum]);
                double[] own = raw[sum];
                grower.leaves((node, rows, from, to) -> {
                    double says = loss.refits() ? loss.refit(rows, from, to, own, weights) : node.values[0];
                    node.values[0] = rate * says;
                    for (int i = from; i < to; i++) own[rows[i]] += node.values[0];
                });
                writer.add(root);
            }
        }
        return writer.trees();
    }

    /** What is not drawn takes its way through the tree, and has no say in it. */
    private static void leaveOut(int count, SplittableRandom random, double[] slope, double[] curve) {
        if (count == slope.length) return;
        int left = slope.length;
        int needed = count;
        for (int row = 0; row < slope.length; row++, left--) {
            if (random.nextInt(left) < needed) {
                needed--;
            } else {
                slope[row] = 0;
                curve[row] = 0;
            }
        }
    }

    private static int[] drawn(int all, int count, SplittableRandom random) {
        int[] deck = IntStream.range(0, all).toArray();
        if (count == all) return deck;
        for (int i = 0; i < count; i++) {
            int j = i + random.nextInt(all - i);
            int feature = deck[j];
            deck[j] = deck[i];
            deck[i] = feature;
        }
        int[] chosen = Arrays.copyOf(deck, count);
        Arrays.sort(chosen);
        return chosen;
    }
}
