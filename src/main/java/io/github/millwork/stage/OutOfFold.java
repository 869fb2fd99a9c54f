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

        Outputs<P> outputs() {
            return outputs;
        }

        Predictions<P> predictions() {
            return Predictions.of(outputs, values, Map.of());
        }
    }
}
