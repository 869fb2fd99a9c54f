package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.RowOption;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Leaves training rows out before the first step: those that come twice, those with missing cells, or outliers. It is an
 * option of a learner and no step, since a row that is to be predicted cannot be left out: {@code
 * HistogramBoosting.classifier().with(DropRows.outliers(numeric(), 3))}. It sees the columns as they were collected.
 *
 * @param kind which rows are left out
 * @param columns the columns that are looked at
 * @param ranges how many interquartile ranges beyond the quartiles an outlier lies; 0 for the other kinds
 */
public record DropRows(Kind kind, Columns columns, double ranges) implements RowOption<Prediction> {
    /** Which rows are left out. */
    public enum Kind {
        /** Those whose cells in these columns, and whose target, are those of an earlier row. */
        DUPLICATES,
        /** Those with a missing cell in one of these columns. */
        MISSING,
        /** Those with a number in one of these columns far beyond the quartiles (Tukey's fences), or infinite. */
        OUTLIERS
    }

    /**
     * Checks the number of ranges.
     *
     * @param kind which rows are left out
     * @param columns the columns that are looked at
     * @param ranges how many interquartile ranges beyond the quartiles an outlier lies; 0 for the other kinds
     */
    public DropRows {
        if (!(ranges >= 0) || Double.isInfinite(ranges)) {
            throw new IllegalArgumentException(
                    "Expected a number of interquartile ranges of at least 0 but found " + ranges + ".");
        }
    }

    /** {@return the option that leaves rows out that are equal to an earlier one in all features and the target} */
    public static DropRows duplicates() {
        return duplicates(Columns.all());
    }

    /**
     * {@return the option that leaves rows out that are equal to an earlier one in these columns and the target}
     *
     * @param columns any features
     */
    public static DropRows duplicates(Columns columns) {
        return new DropRows(Kind.DUPLICATES, columns, 0);
    }

    /**
     * {@return the option that leaves rows out in which a cell is missing}
     *
     * @param columns any features
     */
    public static DropRows missing(Columns columns) {
        return new DropRows(Kind.MISSING, columns, 0);
    }

    /**
     * {@return the option that leaves rows out in which a number lies so many interquartile ranges below the first quartile
     * or above the third} Missing cells are no outliers.
     *
     * @param columns numbers and integers
     * @param ranges at least 0; 1.5 is usual for outliers, 3 for far ones
     */
    public static DropRows outliers(Columns columns, double ranges) {
        return new DropRows(Kind.OUTLIERS, columns, ranges);
    }

    static final Codec<DropRows> CODEC = Codec.of(
            "drop-rows",
            DropRows.class,
            drop -> State.empty()
                    .with("kind", drop.kind.name())
                    .with("columns", drop.columns.toString())
                    .with("ranges", drop.ranges),
            state -> new DropRows(
                    Kind.valueOf(state.string("kind")),
                    Columns.parse(state.string("columns")),
                    state.number("ranges")));

    @Override
    public String describe() {
        return "rows left out by " + kind.name().toLowerCase(Locale.ROOT) + " in " + columns.describe();
    }

    @Override
    public Phase phase() {
        return Phase.DROP;
    }

    @Override
    public Dataset apply(Dataset training, FitContext context) {
        if (training.rowCount() == 0) return training;
        int[] kept = switch (kind) {
            case DUPLICATES -> different(training);
            case MISSING -> without(training, columns(training), Column::isMissing);
            case OUTLIERS -> usual(training);
        };
        if (kept.length == 0) {
            throw new DataException("Expected training rows to be left but all " + training.rowCount() + " are "
                    + describe() + ". Choose fewer columns.");
        }
        return kept.length == training.rowCount() ? training : training.rows(kept);
    }

    private List<Column> columns(Dataset training) {
        return columns.resolve(training.schema()).stream().map(training::column).toList();
    }

    private int[] different(Dataset training) {
        Set<String> chosen = Set.copyOf(columns.resolve(training.schema()));
        List<Column> compared = training.columns().stream()
                .filter(column -> column.role() == Role.TARGET || chosen.contains(column.name()))
                .toList();
        Set<List<Object>> seen = new HashSet<>();
        return IntStream.range(0, training.rowCount())
                .filter(row -> seen.add(Arrays.asList(
                        compared.stream().map(column -> column.value(row)).toArray())))
                .toArray();
    }

    /** Says of a cell whether its row is left out. */
    private interface Fault {
        boolean at(Column column, int row);
    }

    private static int[] without(Dataset training, List<Column> columns, Fault fault) {
        return IntStream.range(0, training.rowCount())
                .filter(row -> columns.stream().noneMatch(column -> fault.at(column, row)))
                .toArray();
    }

    private int[] usual(Dataset training) {
        List<Column> numbers =
                Selection.of(columns, ColumnType.NUMBER, ColumnType.INTEGER).in(training, describe());
        boolean[] outside = new boolean[training.rowCount()];
        for (Column column : numbers) {
            double[] values = Arrays.stream(column.toDoubles())
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            if (values.length == 0) continue;
            double first = Statistics.quantile(values, 0.25);
            double third = Statistics.quantile(values, 0.75);
            double reach = ranges * (third - first);
            for (int row = 0; row < outside.length; row++) {
                double value = column.number(row);
                if (value < first - reach || value > third + reach) outside[row] = true;
            }
        }
        return IntStream.range(0, outside.length).filter(row -> !outside[row]).toArray();
    }
}
