package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.TextTable;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How good predictions are for parts of the rows: for each category of a column, for quarters of a number. Tells for whom a
 * model is worse than for others. Immutable.
 *
 * @param <P> the kind of prediction
 */
public final class Slices<P extends Prediction> {
    private static final int QUARTERS = 4;
    private static final int MOST_LEVELS = 50;
    private static final double FALSE_DISCOVERIES = 0.05;

    private final Metric<P> metric;
    private final Score whole;
    private final List<Slice> slices;

    /**
     * A part of the rows.
     *
     * @param column the column that it is cut by
     * @param value the category, or the ends of the numbers
     * @param score the score on these rows, with its interval; the number of rows is in it
     * @param gap by how much the score is better than that on all other rows, with its interval; negative where it is worse,
     *     whichever direction is the better; NaN where there are no other rows, or their score is undefined
     */
    public record Slice(String column, String value, Score score, Gap gap) {
        /** {@return whether the interval of the gap does not hold zero} */
        public boolean apart() {
            return gap.isApart();
        }
    }

    private Slices(Metric<P> metric, Score whole, List<Slice> slices) {
        this.metric = metric;
        this.whole = whole;
        this.slices = List.copyOf(slices);
    }

    /**
     * Measures slices by some columns.
     *
     * @param <P> the kind of prediction
     * @param assessment predictions and truth
     * @param rows the rows that were predicted, in the same order
     * @param metric what is measured
     * @param fewest slices with fewer rows are left out, at least 2
     * @param columns the columns to cut by; each a category, truth value, number, date or timestamp
     * @return the slices, column by column
     * @throws DataException if a column is absent, or of a type that cannot be cut by
     */
    public static <P extends Prediction> Slices<P> of(
            Assessment<P> assessment, Dataset rows, Metric<P> metric, int fewest, String... columns) {
        checkRows(assessment, rows);
        Score whole = metric.score(assessment);
        List<Slice> slices = new ArrayList<>();
        for (String name : columns) {
            parts(assessment, rows, name).forEach((value, chosen) -> {
                if (chosen.length < Math.max(2, fewest)) return;
                Score score = metric.score(assessment.rows(chosen));
                if (Double.isNaN(score.value())) return;
                slices.add(new Slice(name, value, score, gap(metric, score, assessment, chosen)));
            });
        }
        return new Slices<>(metric, whole, slices);
    }

    private static void checkRows(Assessment<?> assessment, Dataset rows) {
        if (rows.rowCount() == assessment.rows()) return;
        throw new IllegalArgumentException("Expected the rows that were predicted, " + assessment.rows()
                + " of them, but found " + rows.rowCount() + ".");
    }

    private static <P extends Prediction> Gap gap(
            Metric<P> metric, Score score, Assessment<P> assessment, int[] chosen) {
        BitSet inside = new BitSet();
        for (int row : chosen) inside.set(row);
        int[] others = IntStream.range(0, assessment.rows())
                .filter(row -> !inside.get(row))
                .toArray();
        if (others.length == 0) return new Gap(Double.NaN, Double.NaN, Double.NaN);
        Score rest = metric.score(assessment.rows(others));
        return metric.higherIsBetter() ? Gap.between(score, rest) : Gap.between(rest, score);
    }

    /** The rows of each part that a column cuts the rows into. */
    static Map<String, int[]> parts(Assessment<?> assessment, Dataset rows, String column) {
        checkRows(assessment, rows);
        return parts(rows.column(column));
    }

    /**
     * Looks through all columns but the target for slices that are worse than all other rows, and not by chance alone: of those that are
     * found about one in twenty may be no worse in truth (Benjamini and Hochberg 1995), although many are looked at.
     *
     * @param <P> the kind of prediction
     * @param assessment predictions and truth
     * @param rows the rows that were predicted, in the same order
     * @param metric what is measured
     * @param fewest slices with fewer rows are left out, at least 2
     * @return the slices that are worse, the one first that adds most to the loss of all rows
     */
    public static <P extends Prediction> Slices<P> worst(
            Assessment<P> assessment, Dataset rows, Metric<P> metric, int fewest) {
        String[] columns = rows.schema().features().stream()
                .map(Field::name)
                .filter(name -> canCut(rows.column(name)) && !isTruth(rows.column(name), assessment.truth()))
                .toArray(String[]::new);
        Slices<P> all = of(assessment, rows, metric, fewest, columns);
        List<Slice> worse = discovered(all.slices).stream()
                .filter(slice -> slice.gap.value() < 0)
                .sorted(Comparator.comparingDouble(
                        slice -> slice.gap.value() * slice.score().rows()))
                .toList();
        return new Slices<>(metric, all.whole, worse);
    }

    /** Rows as they were collected hold the target too; a slice of it tells nothing of the rows. */
    private static boolean isTruth(Column column, TargetValues truth) {
        IntPredicate agrees;
        if (truth instanceof TargetValues.Classes classes) {
            agrees = row -> String.valueOf(column.value(row)).equals(classes.label(row));
        } else if (truth instanceof TargetValues.Numbers numbers
                && column.type().isNumeric()) {
            agrees = row -> column.number(row) == numbers.values()[row];
        } else {
            return false;
        }
        return IntStream.range(0, column.size()).allMatch(agrees);
    }

    /** The slices with gaps, by the step-up procedure of Benjamini and Hochberg at a false discovery rate of 5 %. */
    private static List<Slice> discovered(List<Slice> slices) {
        List<Slice> sorted = slices.stream()
                .filter(slice -> !Double.isNaN(slice.gap.pValue()))
                .sorted(Comparator.comparingDouble(slice -> slice.gap.pValue()))
                .toList();
        int found = 0;
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.get(i).gap.pValue() <= FALSE_DISCOVERIES * (i + 1) / sorted.size()) found = i + 1;
        }
        return sorted.subList(0, found);
    }

    private static boolean canCut(Column column) {
        return switch (column.type()) {
            case TEXT, VECTOR -> false;
            case CATEGORY -> column.levels().size() <= MOST_LEVELS;
            default -> true;
        };
    }

    private static Map<String, int[]> parts(Column column) {
        if (!canCut(column)) {
            throw new DataException("Expected a column of numbers, dates, truth values or at most " + MOST_LEVELS
                    + " categories to cut by but '" + column.name() + "' is "
                    + (column.type() == ColumnType.CATEGORY
                            ? "a category of " + column.levels().size()
                            : column.type().label())
                    + ". Cut by another column, or derive one with fewer values.");
        }
        long distinct = IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .mapToObj(column::value)
                .distinct()
                .limit(QUARTERS + 2)
                .count();
        boolean listed = column.type().isString() || column.type() == ColumnType.BOOLEAN || distinct <= QUARTERS + 1;
        Map<String, List<Integer>> parts = listed ? new TreeMap<>() : new LinkedHashMap<>();
        double[] ends = listed ? new double[0] : ends(column);
        for (int q = 0; q + 1 < ends.length; q++) parts.put(range(column, ends, q), new ArrayList<>());
        for (int row = 0; row < column.size(); row++) {
            String key = column.isMissing(row)
                    ? "missing"
                    : listed
                            ? String.valueOf(column.value(row))
                            : range(column, ends, quarter(ends, column.number(row)));
            parts.computeIfAbsent(key, absent -> new ArrayList<>()).add(row);
        }
        Map<String, int[]> arrays = new LinkedHashMap<>();
        parts.forEach((key, rows) ->
                arrays.put(key, rows.stream().mapToInt(Integer::intValue).toArray()));
        return arrays;
    }

    private static double[] ends(Column column) {
        double[] sorted = Arrays.stream(column.toDoubles())
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] ends = new double[QUARTERS + 1];
        for (int q = 0; q <= QUARTERS; q++) ends[q] = sorted[(int) ((long) (sorted.length - 1) * q / QUARTERS)];
        return Arrays.stream(ends).distinct().toArray();
    }

    private static int quarter(double[] ends, double value) {
        int q = 0;
        while (q + 2 < ends.length && value >= ends[q + 1]) q++;
        return q;
    }

    private static String range(Column column, double[] ends, int q) {
        boolean last = q + 2 >= ends.length;
        return text(column, ends[q]) + " to " + (last ? "" : "below ")
                + text(column, ends[Math.min(q + 1, ends.length - 1)]);
    }

    private static String text(Column column, double value) {
        return switch (column.type()) {
            case DATE -> java.time.LocalDate.ofEpochDay((long) value).toString();
            case TIMESTAMP -> java.time.Instant.ofEpochMilli((long) value).toString();
            case INTEGER -> Long.toString((long) value);
            default -> String.format(Locale.ROOT, "%.4g", value);
        };
    }

    /** {@return what was measured} */
    public Metric<P> metric() {
        return metric;
    }

    /** {@return the score on all rows} */
    public Score whole() {
        return whole;
    }

    /** {@return the slices} */
    public List<Slice> slices() {
        return slices;
    }

    /** {@return the slices as a table, those that are apart from all other rows marked} */
    @Override
    public String toString() {
        TextTable table = new TextTable(
                "column", "slice", metric.name(), "95 % interval", "gap to the rest", "95 % interval", "rows", "");
        table.alignRight(2, 3);
        table.alignRight(4, 5);
        table.alignRight(6, 7);
        for (Slice slice : slices) {
            table.row(
                    slice.column,
                    slice.value,
                    number(slice.score.value()),
                    number(slice.score.low()) + " to " + number(slice.score.high()),
                    number(slice.gap.value()),
                    number(slice.gap.low()) + " to " + number(slice.gap.high()),
                    Integer.toString(slice.score.rows()),
                    slice.apart() ? (slice.gap.value() < 0 ? "worse" : "better") : "");
        }
        return "all rows: " + whole + "\n" + table;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "undefined" : String.format(Locale.ROOT, "%.4f", value);
    }
}
