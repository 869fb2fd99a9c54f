package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Puts rows below others, with the same columns or with columns that are brought into line. */
final class Union {
    private final Dataset above;
    private final Dataset below;

    Union(Dataset above, Dataset below) {
        this.above = above;
        this.below = below;
    }

    /** The same columns in both, of the same types. */
    Dataset strict() {
        for (String name : below.schema().names()) checkInBoth(above, name, "second", "first");
        for (String name : above.schema().names()) checkInBoth(below, name, "first", "second");
        return dataset(above.columns().stream()
                .map(column -> column.concat(below.column(column.name())))
                .toList());
    }

    private static void checkInBoth(Dataset other, String name, String here, String there) {
        if (other.has(name)) return;
        throw new DataException("Expected both datasets to have the same columns but '" + name + "' is in the " + here
                + " only. Drop it there, or add it to the " + there + ".");
    }

    /** All columns of both, of a type that holds the cells of both. */
    Dataset reconciled() {
        List<Column> columns = new ArrayList<>();
        for (Column column : above.columns()) {
            columns.add(
                    below.has(column.name())
                            ? together(column, below.column(column.name()))
                            : column.rowsOrMissing(padded(0, above.rowCount(), below.rowCount())));
        }
        for (Column column : below.columns()) {
            if (!above.has(column.name())) {
                columns.add(column.rowsOrMissing(padded(above.rowCount(), below.rowCount(), 0)));
            }
        }
        return dataset(columns);
    }

    private Dataset dataset(List<Column> columns) {
        List<Provenance> both = new ArrayList<>(above.provenance());
        both.addAll(below.provenance());
        return Dataset.of(columns, above.rowCount() + below.rowCount()).collectedFrom(both);
    }

    /** So many rows without a cell, then all rows, then again rows without. */
    private static int[] padded(int before, int rows, int after) {
        return IntStream.range(-before, rows + after)
                .map(row -> row < rows ? Math.max(-1, row) : -1)
                .toArray();
    }

    private static Column together(Column first, Column second) {
        ColumnType type = type(first, second);
        return cast(first, type).concat(cast(second, type));
    }

    private static ColumnType type(Column first, Column second) {
        ColumnType a = first.type();
        ColumnType b = second.type();
        if (a == b) return a;
        if (b != ColumnType.VECTOR && first.missingCount() == first.size()) return b;
        if (a != ColumnType.VECTOR && second.missingCount() == second.size()) return a;
        if (a.isNumeric() && b.isNumeric()) return ColumnType.NUMBER;
        if (a.isString() && b.isString()) return ColumnType.TEXT;
        if (a.isString() && Cast.suits(a, b)) return a;
        if (b.isString() && Cast.suits(b, a)) return b;
        throw new DataException("Expected column '" + first.name() + "' to be of types that go together but it is "
                + a.label() + " in the first dataset and " + b.label() + " in the second. Read or cast both alike.");
    }

    private static Column cast(Column column, ColumnType type) {
        if (column.type() == type) return column;
        @Nullable Object[] cells = new @Nullable Object[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = DatasetBuilder.cell(column.name(), type, column.value(row), row);
        }
        return DatasetBuilder.column(column.name(), type, cells).withRole(column.role());
    }
}
