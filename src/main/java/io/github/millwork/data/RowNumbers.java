package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The numbers of the rows of a dataset that are chosen by a condition, by lot, or because no earlier row is the same; and the
 * numbers that an expression gives for them.
 */
final class RowNumbers {
    private RowNumbers() {}

    /** Those for which a condition holds. */
    static int[] where(Dataset data, Condition condition) {
        condition.check(data.schema());
        List<Column> read = condition.columns().stream().map(data::column).toList();
        ToDoubleFunction<Cells> compiled = condition.compile(name -> read.indexOf(data.column(name)));
        RowCells cells = new RowCells(read);
        return IntStream.range(0, data.rowCount())
                .filter(row -> compiled.applyAsDouble(cells.at(row)) == 1)
                .toArray();
    }

    /** What an expression gives for each row. */
    static double[] values(Dataset data, NumberExpression expression) {
        expression.check(data.schema());
        List<Column> read = expression.columns().stream().map(data::column).toList();
        ToDoubleFunction<Cells> compiled = expression.compile(name -> read.indexOf(data.column(name)));
        RowCells cells = new RowCells(read);
        return IntStream.range(0, data.rowCount())
                .mapToDouble(row -> compiled.applyAsDouble(cells.at(row)))
                .toArray();
    }

    /** So many of all, drawn at random, in ascending order. */
    static int[] drawn(int rows, int count, long seed) {
        int[] drawn = Arrays.copyOf(RowOrder.shuffled(rows, new SplittableRandom(seed)), count);
        Arrays.sort(drawn);
        return drawn;
    }

    /** Those whose cells do not all equal those of an earlier row. A hash table of row numbers, without a box for a cell. */
    static int[] distinct(Dataset data) {
        Column[] columns = data.columns().toArray(new Column[0]);
        int[] places = new int[(int) Math.min(1 << 30, 4L * Integer.highestOneBit(Math.max(1, data.rowCount())))];
        Arrays.fill(places, -1);
        return IntStream.range(0, data.rowCount())
                .filter(row -> {
                    int place = hash(columns, row) & (places.length - 1);
                    while (places[place] >= 0) {
                        if (same(columns, places[place], row)) return false;
                        place = (place + 1) & (places.length - 1);
                    }
                    places[place] = row;
                    return true;
                })
                .toArray();
    }

    private static int hash(Column[] columns, int row) {
        int hash = 0;
        for (Column column : columns) {
            hash = 31 * hash
                    + (column.type().fitsDouble()
                            ? Double.hashCode(column.number(row))
                            : Objects.hashCode(column.value(row)));
        }
        int mixed = hash * 0x9E3779B9; // numbers often differ in their upper bits only
        return mixed ^ mixed >>> 16;
    }

    private static boolean same(Column[] columns, int row, int other) {
        for (Column column : columns) {
            boolean byNumber = column.type().fitsDouble() && column.type() != ColumnType.INTEGER;
            boolean same = byNumber
                    ? Double.compare(column.number(row), column.number(other)) == 0
                    : Objects.equals(column.value(row), column.value(other));
            if (!same) return false;
        }
        return true;
    }
}
