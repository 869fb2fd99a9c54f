package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The features that a selection chooses among: columns of numbers, and each dimension of vectors, in order. Vectors are turned
 * round once, so that the cells of a dimension are at hand.
 */
final class Candidates {
    private final List<Column> columns;
    private final List<Turned> vectors =
            new ArrayList<>(); // one for each column; of a column of numbers without entries
    private final int[] owners;
    private final int[] places;

    /** The entries of a column of vectors, dimension after dimension. */
    private record Turned(int[] starts, int[] rows, double[] values) {
        static Turned of(Column column) {
            int[] starts = new int[column.dimensions().size() + 1];
            for (int row = 0; row < column.size(); row++) {
                SparseVector vector = column.vector(row);
                for (int i = 0; i < vector.size(); i++) starts[vector.index(i) + 1]++;
            }
            for (int i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
            int[] next = starts.clone();
            int[] rows = new int[starts[starts.length - 1]];
            double[] values = new double[rows.length];
            for (int row = 0; row < column.size(); row++) {
                SparseVector vector = column.vector(row);
                for (int i = 0; i < vector.size(); i++) {
                    int at = next[vector.index(i)]++;
                    rows[at] = row;
                    values[at] = vector.value(i);
                }
            }
            return new Turned(starts, rows, values);
        }
    }

    Candidates(List<Column> columns) {
        this.columns = columns;
        List<int[]> all = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            boolean vector = columns.get(c).type() == VECTOR;
            vectors.add(vector ? Turned.of(columns.get(c)) : new Turned(new int[0], new int[0], new double[0]));
            int width = vector ? columns.get(c).dimensions().size() : 1;
            for (int place = 0; place < width; place++) all.add(new int[] {c, place});
        }
        owners = all.stream().mapToInt(pair -> pair[0]).toArray();
        places = all.stream().mapToInt(pair -> pair[1]).toArray();
    }

    int size() {
        return owners.length;
    }

    /** The column that a feature is of. */
    Column column(int feature) {
        return columns.get(owners[feature]);
    }

    /** The cells of a feature, row by row. */
    double[] cells(int feature) {
        Column column = column(feature);
        if (column.type() != VECTOR) return column.toDoubles();
        double[] cells = new double[column.size()];
        Turned vector = vectors.get(owners[feature]);
        for (int i = vector.starts[places[feature]]; i < vector.starts[places[feature] + 1]; i++) {
            cells[vector.rows[i]] = vector.values[i];
        }
        return cells;
    }

    /** Keeps these features, and of each column none else. */
    KeptFeatures keep(int[] features) {
        int[] ascending = Arrays.stream(features).sorted().toArray();
        List<KeptFeatures.Kept> kept = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            int own = c;
            Column column = columns.get(c);
            int[] chosen = Arrays.stream(ascending)
                    .filter(feature -> owners[feature] == own)
                    .map(feature -> places[feature])
                    .toArray();
            List<String> names = Arrays.stream(chosen)
                    .mapToObj(place ->
                            column.type() == VECTOR ? column.dimensions().get(place) : column.name())
                    .toList();
            kept.add(new KeptFeatures.Kept(column.name(), column.type(), names, chosen));
        }
        return new KeptFeatures(kept);
    }
}
