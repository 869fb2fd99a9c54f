package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A few rows as data, with the types and roles of their columns. Every cell is a string, in the form that reads back as
 * the same bits; the empty string is a missing cell, as it is in a dataset.
 */
final class SavedRows {
    private SavedRows() {}

    static State toState(Dataset rows) {
        List<State> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            List<String> cells = new ArrayList<>();
            for (int row = 0; row < rows.rowCount(); row++) cells.add(written(column.value(row)));
            columns.add(State.empty()
                    .with("name", column.name())
                    .with("type", column.type().name())
                    .with("role", column.role().name())
                    .with("dimensions", column.dimensions())
                    .with("cells", cells));
        }
        return State.empty().with("columns", columns);
    }

    static Dataset fromState(State state) {
        List<Column> columns = new ArrayList<>();
        for (State saved : state.states("columns")) {
            ColumnType type = ColumnType.valueOf(saved.string("type"));
            Field field = new Field(
                    saved.string("name"), type, Role.valueOf(saved.string("role")), -1, saved.strings("dimensions"));
            List<@Nullable Object> cells = new ArrayList<>();
            for (String cell : saved.strings("cells")) cells.add(read(type, cell));
            columns.add(column(field, cells));
        }
        return Dataset.of(columns);
    }

    /** Makes a column of cells of the Java types that {@link Column#value} gives. */
    static Column column(Field field, List<@Nullable Object> cells) {
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

    private static String written(@Nullable Object cell) {
        if (cell == null) return "";
        if (!(cell instanceof SparseVector vector)) return cell.toString();
        StringJoiner entries = new StringJoiner(" ");
        for (int i = 0; i < vector.size(); i++) entries.add(vector.index(i) + ":" + vector.value(i));
        return entries.toString();
    }

    private static @Nullable Object read(ColumnType type, String cell) {
        if (cell.isEmpty()) return null;
        return switch (type) {
            case NUMBER -> Double.valueOf(cell);
            case INTEGER -> Long.valueOf(cell);
            case BOOLEAN -> Boolean.valueOf(cell);
            case CATEGORY, TEXT -> cell;
            case DATE -> LocalDate.parse(cell);
            case TIMESTAMP -> Instant.parse(cell);
            case VECTOR -> {
                String[] entries = cell.split(" ", -1);
                int[] indices = new int[entries.length];
                double[] values = new double[entries.length];
                for (int i = 0; i < entries.length; i++) {
                    int colon = entries[i].indexOf(':');
                    indices[i] = Integer.parseInt(entries[i].substring(0, Math.max(0, colon)));
                    values[i] = Double.parseDouble(entries[i].substring(colon + 1));
                }
                yield SparseVector.of(indices, values);
            }
        };
    }
}
