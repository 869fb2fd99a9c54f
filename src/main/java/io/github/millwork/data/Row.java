package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row: cells by column name. A cell can be present, missing (null) or absent (no such column). Immutable.
 */
public sealed interface Row permits DatasetRow, MapRow {
    /** {@return the names of the cells, in order} */
    List<String> names();

    /**
     * {@return whether there is a cell of that name, missing or not}
     *
     * @param name a column name
     */
    boolean has(String name);

    /**
     * {@return a cell, null where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell; the message suggests the nearest name
     */
    @Nullable
    Object value(String name);

    /**
     * {@return a cell as a number, NaN where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no number
     */
    default double number(String name) {
        return Cast.number(ColumnType.NUMBER, value(name), name);
    }

    /**
     * {@return a cell as a string, null where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no string
     */
    default @Nullable String string(String name) {
        return Cast.string(ColumnType.TEXT, value(name), name);
    }

    /**
     * {@return a cell as a whole number, or empty where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no whole number
     */
    default Optional<Long> integer(String name) {
        return Optional.ofNullable((Long) Cast.cell(ColumnType.INTEGER, value(name), name));
    }

    /**
     * {@return a cell as a truth value, or empty where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no truth value
     */
    default Optional<Boolean> bool(String name) {
        return Optional.ofNullable((Boolean) Cast.cell(ColumnType.BOOLEAN, value(name), name));
    }

    /**
     * {@return a cell as a day, or empty where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no day
     */
    default Optional<LocalDate> date(String name) {
        return Optional.ofNullable((LocalDate) Cast.cell(ColumnType.DATE, value(name), name));
    }

    /**
     * {@return a cell as an instant, or empty where it is missing}
     *
     * @param name a column name
     * @throws DataException if there is no such cell or it is no instant
     */
    default Optional<Instant> timestamp(String name) {
        return Optional.ofNullable((Instant) Cast.cell(ColumnType.TIMESTAMP, value(name), name));
    }

    /** {@return the cells by name, in order; missing cells are null} */
    default Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name : names()) map.put(name, value(name));
        return map;
    }

    /**
     * Makes a row from names and values in turn.
     *
     * @param name the first name
     * @param value the first value, null where it is missing
     * @param more further names and values in turn
     * @return the row
     * @throws IllegalArgumentException if a name is no string, has no value or comes twice
     */
    static Row of(String name, @Nullable Object value, @Nullable Object... more) {
        Map<String, @Nullable Object> cells = new LinkedHashMap<>();
        cells.put(name, value);
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException("Expected names and values in turn but found " + (more.length + 2)
                    + " arguments. Give every name a value, null where it is missing.");
        }
        for (int i = 0; i < more.length; i += 2) {
            if (!(more[i] instanceof String next)) {
                throw new IllegalArgumentException("Expected a column name at argument " + (i + 3) + " but found '"
                        + more[i] + "'. Give names and values in turn.");
            }
            if (cells.containsKey(next)) {
                throw new IllegalArgumentException(
                        "Expected each name once but found '" + next + "' twice. Leave one of the two out.");
            }
            cells.put(next, more[i + 1]);
        }
        return new MapRow(cells);
    }

    /**
     * Makes a row from a map.
     *
     * @param cells values by column name, null where missing; copied
     * @return the row
     */
    static Row of(Map<String, ? extends @Nullable Object> cells) {
        return new MapRow(new LinkedHashMap<>(cells));
    }
}
