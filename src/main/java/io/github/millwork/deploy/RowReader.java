package io.github.millwork.deploy;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Row;
import io.github.millwork.stage.AbsentColumns;
import io.github.millwork.stage.CellSink;
import io.github.millwork.stage.RowProgram;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the cells of a row from what an application holds it in. Immutable and thread-safe.
 *
 * @param <R> what that is
 */
interface RowReader<R> {
    /**
     * Loads all cells.
     *
     * @throws DataException if a cell is absent or does not suit its column
     */
    void load(CellSink row, R item);

    /** Reads rows by the names of their cells. */
    static RowReader<Row> ofRows(List<RowProgram.Input> inputs) {
        RowProgram.Input[] cells = inputs.toArray(new RowProgram.Input[0]);
        return (row, item) -> {
            try {
                for (RowProgram.Input cell : cells) cell.load(row, item.value(cell.column()));
            } catch (DataException e) {
                List<RowProgram.Input> absent = inputs.stream()
                        .filter(input -> !item.has(input.column()))
                        .toList();
                throw absent.isEmpty() ? e : absent(absent, item.names(), "the row");
            }
        };
    }

    private static DataException absent(List<RowProgram.Input> absent, Collection<String> names, String where) {
        return new DataException(AbsentColumns.words(absent, names, where) + " Give null where it is missing.");
    }

    /** Reads maps by their keys; one that is absent is no missing cell, which is given as null. */
    static RowReader<Map<String, ? extends @Nullable Object>> ofMaps(List<RowProgram.Input> inputs) {
        RowProgram.Input[] cells = inputs.toArray(new RowProgram.Input[0]);
        return (row, item) -> {
            for (RowProgram.Input cell : cells) {
                Object value = item.get(cell.column());
                if (value == null && !item.containsKey(cell.column())) {
                    throw absent(AbsentColumns.of(inputs, item.keySet()), item.keySet(), "the map");
                }
                cell.load(row, value);
            }
        };
    }
}
