package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the columns of a dataset hold, in numbers: the result of {@link Dataset#describe()}. Prints as a table. */
public final class Description {
    /**
     * What one column holds.
     *
     * @param name its name
     * @param type its type
     * @param missing how many cells are missing
     * @param distinct how many distinct values there are
     * @param mean the mean of the cells that are not missing, as {@link Column#number} gives them; NaN where there are
     *     none, or they are strings or vectors
     * @param deviation their standard deviation, with n - 1; NaN likewise, and for a single cell
     * @param quantiles minimum, first quartile, median, third quartile and maximum, interpolated linearly; empty likewise
     * @param top the most frequent value, of equals the first in order; empty where all are missing
     * @param topCount how often it occurs
     */
    public record Summary(
            String name,
            ColumnType type,
            int missing,
            int distinct,
            double mean,
            double deviation,
            List<Double> quantiles,
            String top,
            int topCount) {}

    private final int rows;
    private final List<Summary> columns;

    private Description(int rows, List<Summary> columns) {
        this.rows = rows;
        this.columns = columns;
    }

    static Description of(Dataset data) {
        List<Summary> summaries = new ArrayList<>();
        for (Column column : data.columns()) summaries.add(summary(column));
        return new Description(data.rowCount(), List.copyOf(summaries));
    }

    /** {@return the number of rows} */
    public int rows() {
        return rows;
    }

    /** {@return what each column holds} */
    public List<Summary> columns() {
        return columns;
    }

    /**
     * {@return what one column holds}
     *
     * @param name a column name
     * @throws DataException if there is none of that name
     */
    public Summary column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException("Expected a column '" + name + "' but there is none. "
                        + Names.suggest(
                                name, columns.stream().map(Summary::name).toList())));
    }

    private static Summary summary(Column column) {
        Map<Object, Integer> counts = new HashMap<>();
        for (int i = 0; i < column.size(); i++) {
            Object value = column.value(i);
            if (value != null) counts.merge(value, 1, Integer::sum);
        }
        String top = "";
        int topCount = 0;
        for (Map.Entry<Object, Integer> entry : counts.entrySet()) {
            String value = String.valueOf(entry.getKey());
            if (entry.getValue() > topCount || (entry.getValue() == topCount && value.compareTo(top) < 0)) {
                top = value;
                topCount = entry.getValue();
            }
        }
        double mean = Double.NaN;
        double deviation = Double.NaN;
        List<Double> quantiles = List.of();
        if (column.type().fitsDouble()) {
            double[] values = Arrays.stream(column.toDoubles())
                    .filter(v -> !Double.isNaN(v))
                    .sorted()
                    .toArray();
            mean = mean(values);
            deviation = deviation(values, mean);
            if (values.length > 0) {
                quantiles = List.of(
                        values[0],
                        quantile(values, 0.25),
                        quantile(values, 0.5),
                        quantile(values, 0.75),
                        values[values.length - 1]);
            }
        }
        return new Summary(
                column.name(),
                column.type(),
                column.missingCount(),
                counts.size(),
                mean,
                deviation,
                quantiles,
                top,
                topCount);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }

    private static double deviation(double[] values, double mean) {
        if (values.length < 2) return Double.NaN;
        double sum = 0;
        for (double value : values) sum += (value - mean) * (value - mean);
        return Math.sqrt(sum / (values.length - 1));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] == sorted[above]
                ? sorted[below]
                : sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    @Override
    public String toString() {
        TextTable table = new TextTable(
                "column", "type", "missing", "distinct", "mean", "sd", "min", "25%", "median", "75%", "max", "top");
        for (Summary column : columns) {
            List<String> cells = new ArrayList<>(List.of(
                    column.name(),
                    column.type().label(),
                    Integer.toString(column.missing()),
                    Integer.toString(column.distinct())));
            cells.add(format(column.type(), column.mean()));
            cells.add(isTime(column.type()) ? "" : format(ColumnType.NUMBER, column.deviation()));
            for (int i = 0; i < 5; i++) {
                cells.add(
                        column.quantiles().isEmpty()
                                ? ""
                                : format(column.type(), column.quantiles().get(i)));
            }
            cells.add(
                    column.type().fitsDouble() || column.topCount() == 0
                            ? ""
                            : column.top() + " x " + column.topCount());
            table.row(cells.toArray(new String[0]));
        }
        return rows + " rows, " + columns.size() + " columns\n" + table;
    }

    private static boolean isTime(ColumnType type) {
        return type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
    }

    private static String format(ColumnType type, double value) {
        if (Double.isNaN(value)) return "";
        if (type == ColumnType.DATE)
            return LocalDate.ofEpochDay(Math.round(value)).toString();
        if (type == ColumnType.TIMESTAMP)
            return Instant.ofEpochMilli(Math.round(value)).toString();
        if (value == Math.rint(value) && Math.abs(value) < 1e12) return Long.toString((long) value);
        return String.format(Locale.ROOT, "%.5g", value);
    }
}
