package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Learns the adjustments after a model from predictions for training rows by what was fitted without them. Where one
 * adjustment follows another, the second learns from rows that the first was not learned from either: it is cross-fitted
 * over the same folds.
 */
final class AdjustmentFit<P extends Prediction> {
    /** Where the predictions come from. */
    interface Rows<P extends Prediction> {
        /** {@return no rows, where nothing is learned from them} */
        OutOfFold<P> none(Outputs<P> outputs);

        /** {@return all training rows, each predicted by what was fitted without it} */
        OutOfFold<P> outOf(int folds);
    }

    private final Learner<P> learner;
    private final FitContext context;
    private final int folds;

    AdjustmentFit(Learner<P> learner, FitContext context, int folds) {
        this.learner = learner;
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

    /** The context of a fit without a fold: no other fit will ask for what is made of those rows. */
    static FitContext fold(FitContext context, int k, int folds) {
        return context.withCache(null).child("fold " + k, (1.0 + k) / (1 + folds), (2.0 + k) / (1 + folds));
    }

    /**
     * Learns the adjustments that are learned in folds.
     *
     * @param outputs what the numbers mean that are adjusted first
     * @param from where the predictions come from
     */
    List<Adjustment<P>> fit(Outputs<P> outputs, Rows<P> from) {
        List<AdjustmentOption<P>> options = options(learner);
        options.removeIf(option -> option.share() > 0);
        if (options.isEmpty()) return List.of();
        OutOfFold<P> rows = folds == 0 ? from.none(outputs) : from.outOf(folds);
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            FitContext own = context.child("adjust " + i, 1, 1);
            AdjustmentOption<P> option = options.get(i);
            Adjustment<P> adjustment = option.fit(rows.predictions(), rows.truth(), rows.weights(), own);
            adjustments.add(adjustment);
            if (i + 1 < options.size()) rows = adjusted(option, rows, adjustment, own);
        }
        return adjustments;
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

    /** {@return a learner with its other options only} */
    static <P extends Prediction> Learner<P> without(Learner<P> learner) {
        List<TrainingOption<? super P>> others = new ArrayList<>(learner.options());
        others.removeIf(option -> option instanceof AdjustmentOption<?>);
        return new OptionedLearner<>(ChainFit.bare(learner), List.copyOf(others));
    }

    /** Adjusts the rows of each fold by what is learned from the other folds. */
    private OutOfFold<P> adjusted(AdjustmentOption<P> option, OutOfFold<P> rows, Adjustment<P> whole, FitContext own) {
        Outputs<P> outputs = whole.outputs(rows.predictions().outputs());
        OutOfFold.Scatter<P> all = new OutOfFold.Scatter<>(outputs, rows.fold().length);
        for (int k = 0; k < folds; k++) {
            Assessment<P> others = rows.of(Folds.whereNot(rows.fold(), k));
            Adjustment<P> part =
                    option.fit(others.predictions(), others.truth(), others.weights(), own.child("fold " + k));
            int[] held = Folds.where(rows.fold(), k);
            all.put(held, OutputChain.adjusted(rows.of(held).predictions(), part));
        }
        return new OutOfFold<>(all.predictions(), rows.truth(), rows.weights(), rows.fold());
    }

    static DataException tooFew(int folds, int rows) {
        return new DataException("Expected at least " + folds
                + " training rows, or groups of them, to adjust predictions in as many folds, but " + rows
                + " rows do not fill them. Collect more rows.");
    }
}
