package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Predicts rows with the cells of one or two columns exchanged. Used once. */
final class Dependence<P extends Prediction> {
    private final Fitted<? extends P> fitted;
    private final List<DependenceGrid> grids;
    private final FitContext context;
    private final Exchanged<P> exchanged;
    private final List<List<Column>> values;

    Dependence(Fitted<? extends P> fitted, Dataset rows, List<DependenceGrid> grids, FitContext context) {
        this.fitted = fitted;
        this.grids = grids;
        this.context = context;
        List<String> names = grids.stream().map(DependenceGrid::column).toList();
        if (names.isEmpty() || names.size() > 2 || names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("Expected one column, or two that differ, but found "
                    + (names.isEmpty() ? "none" : Names.list(names)) + ".");
        }
        this.exchanged = new Exchanged<>(fitted, rows, context);
        exchanged.checkReads(names);
        this.values = grids.stream()
                .map(grid -> grid.columns(rows.column(grid.column())))
                .toList();
    }

    private int points() {
        return values.stream().mapToInt(List::size).reduce(1, (a, b) -> a * b);
    }

    private Dataset changed(int point) {
        context.checkCancelled();
        context.progress("evaluate", "dependence on " + grids.get(0).column(), (double) point / points());
        int inner = values.size() == 1 ? 1 : values.get(1).size();
        Dataset changed = exchanged.rows().with(values.get(0).get(point / inner));
        return values.size() == 2 ? changed.with(values.get(1).get(point % inner)) : changed;
    }

    PartialDependence averaged() {
        List<List<Double>> means = new ArrayList<>();
        exchanged.outputs().forEach(output -> means.add(new ArrayList<>()));
        for (int point = 0; point < points(); point++) {
            double[] each = exchanged.means(changed(point));
            for (int output = 0; output < each.length; output++)
                means.get(output).add(each[output]);
        }
        List<PartialDependence.Axis> axes = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) axes.add(axis(i));
        List<PartialDependence.Curve> curves = new ArrayList<>();
        for (String output : exchanged.outputs()) {
            curves.add(new PartialDependence.Curve(output, means.get(curves.size())));
        }
        return new PartialDependence(axes, curves, exchanged.rows().rowCount());
    }

    /** Of the first column. */
    IndividualDependence individual() {
        int rows = exchanged.rows().rowCount();
        double[][][] lines = new double[exchanged.outputs().size()][rows][points()];
        for (int point = 0; point < points(); point++) {
            double[][] predicted = exchanged.predicted(changed(point));
            for (int output = 0; output < lines.length; output++) {
                for (int row = 0; row < rows; row++) lines[output][row][point] = predicted[output][row];
            }
        }
        List<IndividualDependence.Curves> curves = new ArrayList<>();
        for (String output : exchanged.outputs()) {
            curves.add(new IndividualDependence.Curves(
                    output,
                    Arrays.stream(lines[curves.size()])
                            .map(line -> Arrays.stream(line).boxed().toList())
                            .toList()));
        }
        List<Double> weights = Arrays.stream(exchanged.weights()).boxed().toList();
        return new IndividualDependence(axis(0), curves, weights);
    }

    private PartialDependence.Axis axis(int grid) {
        String column = grids.get(grid).column();
        List<Object> cells = values.get(grid).stream()
                .map(each -> Objects.requireNonNull(each.value(0)))
                .toList();
        return new PartialDependence.Axis(column, fitted.schema().field(column).type(), cells);
    }
}
