package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /**
     * Puts predictions for several sets of rows together, such as those of the folds of a cross-validation.
     *
     * @param <P> the kind of prediction
     * @param parts at least one assessment; all mean the same
     * @return the rows of all of them, one part after the other
     * @throws DataException if they do not mean the same, as where a class occurs in some training rows only
     */
    public static <P extends Prediction> Assessment<P> together(List<Assessment<P>> parts) {
        Outputs<P> outputs = parts.get(0).predictions.outputs();
        int rows = parts.stream().mapToInt(Assessment::rows).sum();
        double[] values = new double[rows * outputs.width()];
        double[] weights = parts.get(0).weights == null ? null : new double[rows];
        int at = 0;
        for (Assessment<P> part : parts) {
            if (!part.predictions.outputs().equals(outputs)) {
                throw new DataException("Expected all folds to predict the same classes but one predicts " + outputs
                        + " and another " + part.predictions.outputs() + ". Use stratified folds, or fewer of them.");
            }
            for (int row = 0; row < part.rows(); row++, at++) {
                for (int o = 0; o < outputs.width(); o++)
                    values[at * outputs.width() + o] = part.predictions.value(row, o);
                if (weights != null) weights[at] = part.weight(row);
            }
        }
        TargetValues truth =
                TargetValues.together(parts.stream().map(Assessment::truth).toList());
        return new Assessment<>(Predictions.of(outputs, values, Map.of()), truth, weights, null);
    }
}
