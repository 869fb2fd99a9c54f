package io.github.millwork.stage;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Predictions for all training rows, each by what was fitted without it. Not to be changed.
 *
 * @param predictions a prediction for each row
 * @param truth what is known of each row
 * @param weights how much each row counts; null where all count alike
 * @param fold in which fold each row was predicted
 */
record OutOfFold<P extends Prediction>(
        Predictions<P> predictions, TargetValues truth, double @Nullable [] weights, int[] fold) {
    /** {@return some of the rows} */
    Assessment<P> of(int[] rows) {
        return new Assessment<>(predictions, truth, weights, null).rows(rows);
    }

    /** Predicts the rows of a fold. */
    @FunctionalInterface
    interface Fold<P extends Prediction> {
        /**
         * Fits to the rows of all other folds, and predicts those of this one.
         *
         * @param k the number of the fold
         * @param inside the rows to fit to
         * @param outside the rows to predict
         */
        Predictions<P> predict(int k, int[] inside, int[] outside);
    }

    /**
     * {@return a prediction for each row, by what was fitted without it}
     *
     * @param fold the fold of each row
     * @param folds how many there are, at least 1
     * @param each predicts one
     * @throws io.github.millwork.data.DataException if a fold has no rows, or all
     */
    static <P extends Prediction> Predictions<P> predicted(int[] fold, int folds, Fold<P> each) {
        Scatter<P> all = null;
        for (int k = 0; k < folds; k++) {
            int[] outside = Folds.where(fold, k);
            int[] inside = Folds.whereNot(fold, k);
            if (inside.length == 0 || outside.length == 0) throw AdjustmentFit.tooFew(folds, fold.length);
            Predictions<P> part = each.predict(k, inside, outside);
            if (all == null) all = new Scatter<>(part.outputs(), fold.length);
            all.put(outside, part);
        }
        if (all == null) throw new IllegalStateException("an option asked for no folds");
        return all.predictions();
    }

    /** Puts the predictions of several folds together, each row in its place. */
    static final class Scatter<P extends Prediction> {
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
