package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Linear regression with L2 regularization in one pass over the rows, by its normal equations, and a second pass that corrects
 * what was lost in squaring. What is minimised is {@code |w|^2 / 2 + cost * (sum of squared errors)}, the intercept among the
 * weights, so the matrix is {@code X'X + I / (2 cost)}. Sums are taken in blocks of rows whose number depends on the rows and
 * features alone, so that threads change no bit. Used once.
 */
final class NormalEquations {
    private static final int MOST_FEATURES = 1000;
    private static final int ROWS_A_BLOCK = 2048;
    private static final int MOST_BLOCKS = 16;

    /** How many numbers the matrices of all blocks may have together. */
    private static final int MOST_NUMBERS = 4_000_000;

    private final FeatureMatrix features;
    private final double[] target;
    private final double penalty;
    private final FitContext context;
    private final int size;
    private final int blocks;

    private NormalEquations(FeatureMatrix features, double[] target, double cost, FitContext context) {
        this.features = features;
        this.target = target;
        this.penalty = 1 / (2 * cost);
        this.context = context;
        this.size = features.dimension() + 1;
        int affordable = Math.max(1, MOST_NUMBERS / (size * size));
        this.blocks = Math.max(1, Math.min(Math.min(MOST_BLOCKS, affordable), features.rows() / ROWS_A_BLOCK));
    }

    /**
     * Learns a number.
     *
     * @param data the training rows, which all count the same
     * @param cost how much the errors count against the size of the weights
     * @param context threads and cancellation
     * @return the model; null where there are too many features, or numbers are too large
     */
    static @Nullable LinearModel<Regression> fit(TrainingData data, double cost, FitContext context) {
        int dimension = data.features().dimension();
        if (dimension < 1 || dimension > MOST_FEATURES) return null;
        StandardTarget target = StandardTarget.of(data);
        double[] weights = new NormalEquations(data.features(), target.values(), cost, context).weights();
        if (weights == null) return null;
        return target.model(Arrays.copyOf(weights, dimension), weights[dimension], data);
    }

    /** {@return the weight of each feature, and then the intercept} */
    private double @Nullable [] weights() {
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
        for (int i = 0; i < size; i++) matrix[i * size + i] += penalty;
        Cholesky equations = Cholesky.of(matrix, size);
        if (equations == null) return null;
        double[] weights = equations.solve(right);
        double[] rest = sums((from, to, sums, block) -> addErrors(weights, from, to, sums));
        for (int i = 0; i < size; i++) rest[i] -= penalty * weights[i];
        double[] correction = equations.solve(rest);
        for (int i = 0; i < size; i++) weights[i] += correction[i];
        return Arrays.stream(weights).allMatch(Double::isFinite) ? weights : null;
    }

    /** Adds something of the rows from one to before another. */
    private interface Sum {
        void add(int from, int to, double[] sums, int block);
    }

    private double[] sums(Sum sum) {
        double[][] parts = new double[blocks][size];
        context.workers().tasks(blocks, block -> {
            context.checkCancelled();
            int from = (int) ((long) features.rows() * block / blocks);
            int to = (int) ((long) features.rows() * (block + 1) / blocks);
            sum.add(from, to, parts[block], block);
        });
        double[] all = parts[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i < size; i++) all[i] += parts[block][i];
        }
        return all;
    }

    /** Adds the products of each two features; the intercept counts as a feature that is always 1. */
    private void addSquares(int from, int to, double[] matrix) {
        int last = (size - 1) * size;
        for (int row = from; row < to; row++) {
            int begin = features.start(row);
            int end = features.start(row + 1);
            for (int entry = begin; entry < end; entry++) {
                double value = features.value(entry);
                int line = features.index(entry) * size;
                for (int other = begin; other <= entry; other++) {
                    matrix[line + features.index(other)] += value * features.value(other);
                }
                matrix[last + features.index(entry)] += value;
            }
        }
        matrix[last + size - 1] += to - from;
    }

    /** Adds the products of each feature with what some weights leave of the target. */
    private void addErrors(double[] weights, int from, int to, double[] sums) {
        for (int row = from; row < to; row++) {
            int end = features.start(row + 1);
            double error = target[row] - weights[size - 1];
            for (int entry = features.start(row); entry < end; entry++) {
                error -= weights[features.index(entry)] * features.value(entry);
            }
            for (int entry = features.start(row); entry < end; entry++) {
                sums[features.index(entry)] += error * features.value(entry);
            }
            sums[size - 1] += error;
        }
    }
}
