package io.github.millwork.evaluate;

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
 * What is predicted of each row where one column of the collected data has a certain value and all others are as they are:
 * individual conditional expectation (Goldstein, Kapelner, Bleich and Pitkin 2015). Their mean is the {@link
 * PartialDependence}, which is level where the column pushes half of the rows up and the others down; here that is seen.
 * Immutable; equal by value.
 *
 * @param axis the column with its values
 * @param curves for each output what is predicted of each row
 * @param weights how much each row counts in a mean
 */
public record IndividualDependence(PartialDependence.Axis axis, List<Curves> curves, List<Double> weights) {
    /**
     * One number that is predicted.
     *
     * @param output what it is, such as {@code probability of bad}
     * @param rows for each row what is predicted at each value
     */
    public record Curves(String output, List<List<Double>> rows) {
        /**
         * Copies the lists.
         *
         * @param output what it is, such as {@code probability of bad}
         * @param rows for each row what is predicted at each value
         */
        public Curves {
            rows = rows.stream().map(List::copyOf).toList();
        }

        private Curves centred() {
            return new Curves(
                    output,
                    rows.stream()
                            .map(row ->
                                    row.stream().map(each -> each - row.get(0)).toList())
                            .toList());
        }
    }

    /**
     * Copies the lists.
     *
     * @param axis the column with its values
     * @param curves for each output what is predicted of each row
     * @param weights how much each row counts in a mean
     */
    public IndividualDependence {
        curves = List.copyOf(curves);
        weights = List.copyOf(weights);
    }

    /**
     * Predicts rows at each value of a column: see {@link DependenceGrid#of}.
     *
     * @param fitted the fitted pipeline
     * @param rows rows as it was fitted to; a few hundred do
     * @param column a column that it reads
     * @return what is predicted of each row at each value
     * @throws IllegalArgumentException if it reads no such column, looks back on earlier rows, or predicts clusters
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static IndividualDependence of(Fitted<?> fitted, Dataset rows, String column) {
        return of(fitted, rows, DependenceGrid.of(column), FitContext.of(0));
    }

    /**
     * Predicts rows at values that are given or found.
     *
     * @param fitted the fitted pipeline
     * @param rows rows as it was fitted to; a few hundred do
     * @param grid a column with its values
     * @param context threads, progress and cancellation; threads change no bit
     * @return what is predicted of each row at each value
     * @throws IllegalArgumentException if it reads no such column, looks back on earlier rows, or predicts clusters
     * @throws io.github.millwork.data.DataException if the rows do not suit
     */
    public static IndividualDependence of(Fitted<?> fitted, Dataset rows, DependenceGrid grid, FitContext context) {
        return new Dependence<Prediction>(fitted, rows, List.of(grid), context).individual();
    }

    /** {@return the same with each row beginning at zero: how much its prediction differs from that at the first value} */
    public IndividualDependence centred() {
        return new IndividualDependence(
                axis, curves.stream().map(Curves::centred).toList(), weights);
    }

    /** {@return the means over the rows, each by its weight} */
    public PartialDependence averaged() {
        List<PartialDependence.Curve> means = new ArrayList<>();
        for (Curves curve : curves) {
            List<Double> each = new ArrayList<>();
            for (int point = 0; point < axis.values().size(); point++) {
                int at = point;
                each.add(Exchanged.mean(
                        weights.size(), row -> curve.rows.get(row).get(at), weights::get));
            }
            means.add(new PartialDependence.Curve(curve.output, each));
        }
        return new PartialDependence(List.of(axis), means, weights.size());
    }

    /** {@return these as JSON: {@code column}, {@code values}, and {@code curves} with what is predicted of each row} */
    public String toJson() {
        List<State> all = curves.stream()
                .map(curve -> State.empty()
                        .with("output", curve.output)
                        .with(
                                "rows",
                                curve.rows.stream()
                                        .map(row -> State.empty().with("predicted", row))
                                        .toList()))
                .toList();
        return State.empty()
                .with("column", axis.column())
                .with(
                        "values",
                        axis.values().stream().map(PartialDependence::plain).toList())
                .with("curves", all)
                .toJson();
    }

    /** {@return a table with a line for each value: the mean over the rows, and where a tenth of them begins and ends} */
    @Override
    public String toString() {
        List<String> header = new ArrayList<>(List.of(axis.column()));
        for (Curves curve : curves) header.addAll(List.of(curve.output, "10 % below", "90 % below"));
        TextTable table = new TextTable(header.toArray(String[]::new));
        table.alignRight(1, header.size());
        PartialDependence means = averaged();
        for (int point = 0; point < axis.values().size(); point++) {
            List<String> cells = new ArrayList<>(
                    List.of(PartialDependence.shown(axis.values().get(point))));
            for (int k = 0; k < curves.size(); k++) {
                int at = point;
                double[] sorted = curves.get(k).rows.stream()
                        .mapToDouble(row -> row.get(at))
                        .sorted()
                        .toArray();
                cells.add(number(means.curves().get(k).means().get(point)));
                cells.add(number(sorted[(int) Math.round(0.1 * (sorted.length - 1))]));
                cells.add(number(sorted[(int) Math.round(0.9 * (sorted.length - 1))]));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.5g", number);
    }
}
