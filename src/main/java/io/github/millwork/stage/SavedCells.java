package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.SparseVector;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Cells as strings, in the form that reads back as the same bits; the empty string is a missing cell, as it is in a
 * dataset.
 */
public final class SavedCells {
    private SavedCells() {}

    /**
     * {@return a cell as a string}
     *
     * @param cell a cell of the Java type that a column gives; null where it is missing
     */
    public static String written(@Nullable Object cell) {
        if (cell == null) return "";
        if (!(cell instanceof SparseVector vector)) return cell.toString();
        StringJoiner entries = new StringJoiner(" ");
        for (int i = 0; i < vector.size(); i++) entries.add(vector.index(i) + ":" + vector.value(i));
        return entries.toString();
    }

    /**
     * {@return the cell that a string is of, of the Java type that a column gives; null where it is missing}
     *
     * @param type the type of the column
     * @param cell what {@link #written} gave
     * @throws RuntimeException if it is no such cell
     */
    public static @Nullable Object read(ColumnType type, String cell) {
        if (cell.isEmpty()) return null;
        return switch (type) {
            case NUMBER -> Double.valueOf(cell);
            case INTEGER -> Long.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case CATEGORY, TEXT -> cell;
            case DATE -> LocalDate.parse(cell);
            case TIMESTAMP -> Instant.parse(cell);
            case VECTOR -> vector(cell);
        };
    }

    /**
     * {@return a column of cells}
     *
     * @param field its name, type, role and dimensions
     * @param cells cells of the Java type that a column gives, null where missing; a missing vector is one of zeros
     */
    public static Column column(Field field, List<@Nullable Object> cells) {
        if (field.type() == ColumnType.VECTOR) {
            SparseVector[] vectors = cells.stream()
                    .map(cell -> cell instanceof SparseVector vector ? vector : SparseVector.ZERO)
                    .toArray(SparseVector[]::new);
            return Column.vectors(field.name(), field.levels(), vectors).withRole(field.role());
        }
        var builder = Dataset.builder().column(field.name(), field.type(), field.role());
        for (Object cell : cells) builder.row(new @Nullable Object[] {cell});
        return builder.build().column(field.name());
    }

    private static SparseVector vector(String cell) {
        String[] entries = cell.split(" ", -1);
        int[] indices = new int[entries.length];
        double[] values = new double[entries.length];
        for (int i = 0; i < entries.length; i++) {
            int colon = entries[i].indexOf(':');
            indices[i] = Integer.parseInt(entries[i].substring(0, Math.max(0, colon)));
            values[i] = Double.parseDouble(entries[i].substring(colon + 1));
        }
        return SparseVector.of(indices, values);
    }
}
