package io.github.millwork.collect;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** Takes the cells of a CSV file where they lie in the parser's buffer: the header first, then row by row. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> {
    /** The most characters a header may have, so that a huge file without line breaks does not fill the memory. */
    private static final int LONGEST_HEADER = 1 << 22;

    private final Csv csv;
    private final char delimiter;
    private final List<String> names = new ArrayList<>();
    private RawColumn[] columns = new RawColumn[0];
    private int headerLength;
    private boolean inHeader = true;
    private int rows;
    private int capacity;

    CsvRows(Csv csv, char delimiter) {
        this.csv = csv;
        this.delimiter = delimiter;
    }

    /** Where the parser is, for messages. */
    String place() {
        return "in line " + getStartingLineNumber() + " of " + csv.file;
    }

    boolean isEmpty() {
        return inHeader;
    }

    int rows() {
        return rows;
    }

    boolean isFull() {
        return rows == capacity;
    }

    /** Makes room for so many rows. */
    void reserve(int newCapacity) {
        capacity = newCapacity;
        for (RawColumn column : columns) column.reserve(newCapacity);
    }

    @Override
    protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        if (inHeader) name(text, offset, length);
        else if (column < columns.length) columns[column].set(rows, text, offset, length);
    }

    private void name(char[] text, int offset, int length) {
        RawColumn.refuseNul(text, offset, length, this::place);
        headerLength += length + 1;
        if (headerLength > LONGEST_HEADER) {
            throw new DataException("Expected a header of at most " + LONGEST_HEADER + " characters but found more "
                    + place() + ". Check that the file has line breaks and begins with the names of its columns.");
        }
        names.add(new String(text, offset, length).strip());
    }

    @Override
    protected CsvRows buildRecord() {
        return this;
    }

    /** Ends a line, which is the header or a row. */
    void endLine() {
        if (inHeader) {
            endHeader();
        } else if (getFieldCount() == columns.length) {
            rows++;
        } else {
            throw new DataException("Expected " + columns.length + " cells, as many as the header has, but found "
                    + getFieldCount() + " " + place() + ". Repair the line, or quote cells that hold "
                    + (delimiter == '\t' ? "a tab" : "'" + delimiter + "'") + " or a line break.");
        }
    }

    private void endHeader() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw new DataException("Expected a name for each column but column " + (i + 1) + " has none " + place()
                        + ". Begin the file with a line that names all columns.");
            }
            Integer first = places.putIfAbsent(name, i);
            if (first != null) {
                throw new DataException("Expected column names to be unique but columns " + (first + 1) + " and "
                        + (i + 1) + " are both named '" + name + "' " + place() + ". Rename one of the two.");
            }
        }
        checkKnown(csv.types.keySet(), "type", places.keySet());
        checkKnown(csv.roles.keySet(), "role", places.keySet());
        columns = names.stream()
                .map(name -> new RawColumn(name, csv.types.get(name), csv.missing, this::place))
                .toArray(RawColumn[]::new);
        inHeader = false;
    }

    private void checkKnown(Set<String> wanted, String what, Set<String> known) {
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw new DataException("Expected a column '" + name + "', since its " + what + " is given, but "
                        + csv.file + " has none. " + Names.suggest(name, names));
            }
        }
    }

    /** The rows so far. Ends the reading: the cells are let go of, column by column. */
    Dataset dataset() {
        Queue<RawColumn> left = new ArrayDeque<>(List.of(columns));
        columns = new RawColumn[0];
        List<Column> done = new ArrayList<>();
        for (RawColumn next = left.poll(); next != null; next = left.poll()) {
            Column column = new ColumnMaker(next, csv.file.toString(), rows).column();
            done.add(column.withRole(csv.roles.getOrDefault(column.name(), Role.FEATURE)));
        }
        return Dataset.of(done);
    }
}
