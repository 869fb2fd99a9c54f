package io.github.millwork.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of values given by name. */
record MapRow(Map<String, @Nullable Object> cells) implements Row {
    @Override
    public List<String> names() {
        return List.copyOf(cells.keySet());
    }

    @Override
    public boolean has(String name) {
        return cells.containsKey(name);
    }

    @Override
    public @Nullable Object value(String name) {
        Object value = cells.get(name);
        if (value == null && !cells.containsKey(name)) {
            throw new DataException("Expected a value for '" + name + "' in the row but there is none. "
                    + Names.suggest(name, cells.keySet()));
        }
        return value;
    }

    @Override
    public String toString() {
        return cells.toString();
    }
}
