package io.github.millwork.monitor;

import io.github.millwork.data.Column;
import io.github.millwork.stage.ColumnProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as numbers for what looks at several columns at once: for each value the share of the reference that lies below it
 * and half of that in its cell, of levels in the order of their frequency, -1 where it is missing. So no column counts more
 * than another, and outliers do no harm. What came once counts as what never came ({@link RareLevels}).
 */
final class Encoded {
    private static final double MISSING = -1;

    private final double[][] places;

    Encoded(List<ColumnProfile> columns) {
        this.places = new double[columns.size()][];
        for (int i = 0; i < places.length; i++) {
            int[] cells = RareLevels.cells(columns.get(i));
            double[] shares = RareLevels.folded(columns.get(i), cells).shares();
            double[] own = new double[shares.length];
            double below = 0;
            for (int cell = 0; cell < shares.length; cell++) {
                own[cell] = below + shares[cell] / 2;
                below += shares[cell];
            }
            places[i] = Arrays.stream(cells).mapToDouble(cell -> own[cell]).toArray();
        }
    }

    double[] row(int[] cells) {
        double[] row = new double[places.length];
        for (int i = 0; i < row.length; i++) row[i] = cells[i] < 0 ? MISSING : places[i][cells[i]];
        return row;
    }

    List<double[]> rows(List<int[]> cells) {
        return cells.stream().map(this::row).toList();
    }

    /** Columns that a learner can be fitted to, and further ones of the rows. */
    static List<Column> columns(List<double[]> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; !rows.isEmpty() && i < rows.get(0).length; i++) {
            int column = i;
            columns.add(Column.numbers(
                    "x" + i, rows.stream().mapToDouble(row -> row[column]).toArray()));
        }
        return columns;
    }
}
