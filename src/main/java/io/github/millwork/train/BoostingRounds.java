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
        BinnedRows all = drawnColumns < columns.count() ? null : bins(drawn(drawnColumns, columns.count(), random));
        boolean enough = false;
        for (int round = 0; round < rounds && !enough; round++) {
            context.progress("train", "round " + (round + 1), (double) round / rounds);
            workers.rows(weights.length, (from, to) -> loss.derivatives(raw, weights, derivatives, from, to));
            TreeWriter writer = new TreeWriter(1);
            for (int sum = 0; sum < raw.length; sum++) {
                int[] rows = drawnRows < weights.length ? drawn(drawnRows, weights.length, random) : null;
                BinnedRows bins = all == null ? bins(drawn(drawnColumns, columns.count(), random)) : all;
                Sum own = new Sum(raw[sum], derivatives[sum], rate, rules);
                writer.add(grower.grow(bins, derivatives[sum], rows, own));
            }
            DecisionTrees last = writer.trees();
            done.add(last);
            enough = watch != null && watch.enough((sum, features) -> last.says()[last.says(sum, features)]);
        }
        return DecisionTrees.together(watch == null ? done : done.subList(0, watch.kept()));
    }

    /** A sum that the leaves of a tree add to. What they say is not told by whole numbers but by the derivatives themselves. */
    private final class Sum implements GradientTree.Leaves {
        private final double[] own;
        private final double[] derivatives;
        private final double rate;
        private final GradientRules rules;

        Sum(double[] own, double[] derivatives, double rate, GradientRules rules) {
            this.own = own;
            this.derivatives = derivatives;
            this.rate = rate;
            this.rules = rules;
        }

        @Override
        public void say(TreeNode leaf, int[] rows, int from, int to) {
            leaf.values[0] = rate * (loss.refits() ? loss.refit(rows, from, to, own, weights) : leaf(rows, from, to));
        }

        private double leaf(int[] rows, int from, int to) {
            double slope = 0;
            double curve = 0;
            for (int i = from; i < to; i++) {
                slope += derivatives[2 * rows[i]];
                curve += derivatives[2 * rows[i] + 1];
            }
            return rules.leaf(slope, curve);
        }

        @Override
        public void add(TreeNode leaf, int[] rows, int from, int to) {
            double says = leaf.values[0];
            for (int i = from; i < to; i++) own[rows[i]] += says;
        }
    }

    private static int share(double share, int all) {
        return Math.max(1, (int) Math.round(share * all));
    }

    private BinnedRows bins(int[] features) {
        return BinnedRows.of(columns, features, context.workers());
    }

    /** {@return some of so many, ascending} */
    private static int[] drawn(int count, int all, SplittableRandom random) {
        if (count == all) return IntStream.range(0, all).toArray();
        int[] chosen = new int[count];
        int next = 0;
        for (int i = 0; next < count; i++) {
            if (random.nextInt(all - i) < count - next) chosen[next++] = i;
        }
        return chosen;
    }
}
