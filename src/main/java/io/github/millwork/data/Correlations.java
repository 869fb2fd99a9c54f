package io.github.millwork.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Pearson's correlation of each pair of columns whose cells are numbers, over the rows in which neither is missing. Immutable.
 */
public final class Correlations {
    private final List<String> names;
    private final double[][] values;

    private Correlations(List<String> names, double[][] values) {
        this.names = names;
        this.values = values;
    }

    static Correlations of(Dataset data) {
        List<Column> columns = data.columns().stream()
                .filter(column -> column.type().isNumeric() || column.type() == ColumnType.BOOLEAN)
                .toList();
        List<double[]> cells = new ArrayList<>();
        columns.forEach(column -> cells.add(column.toDoubles()));
        double[][] values = new double[columns.size()][columns.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j <= i; j++) {
                values[i][j] = pearson(cells.get(i), cells.get(j));
                values[j][i] = values[i][j];
            }
        }
        return new Correlations(columns.stream().map(Column::name).toList(), values);
    }

    /** In two passes, which loses no digits to a large mean; NaN where fewer than two rows or no variance are left. */
    static double pearson(double[] x, double[] y) {
        int count = 0;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i]) || Double.isNaN(y[i])) continue;
            count++;
            meanX += (x[i] - meanX) / count;
            meanY += (y[i] - meanY) / count;
        }
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(x[i]) || Double.isNaN(y[i])) continue;
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        if (count < 2 || xx == 0 || yy == 0) return Double.NaN;
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
    }

    /** {@return the names of the columns} */
    public List<String> names() {
        return names;
    }

    /**
     * {@return the correlation of two columns; NaN where one of them is constant or fewer than two rows have both}
     *
     * @param first the name of a column
     * @param second the name of another, or the same
     * @throws DataException if there is none of that name whose cells are numbers
     */
    public double of(String first, String second) {
        return values[place(first)][place(second)];
    }

    private int place(String name) {
        int place = names.indexOf(name);
        if (place >= 0) return place;
        throw new DataException(
                "Expected a column '" + name + "' of numbers but there is none. " + Names.suggest(name, names));
    }

    /** {@return the correlations as a table} */
    @Override
    public String toString() {
        String[] header = new String[names.size() + 1];
        header[0] = "column";
        for (int i = 0; i < names.size(); i++) header[i + 1] = names.get(i);
        TextTable table = new TextTable(header);
        table.alignRight(1, header.length);
        for (int i = 0; i < names.size(); i++) {
            String[] row = new String[header.length];
            row[0] = names.get(i);
            for (int j = 0; j < names.size(); j++) {
                double value = values[i][j];
                row[j + 1] = Double.isNaN(value) ? "" : String.format(java.util.Locale.ROOT, "%.3f", value);
            }
            table.row(row);
        }
        return table.toString();
    }
}
