package io.github.millwork.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A matrix with a number in each cell and a shade behind it, such as a confusion matrix or correlations. Shades run from
 * zero to the largest number; negative numbers have another colour. Immutable.
 *
 * @param title what it shows; not blank
 * @param note more of that, in a sentence; empty for none
 * @param rowTitle what the rows are, such as {@code "truth"}
 * @param rows the name of each row
 * @param columnTitle what the columns are, such as {@code "predicted"}
 * @param columns the name of each column
 * @param values the numbers of each row
 * @param format how they are written
 * @param shadedByRow whether each row has shades of its own, up to its largest number
 */
public record Heatmap(
        String title,
        String note,
        String rowTitle,
        List<String> rows,
        String columnTitle,
        List<String> columns,
        List<List<Double>> values,
        Format format,
        boolean shadedByRow)
        implements Block {
    /**
     * Makes a matrix.
     *
     * @param title what it shows; not blank
     * @param note more of that, in a sentence; empty for none
     * @param rowTitle what the rows are
     * @param rows the name of each row; copied
     * @param columnTitle what the columns are
     * @param columns the name of each column; copied
     * @param values the numbers of each row; copied
     * @param format how they are written
     * @param shadedByRow whether each row has shades of its own
     * @throws IllegalArgumentException if the title is blank, or the numbers are not as many as rows times columns
     */
    public Heatmap {
        Check.title(title, "matrix");
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        values = values.stream().map(List::copyOf).toList();
        Check.length(values.size(), rows.size(), "rows of numbers", "name of a row");
        for (List<Double> row : values) Check.length(row.size(), columns.size(), "numbers in a row", "column");
    }

    /**
     * Makes a matrix of counts.
     *
     * @param title what it shows; not blank
     * @param rows the name of each row
     * @param columns the name of each column
     * @param values the numbers, first by row; copied
     * @return the matrix
     * @throws IllegalArgumentException if the title is blank, or the numbers are not as many as rows times columns
     */
    public static Heatmap of(String title, List<String> rows, List<String> columns, double[][] values) {
        List<List<Double>> boxed = new ArrayList<>();
        for (double[] row : values) boxed.add(Check.boxed(row));
        return new Heatmap(title, "", "", rows, "", columns, boxed, Format.count(), false);
    }

    /**
     * Says what rows and columns are.
     *
     * @param rowTitle such as {@code "truth"}
     * @param columnTitle such as {@code "predicted"}
     * @return a matrix with those titles
     */
    public Heatmap titles(String rowTitle, String columnTitle) {
        return new Heatmap(title, note, rowTitle, rows, columnTitle, columns, values, format, shadedByRow);
    }

    /**
     * Sets the format.
     *
     * @param format how the numbers are written
     * @return a matrix with that format
     */
    public Heatmap format(Format format) {
        return new Heatmap(title, note, rowTitle, rows, columnTitle, columns, values, format, shadedByRow);
    }

    /** {@return the matrix with shades of its own in each row, so that rare classes are seen as well as frequent ones} */
    public Heatmap shadeByRow() {
        return new Heatmap(title, note, rowTitle, rows, columnTitle, columns, values, format, true);
    }

    /**
     * Sets the note.
     *
     * @param note more of what is shown, in a sentence
     * @return a matrix with that note
     */
    public Heatmap note(String note) {
        return new Heatmap(title, note, rowTitle, rows, columnTitle, columns, values, format, shadedByRow);
    }
}
