package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of each group in order of time, for steps that look back. Rows whose time is missing are in no group. */
final class Timeline {
    /**
     * The rows of one group in order of time; of one time, in order of their values, so that sums do not depend on the
     * order in which rows come.
     *
     * @param rows the numbers of the rows
     * @param times the time of each
     * @param values the value of each
     */
    record Series(int[] rows, double[] times, double[] values) {
        /** {@return the place behind the rows of the same time as the one at a place} */
        int afterTime(int place) {
            int end = place + 1;
            while (end < times.length && times[end] == times[place]) end++;
            return end;
        }
    }

    /** Up to so many are sorted where they are. */
    private static final int FEW = 32;

    /** A piece of work for a thread is a part of the groups. */
    private static final int MOST_PARTS = 64;

    private final double[] times;
    private final int[] order; // group after group, each in order of time
    private final int[] starts; // where each group begins in that order, and the end

    private Timeline(Dataset rows, String time, List<String> by) {
        this.times = rows.column(time).toDoubles();
        int[] groups = groups(rows, by);
        int count = 0;
        for (int group : groups) count = Math.max(count, group + 1);
        int[] byTime = byTime();
        this.starts = new int[count + 1];
        for (int row : byTime) starts[groups[row] + 1]++;
        for (int group = 0; group < count; group++) starts[group + 1] += starts[group];
        this.order = new int[byTime.length];
        int[] next = starts.clone();
        for (int row : byTime) order[next[groups[row]]++] = row;
    }

    /** The number of the group of each row: columns one after the other, so that no row needs an object of its own. */
    private static int[] groups(Dataset rows, List<String> by) {
        int[] groups = new int[rows.rowCount()];
        for (String name : by) {
            Column column = rows.column(name);
            Map<@Nullable Object, Integer> values = new HashMap<>();
            Map<Long, Integer> known = new HashMap<>();
            for (int row = 0; row < groups.length; row++) {
                Object cell = column.value(row);
                Integer value = values.putIfAbsent(cell, values.size());
                long pair = (long) groups[row] << 32 | (value == null ? values.size() - 1 : value);
                Integer group = known.putIfAbsent(pair, known.size());
                groups[row] = group == null ? known.size() - 1 : group;
            }
        }
        return groups;
    }

    /** The rows that have a time, in its order; rows of one time as they come. */
    private int[] byTime() {
        int[] timed = IntStream.range(0, times.length)
                .filter(row -> !Double.isNaN(times[row]))
                .toArray();
        boolean sorted = true;
        for (int i = 1; i < timed.length && sorted; i++) sorted = times[timed[i - 1]] <= times[timed[i]];
        return sorted ? timed : sortByTime(timed);
    }

    /** By counting, so that no row needs an object: the place of a time among all is where its rows begin. */
    private int[] sortByTime(int[] rows) {
        double[] all = new double[rows.length];
        for (int i = 0; i < all.length; i++) all[i] = times[rows[i]] + 0.0; // one zero, so that ties are found
        double[] ascending = all.clone();
        Arrays.sort(ascending);
        int[] firsts = new int[all.length]; // where the rows of the time at a place begin
        for (int i = 1; i < all.length; i++) firsts[i] = ascending[i] == ascending[i - 1] ? firsts[i - 1] : i;
        int[] taken = new int[all.length];
        int[] order = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            int first = firsts[Arrays.binarySearch(ascending, all[i])];
            order[first + taken[first]++] = rows[i];
        }
        return order;
    }

    /** The rows of a group in order of time, and those of one time in order of their values. */
    private int[] rows(int group, double[] values) {
        int[] rows = Arrays.copyOfRange(order, starts[group], starts[group + 1]);
        for (int begin = 0; begin < rows.length; ) {
            int end = begin + 1;
            while (end < rows.length && times[rows[end]] == times[rows[begin]]) end++;
            if (end - begin > 1) sortByValue(rows, begin, end, values);
            begin = end;
        }
        return rows;
    }

    private Series series(int[] rows, double[] values) {
        double[] own = new double[rows.length];
        double[] when = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            own[i] = values[rows[i]];
            when[i] = times[rows[i]];
        }
        return new Series(rows, when, own);
    }

    private static void sortByValue(int[] rows, int begin, int end, double[] values) {
        if (end - begin <= FEW) {
            for (int place = begin + 1; place < end; place++) {
                int row = rows[place];
                int to = place;
                for (; to > begin && Double.compare(values[rows[to - 1]], values[row]) > 0; to--)
                    rows[to] = rows[to - 1];
                rows[to] = row;
            }
            return;
        }
        int[] sorted = IntStream.range(begin, end)
                .mapToObj(place -> rows[place])
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(row -> row)
                .toArray();
        System.arraycopy(sorted, 0, rows, begin, sorted.length);
    }

    /** Puts figures of one group at the numbers of its rows: of each figure one for each row of the dataset. */
    @FunctionalInterface
    interface Figures {
        void fill(Series series, double[][] values);
    }

    /**
     * Computes what a step that looks back writes.
     *
     * @param rows earlier rows and the rows in question
     * @param columns the columns that are looked back on
     * @param time what orders the rows
     * @param by what makes the groups
     * @param written what is written for a column
     * @param figures what it is; missing where it is left out
     * @param workers the threads, of which each does some of the groups
     */
    static List<Column> columns(
            Dataset rows,
            List<String> columns,
            String time,
            List<String> by,
            Function<String, List<Field>> written,
            Figures figures,
            Workers workers) {
        Timeline timeline = new Timeline(rows, time, by);
        List<Column> made = new ArrayList<>();
        for (String column : columns) {
            List<Field> fields = written.apply(column);
            double[][] values = new double[fields.size()][rows.rowCount()];
            for (double[] each : values) Arrays.fill(each, Double.NaN);
            double[] cells = rows.column(column).toDoubles();
            int groups = timeline.starts.length - 1;
            int parts = Math.min(groups, MOST_PARTS);
            workers.forCells(rows.rowCount()).tasks(parts, part -> {
                for (int group = part; group < groups; group += parts) {
                    int[] own = timeline.rows(group, cells);
                    if (own.length > 0) figures.fill(timeline.series(own, cells), values);
                }
            });
            for (int i = 0; i < values.length; i++)
                made.add(Column.numbers(fields.get(i).name(), values[i]));
        }
        return made;
    }

    /** The operations of such a step, which say what it reads and writes; it is computed over whole columns. */
    static List<Operation> operations(
            List<String> columns, String time, List<String> by, Function<String, List<Field>> written) {
        return columns.stream()
                .map(column ->
                        new Operation(inputs(column, time, by), written.apply(column), false, (in, out) -> frame -> {}))
                .toList();
    }

    /** What such a step writes, known beforehand. */
    static List<Schema.Rewrite> plan(
            Schema input, List<String> columns, String time, List<String> by, Function<String, List<Field>> written) {
        check(input, columns, time, by);
        return columns.stream()
                .map(column -> new Schema.Rewrite(List.of(), written.apply(column)))
                .toList();
    }

    /** {@return the values from one place to before another that are not missing} */
    static double[] present(double[] values, int begin, int end) {
        double[] present = new double[end - begin];
        int count = 0;
        for (int i = begin; i < end; i++) {
            if (!Double.isNaN(values[i])) present[count++] = values[i];
        }
        return count == present.length ? present : Arrays.copyOf(present, count);
    }

    /** What is put behind the name of a column that looks back within groups, such as {@code _by_home_job}. */
    static String suffix(List<String> by) {
        return by.isEmpty() ? "" : "_by_" + String.join("_", by);
    }

    /** Checks that all columns are there and of a kind that can be looked back on. */
    private static void check(Schema schema, List<String> columns, String time, List<String> by) {
        for (String name : by) schema.field(name);
        List<String> numbers = new ArrayList<>(columns);
        numbers.add(time);
        for (String name : numbers) {
            Field field = schema.field(name);
            if (field.type().fitsDouble()) continue;
            throw new DataException("Expected column '" + name + "' to be "
                    + (name.equals(time) ? "a time or a number to order by" : "a number to look back on")
                    + " but it is " + field.type().label() + ". Choose another column.");
        }
    }

    /** The columns that are read: each once. */
    private static List<String> inputs(String column, String time, List<String> by) {
        List<String> inputs = new ArrayList<>(List.of(column));
        inputs.add(time);
        inputs.addAll(by);
        return inputs.stream().distinct().toList();
    }
}
