package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import java.util.List;

/**
 * The means of some columns, and for each two of them the sum of the products of what is left without the means. Sums are
 * compensated from block to block (Neumaier 1974), so that the order of the rows does not show beyond the last digits. Not to
 * be changed.
 *
 * @param means the mean of each column
 * @param products for each two columns the sum over the rows; symmetric
 */
public record Moments(double[] means, double[][] products) {
    private static final int BLOCK = 256;

    /**
     * Adds up columns.
     *
     * @param names the names of the columns, for the message
     * @param columns the cells of each column, at least one row, none missing
     * @return the means and products
     * @throws DataException if numbers are so large that their products cannot be added up
     */
    public static Moments of(List<String> names, double[][] columns) {
        int width = columns.length;
        double[] means = new double[width];
        for (int i = 0; i < width; i++) means[i] = Statistics.mean(columns[i]);
        double[][] sums = new double[width][width];
        double[][] lost = new double[width][width];
        double[][] block = new double[width][width];
        double[] row = new double[width];
        int rows = width == 0 ? 0 : columns[0].length;
        for (int begin = 0; begin < rows; begin += BLOCK) {
            for (int at = begin; at < Math.min(rows, begin + BLOCK); at++) {
                for (int i = 0; i < width; i++) row[i] = columns[i][at] - means[i];
                addSquare(row, block);
            }
            for (int i = 0; i < width; i++) addTo(sums[i], lost[i], block[i], i + 1);
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                sums[i][j] += lost[i][j];
                sums[j][i] = sums[i][j];
            }
            if (!Double.isFinite(sums[i][i])) {
                throw new DataException("Expected numbers whose squares can be added up but those in '" + names.get(i)
                        + "' are too large. Scale them, or leave the column out.");
            }
        }
        return new Moments(means, sums);
    }

    /** The lower half of the products of a row; a plain loop over neighbours, which compilers vectorise. */
    private static void addSquare(double[] row, double[][] block) {
        for (int i = 0; i < row.length; i++) {
            double cell = row[i];
            double[] into = block[i];
            for (int j = 0; j <= i; j++) into[j] += cell * row[j];
        }
    }

    private static void addTo(double[] sums, double[] lost, double[] block, int count) {
        for (int j = 0; j < count; j++) {
            double term = block[j];
            double next = sums[j] + term;
            lost[j] += Math.abs(sums[j]) >= Math.abs(term) ? (sums[j] - next) + term : (term - next) + sums[j];
            sums[j] = next;
            block[j] = 0;
        }
    }
}
