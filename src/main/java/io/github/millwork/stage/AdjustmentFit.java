package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Learns the adjustments after a model from predictions for training rows by chains that have not seen them. Where one
 * adjustment follows another, the second learns from rows that the first was not learned from either: it is cross-fitted
 * over the same folds.
 */
final class AdjustmentFit<P extends Prediction> {
    private final Chain<P> chain;
    private final FitContext context;
    private final int folds;

    /** Predictions for all training rows, and in which fold each of them was predicted. */
    private record OutOfFold<P extends Prediction>(
            Predictions<P> predictions, TargetValues truth, double @Nullable [] weights, int[] fold) {
        Assessment<P> of(int[] rows) {
            return new Assessment<>(predictions, truth, weights, null).rows(rows);
        }
    }

    AdjustmentFit(Chain<P> chain, FitContext context, int folds) {
        this.chain = chain;
        this.context = context;
        this.folds = folds;
    }

    /** In how many folds the training rows are predicted; 0 where nothing is adjusted. */
    static int folds(Learner<?> learner) {
        int folds = 0;
        for (TrainingOption<?> option : learner.options()) {
            if (!(option instanceof AdjustmentOption<?> adjustment) || adjustment.share() > 0) continue;
            if (adjustment.folds() < 2 && adjustment.folds() != 0) {
                throw new IllegalArgumentException("Expected at least 2 folds for " + option.describe() + " but found "
                        + adjustment.folds() + ". With fewer, no row is predicted by a chain that has not seen it.");
            }
            folds = Math.max(folds, adjustment.folds());
        }
        return folds;
    }

    /**
     * Learns the adjustments that are learned in folds.
     *
     * @param collected the training rows
     * @param outputs what the numbers mean that are adjusted first
     */
    List<Adjustment<P>> fit(Dataset collected, Outputs<P> outputs) {
        List<AdjustmentOption<P>> options = options(chain.learner());
        options.removeIf(option -> option.share() > 0);
        if (options.isEmpty()) return List.of();
        OutOfFold<P> rows = folds == 0 ? none(collected, outputs) : outOfFold(collected);
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            FitContext own = context.child("adjust " + i, 1, 1);
            AdjustmentOption<P> option = options.get(i);
            Adjustment<P> adjustment = option.fit(rows.predictions, rows.truth, rows.weights, own);
            adjustments.add(adjustment);
            if (i + 1 < options.size()) rows = adjusted(option, rows, adjustment, own);
        }
        return adjustments;
    }

    /** No rows, where nothing is learned from them. */
    private OutOfFold<P> none(Dataset collected, Outputs<P> outputs) {
        Predictions<P> predictions = Predictions.of(outputs, new double[0], Map.of());
        return new OutOfFold<>(predictions, chain.task().truth(collected.head(0), outputs), null, new int[0]);
    }

    /** The adjustments of a learner, in the order in which they are applied. */
    @SuppressWarnings("unchecked") // an option for a supertype of P adjusts P
    static <P extends Prediction> List<AdjustmentOption<P>> options(Learner<P> learner) {
        List<AdjustmentOption<P>> options = new ArrayList<>();
        for (TrainingOption<? super P> option : learner.options()) {
            if (option instanceof AdjustmentOption<?> adjustment) options.add((AdjustmentOption<P>) adjustment);
        }
        options.sort(Comparator.comparing(AdjustmentOption::phase));
        return options;
    }

    /** Adjusts the rows of each fold by what is learned from the other folds. */
    private OutOfFold<P> adjusted(AdjustmentOption<P> option, OutOfFold<P> rows, Adjustment<P> whole, FitContext own) {
        Outputs<P> outputs = whole.outputs(rows.predictions.outputs());
        Scatter<P> all = new Scatter<>(outputs, rows.fold.length);
        for (int k = 0; k < folds; k++) {
            Assessment<P> others = rows.of(Folds.whereNot(rows.fold, k));
            Adjustment<P> part =
                    option.fit(others.predictions(), others.truth(), others.weights(), own.child("fold " + k));
            int[] held = Folds.where(rows.fold, k);
            all.put(held, OutputChain.adjusted(rows.of(held).predictions(), part));
        }
        return new OutOfFold<>(all.predictions(), rows.truth, rows.weights, rows.fold);
    }

    /** Predicts every training row by a chain that was fitted without it; each class is spread over all folds. */
    private OutOfFold<P> outOfFold(Dataset collected) {
        Dataset marked = chain.task().mark(collected);
        TargetValues classes = chain.task().training(marked);
        int[] fold = Folds.assign(marked, classes, folds, context.child("folds").seed());
        Chain<P> plain = chain.withLearner(withoutAdjustments());
        Scatter<P> all = null;
        for (int k = 0; k < folds; k++) {
            int[] outside = Folds.where(fold, k);
            int[] inside = Folds.whereNot(fold, k);
            if (inside.length == 0 || outside.length == 0) throw tooFew(collected);
            FitContext own =
                    context.withCache(null).child("fold " + k, (1.0 + k) / (1 + folds), (2.0 + k) / (1 + folds));
            Dataset training = collected.rows(inside);
            Predictions<P> part =
                    fit(plain, own, training, classes, k, inside).predict(collected.rows(outside), training, own);
            if (all == null) all = new Scatter<>(part.outputs(), fold.length);
            all.put(outside, part);
        }
        if (all == null) throw new IllegalStateException("an option asked for no folds");
        return new OutOfFold<>(
                all.predictions(), chain.task().truth(collected, all.outputs), ChainFit.weights(collected), fold);
    }

    private FittedChain<P> fit(
            Chain<P> plain, FitContext own, Dataset training, TargetValues classes, int k, int[] inside) {
        try {
            return new ChainFit<>(plain, own).fit(training, classes);
        } catch (DataException e) {
            throw Folds.explained(e, classes, inside, k, folds);
        }
    }

    private Learner<P> withoutAdjustments() {
        List<TrainingOption<? super P>> others = new ArrayList<>(chain.learner().options());
        others.removeIf(option -> option instanceof AdjustmentOption<?>);
        return new OptionedLearner<>(ChainFit.bare(chain.learner()), List.copyOf(others));
    }

    private DataException tooFew(Dataset training) {
        return new DataException("Expected at least " + folds
                + " training rows, or groups of them, to adjust predictions in as many folds, but "
                + training.rowCount() + " rows do not fill them. Collect more rows.");
    }

    /** Puts the predictions of several folds together, each row in its place. */
    private static final class Scatter<P extends Prediction> {
        private final Outputs<P> outputs;
        private final double[] values;

        Scatter(Outputs<P> outputs, int rows) {
            this.outputs = outputs;
            this.values = new double[rows * outputs.width()];
        }

        void put(int[] rows, Predictions<P> part) {
            if (!outputs.equals(part.outputs())) {
                throw new IllegalStateException(
                        "Expected the folds to predict alike, " + outputs + ", but one predicts " + part.outputs()
                                + ". What a learner puts out must not depend on the rows.");
            }
            int width = outputs.width();
            for (int i = 0; i < rows.length; i++) {
                for (int o = 0; o < width; o++) values[rows[i] * width + o] = part.value(i, o);
            }
        }

        Predictions<P> predictions() {
            return Predictions.of(outputs, values, Map.of());
        }
    }
}
