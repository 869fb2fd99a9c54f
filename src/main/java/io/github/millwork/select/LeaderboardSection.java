package io.github.millwork.select;

import io.github.millwork.report.Axis;
import io.github.millwork.report.BarChart;
import io.github.millwork.report.Format;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import java.util.ArrayList;
import java.util.List;

/** A leaderboard as a section of a report. */
public final class LeaderboardSection {
    private static final int SHOWN = 30;

    private LeaderboardSection() {}

    /**
     * {@return the best trials with their scores and costs}
     *
     * @param board the leaderboard
     */
    public static Section of(Leaderboard<?> board) {
        List<Leaderboard.Entry> entries =
                board.entries().subList(0, Math.min(SHOWN, board.entries().size()));
        String metric = board.best().score().metric();
        Table table = Table.of(columns(board.best()).toArray(Table.Column[]::new));
        BarChart chart = BarChart.dots(metric + " on the folds of the training rows", Axis.of(metric));
        for (Leaderboard.Entry entry : entries) {
            boolean failed = !entry.failure().isEmpty();
            boolean won = board.winners().contains(entry);
            Object[] cells = cells(entry, won);
            table = won ? table.highlightedRow(cells) : table.row(cells);
            if (!failed) {
                chart = chart.bar(
                        entry.rank() + " " + entry.brief(),
                        entry.score().value(),
                        entry.score().low(),
                        entry.score().high());
            }
        }
        return Section.of("Leaderboard", table, chart)
                .note(
                        "Means over the folds, with the corrected standard error; what is tied cannot be told apart from the "
                                + "best at the level of 5 %.");
    }

    private static List<Table.Column> columns(Leaderboard.Entry best) {
        List<Table.Column> columns = new ArrayList<>(List.of(
                Table.number("#", Format.count()),
                Table.text("learner"),
                Table.number(best.score().metric()),
                Table.number("± error")));
        best.others().forEach(score -> columns.add(Table.number(score.metric())));
        columns.addAll(CostColumn.columns());
        columns.add(Table.text(""));
        return columns;
    }

    private static Object[] cells(Leaderboard.Entry entry, boolean won) {
        boolean failed = !entry.failure().isEmpty();
        List<Object> cells = new ArrayList<>(List.of(
                entry.rank(),
                entry.brief() + (failed ? ": " + entry.failure() : ""),
                failed ? "failed" : entry.score().value(),
                failed ? "" : entry.error()));
        entry.others().forEach(score -> cells.add(failed ? "" : score.value()));
        cells.addAll(CostColumn.cells(entry));
        cells.add(won ? "winner" : entry.tied() ? "tied with the best" : "");
        return cells.toArray();
    }
}
