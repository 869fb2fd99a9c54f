package io.github.millwork.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of the columns that an expression reads; slots are places in that list. One thread at a time. */
final class RowCells implements Cells {
    private final List<Column> columns;
    private int row;

    RowCells(List<Column> columns) {
        this.columns = columns;
    }

    Cells at(int newRow) {
        row = newRow;
        return this;
    }

    @Override
    public double number(int slot) {
        return columns.get(slot).number(row);
    }

    @Override
    public @Nullable Object object(int slot) {
        return columns.get(slot).value(row);
    }
}
