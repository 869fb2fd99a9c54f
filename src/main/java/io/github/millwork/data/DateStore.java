package io.github.millwork.data;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.columns.dates.PackedLocalDate;

/** Calendar days on a Tablesaw date column, which packs year, month and day into an int. */
record DateStore(DateColumn column) implements Store {
    private static final int MISSING = Integer.MIN_VALUE;

    /** Takes nulls for missing cells. A year is packed into 16 bits; one that does not fit would come out as another. */
    static DateStore of(String name, @Nullable LocalDate[] values) {
        int[] packed = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            LocalDate value = values[i];
            if (value != null && value.getYear() != (short) value.getYear()) throw outside(name, value, i);
            packed[i] = value == null ? MISSING : PackedLocalDate.pack(value);
        }
        return new DateStore(DateColumn.createInternal("", packed));
    }

    static DataException outside(String name, Object found, int row) {
        return new DataException("Expected column '" + name + "' to lie between the years " + Short.MIN_VALUE + " and "
                + Short.MAX_VALUE + " but found " + found + " at row " + row
                + ". Give null if it stands for no time at all.");
    }

    @Override
    public int size() {
        return column.size();
    }

    @Override
    public boolean missing(int row) {
        return column.getIntInternal(row) == MISSING;
    }

    @Override
    public double number(int row) {
        int packed = column.getIntInternal(row);
        return packed == MISSING
                ? Double.NaN
                : PackedLocalDate.asLocalDate(packed).toEpochDay();
    }

    @Override
    public @Nullable Object value(int row) {
        int packed = column.getIntInternal(row);
        return packed == MISSING ? null : PackedLocalDate.asLocalDate(packed);
    }

    @Override
    public Store rows(int[] rows) {
        int[] values = new int[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = column.getIntInternal(rows[i]);
        return new DateStore(DateColumn.createInternal("", values));
    }

    @Override
    public Store concat(Store next) {
        DateColumn other = ((DateStore) next).column;
        int[] values = new int[size() + other.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < size() ? column.getIntInternal(i) : other.getIntInternal(i - size());
        }
        return new DateStore(DateColumn.createInternal("", values));
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        return column.copy().setName(name);
    }
}
