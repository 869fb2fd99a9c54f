package io.github.millwork.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** A plain-text table with aligned columns, for what {@code toString} of schemas, datasets and evaluations shows. */
public final class TextTable {
    private static final int WIDEST = 60;

    private final List<String[]> rows = new ArrayList<>();
    private final BitSet right = new BitSet();

    /**
     * Makes a table without rows.
     *
     * @param header the name of each column
     */
    public TextTable(String... header) {
        row(header);
    }

    /**
     * Aligns columns to the right, as numbers are read; the others stay on the left.
     *
     * @param from the first of them, from 0
     * @param to the one after the last
     */
    public void alignRight(int from, int to) {
        right.set(from, to);
    }

    /**
     * Adds a row.
     *
     * @param cells a cell for each column; shown on one line and cut off after 60 characters
     */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(TextTable::shown).toArray(String[]::new));
    }

    private static String shown(String cell) {
        int end = WIDEST - 3;
        // A character of two chars is not cut in half.
        if (cell.length() > WIDEST && Character.isHighSurrogate(cell.charAt(end - 1))) end--;
        String start = cell.length() <= WIDEST ? cell : cell.substring(0, end) + "...";
        return start.replaceAll("\\R|\\p{Cntrl}", " ");
    }

    /** {@return the header and the rows, one a line} */
    @Override
    public String toString() {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) widths[i] = Math.max(widths[i], row[i].length());
        }
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String space = " ".repeat(widths[i] - row[i].length());
                line.append(right.get(i) ? space + row[i] : row[i] + space).append("  ");
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing();
    }
}
