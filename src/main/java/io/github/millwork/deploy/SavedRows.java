package io.github.millwork.deploy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.stage.SavedCells;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few rows as data, with the types and roles of their columns. Every cell is a string.
 */
final class SavedRows {
    private SavedRows() {}

    static State toState(Dataset rows) {
        List<State> columns = new ArrayList<>();
        for (Column column : rows.columns()) {
            List<String> cells = new ArrayList<>();
            for (int row = 0; row < rows.rowCount(); row++) cells.add(SavedCells.written(column.value(row)));
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
            for (String cell : saved.strings("cells")) cells.add(SavedCells.read(type, cell));
            columns.add(SavedCells.column(field, cells));
        }
        return Dataset.of(columns);
    }
}
