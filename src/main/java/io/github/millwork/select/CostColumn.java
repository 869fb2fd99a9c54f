package io.github.millwork.select;

import io.github.millwork.report.Format;
import io.github.millwork.report.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a trial took, column by column, in the order in which leaderboards show it. */
enum CostColumn {
    /** How long the fits took together. */
    FIT("fit", "ms", 1e6, 0, false, entry -> entry.cost().wall().toNanos()),
    /** How long a row takes. */
    ROW("row", "µs", 1e3, 1, false, Leaderboard.Entry::rowNanos),
    /** How large the model is. */
    SIZE(
            "size",
            "kB",
            1e3,
            1,
            true,
            entry -> entry.bytes().isPresent() ? entry.bytes().getAsLong() : Double.NaN),
    /** What the fits allocated. */
    ALLOCATED("allocated", "MB", 1e6, 1, true, entry -> entry.cost().allocatedBytes()),
    /** What they held at most. */
    PEAK("peak", "MB", 1e6, 1, true, entry -> entry.cost().peakBytes());

    private final String label;
    private final String unit;
    private final double parts;
    private final int decimals;
    private final boolean bytes;
    private final ToDoubleFunction<Leaderboard.Entry> number;

    CostColumn(
            String label,
            String unit,
            double parts,
            int decimals,
            boolean bytes,
            ToDoubleFunction<Leaderboard.Entry> number) {
        this.label = label;
        this.unit = unit;
        this.parts = parts;
        this.decimals = decimals;
        this.bytes = bytes;
        this.number = number;
    }

    /** {@return what the columns are called} */
    static List<String> labels() {
        return Arrays.stream(values()).map(column -> column.label).toList();
    }

    /** {@return the columns of a report, each in one unit} */
    static List<Table.Column> columns() {
        return Arrays.stream(values())
                .map(column -> Table.number(column.label + ", " + column.unit, Format.decimals(column.decimals)))
                .toList();
    }

    /** {@return the cells of such columns; empty where nothing is known} */
    static List<Object> cells(Leaderboard.Entry entry) {
        return Arrays.stream(values())
                .<Object>map(column -> {
                    double number = column.number.applyAsDouble(entry);
                    return Double.isNaN(number) ? "" : (Object) (number / column.parts);
                })
                .toList();
    }

    /** {@return each with its unit, as text; empty where nothing is known} */
    static List<String> texts(Leaderboard.Entry entry) {
        return Arrays.stream(values())
                .map(column -> column.text(column.number.applyAsDouble(entry)))
                .toList();
    }

    private String text(double known) {
        if (Double.isNaN(known)) return "";
        if (bytes) return known < 1e6 ? text(known / 1e3, 1, "kB") : text(known / 1e6, 1, "MB");
        return text(known / parts, decimals, unit);
    }

    private static String text(double number, int decimals, String unit) {
        return String.format(Locale.ROOT, "%." + decimals + "f %s", number, unit);
    }
}
