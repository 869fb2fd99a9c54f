package io.github.millwork.data;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows and typed columns: what every stage takes and gives. Immutable and safe to share between threads; every method
 * that changes something gives a new dataset, which shares the columns it did not touch.
 */
public final class Dataset {
    private final List<Column> columns;
    private final Map<String, Column> byName;
    private final int rowCount;
    private volatile @Nullable Schema schema;

    private Dataset(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.byName = new HashMap<>();
        this.rowCount = columns.isEmpty() ? 0 : columns.get(0).size();
        for (Column column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new DataException("Expected column names to be unique but found '" + column.name()
                        + "' twice. Rename or drop one of the two.");
            }
            if (column.size() != rowCount) {
                throw new DataException("Expected all columns to have " + rowCount + " rows, as '"
                        + columns.get(0).name() + "' has, but '" + column.name() + "' has " + column.size()
                        + ". Give all columns the same number of cells.");
            }
        }
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
        List<Column> columns = new ArrayList<>();
        for (RecordAccess.Component component : RecordAccess.of(type).components()) {
            @Nullable Object[] cells = new @Nullable Object[records.size()];
            for (int row = 0; row < cells.length; row++) {
                R item = records.get(row);
                if (item == null) {
                    throw new DataException("Expected a record in every row but found null at row " + row
                            + ". Leave it out, or make its components null.");
                }
                cells[row] = DatasetBuilder.cell(component.name(), component.type(), component.read(item), row);
            }
            columns.add(DatasetBuilder.column(component.name(), component.type(), cells));
        }
        return new Dataset(columns);
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

    /** {@return a builder for rows entered by hand} */
    public static DatasetBuilder builder() {
        return new DatasetBuilder();
    }

    /**
     * {@return a copy as a Tablesaw table; a vector becomes a double column for each of its dimensions}
     *
     * @throws DataException if two columns have names that differ in case only
     */
    public tech.tablesaw.api.Table toTable() {
        return TableDoor.out(this);
    }

    /** {@return the number of rows} */
    public int rowCount() {
        return rowCount;
    }

    /** {@return the number of columns} */
    public int columnCount() {
        return columns.size();
    }

    /** {@return names, types, roles, missing counts and levels of the columns} Computed on the first call. */
    public Schema schema() {
        Schema known = schema;
        if (known == null) {
            known = Schema.of(columns.stream().map(Column::field).toList());
            schema = known;
        }
        return known;
    }

    /** {@return the columns in order} */
    public List<Column> columns() {
        return columns;
    }

    /**
     * {@return whether there is a column of that name}
     *
     * @param name a column name
     */
    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /**
     * {@return the column of that name}
     *
     * @param name a column name
     * @throws DataException if there is none; the message suggests the nearest name
     */
    public Column column(String name) {
        Column column = byName.get(name);
        return column == null ? columns.get(schema().indexOf(name)) : column;
    }

    /**
     * {@return a row}
     *
     * @param row its number, from 0
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Row row(int row) {
        return new DatasetRow(this, Objects.checkIndex(row, rowCount));
    }

    /** {@return all rows, as a list that reads them where they lie} */
    public List<Row> rows() {
        return new AbstractList<>() {
            @Override
            public Row get(int index) {
                return row(index);
            }

            @Override
            public int size() {
                return rowCount;
            }
        };
    }

    /**
     * {@return the rows of these numbers, in this order}
     *
     * @param rows row numbers from 0; any may be repeated
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Dataset rows(int... rows) {
        for (int row : rows) Objects.checkIndex(row, rowCount);
        return new Dataset(columns.stream().map(column -> column.rows(rows)).toList());
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
        condition.check(schema());
        List<Column> read = condition.columns().stream().map(this::column).toList();
        ToDoubleFunction<Cells> compiled = condition.compile(name -> read.indexOf(column(name)));
        RowCells cells = new RowCells(read);
        return rows(IntStream.range(0, rowCount)
                .filter(row -> compiled.applyAsDouble(cells.at(row)) == 1)
                .toArray());
    }

    /**
     * {@return these columns only, in this order}
     *
     * @param names column names
     * @throws DataException if one does not exist
     */
    public Dataset select(String... names) {
        return new Dataset(Arrays.stream(names).map(this::column).toList());
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
        return new Dataset(
                columns.stream().filter(column -> !gone.contains(column.name())).toList());
    }

    /**
     * Puts a column in the place of the one of its name, or at the end.
     *
     * @param column a column with as many cells as there are rows
     * @return a dataset with that column
     * @throws DataException if it has more or fewer cells
     */
    public Dataset with(Column column) {
        if (!columns.isEmpty() && column.size() != rowCount) {
            throw new DataException("Expected column '" + column.name() + "' to have " + rowCount
                    + " cells, one for each row, but it has " + column.size() + ". Give one cell for each row.");
        }
        List<Column> changed = new ArrayList<>(columns);
        if (has(column.name())) changed.set(columns.indexOf(column(column.name())), column);
        else changed.add(column);
        return new Dataset(changed);
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
        return new Dataset(columns.stream()
                .map(each -> each == column ? column.withName(newName) : each)
                .toList());
    }

    /**
     * Puts the rows of another dataset below.
     *
     * @param below a dataset with the same columns and types, in any order
     * @return all rows, with the order of columns and the roles of this dataset
     * @throws DataException if a column is absent in either or has another type
     */
    public Dataset concat(Dataset below) {
        for (Column column : below.columns) {
            if (!has(column.name())) {
                throw new DataException("Expected both datasets to have the same columns but '" + column.name()
                        + "' is in the second only. Drop it there, or add it to the first.");
            }
        }
        for (Column column : columns) {
            if (!below.has(column.name())) {
                throw new DataException("Expected both datasets to have the same columns but '" + column.name()
                        + "' is in the first only. Drop it there, or add it to the second.");
            }
        }
        return new Dataset(columns.stream()
                .map(column -> column.concat(below.column(column.name())))
                .toList());
    }

    /**
     * Sorts the rows.
     *
     * @param names the columns to sort by, the first one first; ascending, missing cells last, equal rows as they were
     * @return the sorted rows
     * @throws DataException if a column does not exist or is a vector
     */
    public Dataset sort(String... names) {
        return rows(RowOrder.sorted(Arrays.stream(names).map(this::column).toList(), rowCount));
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
        int[] rows = RowOrder.shuffled(rowCount, new SplittableRandom(seed));
        int[] drawn = Arrays.copyOf(rows, atMost(count));
        Arrays.sort(drawn);
        return rows(drawn);
    }

    private int atMost(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("Expected a number of rows but found " + count + ". Give 0 or more.");
        }
        return Math.min(count, rowCount);
    }

    /** {@return the rows without those whose cells all equal those of an earlier row} */
    public Dataset dropDuplicates() {
        Set<List<@Nullable Object>> seen = new HashSet<>();
        return rows(IntStream.range(0, rowCount)
                .filter(row -> seen.add(columns.stream()
                        .<@Nullable Object>map(c -> c.value(row))
                        .collect(ArrayList::new, ArrayList::add, ArrayList::addAll)))
                .toArray());
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

    /** {@return what each column holds, in numbers} */
    public Description describe() {
        return Description.of(this);
    }

    /**
     * Writes the rows as CSV: UTF-8, with a header, missing cells empty. The file appears whole or not at all.
     *
     * @param file where to write; an existing file is replaced
     * @throws DataException if there is a vector column
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void writeCsv(Path file) {
        CsvOut.write(this, file);
    }

    /**
     * {@return 64 hexadecimal digits that are equal for datasets of the same names, types, roles and cells in the same
     * order, however they were made}
     */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    /** {@return the size and the first ten rows, as a table} */
    @Override
    public String toString() {
        TextTable table = new TextTable(schema().names().toArray(new String[0]));
        for (Row row : head(10).rows()) {
            table.row(row.toMap().values().stream()
                    .map(value -> value == null ? "" : value.toString())
                    .toArray(String[]::new));
        }
        return rowCount + " rows, " + columnCount() + " columns\n" + table;
    }
}
