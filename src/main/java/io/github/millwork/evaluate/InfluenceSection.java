package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.report.Axis;
import io.github.millwork.report.BarChart;
import io.github.millwork.report.Block;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.RowProgram;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a model relies on, as a section of a report: the permutation importance of the columns on rows held out, and how
 * predictions depend on those that matter most.
 */
public final class InfluenceSection {
    private static final int MOST_HELD_OUT = 1_000;
    private static final int MOST_AVERAGED = 300;
    private static final int ORDERS = 3;
    private static final int MOST_COLUMNS = 20;
    private static final int MOST_CURVES = 4;
    private static final int MOST_OUTPUTS = 6;
    private static final int MOST_LINES = 40;

    private InfluenceSection() {}

    /**
     * {@return the section; empty where there is nothing to show, as of pipelines that look back on earlier rows}
     *
     * @param <P> the kind of prediction
     * @param fitted the fitted pipeline
     * @param heldOut rows that it was not fitted to, with the target; empty where there are none, and then only the dependence
     *     is shown
     * @param rows rows that predictions are averaged over
     * @param metric what importance is measured by
     * @param context seed, threads, progress and cancellation
     */
    public static <P extends Prediction> Optional<Section> of(
            Fitted<P> fitted, Optional<Dataset> heldOut, Dataset rows, Metric<P> metric, FitContext context) {
        if (fitted.looksBack() || rows.rowCount() == 0) return Optional.empty();
        List<Block> blocks = new ArrayList<>();
        PermutationImportance importance = heldOut.map(all -> all.sample(MOST_HELD_OUT, context.seed()))
                .filter(sample -> !Double.isNaN(metric.measure(fitted.assess(sample, null, context))))
                .map(sample -> PermutationImportance.of(fitted, sample, metric, ORDERS, context))
                .orElse(null);
        if (importance != null) blocks.add(chart(importance));
        if (fitted.task().type() != Cluster.class) {
            List<IndividualDependence> all = dependences(fitted, rows.sample(MOST_AVERAGED, context.seed()), context);
            List<String> first = importance == null
                    ? List.of()
                    : importance.columns().stream()
                            .map(PermutationImportance.Importance::column)
                            .toList();
            all.sort(Comparator.comparingInt((IndividualDependence each) -> place(first, each))
                    .thenComparingDouble(each -> -reach(each.averaged())));
            all.stream().limit(MOST_CURVES).map(InfluenceSection::chart).forEach(blocks::add);
        }
        if (blocks.isEmpty()) return Optional.empty();
        return Optional.of(Section.of("What the model relies on", blocks.toArray(Block[]::new))
                .note((importance == null
                                ? ""
                                : "By how much worse the model does on rows held out where the cells of one column are put "
                                        + "in another order, with 95 % intervals. Of columns that tell the same, each may "
                                        + "seem to matter little. ")
                        + "A dependence is what is predicted on average where a column has a certain value and all others "
                        + "are as they are; thin lines are single rows."));
    }

    private static int place(List<String> first, IndividualDependence dependence) {
        int place = first.indexOf(dependence.axis().column());
        return place < 0 ? first.size() : place;
    }

    /** From the lowest mean to the highest. */
    private static double reach(PartialDependence dependence) {
        double reach = 0;
        for (PartialDependence.Curve curve : dependence.curves()) {
            double low = curve.means().stream().mapToDouble(mean -> mean).min().orElse(0);
            double high = curve.means().stream().mapToDouble(mean -> mean).max().orElse(0);
            reach = Math.max(reach, high - low);
        }
        return reach;
    }

    private static List<IndividualDependence> dependences(Fitted<?> fitted, Dataset rows, FitContext context) {
        List<IndividualDependence> all = new ArrayList<>();
        for (RowProgram.Input input : fitted.inputs()) {
            boolean plain = input.type() != ColumnType.TEXT && input.type() != ColumnType.VECTOR;
            if (!plain || rows.column(input.column()).missingCount() == rows.rowCount()) continue;
            all.add(IndividualDependence.of(fitted, rows, DependenceGrid.of(input.column()), context));
        }
        return all;
    }

    private static BarChart chart(PermutationImportance importance) {
        BarChart chart = BarChart.dots("Importance of columns", Axis.of("loss of " + importance.metric()))
                .reference(0, "none");
        for (PermutationImportance.Importance each :
                importance.columns().stream().limit(MOST_COLUMNS).toList()) {
            chart = chart.bar(each.column(), each.loss(), each.low(), each.high());
        }
        return chart;
    }

    /**
     * {@return the dependence on one column as a chart: a line for numbers, over those of single rows where one number is
     * predicted; dots for categories}
     *
     * @param individual the dependence on one column
     */
    static Block chart(IndividualDependence individual) {
        PartialDependence dependence = individual.averaged();
        PartialDependence.Axis axis = individual.axis();
        String title = "Dependence on " + axis.column();
        List<PartialDependence.Curve> curves =
                dependence.curves().stream().limit(MOST_OUTPUTS).toList();
        String output = curves.size() == 1 ? curves.get(0).output() : "mean";
        if (axis.type() == ColumnType.CATEGORY || axis.type() == ColumnType.BOOLEAN) {
            BarChart chart = BarChart.dots(title, Axis.of(output));
            for (PartialDependence.Curve curve : curves) {
                for (int i = 0; i < axis.values().size(); i++) {
                    String group = curves.size() == 1 ? "" : curve.output();
                    double mean = curve.means().get(i);
                    chart = chart.with(new BarChart.Bar(
                            PartialDependence.shown(axis.values().get(i)), group, mean, Double.NaN, Double.NaN));
                }
            }
            return chart;
        }
        boolean time = axis.type() == ColumnType.DATE || axis.type() == ColumnType.TIMESTAMP;
        Axis x = time ? Axis.of(axis.column()).time() : Axis.of(axis.column());
        double[] at =
                axis.values().stream().mapToDouble(InfluenceSection::place).toArray();
        XyChart chart = XyChart.of(title, x, Axis.of(output));
        for (PartialDependence.Curve curve : curves) {
            double[] means = curve.means().stream().mapToDouble(mean -> mean).toArray();
            chart = chart.with(Series.line(curves.size() == 1 ? "mean" : curve.output(), at, means)
                    .marked());
        }
        return curves.size() > 1 ? chart : chart.with(lines(individual, at));
    }

    /** Rows spread evenly over all. */
    private static Series lines(IndividualDependence individual, double[] at) {
        List<List<Double>> rows = individual.curves().get(0).rows();
        int count = Math.min(MOST_LINES, rows.size());
        List<double[]> lines = IntStream.range(0, count)
                .mapToObj(i -> rows.get((int) ((long) i * rows.size() / count)).stream()
                        .mapToDouble(each -> each)
                        .toArray())
                .toList();
        return Series.faint(count == 1 ? "1 row" : count + " rows", at, lines);
    }

    /** Where a value stands on its axis: of times the milliseconds since 1970. */
    private static double place(Object value) {
        if (value instanceof Instant instant) return instant.toEpochMilli();
        if (value instanceof LocalDate date) {
            return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        }
        return ((Number) value).doubleValue();
    }
}
