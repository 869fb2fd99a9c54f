package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
    private final int[] order; // group after group, each in order of time
    private final int[] starts; // where each group begins in that order, and the end

    Timeline(Dataset rows, String time, List<String> by) {
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
        if (sorted) return timed;
        return Arrays.stream(timed)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> times[row]))
                .mapToInt(row -> row)
                .toArray();
    }

    List<Series> series(double[] values) {
        List<Series> all = new ArrayList<>();
        for (int group = 0; group + 1 < starts.length; group++) {
            int[] rows = Arrays.copyOfRange(order, starts[group], starts[group + 1]);
            if (rows.length == 0) continue;
            for (int begin = 0; begin < rows.length; ) {
                int end = begin + 1;
                while (end < rows.length && times[rows[end]] == times[rows[begin]]) end++;
                if (end - begin > 1) sortByValue(rows, begin, end, values);
                begin = end;
            }
            all.add(new Series(
                    rows,
                    Arrays.stream(rows).mapToDouble(row -> times[row]).toArray(),
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray()));
        }
        return all;
    }

    private static void sortByValue(int[] rows, int begin, int end, double[] values) {
        int[] sorted = IntStream.range(begin, end)
                .mapToObj(place -> rows[place])
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(row -> row)
                .toArray();
        System.arraycopy(sorted, 0, rows, begin, sorted.length);
    }

    /** What is put behind the name of a column that looks back within groups, such as {@code _by_home_job}. */
    static String suffix(List<String> by) {
        return by.isEmpty() ? "" : "_by_" + String.join("_", by);
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
