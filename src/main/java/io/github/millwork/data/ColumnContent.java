package io.github.millwork.data;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What a {@link Column} is and what can be read from it; how one is made is said there. */
abstract sealed class ColumnContent permits Column {
    private final String name;
    private final ColumnType type;
    private final Role role;
    private final Store store;
    private final List<String> dimensions;
    private volatile @Nullable Field field;

    ColumnContent(String name, ColumnType type, Role role, Store store, List<String> dimensions) {
        if (name.isBlank()) {
            throw new DataException("Expected a column name but found a blank one. Give every column a name.");
        }
        this.name = name;
        this.type = type;
        this.role = role;
        this.store = store;
        this.dimensions = dimensions;
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return what the cells are} */
    public ColumnType type() {
        return type;
    }

    /** {@return what the column is for} */
    public Role role() {
        return role;
    }

    /** {@return the number of cells} */
    public int size() {
        return store.size();
    }

    /** {@return the names of the dimensions of a vector column, else an empty list} */
    public List<String> dimensions() {
        return dimensions;
    }

    /** {@return how many cells are missing} */
    public int missingCount() {
        return field().missing();
    }

    /** {@return the distinct values of a category column that occur, in ascending order; else an empty list} */
    public List<String> levels() {
        return type == ColumnType.CATEGORY ? field().levels() : List.of();
    }

    /** {@return name, type, role, missing count and levels} Computed on the first call. */
    public Field field() {
        Field known = field;
        if (known == null) {
            List<String> levels = type == ColumnType.CATEGORY ? List.of(((StringStore) store).levels()) : dimensions;
            known = new Field(name, type, role, store.missingCount(), levels);
            field = known;
        }
        return known;
    }

    /**
     * {@return whether a cell is missing}
     *
     * @param row the row, from 0
     */
    public boolean isMissing(int row) {
        return store.missing(row);
    }

    /**
     * {@return a cell as a double, NaN where it is missing} Booleans are 0 and 1, dates days and timestamps milliseconds
     * since 1970-01-01 (see {@link ColumnType#fitsDouble()}).
     *
     * @param row the row, from 0
     * @throws DataException if the cells are strings or vectors
     */
    public double number(int row) {
        if (!type.fitsDouble()) throw wrongType("a number");
        return store.number(row);
    }

    /**
     * {@return a cell as a string, null where it is missing}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not categories or text
     */
    public @Nullable String string(int row) {
        if (!type.isString()) throw wrongType("a category or text");
        return (String) store.value(row);
    }

    /**
     * {@return a cell of an integer column, or empty where it is missing}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not whole numbers
     */
    public Optional<Long> integer(int row) {
        return typed(row, ColumnType.INTEGER, Long.class);
    }

    /**
     * {@return a cell of a boolean column, or empty where it is missing}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not truth values
     */
    public Optional<Boolean> bool(int row) {
        return typed(row, ColumnType.BOOLEAN, Boolean.class);
    }

    /**
     * {@return a cell of a date column, or empty where it is missing}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not days
     */
    public Optional<LocalDate> date(int row) {
        return typed(row, ColumnType.DATE, LocalDate.class);
    }

    /**
     * {@return a cell of a timestamp column, or empty where it is missing}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not instants
     */
    public Optional<Instant> timestamp(int row) {
        return typed(row, ColumnType.TIMESTAMP, Instant.class);
    }

    /**
     * {@return a cell of a vector column}
     *
     * @param row the row, from 0
     * @throws DataException if the cells are not vectors
     */
    public SparseVector vector(int row) {
        return typed(row, ColumnType.VECTOR, SparseVector.class).orElseThrow();
    }

    /**
     * {@return a cell as Double, Long, Boolean, String, LocalDate, Instant or SparseVector; null where it is missing}
     *
     * @param row the row, from 0
     */
    public @Nullable Object value(int row) {
        return store.value(row);
    }

    /** {@return a copy of the cells as doubles, as {@link #number(int)} gives them} */
    public double[] toDoubles() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) values[i] = number(i);
        return values;
    }

    Store store() {
        return store;
    }

    /** Says in a message what a cell is, with its row; used where a whole column is of the wrong type. */
    String firstCell() {
        IntFunction<String> shown = row -> "first at row " + row + ": '" + store.value(row) + "'";
        for (int row = 0; row < size(); row++) {
            if (!store.missing(row)) return shown.apply(row);
        }
        return "all cells are missing";
    }

    private <T> Optional<T> typed(int row, ColumnType wanted, Class<T> javaType) {
        if (type != wanted) throw wrongType("of type " + wanted.label());
        return Optional.ofNullable(javaType.cast(store.value(row)));
    }

    private DataException wrongType(String expected) {
        return new DataException("Expected column '" + name + "' to be " + expected + " but it is " + type.label()
                + ", " + firstCell() + ". Choose another column or read it with another type.");
    }

    @Override
    public String toString() {
        return name + " (" + type.label() + ", " + size() + " rows)";
    }
}
