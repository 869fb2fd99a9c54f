package io.github.millwork.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a dataset, read where it lies. */
record DatasetRow(Dataset dataset, int row) implements Row {
    @Override
    public List<String> names() {
        return dataset.schema().names();
    }

    @Override
    public boolean has(String name) {
        return dataset.has(name);
    }

    @Override
    public @Nullable Object value(String name) {
        return dataset.column(name).value(row);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
