package io.github.millwork.evaluate;

import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Role;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowProgram;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Rows of which some cells are exchanged, and the numbers that a pipeline predicts of them. */
final class Exchanged<P extends Prediction> {
    private final Fitted<? extends P> fitted;
    private final Dataset rows;
    private final FitContext context;
    private final Map<String, Integer> outputs;
    private final double[] weights;

    Exchanged(Fitted<? extends P> fitted, Dataset rows, FitContext context) {
        this.fitted = fitted;
        this.rows = rows;
        this.context = context;
        if (fitted.looksBack()) {
            throw new IllegalArgumentException(
                    "Expected a pipeline that predicts each row by itself but this one looks "
                            + "back on earlier rows, which another value would change too. Leave that step out.");
        }
        if (rows.rowCount() == 0) {
            throw new DataException("Expected rows to average over but found none. Give some that the pipeline was "
                    + "fitted to, or others like them.");
        }
        this.outputs = outputs(fitted.outputs());
        this.weights = weights(rows);
    }

    /** What is predicted, and which of the numbers it is: of two classes the positive one, or the second. */
    private static Map<String, Integer> outputs(Outputs<?> meaning) {
        Map<String, Integer> outputs = new LinkedHashMap<>();
        if (meaning instanceof RegressionOutputs) {
            outputs.put("prediction", 0);
        } else if (meaning instanceof AnomalyOutputs) {
            outputs.put("score", 0);
        } else if (meaning instanceof MultiLabelOutputs several) {
            for (String label : several.labels()) outputs.put("probability of " + label, outputs.size());
        } else if (meaning instanceof ClassificationOutputs classes) {
            String kind = classes.probabilistic() ? "probability of " : "score of ";
            List<String> labels = classes.labels();
            for (int k = 0; k < labels.size(); k++) {
                boolean other = labels.size() == 2
                        && (classes.positive() == null ? k == 0 : !labels.get(k).equals(classes.positive()));
                if (!other) outputs.put(kind + labels.get(k), k);
            }
        } else {
            throw new IllegalArgumentException(
                    "Expected a pipeline whose predictions have a mean but this one predicts "
                            + "clusters. Use one that predicts classes, numbers, labels or anomalies.");
        }
        return outputs;
    }

    private static double[] weights(Dataset rows) {
        Field field = rows.schema().withRole(Role.WEIGHT).orElse(null);
        if (field != null) return rows.column(field.name()).toDoubles();
        double[] same = new double[rows.rowCount()];
        Arrays.fill(same, 1);
        return same;
    }

    /** Refuses columns that the pipeline does not read. */
    void checkReads(List<String> names) {
        List<String> read =
                fitted.inputs().stream().map(RowProgram.Input::column).toList();
        for (String name : names) {
            if (read.contains(name)) continue;
            throw new IllegalArgumentException(
                    "Expected a column that the pipeline reads but found '" + name + "'. " + Names.suggest(name, read));
        }
    }

    /** {@return what is predicted, such as {@code probability of bad}} */
    List<String> outputs() {
        return List.copyOf(outputs.keySet());
    }

    Dataset rows() {
        return rows;
    }

    /** {@return how much each row counts} */
    double[] weights() {
        return weights.clone();
    }

    /** {@return for each output what is predicted of each row} */
    double[][] predicted(Dataset changed) {
        Predictions<? extends P> predictions = fitted.predict(changed, null, context);
        return outputs.values().stream()
                .map(at -> {
                    double[] one = new double[changed.rowCount()];
                    for (int row = 0; row < one.length; row++) one[row] = predictions.value(row, at);
                    return one;
                })
                .toArray(double[][]::new);
    }

    /** {@return for each output the mean of what is predicted of the rows} */
    double[] means(Dataset changed) {
        return Arrays.stream(predicted(changed)).mapToDouble(this::mean).toArray();
    }

    /** {@return the mean over the rows} */
    double mean(double[] values) {
        return mean(values.length, row -> values[row], row -> weights[row]);
    }

    static double mean(int rows, IntToDoubleFunction values, IntToDoubleFunction weights) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < rows; row++) {
            double weight = weights.applyAsDouble(row);
            sum += weight * values.applyAsDouble(row);
            total += weight;
        }
        return sum / total;
    }
}
