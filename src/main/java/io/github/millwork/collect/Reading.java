package io.github.millwork.collect;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Role;
import io.github.millwork.stage.State;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is said of columns by hand, and how many rows and columns are taken.
 *
 * @param missing what stands for a missing cell in any column
 * @param types the types of columns that are not inferred
 * @param roles the roles of columns that are no features
 * @param mostColumns with more columns it is an error
 * @param sample how many rows are drawn; 0 for all
 * @param seed which rows are drawn
 */
record Reading(
        SortedSet<String> missing,
        SortedMap<String, ColumnType> types,
        SortedMap<String, Role> roles,
        int mostColumns,
        int sample,
        long seed) {
    /** More than any table of measurements has; a file of more is mostly one that lies on its side. */
    private static final int MOST_COLUMNS = 50_000;

    Reading {
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
        types = Collections.unmodifiableSortedMap(new TreeMap<>(types));
        roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    }

    static Reading plain() {
        return new Reading(new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), MOST_COLUMNS, 0, 0);
    }

    Reading missing(String... markers) {
        SortedSet<String> more = new TreeSet<>(missing);
        for (String marker : markers) more.add(marker.strip());
        return new Reading(more, types, roles, mostColumns, sample, seed);
    }

    Reading type(ColumnType type, String... columns) {
        SortedMap<String, ColumnType> more = new TreeMap<>(types);
        for (String column : columns) {
            if (type == ColumnType.VECTOR) {
                throw new IllegalArgumentException("Expected a type that a cell can have but found vector for column '"
                        + column + "'. Read its parts as numbers.");
            }
            more.put(column, type);
        }
        return new Reading(missing, more, roles, mostColumns, sample, seed);
    }

    Reading role(String column, Role role) {
        SortedMap<String, Role> more = new TreeMap<>(roles);
        more.put(column, role);
        return new Reading(missing, types, more, mostColumns, sample, seed);
    }

    Reading mostColumns(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one column but found " + count + ".");
        return new Reading(missing, types, roles, count, sample, seed);
    }

    Reading sample(int rows, long newSeed) {
        if (rows < 1) throw new IllegalArgumentException("Expected to draw at least one row but found " + rows + ".");
        return new Reading(missing, types, roles, mostColumns, rows, newSeed);
    }

    /** Adds what is not as it is by default; the first three always, as files have them that were written before. */
    State into(State state) {
        State more = state.with("missing", List.copyOf(missing))
                .with("types", labels(types))
                .with("roles", labels(roles));
        if (mostColumns != MOST_COLUMNS) more = more.with("most-columns", mostColumns);
        if (sample > 0) more = more.with("sample", sample).with("sample-seed", seed);
        return more;
    }

    private static State labels(SortedMap<String, ? extends Enum<?>> enums) {
        State state = State.empty();
        for (Map.Entry<String, ? extends Enum<?>> entry : enums.entrySet()) {
            state = state.with(entry.getKey(), entry.getValue().name());
        }
        return state;
    }

    static Reading of(State state) {
        SortedMap<String, ColumnType> types = new TreeMap<>();
        State typeNames = state.state("types");
        typeNames.values().keySet().forEach(name -> types.put(name, ColumnType.valueOf(typeNames.string(name))));
        SortedMap<String, Role> roles = new TreeMap<>();
        State roleNames = state.state("roles");
        roleNames.values().keySet().forEach(name -> roles.put(name, Role.valueOf(roleNames.string(name))));
        return new Reading(
                new TreeSet<>(state.strings("missing")),
                types,
                roles,
                state.has("most-columns") ? state.integer("most-columns") : MOST_COLUMNS,
                state.has("sample") ? state.integer("sample") : 0,
                state.has("sample") ? state.wide("sample-seed") : 0);
    }
}
