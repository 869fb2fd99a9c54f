package io.github.millwork.data;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a {@link Dataset} is and what can be read from it; how others are made of it is said there. */
abstract sealed class DatasetContent permits Dataset {
    private static final int SHOWN = 10;

    private final List<Column> columns;
    private final Map<String, Column> byName = new HashMap<>();
    private final int rowCount;
    private final List<Provenance> provenance;
    private volatile @Nullable Schema schema;
    private volatile @Nullable String fingerprint;

    DatasetContent(List<Column> columns, int rowCount, List<Provenance> provenance) {
        this.columns = List.copyOf(columns);
        this.provenance = List.copyOf(provenance);
        this.rowCount = rowCount;
        for (Column column : columns) {
            if (byName.put(column.name(), column) != null) {
                throw new DataException("Expected column names to be unique but found '" + column.name()
                        + "' twice. Rename or drop one of the two.");
            }
            if (column.size() != rowCount) {
                String first = columns.get(0).name();
                throw new DataException("Expected all columns to have " + rowCount + " rows"
                        + (column.name().equals(first) ? "" : ", as '" + first + "' has,") + " but '" + column.name()
                        + "' has " + column.size() + ". Give all columns the same number of cells.");
            }
        }
    }

    /** This dataset, for what takes whole ones. */
    abstract Dataset self();

    /** {@return the number of rows} */
    public int rowCount() {
        return rowCount;
    }

    /** {@return the number of columns} */
    public int columnCount() {
        return columns.size();
    }

    /** {@return where the rows came from: nothing for rows that no source collected, several for joined ones} */
    public List<Provenance> provenance() {
        return provenance;
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
        return new DatasetRow(self(), Objects.checkIndex(row, rowCount));
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
     * {@return a copy as a Tablesaw table; a vector becomes a double column for each of its dimensions}
     *
     * @throws DataException if two columns have names that differ in case only
     */
    public tech.tablesaw.api.Table toTable() {
        return TableDoor.out(self());
    }

    /** {@return what each column holds, in numbers} */
    public Description describe() {
        return Description.of(self());
    }

    /** {@return Pearson's correlation of each pair of columns whose cells are numbers or truth values} */
    public Correlations correlations() {
        return Correlations.of(self());
    }

    /** {@return what a practitioner would look into before fitting; nothing if all seems sound} */
    public List<DataWarning> warnings() {
        return Warnings.of(self(), null);
    }

    /**
     * {@return what a practitioner would look into before fitting, features that tell the target and rare classes among it}
     *
     * @param target the name of the column that is to be predicted
     * @throws DataException if there is none
     */
    public List<DataWarning> warnings(String target) {
        return Warnings.of(self(), column(target));
    }

    /**
     * Writes the rows as CSV: UTF-8, with a header, missing cells empty. The file appears whole or not at all.
     *
     * @param file where to write; an existing file is replaced
     * @throws DataException if there is a vector column
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void writeCsv(Path file) {
        CsvOut.write(self(), file);
    }

    /**
     * {@return 64 hexadecimal digits that are equal for datasets of the same names, types, roles and cells in the same
     * order, however they were made} Computed on the first call.
     */
    public String fingerprint() {
        String known = fingerprint;
        if (known == null) {
            known = Fingerprint.of(self());
            fingerprint = known;
        }
        return known;
    }

    /** {@return the size and the first ten rows, as a table} */
    @Override
    public String toString() {
        TextTable table = new TextTable(schema().names().toArray(new String[0]));
        for (int row = 0; row < Math.min(SHOWN, rowCount); row++) {
            table.row(row(row).toMap().values().stream()
                    .map(value -> value == null ? "" : value.toString())
                    .toArray(String[]::new));
        }
        return rowCount + " rows, " + columnCount() + " columns\n" + table;
    }
}
