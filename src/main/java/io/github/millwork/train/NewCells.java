package io.github.millwork.train;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;

/** Other cells for some rows of a column of numbers or integers. */
final class NewCells {
    /** What becomes of a cell. */
    @FunctionalInterface
    interface Change {
        double of(int row, double cell);
    }

    private NewCells() {}

    /**
     * {@return the column with the cells from a row on changed} Integers are rounded and stay integers; missing is missing.
     */
    static Column of(Column column, int from, Change change) {
        if (column.type() == ColumnType.NUMBER) {
            double[] cells = column.toDoubles();
            for (int row = from; row < cells.length; row++) cells[row] = change.of(row, cells[row]);
            return Column.numbers(column.name(), cells).withRole(column.role());
        }
        long[] cells = new long[column.size()];
        for (int row = 0; row < cells.length; row++) {
            cells[row] = column.integer(row).orElse(Long.MIN_VALUE);
            if (row < from) continue;
            double changed = change.of(row, column.number(row));
            cells[row] = Double.isNaN(changed) ? Long.MIN_VALUE : Math.round(changed);
        }
        return Column.integers(column.name(), cells).withRole(column.role());
    }
}
