package io.github.millwork.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;

/** Truth values on a Tablesaw boolean column. */
record BooleanStore(BooleanColumn column) implements Store {
    /** What stands for a missing cell, in Tablesaw as here. */
    static final byte MISSING = Byte.MIN_VALUE;

    /** Takes 1, 0 and {@link #MISSING}. */
    static BooleanStore of(byte[] values) {
        BooleanColumn column = BooleanColumn.create("");
        for (byte value : values) column.append(value);
        return new BooleanStore(column);
    }

    @Override
    public int size() {
        return column.size();
    }

    /** Tablesaw's bit sets answer false for a row that is not there. */
    private byte at(int row) {
        return column.getByte(Objects.checkIndex(row, column.size()));
    }

    @Override
    public boolean missing(int row) {
        return at(row) == MISSING;
    }

    @Override
    public double number(int row) {
        byte value = at(row);
        return value == MISSING ? Double.NaN : value;
    }

    @Override
    public @Nullable Object value(int row) {
        byte value = at(row);
        return value == MISSING ? null : (Object) (value == 1);
    }

    @Override
    public Store rows(int[] rows) {
        byte[] values = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = at(rows[i]);
        return of(values);
    }

    @Override
    public Store concat(Store next) {
        BooleanColumn other = ((BooleanStore) next).column;
        byte[] values = new byte[size() + other.size()];
        for (int i = 0; i < values.length; i++) values[i] = i < size() ? column.getByte(i) : other.getByte(i - size());
        return of(values);
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        return column.copy().setName(name);
    }
}
