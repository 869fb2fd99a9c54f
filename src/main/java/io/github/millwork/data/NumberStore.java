package io.github.millwork.data;

import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DoubleColumn;

/** Numbers on a Tablesaw double column. */
record NumberStore(DoubleColumn column) implements Store {
    static NumberStore of(double[] values) {
        return new NumberStore(DoubleColumn.create("", values));
    }

    @Override
    public int size() {
        return column.size();
    }

    @Override
    public boolean missing(int row) {
        return Double.isNaN(column.getDouble(row));
    }

    @Override
    public int missingCount() {
        int missing = 0;
        for (int row = 0; row < column.size(); row++) {
            if (Double.isNaN(column.getDouble(row))) missing++;
        }
        return missing;
    }

    @Override
    public double number(int row) {
        return column.getDouble(row);
    }

    @Override
    public @Nullable Object value(int row) {
        double value = column.getDouble(row);
        return Double.isNaN(value) ? null : (Object) value;
    }

    @Override
    public Store rows(int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = column.getDouble(rows[i]);
        return of(values);
    }

    @Override
    public Store concat(Store next) {
        double[] values = new double[size() + next.size()];
        for (int i = 0; i < values.length; i++) values[i] = i < size() ? number(i) : next.number(i - size());
        return of(values);
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        return column.copy().setName(name);
    }
}
