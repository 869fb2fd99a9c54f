package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Field;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Collects what an operation writes into one slot, row by row, and makes a column of it. */
final class ColumnSink {
    private final Field field;
    private final double[] numbers;
    private final @Nullable Object[] objects;

    ColumnSink(Field field, int rows) {
        this.field = field;
        this.numbers = new double[field.type().fitsDouble() ? rows : 0];
        this.objects = new @Nullable Object[field.type().fitsDouble() ? 0 : rows];
    }

    /** Takes what a frame holds in a slot; different rows may be taken by different threads. */
    void take(int row, Frame frame, int slot) {
        if (field.type().fitsDouble()) numbers[row] = frame.number(slot);
        else objects[row] = frame.object(slot);
    }

    void take(int row, double number) {
        numbers[row] = number;
    }

    void take(int row, @Nullable Object object) {
        objects[row] = object;
    }

    Column column() {
        String name = field.name();
        int rows = Math.max(numbers.length, objects.length);
        return switch (field.type()) {
            case NUMBER -> Column.numbers(name, numbers);
            case INTEGER -> {
                long[] values = new long[rows];
                for (int i = 0; i < rows; i++) values[i] = missing(i) ? Long.MIN_VALUE : whole(i);
                yield Column.integers(name, values);
            }
            case BOOLEAN -> {
                @Nullable Boolean[] values = new @Nullable Boolean[rows];
                for (int i = 0; i < rows; i++) values[i] = missing(i) ? null : truth(i);
                yield Column.booleans(name, values);
            }
            case DATE -> {
                @Nullable LocalDate[] values = new @Nullable LocalDate[rows];
                for (int i = 0; i < rows; i++) values[i] = missing(i) ? null : LocalDate.ofEpochDay(whole(i));
                yield Column.dates(name, values);
            }
            case TIMESTAMP -> {
                @Nullable Instant[] values = new @Nullable Instant[rows];
                for (int i = 0; i < rows; i++) values[i] = missing(i) ? null : Instant.ofEpochMilli(whole(i));
                yield Column.timestamps(name, values);
            }
            case CATEGORY, TEXT -> {
                @Nullable String[] values = new @Nullable String[rows];
                for (int i = 0; i < rows; i++) values[i] = (String) objects[i];
                yield field.type() == ColumnType.CATEGORY
                        ? Column.categories(name, values)
                        : Column.texts(name, values);
            }
            case VECTOR -> {
                SparseVector[] values = new SparseVector[rows];
                for (int i = 0; i < rows; i++) values[i] = objects[i] instanceof SparseVector v ? v : SparseVector.ZERO;
                yield Column.vectors(name, field.levels(), values);
            }
        };
    }

    /** Scoring works on the number as it was written: it must be what its column says, or training would see another. */
    private long whole(int row) {
        double number = numbers[row];
        if (number != Math.rint(number) || Math.abs(number) >= 0x1p63) throw wrong(row, "a whole number");
        return (long) number;
    }

    private boolean truth(int row) {
        double number = numbers[row];
        if (number != 0 && number != 1) throw wrong(row, "0 or 1");
        return number == 1;
    }

    private IllegalStateException wrong(int row, String expected) {
        return new IllegalStateException("Expected the step to write " + expected + " to the "
                + field.type().label() + " column '" + field.name() + "' but it wrote " + numbers[row] + " at row "
                + row
                + ". Mend its operation, or declare the output a number.");
    }

    private boolean missing(int row) {
        return Double.isNaN(numbers[row]);
    }
}
