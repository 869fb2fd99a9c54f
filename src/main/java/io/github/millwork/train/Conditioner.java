package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers to search among instead of weights, in which the loss curves about alike in all directions. Where all sums of a row
 * are zero, the second derivatives of a multinomial loss are those of one sum, for each (Böhning 1992): products of the
 * features times a common factor. With Cholesky's factor of them, and of the penalty, the weights are {@code L^-T v}. Where
 * that would take longer than it saves, as for wide rows, only the squares of the features count.
 */
final class Conditioner {
    private static final int MOST_FEATURES = 512;

    /** How many passes over the rows the products may cost. */
    private static final int PASSES = 10;

    private static final int ROWS_A_BLOCK = 2048;
    private static final int MOST_BLOCKS = 16;

    private final int sums;
    private final int size;
    private final double[] scales;
    private final double @Nullable [] factor;

    private Conditioner(int sums, double[] scales, double @Nullable [] factor) {
        this.sums = sums;
        this.size = scales.length;
        this.scales = scales;
        this.factor = factor;
    }

    /**
     * Looks at the rows.
     *
     * @param features their features
     * @param costs how much the loss of each counts
     * @param sums how many sums each has
     * @param context threads
     * @throws io.github.millwork.data.DataException if squares are too large for a number
     */
    static Conditioner of(FeatureMatrix features, double[] costs, int sums, FitContext context) {
        double curvature = sums == 1 ? 0.25 : (1 - 1.0 / sums) / sums;
        int dimension = features.dimension();
        double[] squares = new double[dimension + 1];
        double pairs = 0;
        for (int row = 0; row < costs.length; row++) {
            double held = features.start(row + 1) - features.start(row);
            pairs += held * held / 2;
            squares[dimension] += costs[row] * curvature;
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                double value = features.value(entry);
                squares[features.index(entry)] += costs[row] * curvature * value * value;
            }
        }
        double all = 0;
        for (int i = 0; i <= dimension; i++) {
            all += squares[i];
            squares[i] = Math.sqrt(squares[i] + (i < dimension ? 1 : 0));
        }
        if (!Double.isFinite(all * all)) throw TrainingRows.tooLarge();
        double entries = features.start(features.rows());
        boolean quick = dimension <= MOST_FEATURES
                && pairs <= PASSES * 2.0 * sums * entries
                && (double) dimension * dimension <= 2 * entries;
        double[] factor = quick ? factor(features, costs, curvature, context) : null;
        return new Conditioner(sums, squares, factor);
    }

    private static double @Nullable [] factor(
            FeatureMatrix features, double[] costs, double curvature, FitContext context) {
        int size = features.dimension() + 1;
        int blocks = Math.max(1, Math.min(MOST_BLOCKS, features.rows() / ROWS_A_BLOCK));
        double[][] parts = new double[blocks][size * size];
        context.workers().tasks(blocks, block -> {
            int from = (int) ((long) features.rows() * block / blocks);
            int to = (int) ((long) features.rows() * (block + 1) / blocks);
            for (int row = from; row < to; row++) products(features, row, costs[row] * curvature, parts[block]);
        });
        double[] matrix = parts[0];
        for (int block = 1; block < blocks; block++) {
            for (int i = 0; i < matrix.length; i++) matrix[i] += parts[block][i];
        }
        for (int i = 0; i < size - 1; i++) matrix[i * size + i] += 1;
        Cholesky found = Cholesky.of(matrix, size);
        return found == null ? null : found.factors();
    }

    private static void products(FeatureMatrix features, int row, double times, double[] matrix) {
        int last = features.dimension();
        int size = last + 1;
        int begin = features.start(row);
        int end = features.start(row + 1);
        for (int entry = begin; entry < end; entry++) {
            double product = times * features.value(entry);
            int line = features.index(entry) * size;
            for (int other = begin; other <= entry; other++) {
                matrix[line + features.index(other)] += product * features.value(other);
            }
            matrix[last * size + features.index(entry)] += product;
        }
        matrix[last * size + last] += times;
    }

    /** Turns numbers into weights. */
    void weights(double[] numbers, double[] weights) {
        System.arraycopy(numbers, 0, weights, 0, numbers.length);
        if (factor == null) {
            divide(weights);
            return;
        }
        for (int i = size - 1; i >= 0; i--) {
            divide(weights, i, factor[i * size + i]);
            for (int j = 0; j < i; j++) subtract(weights, j, factor[i * size + j], i);
        }
    }

    /** Turns the slope by weights into that by numbers, in its place. */
    void slope(double[] slope) {
        if (factor == null) {
            divide(slope);
            return;
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) subtract(slope, i, factor[i * size + j], j);
            divide(slope, i, factor[i * size + i]);
        }
    }

    private void divide(double[] numbers) {
        for (int i = 0; i < size; i++) divide(numbers, i, scales[i]);
    }

    private void divide(double[] numbers, int at, double by) {
        for (int k = at * sums; k < (at + 1) * sums; k++) numbers[k] /= by;
    }

    private void subtract(double[] numbers, int from, double times, int what) {
        if (times == 0) return;
        int to = from * sums;
        int of = what * sums;
        for (int k = 0; k < sums; k++) numbers[to + k] -= times * numbers[of + k];
    }

    @Override
    public String toString() {
        return size + (factor == null ? " scales" : " directions") + " of " + Arrays.toString(scales);
    }
}
