package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Predictions as columns: what is predicted first, then the numbers that it is predicted by. */
final class PredictionColumns {
    private final Predictions<?> predictions;
    private final String prefix;
    private final List<Column> columns = new ArrayList<>();

    private PredictionColumns(Predictions<?> predictions, String prefix) {
        this.predictions = predictions;
        this.prefix = prefix;
    }

    static List<Column> of(Predictions<?> predictions, String prefix) {
        PredictionColumns made = new PredictionColumns(predictions, prefix);
        made.add(predictions.outputs());
        return made.columns;
    }

    private void add(Outputs<?> outputs) {
        if (outputs instanceof ClassificationOutputs classes) {
            classes(classes);
        } else if (outputs instanceof RegressionOutputs regression) {
            numbers("prediction", row -> predictions.value(row, 0));
            if (!regression.interval()) return;
            numbers("prediction_low", row -> predictions.value(row, 1));
            numbers("prediction_high", row -> predictions.value(row, 2));
        } else if (outputs instanceof ClusterOutputs) {
            long[] clusters = new long[predictions.size()];
            for (int row = 0; row < clusters.length; row++) clusters[row] = (long) predictions.value(row, 0);
            columns.add(Column.integers(prefix + "prediction", clusters));
            numbers("distance", row -> predictions.value(row, 1));
        } else if (outputs instanceof AnomalyOutputs) {
            flags("prediction", 1);
            numbers("score", row -> predictions.value(row, 0));
        } else if (outputs instanceof MultiLabelOutputs several) {
            int labels = several.labels().size();
            for (int i = 0; i < labels; i++)
                flags("prediction_" + several.labels().get(i), labels + i);
            numbers("probability_", several.labels());
        }
    }

    private void classes(ClassificationOutputs classes) {
        double[] values = new double[classes.width()];
        String[] decided = new String[predictions.size()];
        for (int row = 0; row < decided.length; row++) {
            for (int i = 0; i < values.length; i++) values[i] = predictions.value(row, i);
            decided[row] = classes.labels().get(classes.decide(values, 0));
        }
        columns.add(Column.categories(prefix + "prediction", decided));
        numbers(classes.probabilistic() ? "probability_" : "score_", classes.labels());
    }

    private void numbers(String name, List<String> labels) {
        for (int i = 0; i < labels.size(); i++) {
            int output = i;
            numbers(name + labels.get(i), row -> predictions.value(row, output));
        }
    }

    private void numbers(String name, IntToDoubleFunction values) {
        double[] numbers = new double[predictions.size()];
        for (int row = 0; row < numbers.length; row++) numbers[row] = values.applyAsDouble(row);
        columns.add(Column.numbers(prefix + name, numbers));
    }

    private void flags(String name, int output) {
        Boolean[] flags = new Boolean[predictions.size()];
        for (int row = 0; row < flags.length; row++) flags[row] = predictions.value(row, output) == 1;
        columns.add(Column.booleans(prefix + name, flags));
    }
}
