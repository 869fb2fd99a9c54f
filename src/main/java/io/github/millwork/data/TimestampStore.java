package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.columns.instant.PackedInstant;

/** Instants on a Tablesaw instant column, which keeps milliseconds. */
record TimestampStore(InstantColumn column) implements Store {
    private static final long MISSING = Long.MIN_VALUE;
    private static final Instant EARLIEST =
            LocalDateTime.of(Short.MIN_VALUE, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);
    private static final Instant TOO_LATE =
            LocalDateTime.of(Short.MAX_VALUE + 1, 1, 1, 0, 0).toInstant(ZoneOffset.UTC);

    /** Takes nulls for missing cells. */
    static TimestampStore of(String name, @Nullable Instant[] values) {
        long[] packed = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            Instant value = values[i];
            if (value != null && (value.isBefore(EARLIEST) || !value.isBefore(TOO_LATE))) {
                throw DateStore.outside(name, value, i);
            }
            packed[i] = value == null ? MISSING : PackedInstant.pack(value);
        }
        return new TimestampStore(InstantColumn.createInternal("", packed));
    }

    @Override
    public int size() {
        return column.size();
    }

    @Override
    public boolean missing(int row) {
        return column.getLongInternal(row) == MISSING;
    }

    @Override
    public double number(int row) {
        Instant value = (Instant) value(row);
        return value == null ? Double.NaN : value.toEpochMilli();
    }

    @Override
    public @Nullable Object value(int row) {
        long packed = column.getLongInternal(row);
        return packed == MISSING ? null : PackedInstant.asInstant(packed);
    }

    @Override
    public Store rows(int[] rows) {
        long[] values = new long[rows.length];
        for (int i = 0; i < rows.length; i++) values[i] = column.getLongInternal(rows[i]);
        return new TimestampStore(InstantColumn.createInternal("", values));
    }

    @Override
    public Store concat(Store next) {
        InstantColumn other = ((TimestampStore) next).column;
        long[] values = new long[size() + other.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i < size() ? column.getLongInternal(i) : other.getLongInternal(i - size());
        }
        return new TimestampStore(InstantColumn.createInternal("", values));
    }

    @Override
    public tech.tablesaw.columns.Column<?> copy(String name) {
        return column.copy().setName(name);
    }
}
