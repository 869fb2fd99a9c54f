package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A dataset in which every value of some rows is another: numbers far from all others, categories and texts that occur
 * nowhere else, classes of the same kind.
 */
final class Randomised {
    private Randomised() {}

    static Dataset rows(Dataset data, int[] rows, SplittableRandom random) {
        BitSet changed = new BitSet();
        for (int row : rows) changed.set(row);
        List<Column> columns = new ArrayList<>();
        for (Column column : data.columns()) {
            columns.add(column(column, changed, random).withRole(column.role()));
        }
        return Dataset.of(columns);
    }

    private static Column column(Column column, BitSet changed, SplittableRandom random) {
        String name = column.name();
        int rows = column.size();
        return switch (column.type()) {
            case NUMBER -> {
                double[] cells = column.toDoubles();
                double span = span(cells);
                for (int row = 0; row < rows; row++) {
                    if (changed.get(row)) cells[row] = span * (1 + random.nextDouble(10));
                }
                yield Column.numbers(name, cells);
            }
            case INTEGER -> integers(column, changed, random);
            case BOOLEAN -> {
                @Nullable Boolean[] cells = new @Nullable Boolean[rows];
                for (int row = 0; row < rows; row++) {
                    cells[row] = changed.get(row)
                            ? Boolean.valueOf(random.nextBoolean())
                            : column.bool(row).orElse(null);
                }
                yield Column.booleans(name, cells);
            }
            case CATEGORY, TEXT -> {
                @Nullable String[] cells = new @Nullable String[rows];
                for (int row = 0; row < rows; row++) {
                    cells[row] = changed.get(row) ? "random " + random.nextInt(1000) : column.string(row);
                }
                yield column.type() == ColumnType.TEXT ? Column.texts(name, cells) : Column.categories(name, cells);
            }
            case DATE -> {
                @Nullable LocalDate[] cells = new @Nullable LocalDate[rows];
                for (int row = 0; row < rows; row++) {
                    cells[row] = changed.get(row)
                            ? LocalDate.ofEpochDay(random.nextLong(50_000))
                            : column.date(row).orElse(null);
                }
                yield Column.dates(name, cells);
            }
            case TIMESTAMP -> {
                @Nullable Instant[] cells = new @Nullable Instant[rows];
                for (int row = 0; row < rows; row++) {
                    cells[row] = changed.get(row)
                            ? Instant.ofEpochSecond(random.nextLong(4_000_000_000L))
                            : column.timestamp(row).orElse(null);
                }
                yield Column.timestamps(name, cells);
            }
            case VECTOR -> vectors(column, changed, random);
        };
    }

    private static double span(double[] cells) {
        double most = 1;
        for (double cell : cells) if (Math.abs(cell) < 1e100) most = Math.max(most, Math.abs(cell));
        return most;
    }

    private static Column integers(Column column, BitSet changed, SplittableRandom random) {
        long[] cells = new long[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = changed.get(row)
                    ? random.nextLong(1_000_000)
                    : column.integer(row).orElse(Long.MIN_VALUE);
        }
        return Column.integers(column.name(), cells);
    }

    private static Column vectors(Column column, BitSet changed, SplittableRandom random) {
        SparseVector[] cells = new SparseVector[column.size()];
        int dimensions = column.dimensions().size();
        for (int row = 0; row < cells.length; row++) {
            cells[row] = changed.get(row) && dimensions > 0
                    ? SparseVector.of(new int[] {random.nextInt(dimensions)}, new double[] {1 + random.nextDouble(10)})
                    : column.vector(row);
        }
        return Column.vectors(column.name(), column.dimensions(), cells);
    }
}
