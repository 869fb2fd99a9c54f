package io.github.millwork.stage;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Predictions beside what is known of their rows: what a metric scores. Not to be changed.
 *
 * @param <P> the kind of prediction
 * @param predictions the prediction for each row
 * @param truth what is known of each row; for classes coded by the labels of the predictions
 * @param weights how much each row counts; null where all count alike
 * @param features the features of each row, for metrics of clusters such as silhouette; null for the other kinds
 */
public record Assessment<P extends Prediction>(
        Predictions<P> predictions,
        TargetValues truth,
        double @Nullable [] weights,
        @Nullable FeatureMatrix features) {
    /** {@return the number of rows} */
    public int rows() {
        return predictions.size();
    }

    /**
     * {@return how much a row counts, 1 where there are no weights}
     *
     * @param row the row, from 0
     */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /**
     * {@return the assessment of some rows}
     *
     * @param rows row numbers, in any order, any repeated, as a bootstrap draws them
     */
    public Assessment<P> rows(int[] rows) {
        Outputs<P> outputs = predictions.outputs();
        int width = outputs.width();
        double[] values = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            for (int o = 0; o < width; o++) values[i * width + o] = predictions.value(rows[i], o);
        }
        double[] chosen = weights == null
                ? null
                : Arrays.stream(rows).mapToDouble(this::weight).toArray();
        FeatureMatrix rowFeatures = features == null ? null : features.rows(rows);
        return new Assessment<>(
                Predictions.of(outputs, values, predictions.unseen()), truth.rows(rows), chosen, rowFeatures);
    }
}
