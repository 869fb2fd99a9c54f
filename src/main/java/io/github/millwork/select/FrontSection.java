package io.github.millwork.select;

import io.github.millwork.data.Prediction;
import io.github.millwork.report.Axis;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.Table;
import io.github.millwork.report.XyChart;
import io.github.millwork.stage.Metric;
import io.github.millwork.tune.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be had of one metric for how much of another, as a section of a report. */
public final class FrontSection {
    private static final int MOST = 20;

    /** Of many trials the worst tenth by each metric is not drawn, or the others would all lie in one corner. */
    private static final int MANY = 20;

    private FrontSection() {}

    /**
     * {@return the trials that no other beats in every metric: the Pareto front; empty where there is a single metric}
     *
     * @param <P> the kind of prediction
     * @param board the leaderboard of a search
     */
    public static <P extends Prediction> Optional<Section> of(Leaderboard<P> board) {
        List<Trial<P>> front = board.trials().front();
        if (front.isEmpty() || front.get(0).metrics().size() < 2) return Optional.empty();
        List<Metric<P>> metrics = front.get(0).metrics();
        Section section = Section.of("Trade-offs", chart(board, front, metrics), table(board, front, metrics))
                .note(
                        "No other trial is better than these in one metric without being worse in another (the Pareto front). "
                                + "The search decided by the first metric; where another matters as much, one of these may be the "
                                + "better choice.");
        return Optional.of(section);
    }

    private static <P extends Prediction> XyChart chart(
            Leaderboard<P> board, List<Trial<P>> front, List<Metric<P>> metrics) {
        List<Trial<P>> others = new ArrayList<>();
        for (Trial<P> trial : board.trials().all()) {
            boolean whole = trial.proposal().share() == 1
                    && trial.folds().size() == board.trials().folds();
            if (whole && trial.failure().isEmpty() && !front.contains(trial)) others.add(trial);
        }
        if (others.size() > MANY) {
            List<Trial<P>> all = List.copyOf(others);
            for (int m = 0; m < 2; m++) {
                int metric = m;
                double limit = limit(all, metrics.get(m), m);
                boolean higher = metrics.get(m).higherIsBetter();
                others.removeIf(trial -> higher ? trial.mean(metric) < limit : trial.mean(metric) > limit);
            }
        }
        XyChart chart = XyChart.of(
                "The best of both: " + metrics.get(0).name() + " and "
                        + metrics.get(1).name(),
                Axis.of(label(metrics.get(0))),
                Axis.of(label(metrics.get(1))));
        if (!others.isEmpty()) chart = chart.with(points("other trials", others));
        List<Trial<P>> inOrder = new ArrayList<>(front);
        inOrder.sort((one, other) -> Double.compare(one.mean(0), other.mean(0)));
        Series line = points("Pareto front", inOrder);
        // Of more than two metrics the front is no line.
        return chart.with(metrics.size() == 2 && front.size() > 1 ? line.marked() : line);
    }

    private static double limit(List<? extends Trial<?>> trials, Metric<?> metric, int number) {
        double[] ascending = trials.stream()
                .mapToDouble(trial -> trial.mean(number))
                .sorted()
                .toArray();
        int tenth = ascending.length / 10;
        return metric.higherIsBetter() ? ascending[tenth] : ascending[ascending.length - 1 - tenth];
    }

    private static String label(Metric<?> metric) {
        return metric.name() + (metric.higherIsBetter() ? " (more is better)" : " (less is better)");
    }

    private static Series points(String name, List<? extends Trial<?>> trials) {
        return Series.points(
                name,
                trials.stream().mapToDouble(trial -> trial.mean(0)).toArray(),
                trials.stream().mapToDouble(trial -> trial.mean(1)).toArray());
    }

    private static <P extends Prediction> Table table(
            Leaderboard<P> board, List<Trial<P>> front, List<Metric<P>> metrics) {
        List<Table.Column> columns = new ArrayList<>(List.of(Table.number("#", Format.count()), Table.text("learner")));
        for (Metric<P> metric : metrics) {
            columns.add(Table.number(metric.name()));
            columns.add(Table.number("± error"));
        }
        columns.add(Table.text(""));
        Table table = Table.of(columns.toArray(Table.Column[]::new));
        for (Trial<P> trial : front.subList(0, Math.min(MOST, front.size()))) {
            Leaderboard.Entry entry = board.entry(trial);
            boolean won = board.winners().contains(entry);
            List<Object> cells = new ArrayList<>(List.of(entry.rank(), entry.brief()));
            for (int m = 0; m < metrics.size(); m++) cells.addAll(Arrays.asList(trial.mean(m), trial.error(m)));
            cells.add(won ? "winner" : "");
            table = won ? table.highlightedRow(cells.toArray()) : table.row(cells.toArray());
        }
        return table;
    }
}
