package io.github.millwork.evaluate;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is predicted on average where one or two columns of the collected data have a certain value and all others are as
 * they are (Friedman 2001, section 8.2): each row is predicted with each value in the place of its own. It is about columns,
 * whatever is computed from them. Where columns depend on each other, some of the rows that are made so are such as never
 * occur. Immutable; equal by value.
 *
 * <p>What is averaged are the numbers that are predicted: probabilities or scores of classes, numbers, probabilities of
 * labels, scores of anomalies. Rows count by their weight where a column has that role.
 *
 * @param axes the columns, one or two, with their values
 * @param curves for each output the means
 * @param rows over how many rows they were taken
 */
public record PartialDependence(List<Axis> axes, List<Curve> curves, int rows) {
    /**
     * The values of one column.
     *
     * @param column its name
     * @param type its type in the pipeline
     * @param values the values, as {@link io.github.millwork.data.Column#value} gives them
     */
    public record Axis(String column, ColumnType type, List<Object> values) {
        /**
         * Copies the values.
         *
         * @param column its name
         * @param type its type in the pipeline
         * @param values the values
         */
        public Axis {
            values = List.copyOf(values);
        }
    }

    /**
     * The means of one number that is predicted.
     *
     * @param output what it is, such as {@code probability of bad}
     * @param means the mean at each value; of two columns those at the first value of the first column, then those at its
     *     second
     */
    public record Curve(String output, List<Double> means) {
        /**
         * Copies the means.
         *
         * @param output what it is, such as {@code probability of bad}
         * @param means the mean at each value
         */
        public Curve {
            means = List.copyOf(means);
        }
    }

    /**
     * Copies the lists.
     *
     * @param axes the columns, one or two, with their values
     * @param curves for each output the means
     * @param rows over how many rows they were taken
     */
    public PartialDependence {
        axes = List.copyOf(axes);
        curves = List.copyOf(curves);
    }

    /**
     * Averages over rows, at each value of a column: see {@link DependenceGrid#of}.
     *
     * @param fitted the fitted pipeline
     * @param rows rows as it was fitted to; a few hundred do
     * @param column a column that it reads
     * @return what is predicted on average at each value
     * @throws IllegalArgumentException if it reads no such column, or looks back on earlier rows
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static PartialDependence of(Fitted<?> fitted, Dataset rows, String column) {
        return of(fitted, rows, List.of(DependenceGrid.of(column)), FitContext.of(0));
    }

    /**
     * Averages over rows, at each value of a column with each value of another.
     *
     * @param fitted the fitted pipeline
     * @param rows rows as it was fitted to; a few hundred do
     * @param first a column that it reads
     * @param second another
     * @return what is predicted on average at each pair of values
     * @throws IllegalArgumentException if it reads no such columns, or looks back on earlier rows
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static PartialDependence of(Fitted<?> fitted, Dataset rows, String first, String second) {
        return of(fitted, rows, List.of(DependenceGrid.of(first), DependenceGrid.of(second)), FitContext.of(0));
    }

    /**
     * Averages over rows, at values that are given or found.
     *
     * @param fitted the fitted pipeline
     * @param rows rows as it was fitted to; a few hundred do
     * @param grids one or two columns, with their values
     * @param context threads, progress and cancellation; threads change no bit
     * @return what is predicted on average at each value, or pair of values
     * @throws IllegalArgumentException if it reads no such columns, looks back on earlier rows, or predicts clusters
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static PartialDependence of(Fitted<?> fitted, Dataset rows, List<DependenceGrid> grids, FitContext context) {
        return new Dependence<Prediction>(fitted, rows, grids, context).averaged();
    }

    /** {@return these as JSON: {@code rows}, {@code axes} with their values, and {@code curves} with their means} */
    public String toJson() {
        List<State> values = axes.stream()
                .map(axis -> State.empty()
                        .with("column", axis.column)
                        .with(
                                "values",
                                axis.values.stream()
                                        .map(PartialDependence::plain)
                                        .toList()))
                .toList();
        List<State> means = curves.stream()
                .map(curve -> State.empty().with("output", curve.output).with("means", curve.means))
                .toList();
        return State.empty()
                .with("rows", rows)
                .with("axes", values)
                .with("curves", means)
                .toJson();
    }

    static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** {@return a table with a line for each value, or pair of values} */
    @Override
    public String toString() {
        List<String> header = new ArrayList<>(axes.stream().map(Axis::column).toList());
        curves.forEach(curve -> header.add(curve.output));
        TextTable table = new TextTable(header.toArray(String[]::new));
        table.alignRight(axes.size(), header.size());
        int inner = axes.size() == 1 ? 1 : axes.get(1).values.size();
        for (int point = 0; point < curves.get(0).means.size(); point++) {
            List<String> cells = new ArrayList<>();
            cells.add(shown(axes.get(0).values.get(point / inner)));
            if (axes.size() == 2) cells.add(shown(axes.get(1).values.get(point % inner)));
            for (Curve curve : curves) cells.add(String.format(Locale.ROOT, "%.5g", curve.means.get(point)));
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    static String shown(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : value.toString();
    }
}
