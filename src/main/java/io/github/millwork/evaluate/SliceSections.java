package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.report.Axis;
import io.github.millwork.report.BarChart;
import io.github.millwork.report.Format;
import io.github.millwork.report.Note;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import java.util.Optional;

/** For whom a model is worse, as sections of a report: slices of the rows, and gaps between groups. */
public final class SliceSections {
    private static final Format PLACES = Format.decimals(3);
    private static final int MOST_SLICES = 20;
    private static final int MOST_GROUPS = 6;
    private static final int MOST_GROUPING = 8;

    private SliceSections() {}

    /**
     * {@return the slices that are worse than the rest}
     *
     * @param slices what {@link Slices#worst} found
     */
    public static Section slices(Slices<?> slices) {
        Section section = Section.of("Slices that are worse");
        if (slices.slices().isEmpty()) {
            return section.with(Note.of("No slice is worse than the rest beyond what chance allows."));
        }
        String metric = slices.metric().name();
        BarChart chart = BarChart.dots(metric + " by slice", Axis.of(metric))
                .reference(slices.whole().value(), "all rows");
        Table table = Table.of(
                Table.text("column"),
                Table.text("slice"),
                Table.number("rows", Format.count()),
                Table.number(metric),
                Table.number("gap to the rest", PLACES),
                Table.number("low", PLACES),
                Table.number("high", PLACES));
        for (Slices.Slice slice :
                slices.slices().subList(0, Math.min(MOST_SLICES, slices.slices().size()))) {
            Score score = slice.score();
            chart = chart.bar(slice.column() + ": " + slice.value(), score.value(), score.low(), score.high());
            Gap gap = slice.gap();
            table = table.row(
                    slice.column(), slice.value(), score.rows(), score.value(), gap.value(), gap.low(), gap.high());
        }
        return section.note(
                        "Parts of the rows, found among all columns, that are worse than all other rows; the one first that "
                                + "adds most to the loss. About one in twenty of them may be no worse in truth.")
                .with(chart, table);
    }

    /**
     * {@return the largest gaps between the groups that each column tells apart, of classes with a positive one; empty where
     * there is none, or no column}
     *
     * @param assessment predictions and truth
     * @param rows the rows that were predicted, in the same order
     * @param fewest groups with fewer rows are left out
     */
    @SuppressWarnings("unchecked") // the outputs say what is predicted
    public static Optional<Section> groups(Assessment<? extends Prediction> assessment, Dataset rows, int fewest) {
        if (!(assessment.predictions().outputs() instanceof ClassificationOutputs outputs)
                || outputs.positive() == null) {
            return Optional.empty();
        }
        Table table = Table.of(
                Table.text("column"),
                Table.text("rate"),
                Table.text("highest"),
                Table.number("of them", PLACES),
                Table.text("lowest"),
                Table.number("of them", PLACES),
                Table.number("gap", PLACES),
                Table.number("low", PLACES),
                Table.number("high", PLACES));
        int shown = 0;
        for (Field field : rows.schema().features()) {
            boolean grouping = field.type() == ColumnType.BOOLEAN
                    || (field.type() == ColumnType.CATEGORY
                            && rows.column(field.name()).levels().size() <= MOST_GROUPS);
            if (!grouping || shown == MOST_GROUPING) continue;
            Fairness fairness = Fairness.of((Assessment<Classification>) assessment, rows, field.name(), fewest);
            if (!fairness.gaps().isEmpty()) shown++;
            for (Fairness.RateGap gap : fairness.gaps()) {
                table = table.row(
                        field.name(),
                        gap.rate(),
                        gap.highest(),
                        fairness.rate(gap.highest(), gap.rate()),
                        gap.lowest(),
                        fairness.rate(gap.lowest(), gap.rate()),
                        gap.gap().value(),
                        gap.gap().low(),
                        gap.gap().high());
            }
        }
        if (table.rows().isEmpty()) return Optional.empty();
        return Optional.of(Section.of("Gaps between groups", table)
                .note("How differently the groups of a column are treated: the share predicted '" + outputs.positive()
                        + "', and of those that are, of those that are not, and how often that is right; the largest gap "
                        + "of each with its 95 % interval."));
    }
}
