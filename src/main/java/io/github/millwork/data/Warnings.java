package io.github.millwork.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks for what is worth a warning. */
final class Warnings {
    private static final double DUPLICATE = 0.999;
    private static final double LEAK_CORRELATION = 0.995;
    private static final double LEAK_ACCURACY = 0.99;
    private static final double ABSENCE_ACCURACY = 0.95; // a gap has no business to know a class
    private static final double LEFT_OVER = 0.2; // of the errors that a guess of the commonest class makes
    private static final double ID_SHARE = 0.95;
    private static final int FEWEST_ROWS = 20; // with fewer anything looks like anything
    private static final int MANY_LEVELS = 50;
    private static final int ROWS_PER_LEVEL = 20;
    private static final int MOST_CLASSES = 20;
    private static final double RARE_CLASS = 0.05;
    private static final int MOST_PAIRED = 500; // columns, whose pairs grow with the square

    private final Dataset data;
    private final @Nullable Column target;
    private final List<DataWarning> found = new ArrayList<>();
    private final Map<String, Integer> distinct = new HashMap<>();

    private Warnings(Dataset data, @Nullable Column target) {
        this.data = data;
        this.target = target;
    }

    static List<DataWarning> of(Dataset data, @Nullable Column target) {
        Warnings warnings = new Warnings(data, target);
        for (Column column : data.columns()) {
            if (column.type() != ColumnType.VECTOR) warnings.column(column);
        }
        warnings.pairs();
        if (target != null) warnings.target(target);
        warnings.rows();
        return List.copyOf(warnings.found);
    }

    private void add(DataWarning.Kind kind, String text, String... columns) {
        found.add(new DataWarning(kind, List.of(columns), text));
    }

    private void column(Column column) {
        String name = column.name();
        int present = column.size() - column.missingCount();
        int values = (int) IntStream.range(0, column.size())
                .mapToObj(column::value)
                .filter(value -> value != null)
                .distinct()
                .count();
        distinct.put(name, values);
        if (column == target || data.rowCount() == 0) return;
        if (values <= 1) {
            String what = values == 0 ? "has no cell that is not missing" : "has the same value in every row";
            add(DataWarning.Kind.CONSTANT, "Column '" + name + "' " + what + ".", name);
        } else if (isIdLike(column, values, present)) {
            add(
                    DataWarning.Kind.ID_LIKE,
                    "Column '" + name + "' has " + values + " values in " + present
                            + " rows: it seems to identify them. " + "Give it the role id, or drop it.",
                    name);
        } else if (column.type() == ColumnType.CATEGORY && values > MANY_LEVELS && present < values * ROWS_PER_LEVEL) {
            add(
                    DataWarning.Kind.HIGH_CARDINALITY,
                    "Column '" + name + "' has " + values + " categories, " + present / values + " rows for each: one "
                            + "column for each will not generalise.",
                    name);
        }
    }

    private static boolean isIdLike(Column column, int values, int present) {
        boolean type = column.type() == ColumnType.INTEGER || column.type() == ColumnType.CATEGORY;
        return type && column.role() == Role.FEATURE && present >= FEWEST_ROWS && values >= ID_SHARE * present;
    }

    private int distinct(Column column) {
        return distinct.getOrDefault(column.name(), 0);
    }

    private void pairs() {
        List<Column> columns = data.columns().stream()
                .filter(column -> column != target && column.type() != ColumnType.VECTOR && distinct(column) > 1)
                .limit(MOST_PAIRED)
                .toList();
        Map<Column, double[]> numbers = new HashMap<>();
        for (Column column : columns) {
            if (column.type().fitsDouble()) numbers.put(column, column.toDoubles());
        }
        for (int i = 0; i < columns.size(); i++) {
            for (int j = 0; j < i; j++) pair(columns.get(j), columns.get(i), numbers);
        }
    }

    private void pair(Column first, Column second, Map<Column, double[]> numbers) {
        double[] x = numbers.get(first);
        double[] y = numbers.get(second);
        if ((x == null) != (y == null) || first.missingCount() != second.missingCount()) return;
        if (x != null && y != null) {
            double r = data.rowCount() < FEWEST_ROWS ? Double.NaN : Correlations.pearson(x, y);
            if (!(Math.abs(r) >= DUPLICATE)) return;
            String text = "Columns '" + first.name() + "' and '" + second.name() + "' correlate by "
                    + String.format(Locale.ROOT, "%.4f", r) + ": one of them is enough.";
            add(DataWarning.Kind.NEAR_DUPLICATE, text, first.name(), second.name());
        } else if (distinct(first) == distinct(second)
                && IntStream.range(0, first.size())
                        .allMatch(row -> Objects.equals(first.value(row), second.value(row)))) {
            String text = "Columns '" + first.name() + "' and '" + second.name()
                    + "' have the same cells: one of them is " + "enough.";
            add(DataWarning.Kind.NEAR_DUPLICATE, text, first.name(), second.name());
        }
    }

    private void target(Column truth) {
        if (truth.missingCount() > 0) {
            add(
                    DataWarning.Kind.MISSING_TARGET,
                    "The target '" + truth.name() + "' is missing in " + truth.missingCount() + " of " + truth.size()
                            + " rows: they cannot be learned from. Leave them out: " + Present.rows(truth) + ".",
                    truth.name());
        }
        boolean classes = truth.type().isString() || truth.type() == ColumnType.BOOLEAN || isCoded(truth);
        if (classes) imbalance(truth);
        if (data.rowCount() < FEWEST_ROWS) return;
        leaks(truth, classes);
        if (truth.type().fitsDouble()) new PairedLeaks(data, truth).find(this::suspect);
    }

    private void suspect(String text, String... columns) {
        add(DataWarning.Kind.LEAK_SUSPECT, text, columns);
    }

    private void leaks(Column truth, boolean classes) {
        for (Column column : data.columns()) {
            boolean feature = column != truth && column.role() == Role.FEATURE && column.type() != ColumnType.VECTOR;
            if (!feature || distinct(column) < 2) continue;
            double share = classes ? told(column, truth) : correlation(column, truth);
            if (share >= (classes ? LEAK_ACCURACY : LEAK_CORRELATION)) {
                String how = classes ? "tells" : "correlates with";
                add(
                        DataWarning.Kind.LEAK_SUSPECT,
                        "Column '" + column.name() + "' " + how + " the target '" + truth.name() + "' "
                                + (classes ? "in " : "by ")
                                + String.format(
                                        Locale.ROOT, classes ? "%.1f %%" : "%.4f", classes ? 100 * share : share)
                                + (classes ? " of the rows" : "") + ": is it known before the target is?",
                        column.name());
            } else if (classes) {
                double gap = toldByAbsence(column, truth);
                if (gap < ABSENCE_ACCURACY) continue;
                suspect(
                        "Whether column '" + column.name() + "' is missing tells the target '" + truth.name() + "' in "
                                + String.format(Locale.ROOT, "%.1f %%", 100 * gap)
                                + " of the rows: is it known before the target is?",
                        column.name());
            }
        }
    }

    /** The share of rows whose class is told by whether the column is missing; none where that is hardly more than a guess. */
    private static double toldByAbsence(Column column, Column truth) {
        if (column.missingCount() == 0 || column.missingCount() == column.size()) return 0;
        Map<Object, Integer> all = new HashMap<>();
        Map<Object, Integer> absent = new HashMap<>();
        Map<Object, Integer> present = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            Object label = truth.value(row);
            if (label == null) continue;
            all.merge(label, 1, Integer::sum);
            (column.isMissing(row) ? absent : present).merge(label, 1, Integer::sum);
        }
        double rows = all.values().stream().mapToInt(count -> count).sum();
        double told = (most(absent) + most(present)) / rows;
        double guessed = most(all) / rows;
        return 1 - told <= LEFT_OVER * (1 - guessed) ? told : 0;
    }

    private static int most(Map<Object, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).max().orElse(0);
    }

    private boolean isCoded(Column truth) {
        return truth.type() == ColumnType.INTEGER && distinct(truth) <= MOST_CLASSES;
    }

    private void imbalance(Column truth) {
        Map<Object, Integer> counts = counts(truth);
        int all = counts.values().stream().mapToInt(count -> count).sum();
        if (counts.size() < 2 || counts.size() > MOST_CLASSES) return;
        Optional<Map.Entry<Object, Integer>> rarest = counts.entrySet().stream()
                .min(Map.Entry.<Object, Integer>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString()));
        rarest.filter(entry -> entry.getValue() < RARE_CLASS * all)
                .ifPresent(entry -> add(
                        DataWarning.Kind.IMBALANCE,
                        "Class '" + entry.getKey() + "' of the target '" + truth.name() + "' has " + entry.getValue()
                                + " of " + all + " rows: split stratified, and do not judge by accuracy.",
                        truth.name()));
    }

    private static Map<Object, Integer> counts(Column column) {
        Map<Object, Integer> counts = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            Object value = column.value(row);
            if (value != null) counts.merge(value, 1, Integer::sum);
        }
        return counts;
    }

    private static double correlation(Column column, Column truth) {
        if (!column.type().fitsDouble() || !truth.type().fitsDouble()) return 0;
        double r = Correlations.pearson(column.toDoubles(), truth.toDoubles());
        return Double.isNaN(r) ? 0 : Math.abs(r);
    }

    /**
     * The share of rows whose class the column tells: categories by the commonest class of each, numbers by the best of
     * the cuts that leave one class on each side. None where the commonest class alone tells as much, or nearly every row
     * has a value of its own.
     */
    private double told(Column column, Column truth) {
        Map<Object, Integer> all = counts(truth);
        int commonest = most(all);
        int rows = all.values().stream().mapToInt(count -> count).sum();
        if (commonest >= LEAK_ACCURACY * rows) return 0;
        boolean numbers = column.type().fitsDouble() && column.type() != ColumnType.BOOLEAN;
        if (numbers) return all.size() == 2 ? byCut(column, truth, rows) : 0;
        if (distinct(column) > rows / ROWS_PER_LEVEL && distinct(column) > 2) return 0;
        Map<Object, Map<Object, Integer>> byValue = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            Object label = truth.value(row);
            Object value = column.value(row);
            if (label == null) continue;
            byValue.computeIfAbsent(value == null ? "" : value, each -> new HashMap<>())
                    .merge(label, 1, Integer::sum);
        }
        int right = byValue.values().stream().mapToInt(Warnings::most).sum();
        return (double) right / rows;
    }

    private static double byCut(Column column, Column truth, int rows) {
        Integer[] order = IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row) && !truth.isMissing(row))
                .boxed()
                .toArray(Integer[]::new);
        if (order.length == 0) return 0;
        Arrays.sort(order, Comparator.comparingDouble(column::number));
        Object first = truth.value(order[0]);
        int firstInAll = (int) Arrays.stream(order)
                .filter(row -> Objects.equals(truth.value(row), first))
                .count();
        int best = Math.max(firstInAll, order.length - firstInAll);
        int firstBelow = 0;
        for (int i = 1; i < order.length; i++) {
            if (Objects.equals(truth.value(order[i - 1]), first)) firstBelow++;
            if (column.number(order[i]) == column.number(order[i - 1])) continue;
            int right = firstBelow + (order.length - i) - (firstInAll - firstBelow);
            best = Math.max(best, Math.max(right, order.length - right));
        }
        return (double) best / rows;
    }

    private void rows() {
        int[] empty = IntStream.range(0, data.rowCount())
                .filter(row -> data.columns().stream().allMatch(column -> column.isMissing(row)))
                .toArray();
        if (empty.length > 0 && data.columnCount() > 0) {
            add(
                    DataWarning.Kind.EMPTY_ROWS,
                    empty.length + " of " + data.rowCount() + " rows have no cell that is not missing, first row "
                            + empty[0] + ": leave them out.");
        }
        int duplicates = data.rowCount() - RowNumbers.distinct(data).length;
        if (duplicates == 0 || data.columnCount() == 0) return;
        add(
                DataWarning.Kind.DUPLICATE_ROWS,
                duplicates + " of " + data.rowCount() + " rows equal earlier ones in every cell: they would be on both "
                        + "sides of a split.");
    }
}
