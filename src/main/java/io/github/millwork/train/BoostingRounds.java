package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Boosting on binned columns: round by round a tree for each sum, by the derivatives of a loss. Used once. */
final class BoostingRounds {
    private final BinnedColumns columns;
    private final Loss loss;
    private final double[] weights;
    private final double[][] raw;
    private final double[] start;
    private final FitContext context;

    BoostingRounds(BinnedColumns columns, Loss loss, double[] weights, FitContext context) {
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
     * @param settings how many rounds, how much each tree adds, and of how many rows and features it is told, drawn anew
     * @param rules how far each tree grows
     * @param watch says when there were enough; null to do all rounds
     */
    DecisionTrees grow(Hyperparameters settings, GradientRules rules, @Nullable BoostingWatch watch) {
        int rounds = settings.integer(BoostingSettings.TREES);
        double rate = settings.number(BoostingSettings.RATE);
        Workers workers = context.workers();
        GradientTree grower = new GradientTree(weights.length, rules, workers);
        List<DecisionTrees> done = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(context.seed());
        double[][] derivatives = new double[raw.length][2 * weights.length];
        int drawnRows = share(settings.number(BoostingSettings.ROWS), weights.length);
        int drawnColumns = share(settings.number(BoostingSettings.COLUMNS), columns.count());
        BinnedRows all = drawnColumns < columns.count() ? null : bins(drawn(drawnColumns, random));
        boolean enough = false;
        for (int round = 0; round < rounds && !enough; round++) {
            context.progress("train", "round " + (round + 1), (double) round / rounds);
            workers.rows(weights.length, (from, to) -> loss.derivatives(raw, weights, derivatives, from, to));
            TreeWriter writer = new TreeWriter(1);
            for (int sum = 0; sum < raw.length; sum++) {
                leaveOut(drawnRows, random, derivatives[sum]);
                BinnedRows bins = all == null ? bins(drawn(drawnColumns, random)) : all;
                double[] own = raw[sum];
                writer.add(grow(grower, bins, derivatives[sum], (leaf, rows, from, to) -> {
                    double says = loss.refits() ? loss.refit(rows, from, to, own, weights) : leaf.values[0];
                    leaf.values[0] = rate * says;
                    for (int i = from; i < to; i++) own[rows[i]] += leaf.values[0];
                }));
            }
            DecisionTrees last = writer.trees();
            done.add(last);
            enough = watch != null && watch.enough((sum, features) -> last.says()[last.says(sum, features)]);
        }
        return DecisionTrees.together(watch == null ? done : done.subList(0, watch.kept()));
    }

    private static int share(double share, int all) {
        return Math.max(1, (int) Math.round(share * all));
    }

    private static TreeNode grow(
            GradientTree grower, BinnedRows bins, double[] derivatives, GradientTree.Leaves leaves) {
        double slope = 0;
        double curve = 0;
        for (int i = 0; i < derivatives.length; i += 2) {
            slope += derivatives[i];
            curve += derivatives[i + 1];
        }
        return grower.grow(bins, derivatives, slope, curve, leaves);
    }

    /** What is not drawn takes its way through the tree, and has no say in it. */
    private static void leaveOut(int count, SplittableRandom random, double[] derivatives) {
        int left = derivatives.length / 2;
        if (count == left) return;
        int needed = count;
        for (int i = 0; i < derivatives.length; i += 2, left--) {
            if (random.nextInt(left) < needed) {
                needed--;
            } else {
                derivatives[i] = 0;
                derivatives[i + 1] = 0;
            }
        }
    }

    private BinnedRows bins(int[] features) {
        return BinnedRows.of(columns, features, context.workers());
    }

    private int[] drawn(int count, SplittableRandom random) {
        int all = columns.count();
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
