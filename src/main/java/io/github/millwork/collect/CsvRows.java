package io.github.millwork.collect;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes the cells of a CSV file where they lie in the parser's buffer: the header first, then row by row. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<CsvRows> {
    /** The most characters a header may have, so that a huge file without line breaks does not fill the memory. */
    private static final int LONGEST_HEADER = 1 << 22;

    private static final int MOST_CELLS = 1 << 22; // of a line, for the same reason

    private final String file;
    private final RawTable table;
    private final char delimiter;
    private final List<String> names = new ArrayList<>();
    private RawColumn[] columns = new RawColumn[0];
    private int headerLength;
    private boolean inHeader = true;
    private int slot;

    CsvRows(String file, RawTable table, char delimiter) {
        this.file = file;
        this.table = table;
        this.delimiter = delimiter;
        table.at(this::place);
    }

    /** Where the parser is, for messages. */
    String place() {
        return "in line " + getStartingLineNumber() + " of " + file;
    }

    boolean isEmpty() {
        return inHeader;
    }

    @Override
    protected void handleField(int column, char[] text, int offset, int length, boolean quoted) {
        if (!inHeader && column == 0) slot = table.beginRow();
        if (inHeader) name(text, offset, length);
        else if (column < columns.length && slot >= 0) columns[column].set(slot, text, offset, length);
        else if (column >= MOST_CELLS) throw ragged("more than " + MOST_CELLS);
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
            table.endRow(columns.length);
        } else {
            throw ragged(Integer.toString(getFieldCount()));
        }
    }

    private DataException ragged(String found) {
        return new DataException("Expected " + columns.length + " cells, as many as the header has, but found " + found
                + " " + place() + ". Repair the line, or quote cells that hold "
                + (delimiter == '\t' ? "a tab" : "'" + delimiter + "'") + " or a line break.");
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
        if (table.hasColumns()) checkAgree(places.keySet());
        columns = names.stream().map(name -> table.get(table.column(name))).toArray(RawColumn[]::new);
        table.checkKnown(file);
        inHeader = false;
    }

    /** Files that are read together have the same columns, in any order. */
    private void checkAgree(Set<String> found) {
        for (String name : table.names()) {
            if (!found.contains(name)) {
                throw new DataException("Expected the columns of the files before but '" + name + "' is absent "
                        + place() + ". " + Names.suggest(name, found));
            }
        }
        for (String name : found) {
            if (!table.names().contains(name)) {
                throw new DataException("Expected the columns of the files before but '" + name + "' is new " + place()
                        + ". Read that file apart, and put both together with union.");
            }
        }
    }
}
