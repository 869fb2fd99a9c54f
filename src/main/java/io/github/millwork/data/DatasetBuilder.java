package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds a dataset by hand: declare the columns, add the rows. Not thread-safe.
 *
 * <pre>{@code
 * Dataset people = Dataset.builder()
 *         .column("age", ColumnType.INTEGER)
 *         .column("city", ColumnType.CATEGORY)
 *         .row(31, "Oslo")
 *         .row(null, "Bergen")
 *         .build();
 * }</pre>
 */
public final class DatasetBuilder {
    private final Map<String, ColumnType> types = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    DatasetBuilder() {}

    /**
     * Declares the next column.
     *
     * @param name its name
     * @param type what its cells are; a vector column cannot be entered by hand
     * @return this builder
     * @throws DataException if there is such a column already
     */
    public DatasetBuilder column(String name, ColumnType type) {
        return column(name, type, Role.FEATURE);
    }

    /**
     * Declares the next column, with a role.
     *
     * @param name its name
     * @param type what its cells are; a vector column cannot be entered by hand
     * @param role what it is for
     * @return this builder
     * @throws DataException if there is such a column already
     */
    public DatasetBuilder column(String name, ColumnType type, Role role) {
        if (type == ColumnType.VECTOR) {
            throw new IllegalArgumentException(
                    "Expected a type that can be entered by hand but found vector. Use " + "Column.vectors.");
        }
        if (!rows.isEmpty()) {
            throw new IllegalStateException("Expected all columns to be declared before the first row but '" + name
                    + "' comes after it. Declare it earlier.");
        }
        if (types.putIfAbsent(name, type) != null) {
            throw new DataException("Expected column names to be unique but found '" + name + "' twice. Rename one.");
        }
        roles.put(name, role);
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells a value for each column in the order of their declaration, null where it is missing
     * @return this builder
     * @throws DataException if there are too few or too many values, or one is of the wrong type
     */
    public DatasetBuilder row(@Nullable Object... cells) {
        if (cells.length != types.size()) {
            throw new DataException("Expected " + types.size() + " values (" + Names.list(types.keySet())
                    + ") but found " + cells.length + " at row " + rows.size() + ". Give null for a missing value.");
        }
        @Nullable Object[] typed = new @Nullable Object[cells.length];
        int at = 0;
        for (Map.Entry<String, ColumnType> column : types.entrySet()) {
            typed[at] = cell(column.getKey(), column.getValue(), cells[at], rows.size());
            at++;
        }
        rows.add(typed);
        return this;
    }

    /**
     * Adds a row given by name.
     *
     * @param row a row that has a cell for each column; further cells are ignored
     * @return this builder
     * @throws DataException if a cell is absent or of the wrong type
     */
    public DatasetBuilder row(Row row) {
        return row(types.keySet().stream().map(row::value).toArray());
    }

    /** {@return the dataset of the rows so far} */
    public Dataset build() {
        List<Column> columns = new ArrayList<>();
        int at = 0;
        for (Map.Entry<String, ColumnType> column : types.entrySet()) {
            @Nullable Object[] cells = new @Nullable Object[rows.size()];
            for (int row = 0; row < cells.length; row++) cells[row] = rows.get(row)[at];
            columns.add(column(column.getKey(), column.getValue(), cells)
                    .withRole(roles.getOrDefault(column.getKey(), Role.FEATURE)));
            at++;
        }
        return Dataset.of(columns, rows.size());
    }

    static @Nullable Object cell(String column, ColumnType type, @Nullable Object value, int row) {
        try {
            return Cast.cell(type, value, column);
        } catch (DataException e) {
            throw new DataException("At row " + row + ": " + e.getMessage(), e);
        }
    }

    /** Makes a column of cells that are of the Java type that belongs to the column type. */
    static Column column(String name, ColumnType type, @Nullable Object[] cells) {
        int rows = cells.length;
        return switch (type) {
            case NUMBER -> {
                double[] values = new double[rows];
                for (int i = 0; i < rows; i++) values[i] = cells[i] instanceof Double value ? value : Double.NaN;
                yield Column.numbers(name, values);
            }
            case INTEGER -> {
                long[] values = new long[rows];
                for (int i = 0; i < rows; i++)
                    values[i] = cells[i] instanceof Long value ? value : IntegerStore.MISSING;
                yield Column.integers(name, values);
            }
            case BOOLEAN -> Column.booleans(name, copy(cells, new @Nullable Boolean[rows]));
            case CATEGORY -> Column.categories(name, copy(cells, new @Nullable String[rows]));
            case TEXT -> Column.texts(name, copy(cells, new @Nullable String[rows]));
            case DATE -> Column.dates(name, copy(cells, new @Nullable LocalDate[rows]));
            case TIMESTAMP -> Column.timestamps(name, copy(cells, new @Nullable Instant[rows]));
            case VECTOR ->
                throw new IllegalArgumentException("Expected columns of single values but '" + name
                        + "' is a vector, and the names of its dimensions are not known. Use Column.vectors.");
        };
    }

    private static <T> T[] copy(@Nullable Object[] from, T[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
        return to;
    }
}
