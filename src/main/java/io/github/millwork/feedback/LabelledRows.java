package io.github.millwork.feedback;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.SavedCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a dataset of predictions whose truth is known. One thread at a time. */
final class LabelledRows {
    private static final String ID = "id";

    private final Schema schema;
    private final String target;
    private final Map<String, List<@Nullable Object>> cells = new LinkedHashMap<>();
    private final List<String> ids = new ArrayList<>();

    LabelledRows(Schema schema, String target) {
        this.schema = schema;
        this.target = schema.field(target).name();
        for (String name : schema.names()) cells.put(name, new ArrayList<>());
    }

    /** Whether the ids of the predictions can be a column: where the pipeline has no such column of its own. */
    private boolean withIds() {
        return !cells.containsKey(ID) && schema.withRole(Role.ID).isEmpty();
    }

    void add(LoggedPrediction prediction, String truth) {
        ids.add(prediction.id());
        for (Field field : schema.fields()) {
            String cell =
                    field.name().equals(target) ? truth : prediction.cells().getOrDefault(field.name(), "");
            List<@Nullable Object> column = cells.get(field.name());
            if (column != null) column.add(read(field, cell, prediction.id()));
        }
    }

    private static @Nullable Object read(Field field, String cell, String id) {
        try {
            return SavedCells.read(field.type(), cell);
        } catch (RuntimeException e) {
            throw new DataException(
                    "Expected column '" + field.name() + "' to be of type "
                            + field.type().label() + " but found '" + cell + "' in the feedback for prediction '" + id
                            + "'. Give the schema of the pipeline that made the predictions.",
                    e);
        }
    }

    Dataset rows() {
        List<Column> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(SavedCells.column(field, cells.getOrDefault(field.name(), List.of())));
        }
        if (withIds()) {
            columns.add(Column.categories(ID, ids.toArray(new String[0])).withRole(Role.ID));
        }
        return Dataset.of(columns);
    }
}
