package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A table. Columns of numbers are aligned to the right; the first column names the row if it is text. Immutable.
 *
 * @param caption what it shows; empty for none
 * @param columns the columns
 * @param rows the rows
 */
public record Table(String caption, List<Column> columns, List<Row> rows) implements Block {
    /**
     * A column.
     *
     * @param name its heading
     * @param numeric whether it holds numbers
     * @param format how numbers in it are written
     */
    public record Column(String name, boolean numeric, Format format) {}

    /**
     * A row: the text of its cells.
     *
     * @param cells a cell for each column
     * @param highlighted whether it stands out
     */
    public record Row(List<String> cells, boolean highlighted) {
        /**
         * Makes a row.
         *
         * @param cells a cell for each column; copied
         * @param highlighted whether it stands out
         */
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Makes a table.
     *
     * @param caption what it shows; empty for none
     * @param columns the columns; copied
     * @param rows the rows; copied
     * @throws IllegalArgumentException if there is no column, or a row has not one cell for each
     */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one column but found none. Name the columns.");
        }
        for (Row row : rows) Check.length(row.cells().size(), columns.size(), "cells", "column");
    }

    /**
     * Makes a table without rows.
     *
     * @param columns the columns, as {@link #text} and {@link #number} make them
     * @return the table
     * @throws IllegalArgumentException if there is no column
     */
    public static Table of(Column... columns) {
        return new Table("", List.of(columns), List.of());
    }

    /**
     * Makes a column of text.
     *
     * @param name its heading
     * @return the column
     */
    public static Column text(String name) {
        return new Column(name, false, Format.plain());
    }

    /**
     * Makes a column of numbers in the plain format.
     *
     * @param name its heading
     * @return the column
     */
    public static Column number(String name) {
        return number(name, Format.plain());
    }

    /**
     * Makes a column of numbers.
     *
     * @param name its heading
     * @param format how they are written
     * @return the column
     */
    public static Column number(String name, Format format) {
        return new Column(name, true, format);
    }

    /**
     * Sets the caption.
     *
     * @param caption what the table shows
     * @return a table with that caption
     */
    public Table caption(String caption) {
        return new Table(caption, columns, rows);
    }

    /**
     * Adds a row.
     *
     * @param cells a cell for each column: a {@link Number}, written in the format of the column, or anything else, written
     *     by its {@code toString}; an empty string where there is nothing to say
     * @return a table with that row too
     * @throws IllegalArgumentException if there are not as many cells as columns
     */
    public Table row(Object... cells) {
        return row(false, cells);
    }

    /**
     * Adds a row that stands out, such as the winner of a comparison.
     *
     * @param cells as of {@link #row(Object...)}
     * @return a table with that row too
     * @throws IllegalArgumentException if there are not as many cells as columns
     */
    public Table highlightedRow(Object... cells) {
        return row(true, cells);
    }

    private Table row(boolean highlighted, Object... cells) {
        Check.length(cells.length, columns.size(), "cells", "column");
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            shown.add(
                    cell instanceof Number number
                            ? columns.get(i).format().text(number.doubleValue())
                            : cell.toString());
        }
        List<Row> more = new ArrayList<>(rows);
        more.add(new Row(shown, highlighted));
        return new Table(caption, columns, Collections.unmodifiableList(more));
    }
}
