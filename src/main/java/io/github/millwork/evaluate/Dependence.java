package io.github.millwork.evaluate;

import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Averages what is predicted with some cells exchanged. Used once. */
final class Dependence<P extends Prediction> {
    private final Fitted<? extends P> fitted;
    private final Dataset rows;
    private final List<DependenceGrid> grids;
    private final FitContext context;
    private final Map<String, Integer> outputs;
    private final double[] weights;

    Dependence(Fitted<? extends P> fitted, Dataset rows, List<DependenceGrid> grids, FitContext context) {
        this.fitted = fitted;
        this.rows = rows;
        this.grids = grids;
        this.context = context;
        check();
        this.outputs = outputs(fitted.outputs());
        this.weights = weights();
    }

    private void check() {
        List<String> names = grids.stream().map(DependenceGrid::column).toList();
        if (names.isEmpty() || names.size() > 2 || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("Expected one column, or two that differ, but found "
                    + (names.isEmpty() ? "none" : Names.list(names)) + ".");
        }
        List<String> read =
                fitted.inputs().stream().map(RowProgram.Input::column).toList();
        for (String name : names) {
            if (read.contains(name)) continue;
            throw new IllegalArgumentException(
                    "Expected a column that the pipeline reads but found '" + name + "'. " + Names.suggest(name, read));
        }
        if (fitted.looksBack()) {
            throw new IllegalArgumentException(
                    "Expected a pipeline that predicts each row by itself but this one looks "
                            + "back on earlier rows, which another value would change too. Leave that step out.");
        }
        if (rows.rowCount() == 0) {
            throw new DataException("Expected rows to average over but found none. Give some that the pipeline was "
                    + "fitted to, or others like them.");
        }
    }

    /** What is averaged, and which of the numbers it is: of two classes the positive one, or the second. */
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

    private double[] weights() {
        Field field = rows.schema().withRole(Role.WEIGHT).orElse(null);
        if (field != null) return rows.column(field.name()).toDoubles();
        double[] same = new double[rows.rowCount()];
        Arrays.fill(same, 1);
        return same;
    }

    PartialDependence averaged() {
        List<List<Column>> values = grids.stream()
                .map(grid -> grid.columns(rows.column(grid.column())))
                .toList();
        List<List<Double>> means = new ArrayList<>();
        outputs.forEach((output, at) -> means.add(new ArrayList<>()));
        int points = values.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
        int inner = values.size() == 1 ? 1 : values.get(1).size();
        for (int point = 0; point < points; point++) {
            context.checkCancelled();
            context.progress("evaluate", "dependence on " + grids.get(0).column(), (double) point / points);
            Dataset changed = rows.with(values.get(0).get(point / inner));
            if (values.size() == 2) changed = changed.with(values.get(1).get(point % inner));
            Predictions<? extends P> predictions = fitted.predict(changed, null, context);
            int output = 0;
            for (int at : outputs.values()) means.get(output++).add(mean(predictions, at));
        }
        List<PartialDependence.Axis> axes = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) axes.add(axis(grids.get(i).column(), values.get(i)));
        List<PartialDependence.Curve> curves = new ArrayList<>();
        outputs.forEach((output, at) -> curves.add(new PartialDependence.Curve(output, means.get(curves.size()))));
        return new PartialDependence(axes, curves, rows.rowCount());
    }

    private PartialDependence.Axis axis(String column, List<Column> values) {
        List<Object> cells = values.stream()
                .map(each -> Objects.requireNonNull(each.value(0)))
                .toList();
        return new PartialDependence.Axis(column, fitted.schema().field(column).type(), cells);
    }

    private double mean(Predictions<? extends P> predictions, int output) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += weights[row] * predictions.value(row, output);
            total += weights[row];
        }
        return sum / total;
    }
}
