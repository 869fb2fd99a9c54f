package io.github.millwork.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows and typed columns: what every stage takes and gives. Immutable and safe to share between threads; every method
 * that changes something gives a new dataset, which shares the columns it did not touch.
 */
public final class Dataset extends DatasetContent {
    private Dataset(List<Column> columns, int rowCount, List<Provenance> provenance) {
        super(columns, rowCount, provenance);
    }

    private Dataset(List<Column> columns) {
        this(columns, columns.isEmpty() ? 0 : columns.get(0).size(), List.of());
    }

    /** What is made of these rows, and so came from where they came from. */
    private Dataset made(List<Column> columns, int rows) {
        return new Dataset(columns, rows, provenance());
    }

    @Override
    Dataset self() {
        return this;
    }

    /**
     * Makes a dataset of columns.
     *
     * @param columns columns of the same length with different names
     * @return the dataset
     * @throws DataException if lengths differ or a name occurs twice
     */
    public static Dataset of(List<Column> columns) {
        return new Dataset(columns);
    }

    /**
     * Makes a dataset of columns, of which there may be none.
     *
     * @param columns columns of that length with different names
     * @param rows the number of rows, which is kept where there is no column
     * @return the dataset
     * @throws DataException if a column has more or fewer cells, or a name occurs twice
     */
    public static Dataset of(List<Column> columns, int rows) {
        if (rows < 0) throw new IllegalArgumentException("Expected a number of rows but found " + rows + ".");
        return new Dataset(columns, rows, List.of());
    }

    /**
     * Makes a dataset of columns.
     *
     * @param columns columns of the same length with different names
     * @return the dataset
     * @throws DataException if lengths differ or a name occurs twice
     */
    public static Dataset of(Column... columns) {
        return new Dataset(List.of(columns));
    }

    /**
     * Makes a dataset of records: a column for each component, under its name. Strings and enums become categories; a
     * null component is missing.
     *
     * @param <R> the record class
     * @param records one record a row
     * @param type the record class
     * @return the dataset
     * @throws IllegalArgumentException if a component has a type that no column can hold
     * @throws DataException if a value does not fit its column
     */
    public static <R extends Record> Dataset of(List<R> records, Class<R> type) {
        return of(RecordAccess.columns(records, type), records.size());
    }

    /**
     * Makes a dataset of a Tablesaw table, which is copied.
     *
     * @param table a table of numbers, booleans, strings, dates and timestamps
     * @return the dataset; string columns are categories
     * @throws DataException if a column is of another type
     */
    public static Dataset of(tech.tablesaw.api.Table table) {
        return TableDoor.in(table);
    }

    /**
     * Makes a dataset of maps, such as come of a parser. There is a column for each name that is in any map, in the order
     * of their coming; the type of a column is that of the Java values that it holds.
     *
     * @param rows values by name, one map a row; what is null or absent is missing
     * @return the dataset
     * @throws DataException if the values of a column are of types that do not go together, or that no column can hold
     */
    public static Dataset ofMaps(List<? extends Map<String, ? extends @Nullable Object>> rows) {
        return MapRows.dataset(rows);
    }

    /** {@return a builder for rows entered by hand} */
    public static DatasetBuilder builder() {
        return new DatasetBuilder();
    }

    /**
     * {@return these rows with a note of where they came from, in the place of those they had} Sources call it once all
     * rows are there.
     *
     * @param source what read them, such as {@code "csv"}
     * @param place where they lay: a path, an address, a query; without passwords and tokens
     * @param collected when they had been read
     */
    public Dataset collectedFrom(String source, String place, Instant collected) {
        return collectedFrom(List.of(Provenance.of(source, place, collected, self())));
    }

    /**
     * {@return these rows with other notes of where they came from}
     *
     * @param sources the notes; none where it is not known
     */
    public Dataset collectedFrom(List<Provenance> sources) {
        return new Dataset(columns(), rowCount(), sources);
    }

    /**
     * {@return the rows of these numbers, in this order}
     *
     * @param rows row numbers from 0; any may be repeated
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Dataset rows(int... rows) {
        for (int row : rows) Objects.checkIndex(row, rowCount());
        return made(columns().stream().map(column -> column.rows(rows)).toList(), rows.length);
    }

    /**
     * {@return the first rows}
     *
     * @param count how many at most
     * @throws IllegalArgumentException if the count is below zero
     */
    public Dataset head(int count) {
        return rows(IntStream.range(0, atMost(count)).toArray());
    }

    /**
     * {@return the rows for which a condition holds; those where it is missing are left out}
     *
     * @param condition a condition over any columns
     * @throws DataException if it reads a column that does not exist or is of another type
     */
    public Dataset where(Condition condition) {
        return rows(RowNumbers.where(this, condition));
    }

    /**
     * {@return these columns only, in this order}
     *
     * @param names column names
     * @throws DataException if one does not exist
     */
    public Dataset select(String... names) {
        return made(Arrays.stream(names).map(this::column).toList(), rowCount());
    }

    /**
     * {@return the columns that a selector chooses}
     *
     * @param chosen a selector
     * @throws DataException if it names a column that does not exist
     */
    public Dataset select(Columns chosen) {
        return select(chosen.resolve(schema()).toArray(new String[0]));
    }

    /**
     * {@return all columns but these}
     *
     * @param names column names
     * @throws DataException if one does not exist
     */
    public Dataset drop(String... names) {
        for (String name : names) column(name);
        Set<String> gone = Set.copyOf(Arrays.asList(names));
        return made(
                columns().stream()
                        .filter(column -> !gone.contains(column.name()))
                        .toList(),
                rowCount());
    }

    /**
     * {@return these rows with a column of numbers that an expression gives; in the place of the one of its name, or at the end}
     * It is for keys and times to join or split by; what a model reads is derived by a step of the pipeline, so that it is
     * there when rows are scored.
     *
     * @param name the name of the column
     * @param expression what its cells are
     * @throws DataException if it reads a column that does not exist or is no number
     */
    public Dataset with(String name, NumberExpression expression) {
        return with(Column.numbers(name, RowNumbers.values(this, expression)));
    }

    /**
     * Puts a column in the place of the one of its name, or at the end.
     *
     * @param column a column with as many cells as there are rows
     * @return a dataset with that column
     * @throws DataException if it has more or fewer cells
     */
    public Dataset with(Column column) {
        if ((columnCount() > 0 || rowCount() > 0) && column.size() != rowCount()) {
            throw new DataException("Expected column '" + column.name() + "' to have " + rowCount()
                    + " cells, one for each row, but it has " + column.size() + ". Give one cell for each row.");
        }
        List<Column> changed = new ArrayList<>(columns());
        if (has(column.name())) changed.set(columns().indexOf(column(column.name())), column);
        else changed.add(column);
        return made(changed, column.size());
    }

    /**
     * {@return this dataset with another role for a column}
     *
     * @param name a column name
     * @param role its new role
     * @throws DataException if it does not exist
     */
    public Dataset withRole(String name, Role role) {
        return with(column(name).withRole(role));
    }

    /**
     * {@return this dataset with another name for a column}
     *
     * @param name a column name
     * @param newName its new name
     * @throws DataException if it does not exist or there is one of the new name
     */
    public Dataset rename(String name, String newName) {
        Column column = column(name);
        return made(
                columns().stream()
                        .map(each -> each == column ? column.withName(newName) : each)
                        .toList(),
                rowCount());
    }

    /**
     * Puts the rows of another dataset below.
     *
     * @param below a dataset with the same columns and types, in any order
     * @return all rows, with the order of columns and the roles of this dataset
     * @throws DataException if a column is absent in either or has another type
     */
    public Dataset concat(Dataset below) {
        return new Union(self(), below).strict();
    }

    /**
     * Puts the rows of another dataset below, and brings their columns into line: a column that only one has is missing in
     * the rows of the other, integers among numbers become numbers, whole numbers and truth values among categories become
     * categories by their text, and a column without any cell takes the type that it has in the other.
     *
     * @param below a dataset with any columns
     * @return all rows, with the columns of this dataset first
     * @throws DataException if a column has types that do not go together
     */
    public Dataset union(Dataset below) {
        return new Union(self(), below).reconciled();
    }

    /**
     * Puts columns of another dataset beside these, by keys.
     *
     * @param join the other dataset, the keys, and what is allowed of them
     * @return the rows of this dataset, in their order, with the columns of both
     * @throws DataException if a key is absent or of another type, comes twice where it may not, or a name is on both sides
     * @throws IllegalArgumentException if there is no key
     */
    public Dataset join(Join join) {
        return join.of(self());
    }

    /**
     * Sorts the rows.
     *
     * @param names the columns to sort by, the first one first; ascending, missing cells last, equal rows as they were
     * @return the sorted rows
     * @throws DataException if a column does not exist or is a vector
     */
    public Dataset sort(String... names) {
        return rows(RowOrder.sorted(Arrays.stream(names).map(this::column).toList(), rowCount()));
    }

    /**
     * Draws rows at random, without putting them back.
     *
     * @param count how many rows, at most
     * @param seed the same seed draws the same rows
     * @return the rows drawn, in the order they have here
     * @throws IllegalArgumentException if the count is below zero
     */
    public Dataset sample(int count, long seed) {
        return rows(RowNumbers.drawn(rowCount(), atMost(count), seed));
    }

    private int atMost(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Expected a number of rows but found " + count + ". Give 0 or more.");
        }
        return Math.min(count, rowCount());
    }

    /** {@return the rows without those whose cells all equal those of an earlier row} */
    public Dataset dropDuplicates() {
        return rows(RowNumbers.distinct(this));
    }

    /**
     * {@return the rows without those that have the same cells in some columns as an earlier row; missing cells are the same}
     *
     * @param column the first of the columns
     * @param more further columns
     * @throws DataException if one does not exist
     */
    public Dataset dropDuplicates(String column, String... more) {
        return rows(RowNumbers.distinct(
                select(Stream.concat(Stream.of(column), Stream.of(more)).toArray(String[]::new))));
    }

    /**
     * Cuts the rows in two.
     *
     * @param splitter how to cut
     * @return the rows to fit on and the rows held out
     * @throws DataException if the rows cannot be cut so
     */
    public Split split(Splitter splitter) {
        return splitter.split(this, Splitter.Request.NONE);
    }
}
