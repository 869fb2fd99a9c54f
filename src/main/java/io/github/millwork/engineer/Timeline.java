package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final double[] times;
    private final int[] groups;

    Timeline(Dataset rows, String time, List<String> by) {
        this.times = rows.column(time).toDoubles();
        this.groups = new int[rows.rowCount()];
        Map<List<@Nullable Object>, Integer> known = new HashMap<>();
        List<Column> columns = by.stream().map(rows::column).toList();
        for (int row = 0; row < groups.length; row++) {
            List<@Nullable Object> key = new ArrayList<>();
            for (Column column : columns) key.add(column.value(row));
            Integer group = known.putIfAbsent(key, known.size());
            groups[row] = group == null ? known.size() - 1 : group;
        }
    }

    List<Series> series(double[] values) {
        Integer[] order = IntStream.range(0, times.length)
                .filter(row -> !Double.isNaN(times[row]))
                .boxed()
                .toArray(Integer[]::new);
        Arrays.sort(order, (a, b) -> {
            int byGroup = Integer.compare(groups[a], groups[b]);
            if (byGroup != 0) return byGroup;
            int byTime = Double.compare(times[a], times[b]);
            return byTime != 0 ? byTime : Double.compare(values[a], values[b]);
        });
        List<Series> all = new ArrayList<>();
        for (int begin = 0; begin < order.length; ) {
            int end = begin;
            while (end < order.length && groups[order[end]] == groups[order[begin]]) end++;
            int[] rows = Arrays.stream(order, begin, end).mapToInt(row -> row).toArray();
            all.add(new Series(
                    rows,
                    Arrays.stream(rows).mapToDouble(row -> times[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray()));
            begin = end;
        }
        return all;
    }

    /** Checks that all columns are there and of a kind that can be looked back on. */
    static void check(Schema schema, List<String> columns, String time, List<String> by) {
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
    static List<String> inputs(String column, String time, List<String> by) {
        List<String> inputs = new ArrayList<>(List.of(column));
        inputs.add(time);
        inputs.addAll(by);
        return inputs.stream().distinct().toList();
    }
}
