package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;

/**
 * The quadratic approximation of a logistic loss by some of its weights, as a matrix of second derivatives: coordinate descent
 * then costs as many products as there are weights, however many rows there are. Sums are taken in blocks of rows whose number
 * depends on the data alone, so that threads change no bit.
 *
 * @param size how many weights there are
 * @param matrix the second derivatives, row after row
 */
record LogisticQuadratic(int size, double[] matrix) {
    /** With more, the matrix would take too much memory and time. */
    static final int MOST_WEIGHTS = 1024;

    private static final int ROWS_A_BLOCK = 2048;
    private static final int MOST_BLOCKS = 16;

    /**
     * Adds up the second derivatives of the losses.
     *
     * @param features the features of the rows
     * @param costs how much the loss of each row counts
     * @param probabilities for each sum those of the rows
     * @param places for each feature, and last the intercept, and each sum the place of its weight, ascending; -1 for none
     * @param size how many places there are
     * @param context threads
     */
    static LogisticQuadratic of(
            FeatureMatrix features,
            double[] costs,
            double[][] probabilities,
            int[][] places,
            int size,
            FitContext context) {
        int blocks = Math.max(1, Math.min(MOST_BLOCKS, features.rows() / ROWS_A_BLOCK));
        double[][] parts = new double[blocks][size * size];
        context.workers().tasks(blocks, block -> {
            int from = (int) ((long) features.rows() * block / blocks);
            int to = (int) ((long) features.rows() * (block + 1) / blocks);
            Row row = new Row(places, size, probabilities);
            for (int i = from; i < to; i++) {
                row.read(features, i);
                row.add(costs[i], parts[block]);
            }
        });
        double[] matrix = parts[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i < matrix.length; i++) matrix[i] += parts[block][i];
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j];
        }
        return new LogisticQuadratic(size, matrix);
    }

    /** What a row holds for the weights in question. */
    private static final class Row {
        private final int[][] places;
        private final int size;
        private final double[][] probabilities;
        private final int[] held;
        private final int[] sums;
        private final double[] values;
        private final double[] shares; // values times probabilities
        private int count;

        Row(int[][] places, int size, double[][] probabilities) {
            this.places = places;
            this.size = size;
            this.probabilities = probabilities;
            this.held = new int[size];
            this.sums = new int[size];
            this.values = new double[size];
            this.shares = new double[size];
        }

        void read(FeatureMatrix features, int row) {
            count = 0;
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                hold(places[features.index(entry)], features.value(entry), row);
            }
            hold(places[features.dimension()], 1, row);
        }

        private void hold(int[] ofFeature, double value, int row) {
            for (int k = 0; k < ofFeature.length; k++) {
                if (ofFeature[k] < 0) continue;
                held[count] = ofFeature[k];
                sums[count] = k;
                values[count] = value;
                shares[count++] = value * probabilities[k][row];
            }
        }

        void add(double cost, double[] matrix) {
            for (int one = 0; one < count; one++) {
                int line = held[one] * size;
                double times = cost * shares[one];
                for (int other = 0; other <= one; other++) {
                    double value = sums[one] == sums[other] ? values[other] - shares[other] : -shares[other];
                    matrix[line + held[other]] += times * value;
                }
            }
        }
    }

    /**
     * Looks for the weights where the approximation and the penalty together are least.
     *
     * @param at the weights, which are changed
     * @param slopes the slope by each where they begin, which is kept up
     * @param l1 how much the absolute value of each counts
     * @param l2 how much half of the square of each counts; its slope is in the slopes
     * @param end the norm of the smallest slope where it ends
     * @param sweeps how many times it goes through the weights at most
     */
    void minimise(double[] at, double[] slopes, double[] l1, double[] l2, double end, int sweeps) {
        double squares = Double.POSITIVE_INFINITY;
        for (int sweep = 0; sweep < sweeps && Math.sqrt(squares) > end; sweep++) {
            squares = 0;
            for (int i = 0; i < size; i++) {
                double off = LogisticCoordinates.smallest(slopes[i], at[i], l1[i]);
                if (off == 0) continue;
                squares += off * off;
                double curvature = Math.max(LogisticCoordinates.FLAT, matrix[i * size + i]) + l2[i];
                double better = LogisticCoordinates.better(at[i], slopes[i], curvature, l1[i]);
                double change = better - at[i];
                at[i] = better;
                slopes[i] += l2[i] * change;
                int line = i * size;
                for (int j = 0; j < size; j++) slopes[j] += change * matrix[line + j];
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogisticQuadratic that && Arrays.equals(matrix, that.matrix);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(matrix);
    }

    @Override
    public String toString() {
        return size + " weights";
    }
}
