package io.github.millwork.data;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.LongColumn;

/** Whole numbers on a Tablesaw long column. */
record IntegerStore(LongColumn column) implements Store {
    /** What stands for a missing cell, in Tablesaw as here. */
    static final long MISSING = Long.MIN_VALUE;

    static IntegerStore of(long[] values) {
        return new IntegerStore(LongColumn.create("", values));
    }

    @Override
    public int size() {
        return column.size();
    }

    @Override
    public boolean missing(int row) {
        return column.getLong(row) == MISSING;
    }

    @Override
    public int missingCount() {
        int missing = 0;
        for (int row = 0; row < column.size(); row++) {
            if (column.getLong(row) == MISSING) missing++;
        }
        return missing;
    }

    @Override
    public double number(int row) {
        long value = column.getLong(row);
        return value == MISSING ? Double.NaN : (double) value;
    }

    @Override
    public @Nullable Object value(int row) {
        long value = column.getLong(row);
        return value == MISSING ? null : (Object) value;
    }

    @Override
    public Store rows(int[] rows) {
        long[] values = new long[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = column.getLong(rows[i]);
        return of(values);
    }

    @Override
    public Store concat(Store next) {
        LongColumn other = ((IntegerStore) next).column;
        long[] values = new long[size() + other.size()];
        for (int i = 0; i < values.length; i++) values[i] = i < size() ? column.getLong(i) : other.getLong(i - size());
        return of(values);
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        return column.copy().setName(name);
    }
}
