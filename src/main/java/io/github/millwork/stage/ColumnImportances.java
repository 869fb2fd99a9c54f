package io.github.millwork.stage;

import io.github.millwork.data.Names;
import io.github.millwork.data.TextTable;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How much a model as a whole makes of each column of the collected data, as it was trained: the sum over all features that
 * are computed from it. Of a feature of several columns each has an equal share. It is no measure of what a column does for
 * rows that are new, and columns with many values are overrated (Strobl et al. 2007); measure that by shuffling columns of
 * rows held out. {@link #toString} is a table for a person. Immutable; equal by value.
 *
 * @param unit what the numbers are
 * @param columns each column that the pipeline reads, those that the model makes most of first
 */
public record ColumnImportances(Importances.Unit unit, List<OfColumn> columns) {
    /**
     * What a model makes of one column.
     *
     * @param column its name in the collected data
     * @param value how much, at least 0
     * @param share how much of what it makes of all columns together, from 0 to 1
     * @param parts what of that is by each feature, the largest first; features without any are left out
     */
    public record OfColumn(String column, double value, double share, List<Part> parts) {
        /**
         * Sorts the parts.
         *
         * @param column its name in the collected data
         * @param value how much, at least 0
         * @param share how much of what it makes of all columns together, from 0 to 1
         * @param parts what of that is by each feature
         */
        public OfColumn {
            parts = parts.stream()
                    .sorted(Comparator.comparingDouble(part -> -part.value))
                    .toList();
        }
    }

    /**
     * What of that is by one feature.
     *
     * @param feature the name of the feature
     * @param value how much the column has by it
     * @param columns how many columns the feature is computed from, which have equal shares in it
     */
    public record Part(String feature, double value, int columns) {}

    /**
     * Sorts the columns.
     *
     * @param unit what the numbers are
     * @param columns each column that the pipeline reads
     */
    public ColumnImportances {
        columns = columns.stream()
                .sorted(Comparator.comparingDouble(each -> -each.value))
                .toList();
    }

    /**
     * {@return what the model makes of a column}
     *
     * @param column a column that the pipeline reads
     * @throws IllegalArgumentException if it reads no such column
     */
    public OfColumn of(String column) {
        for (OfColumn each : columns) if (each.column.equals(column)) return each;
        List<String> known = columns.stream().map(OfColumn::column).toList();
        throw new IllegalArgumentException("Expected a column that the pipeline reads but found '" + column + "'. "
                + Names.suggest(column, known));
    }

    /**
     * {@return these as JSON: {@code unit}, and {@code columns} with {@code column}, {@code value}, {@code share} and {@code
     * features}, each with {@code feature} and {@code value}}
     */
    public String toJson() {
        List<State> all = columns.stream()
                .map(each -> State.empty()
                        .with("column", each.column)
                        .with("value", each.value)
                        .with("share", each.share)
                        .with(
                                "features",
                                each.parts.stream()
                                        .map(part -> State.empty()
                                                .with("feature", part.feature)
                                                .with("value", part.value))
                                        .toList()))
                .toList();
        return State.empty().with("unit", unit.words()).with("columns", all).toJson();
    }

    /** {@return a table of the columns} */
    @Override
    public String toString() {
        TextTable table = new TextTable("column", unit.words(), "share");
        table.alignRight(1, 3);
        for (OfColumn each : columns) {
            table.row(
                    each.column,
                    String.format(Locale.ROOT, "%.5g", each.value),
                    String.format(Locale.ROOT, "%.1f %%", 100 * each.share));
        }
        return table.toString();
    }
}
