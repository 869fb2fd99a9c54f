package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named, typed column of cells. Immutable and safe to share between threads.
 *
 * <p>The typed getters throw {@link DataException} if the column is of another type; {@link #value} gives any cell.
 */
public final class Column extends ColumnContent {
    private Column(String name, ColumnType type, Role role, Store store, List<String> dimensions) {
        super(name, type, role, store, dimensions);
    }

    static Column of(String name, ColumnType type, Store store) {
        return new Column(name, type, Role.FEATURE, store, List.of());
    }

    /**
     * Makes a column of numbers.
     *
     * @param name the name of the column
     * @param values the cells, NaN where missing; copied
     * @return a {@link ColumnType#NUMBER} column
     */
    public static Column numbers(String name, double... values) {
        return of(name, ColumnType.NUMBER, NumberStore.of(values));
    }

    /**
     * Makes a column of whole numbers.
     *
     * @param name the name of the column
     * @param values the cells, {@link Long#MIN_VALUE} where missing; copied
     * @return an {@link ColumnType#INTEGER} column
     */
    public static Column integers(String name, long... values) {
        return of(name, ColumnType.INTEGER, IntegerStore.of(values));
    }

    /**
     * Makes a column of truth values.
     *
     * @param name the name of the column
     * @param values the cells, null where missing
     * @return a {@link ColumnType#BOOLEAN} column
     */
    public static Column booleans(String name, @Nullable Boolean... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            Boolean value = values[i];
            bytes[i] = value == null ? BooleanStore.MISSING : (byte) (value ? 1 : 0);
        }
        return of(name, ColumnType.BOOLEAN, BooleanStore.of(bytes));
    }

    /**
     * Makes a column of categories.
     *
     * @param name the name of the column
     * @param values the cells, null or empty where missing
     * @return a {@link ColumnType#CATEGORY} column
     */
    public static Column categories(String name, @Nullable String... values) {
        return of(name, ColumnType.CATEGORY, StringStore.of(values));
    }

    /**
     * Makes a column of categories from codes, which saves looking up each cell.
     *
     * @param name the name of the column
     * @param levels the distinct values; neither empty nor twice the same
     * @param codes for each row the index of its level, or -1 where it is missing; copied
     * @return a {@link ColumnType#CATEGORY} column
     * @throws IllegalArgumentException if a level is empty or comes twice, or a code is no index of a level
     */
    public static Column categories(String name, List<String> levels, int[] codes) {
        return of(name, ColumnType.CATEGORY, StringStore.coded(name, levels, codes));
    }

    /**
     * Makes a column of free text.
     *
     * @param name the name of the column
     * @param values the cells, null or empty where missing
     * @return a {@link ColumnType#TEXT} column
     */
    public static Column texts(String name, @Nullable String... values) {
        return of(name, ColumnType.TEXT, StringStore.of(values));
    }

    /**
     * Makes a column of days.
     *
     * @param name the name of the column
     * @param values the cells, null where missing
     * @return a {@link ColumnType#DATE} column
     * @throws DataException if a year does not fit in 16 bits
     */
    public static Column dates(String name, @Nullable LocalDate... values) {
        return of(name, ColumnType.DATE, DateStore.of(name, values));
    }

    /**
     * Makes a column of instants; what is finer than a millisecond is cut off.
     *
     * @param name the name of the column
     * @param values the cells, null where missing
     * @return a {@link ColumnType#TIMESTAMP} column
     * @throws DataException if a year does not fit in 16 bits
     */
    public static Column timestamps(String name, @Nullable Instant... values) {
        return of(name, ColumnType.TIMESTAMP, TimestampStore.of(name, values));
    }

    /**
     * Makes a column of sparse vectors.
     *
     * @param name the name of the column
     * @param dimensions the name of each dimension
     * @param vectors the cells, whose positions are below the number of dimensions; copied
     * @return a {@link ColumnType#VECTOR} column
     */
    public static Column vectors(String name, List<String> dimensions, SparseVector... vectors) {
        for (SparseVector vector : vectors) {
            if (vector.size() > 0 && vector.index(vector.size() - 1) >= dimensions.size()) {
                throw new DataException("Expected vectors of " + dimensions.size() + " dimensions in column '" + name
                        + "' but found " + vector + ". Name every dimension.");
            }
        }
        return new Column(
                name, ColumnType.VECTOR, Role.FEATURE, new VectorStore(vectors.clone()), List.copyOf(dimensions));
    }

    /**
     * {@return the column of the cells at these rows, in this order}
     *
     * @param rows row numbers, from 0; any may be repeated
     */
    public Column rows(int[] rows) {
        return with(name(), role(), store().rows(rows));
    }

    /** The cells at these rows, in this order, and a missing cell (of a vector: zero) at -1. */
    Column rowsOrMissing(int[] rows) {
        if (Arrays.stream(rows).noneMatch(row -> row < 0)) return rows(rows);
        Column none = type() == ColumnType.VECTOR
                ? vectors(name(), dimensions(), SparseVector.ZERO)
                : DatasetBuilder.column(name(), type(), new @Nullable Object[1]);
        int[] places = Arrays.stream(rows).map(row -> row < 0 ? size() : row).toArray();
        return concat(none).rows(places);
    }

    /**
     * {@return this column under another name}
     *
     * @param other the new name
     */
    public Column withName(String other) {
        return with(other, role(), store());
    }

    /**
     * {@return this column with another role}
     *
     * @param other the new role
     */
    public Column withRole(Role other) {
        return with(name(), other, store());
    }

    Column concat(Column next) {
        if (type() == next.type() && !dimensions().equals(next.dimensions())) {
            throw new DataException("Expected column '" + name() + "' to have the same dimensions in both datasets but "
                    + "they are " + Names.list(dimensions()) + " and " + Names.list(next.dimensions())
                    + ". Encode both alike.");
        }
        if (type() != next.type()) {
            throw new DataException(
                    "Expected column '" + name() + "' to be " + type().label() + " in both datasets but it is "
                            + next.type().label() + " in the second. Read or cast both alike.");
        }
        return with(name(), role(), store().concat(next.store()));
    }

    private Column with(String newName, Role newRole, Store newStore) {
        return new Column(newName, type(), newRole, newStore, dimensions());
    }
}
