package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * At which values of a column a {@link PartialDependence} is taken. Immutable; equal by value.
 *
 * @param column a column of the collected data
 * @param most how many values are found at most, where none are given
 * @param given the values; empty to find them among the rows
 */
public record DependenceGrid(String column, int most, List<Object> given) {
    private static final int MOST = 20;
    private static final double LOWEST = 0.05;
    private static final double HIGHEST = 0.95;

    /**
     * Checks that there is something to find.
     *
     * @param column a column of the collected data
     * @param most how many values are found at most, where none are given
     * @param given the values; empty to find them among the rows
     */
    public DependenceGrid {
        if (most < 2) {
            throw new IllegalArgumentException(
                    "Expected at least 2 values of '" + column + "' but found " + most + ".");
        }
        given = List.copyOf(given);
    }

    /**
     * {@return a grid of values that occur: all of them where there are at most 20; of more numbers, dates and times 20
     * quantiles from 5 to 95 %, of more categories the 20 most frequent}
     *
     * @param column a column that the pipeline reads: numbers, booleans, dates, times or categories
     */
    public static DependenceGrid of(String column) {
        return new DependenceGrid(column, MOST, List.of());
    }

    /**
     * {@return this grid with another number of values}
     *
     * @param values how many are found at most, at least 2
     */
    public DependenceGrid most(int values) {
        return new DependenceGrid(column, values, given);
    }

    /**
     * {@return a grid of these numbers, in this order}
     *
     * @param values one or more numbers
     */
    public DependenceGrid at(double... values) {
        return new DependenceGrid(
                column,
                most,
                Arrays.stream(values).<Object>mapToObj(value -> value).toList());
    }

    /**
     * {@return a grid of these categories, in this order}
     *
     * @param values one or more categories, which need not occur
     */
    public DependenceGrid at(String... values) {
        return new DependenceGrid(column, most, List.of((Object[]) values));
    }

    /** {@return for each value a column that holds it in so many rows} */
    List<Column> columns(Column cells) {
        int rows = cells.size();
        if (given.isEmpty()) {
            return found(cells).stream()
                    .map(row -> {
                        int[] same = new int[rows];
                        Arrays.fill(same, row);
                        return cells.rows(same);
                    })
                    .toList();
        }
        return given.stream()
                .map(value -> {
                    if (value instanceof Double number) {
                        double[] same = new double[rows];
                        Arrays.fill(same, number);
                        return Column.numbers(column, same);
                    }
                    String[] same = new String[rows];
                    Arrays.fill(same, value.toString());
                    return Column.categories(column, same);
                })
                .toList();
    }

    /** The rows whose cells are the values. */
    private List<Integer> found(Column cells) {
        ColumnType type = cells.type();
        if (type == ColumnType.TEXT || type == ColumnType.VECTOR) {
            throw new IllegalArgumentException("Expected a column of numbers, dates or categories but '" + column
                    + "' is " + type.label() + ". Give values of another column.");
        }
        int[] present = IntStream.range(0, cells.size())
                .filter(row -> !cells.isMissing(row))
                .toArray();
        if (present.length == 0) {
            throw new DataException(
                    "Expected rows with a value of '" + column + "' but found none. Give values: at(...).");
        }
        return type == ColumnType.CATEGORY ? frequent(cells, present) : quantiles(cells, present);
    }

    private List<Integer> frequent(Column cells, int[] present) {
        Map<String, int[]> counts = new TreeMap<>(); // of each the first row, and how many there are
        for (int row : present)
            counts.computeIfAbsent(String.valueOf(cells.string(row)), key -> new int[] {row, 0})[1]++;
        List<int[]> kept = counts.values().stream()
                .sorted(Comparator.comparingInt((int[] count) -> -count[1]))
                .limit(most)
                .toList();
        return counts.values().stream()
                .filter(kept::contains)
                .map(count -> count[0])
                .toList();
    }

    private List<Integer> quantiles(Column cells, int[] present) {
        List<Integer> sorted = IntStream.of(present)
                .boxed()
                .sorted(Comparator.comparingDouble(cells::number))
                .toList();
        List<Integer> distinct = IntStream.range(0, sorted.size())
                .filter(i -> i == 0 || cells.number(sorted.get(i)) != cells.number(sorted.get(i - 1)))
                .mapToObj(sorted::get)
                .toList();
        if (distinct.size() <= most) return distinct;
        LinkedHashSet<Integer> chosen = new LinkedHashSet<>();
        double before = Double.NaN;
        for (int i = 0; i < most; i++) {
            double share = LOWEST + (HIGHEST - LOWEST) * i / (most - 1);
            int row = sorted.get((int) Math.round(share * (sorted.size() - 1)));
            if (cells.number(row) != before) chosen.add(row);
            before = cells.number(row);
        }
        return List.copyOf(chosen);
    }
}
