package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;

/**
 * Least squares with L2 regularization in one pass over the rows, by the normal equations of centred features, and a second
 * pass that corrects what was lost in squaring. Sums are taken in blocks of rows whose number depends on the rows and
 * features alone, so that threads change no bit. Used once.
 */
final class NormalEquations {
    private static final int ROWS_A_BLOCK = 2048;
    private static final int MOST_BLOCKS = 16;

    /** How many numbers the matrices of all blocks may have together. */
    private static final int MOST_NUMBERS = 4_000_000;

    /**
     * What is added to the variance of each feature, as a share of it: far above what rounding does to a sum of products, so
     * that features which are sums of others share their weight instead of making the equations singular, and far below
     * what is seen in a weight elsewhere.
     */
    private static final double LEAST = 1e-10;

    private final CentredFeatures centred;
    private final FeatureMatrix features;
    private final double[] target;
    private final double[] penalties;
    private final FitContext context;
    private final int size;
    private final int blocks;

    /**
     * Takes what is to be solved.
     *
     * @param centred the features
     * @param target of each row
     * @param penalties on the square of the weight of each feature
     * @param context threads and cancellation
     */
    NormalEquations(CentredFeatures centred, double[] target, double[] penalties, FitContext context) {
        this.centred = centred;
        this.features = centred.features();
        this.target = target;
        this.context = context;
        this.size = centred.size();
        this.penalties = new double[size];
        for (int i = 0; i < size; i++) this.penalties[i] = penalties[i] + LEAST * centred.variance(i);
        int affordable = Math.max(1, MOST_NUMBERS / (size * size));
        this.blocks = Math.max(1, Math.min(Math.min(MOST_BLOCKS, affordable), features.rows() / ROWS_A_BLOCK));
    }

    /**
     * {@return the weight of each feature; 0 of one that is constant}
     *
     * @throws DataException if numbers are too large
     */
    double[] weights() {
        double[][] matrices = new double[blocks][size * size];
        double[] none = new double[size];
        double[] right = sums((from, to, sums, block) -> {
            addSquares(from, to, matrices[block]);
            addErrors(none, from, to, sums);
        });
        double[] matrix = matrices[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i < matrix.length; i++) matrix[i] += matrices[block][i];
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) matrix[i * size + j] -= centred.mean(i) * centred.mean(j);
            matrix[i * size + i] = centred.variance(i) + penalties[i];
        }
        for (int i = 0; i < size; i++) if (centred.variance(i) == 0) leaveOut(i, matrix);
        Cholesky equations = Cholesky.of(matrix, size);
        if (equations == null) throw TrainingRows.tooLarge();
        double[] weights = equations.solve(right);
        double[] rest = sums((from, to, sums, block) -> addErrors(weights, from, to, sums));
        for (int i = 0; i < size; i++) rest[i] -= penalties[i] * weights[i];
        double[] correction = equations.solve(rest);
        for (int i = 0; i < size; i++) weights[i] = centred.variance(i) == 0 ? 0 : weights[i] + correction[i];
        if (!Arrays.stream(weights).allMatch(Double::isFinite)) throw TrainingRows.tooLarge();
        return weights;
    }

    private void leaveOut(int feature, double[] matrix) {
        for (int j = 0; j < feature; j++) matrix[feature * size + j] = 0;
        for (int i = feature + 1; i < size; i++) matrix[i * size + feature] = 0;
        matrix[feature * size + feature] = 1;
    }

    /** Adds something of the rows from one to before another. */
    private interface Sum {
        void add(int from, int to, double[] sums, int block);
    }

    /** Sums of centred features: with each, what a constant for all rows would add is taken off again. */
    private double[] sums(Sum sum) {
        double[][] parts = new double[blocks][size + 1];
        context.workers().tasks(blocks, block -> {
            context.checkCancelled();
            int from = (int) ((long) features.rows() * block / blocks);
            int to = (int) ((long) features.rows() * (block + 1) / blocks);
            sum.add(from, to, parts[block], block);
        });
        double[] all = parts[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i <= size; i++) all[i] += parts[block][i];
        }
        double[] centredSums = Arrays.copyOf(all, size);
        for (int i = 0; i < size; i++) centredSums[i] -= all[size] * centred.mean(i);
        return centredSums;
    }

    /** Adds the products of each two features. */
    private void addSquares(int from, int to, double[] matrix) {
        for (int row = from; row < to; row++) {
            int begin = features.start(row);
            int end = features.start(row + 1);
            for (int entry = begin; entry < end; entry++) {
                double value = centred.share(row) * centred.value(entry);
                int line = features.index(entry) * size;
                for (int other = begin; other < entry; other++) {
                    matrix[line + features.index(other)] += value * centred.value(other);
                }
            }
        }
    }

    /** Adds the products of each feature with what some weights leave of the target, and last these errors. */
    private void addErrors(double[] weights, int from, int to, double[] sums) {
        double common = 0;
        for (int i = 0; i < size; i++) common += weights[i] * centred.mean(i);
        for (int row = from; row < to; row++) {
            int end = features.start(row + 1);
            double error = target[row] + common;
            for (int entry = features.start(row); entry < end; entry++) {
                error -= weights[features.index(entry)] * centred.value(entry);
            }
            double counted = centred.share(row) * error;
            for (int entry = features.start(row); entry < end; entry++) {
                sums[features.index(entry)] += counted * centred.value(entry);
            }
            sums[size] += counted;
        }
    }
}
