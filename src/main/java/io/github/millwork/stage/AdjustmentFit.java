package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Learns the adjustments after a model from predictions for training rows by chains that have not seen them. */
final class AdjustmentFit<P extends Prediction> {
    private final Chain<P> chain;
    private final FitContext context;
    private final int folds;

    AdjustmentFit(Chain<P> chain, FitContext context, int folds) {
        this.chain = chain;
        this.context = context;
        this.folds = folds;
    }

    /** In how many folds the training rows are predicted; 0 where nothing is adjusted. */
    static int folds(Learner<?> learner) {
        int folds = 0;
        for (TrainingOption<?> option : learner.options()) {
            if (!(option instanceof AdjustmentOption<?> adjustment)) continue;
            if (adjustment.folds() < 2) {
                throw new IllegalArgumentException("Expected at least 2 folds for " + option.describe() + " but found "
                        + adjustment.folds() + ". With fewer, no row is predicted by a chain that has not seen it.");
            }
            folds = Math.max(folds, adjustment.folds());
        }
        return folds;
    }

    List<Adjustment<P>> fit(Dataset training) {
        if (folds == 0) return List.of();
        Learner<P> learner = chain.learner();
        List<TrainingOption<? super P>> others = new ArrayList<>(learner.options());
        others.removeIf(option -> option instanceof AdjustmentOption<?>);
        Learner<P> plain = new OptionedLearner<>(ChainFit.bare(learner), List.copyOf(others));
        Predictions<P> outOfFold = outOfFold(chain.withLearner(plain), training);
        TargetValues truth = chain.task().truth(training, outOfFold.outputs());
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (TrainingOption<? super P> each : learner.options()) {
            if (!(each instanceof AdjustmentOption<?> option)) continue;
            FitContext own = context.child("adjust " + adjustments.size(), 1, 1);
            Adjustment<P> adjustment = fitted(option, outOfFold, truth, ChainFit.weights(training), own);
            adjustments.add(adjustment);
            outOfFold = FittedChain.adjusted(outOfFold, adjustment);
        }
        return adjustments;
    }

    @SuppressWarnings("unchecked") // an option for a supertype of P adjusts P
    private Adjustment<P> fitted(
            AdjustmentOption<?> option,
            Predictions<P> outOfFold,
            TargetValues truth,
            double @Nullable [] weights,
            FitContext own) {
        return ((AdjustmentOption<P>) option).fit(outOfFold, truth, weights, own);
    }

    /** Predicts every training row by a chain that was fitted without it; each class is spread over all folds. */
    private Predictions<P> outOfFold(Chain<P> plain, Dataset training) {
        int[] fold = Folds.assign(
                training,
                chain.task().training(training),
                folds,
                context.child("folds").seed());
        double[] values = new double[0];
        Outputs<P> outputs = null;
        for (int k = 0; k < folds; k++) {
            int held = k;
            int[] outside = ChainFit.where(fold, k);
            int[] inside = IntStream.range(0, fold.length)
                    .filter(row -> fold[row] != held)
                    .toArray();
            if (inside.length == 0 || outside.length == 0) throw tooFew(training);
            FitContext own = context.child("fold " + k, (1.0 + k) / (1 + folds), (2.0 + k) / (1 + folds));
            Predictions<P> part = plain.fit(training.rows(inside), own).predict(training.rows(outside), own.threads());
            if (outputs == null) {
                outputs = part.outputs();
                values = new double[fold.length * outputs.width()];
            } else if (!outputs.equals(part.outputs())) {
                throw new DataException("Expected every class to occur in each of " + folds
                        + " folds of the training rows, to adjust predictions, but one does not. Collect more rows of the "
                        + "rare classes.");
            }
            int width = outputs.width();
            for (int i = 0; i < outside.length; i++) {
                for (int o = 0; o < width; o++) values[outside[i] * width + o] = part.value(i, o);
            }
        }
        if (outputs == null) throw new IllegalStateException("an option asked for no folds");
        return Predictions.of(outputs, values, Map.of());
    }

    private DataException tooFew(Dataset training) {
        return new DataException("Expected at least " + folds
                + " training rows, or groups of them, to adjust predictions in as many folds, but "
                + training.rowCount() + " rows do not fill them. Collect more rows.");
    }
}
