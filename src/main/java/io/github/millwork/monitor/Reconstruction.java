package io.github.millwork.monitor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Whether rows still lie where those of the reference do: these are described by the few directions in which they vary most
 * (principal components, nine tenths of the variance), and it is measured how far rows are from what these can describe. A
 * relation between columns that breaks makes that larger, though each column may look as before.
 */
final class Reconstruction {
    private static final double KEPT = 0.9;
    private static final double FLOOR = 0.2;
    private static final double SURE = 0.01;
    private static final int SWEEPS = 60;

    /** Directions around a mean. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Space(double[] means, double[][] directions) {}

    private final Space space;
    private final double[] usual; // mean and variance of the errors of rows that had no part in the directions
    private final int rows;

    private Reconstruction(Space space, double[] usual, int rows) {
        this.space = space;
        this.usual = usual;
        this.rows = rows;
    }

    /**
     * Learns from rows of the reference. Every second row gives the directions, the others say how large errors usually are:
     * rows that lie in an order, such as by class, are in both.
     */
    static Reconstruction of(List<double[]> reference) {
        List<double[]> first = new ArrayList<>();
        List<double[]> second = new ArrayList<>();
        for (double[] row : reference) (first.size() > second.size() ? second : first).add(row);
        Space space = space(first);
        return new Reconstruction(space, moments(space, second), second.size());
    }

    Together compare(List<double[]> current) {
        double[] now = moments(space, current);
        double deviation = Math.sqrt(usual[1]);
        double size = deviation == 0 ? 0 : (now[0] - usual[0]) / deviation;
        double error = Math.sqrt(usual[1] / rows + now[1] / current.size());
        double p = error == 0 ? 1 : ChiSquare.normalTwoSided((now[0] - usual[0]) / error);
        return new Together("reconstruction", size, FLOOR, p, Math.abs(size) >= FLOOR && p < SURE);
    }

    private static double[] moments(Space space, List<double[]> rows) {
        double sum = 0;
        double squares = 0;
        for (double[] row : rows) {
            double error = error(space, row);
            sum += error;
            squares += error * error;
        }
        double mean = sum / rows.size();
        return new double[] {mean, Math.max(0, squares / rows.size() - mean * mean)};
    }

    /** What is left of a row when its part in each direction is taken away. */
    private static double error(Space space, double[] row) {
        double left = 0;
        double[] centred = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            centred[i] = row[i] - space.means[i];
            left += centred[i] * centred[i];
        }
        for (double[] direction : space.directions) {
            double part = 0;
            for (int i = 0; i < row.length; i++) part += direction[i] * centred[i];
            left -= part * part;
        }
        return Math.sqrt(Math.max(0, left));
    }

    private static Space space(List<double[]> rows) {
        int width = rows.get(0).length;
        double[] means = new double[width];
        for (double[] row : rows) for (int i = 0; i < width; i++) means[i] += row[i] / rows.size();
        double[][] covariance = new double[width][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) {
                    covariance[i][j] += (row[i] - means[i]) * (row[j] - means[j]) / rows.size();
                }
            }
        }
        for (int i = 0; i < width; i++) for (int j = 0; j < i; j++) covariance[j][i] = covariance[i][j];
        double[][] vectors = rotated(covariance);
        double all = 0;
        for (int i = 0; i < width; i++) all += covariance[i][i];
        Integer[] order = new Integer[width];
        for (int i = 0; i < width; i++) order[i] = i;
        Arrays.sort(order, Comparator.comparingDouble(i -> -covariance[i][i]));
        List<double[]> kept = new ArrayList<>();
        double sum = 0;
        for (int place = 0; place < width - 1 && sum < KEPT * all; place++) {
            int column = order[place];
            double[] direction = new double[width];
            for (int i = 0; i < width; i++) direction[i] = vectors[i][column];
            kept.add(direction);
            sum += covariance[column][column];
        }
        return new Space(means, kept.toArray(new double[0][]));
    }

    /** Jacobi's method: makes the matrix diagonal by rotations, and gives their product. */
    private static double[][] rotated(double[][] a) {
        int n = a.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) vectors[i][i] = 1;
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double off = 0;
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) off += a[p][q] * a[p][q];
            if (off < 1e-22) break;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) rotate(a, vectors, p, q);
            }
        }
        return vectors;
    }

    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) return;
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            a[k][p] = c * kp - s * a[k][q];
            a[k][q] = s * kp + c * a[k][q];
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            a[p][k] = c * pk - s * a[q][k];
            a[q][k] = s * pk + c * a[q][k];
            double kp = vectors[k][p];
            vectors[k][p] = c * kp - s * vectors[k][q];
            vectors[k][q] = s * kp + c * vectors[k][q];
        }
    }
}
