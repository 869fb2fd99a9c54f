package io.github.millwork.data;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Orders of row numbers: sorted by columns, or shuffled. */
public final class RowOrder {
    private RowOrder() {}

    /**
     * Shuffles the numbers from 0 (Fisher and Yates).
     *
     * @param count how many numbers
     * @param random what decides
     * @return the numbers from 0 to {@code count - 1} in random order
     */
    public static int[] shuffled(int count, SplittableRandom random) {
        int[] rows = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = rows[i];
            rows[i] = rows[j];
            rows[j] = swapped;
        }
        return rows;
    }

    static int[] sorted(List<Column> columns, int count) {
        Comparator<Integer> order = columns.stream()
                .map(RowOrder::comparator)
                .reduce(Comparator::thenComparing)
                .orElseThrow(() -> new IllegalArgumentException("Expected a column to sort by but found none."));
        return IntStream.range(0, count)
                .boxed()
                .sorted(order)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static Comparator<Integer> comparator(Column column) {
        if (column.type() == ColumnType.VECTOR) {
            throw new DataException("Expected a column that has an order but '" + column.name()
                    + "' is a vector. Sort by another column.");
        }
        if (column.type() == ColumnType.INTEGER) {
            return Comparator.comparing(
                    row -> (Long) column.value(row), Comparator.nullsLast(Comparator.naturalOrder()));
        }
        if (column.type().fitsDouble()) return Comparator.comparingDouble(column::number); // NaN comes last
        return Comparator.comparing(column::string, Comparator.nullsLast(Comparator.naturalOrder()));
    }
}
