package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;

/**
 * Logistic regression of any number of classes by L-BFGS on rows of any width: it minimises {@code |w|^2 / 2 + (sum of cost
 * times log loss)}, without a penalty of intercepts. The search goes over numbers of which the weights are sums, chosen so
 * that features of unlike scales, or that go together, do not make it slow ({@link Conditioner}). Losses and slopes are added up
 * in blocks of rows whose number depends on the data alone, so that threads change no bit. Used once.
 *
 * <p>Weights lie feature after feature, the intercepts last, with one number for each sum: those of a feature are needed
 * together.
 */
final class LogisticDescent {
    private static final int ROWS_A_BLOCK = 512;
    private static final int MOST_BLOCKS = 16;
    private static final int ITERATIONS = 1000;

    /** Of all blocks together, so that many features or classes do not take too much memory. */
    private static final int MOST_NUMBERS = 8_000_000;

    private final FeatureMatrix features;
    private final double[] costs;
    private final int sums;
    private final FactorLoss loss;
    private final FitContext context;
    private final int length;

    /**
     * Prepares a search.
     *
     * @param features the features of the rows
     * @param costs how much the loss of each row counts
     * @param sums how many sums a row has
     * @param loss what the sums of a row lose
     * @param context threads and cancellation
     */
    LogisticDescent(FeatureMatrix features, double[] costs, int sums, FactorLoss loss, FitContext context) {
        this.features = features;
        this.costs = costs;
        this.sums = sums;
        this.loss = loss;
        this.context = context;
        this.length = Math.multiplyExact(sums, features.dimension() + 1);
    }

    /**
     * Looks for the weights.
     *
     * @param tolerance the norm of the slope where it ends, as a share of what it was at the start
     * @return of each sum the weight of each feature, and then the intercept
     * @throws io.github.millwork.data.DataException if numbers are too large
     */
    double[][] minimum(double tolerance) {
        Conditioner conditioner = Conditioner.of(features, costs, sums, context);
        int blocks = blocks();
        double[][] slopes = new double[blocks][length];
        double[] losses = new double[blocks];
        double[] weights = new double[length];
        QuasiNewton.Function function = (at, slope) -> {
            conditioner.weights(at, weights);
            context.workers().tasks(blocks, block -> {
                Arrays.fill(slopes[block], 0);
                int from = (int) ((long) features.rows() * block / blocks);
                int to = (int) ((long) features.rows() * (block + 1) / blocks);
                losses[block] = rows(weights, from, to, slopes[block]);
            });
            double value = penalty(weights, slope);
            for (double part : losses) value += part;
            for (double[] part : slopes) for (int i = 0; i < length; i++) slope[i] += part[i];
            conditioner.slope(slope);
            return value;
        };
        double[] found = QuasiNewton.minimum(function, new double[length], tolerance, ITERATIONS, context);
        conditioner.weights(found, weights);
        double[][] apart = new double[sums][features.dimension() + 1];
        for (int i = 0; i < length; i++) apart[i % sums][i / sums] = weights[i];
        return apart;
    }

    /** As many as the rows allow, but not so many that slopes are longer to add up than the rows are to go through. */
    private int blocks() {
        int held = features.start(features.rows()) / features.dimension();
        int most = Math.min(Math.min(MOST_BLOCKS, features.rows() / ROWS_A_BLOCK), MOST_NUMBERS / length);
        return Math.max(1, Math.min(most, held));
    }

    private double penalty(double[] weights, double[] slope) {
        int last = length - sums;
        double squares = 0;
        for (int i = 0; i < length; i++) {
            slope[i] = i < last ? weights[i] : 0;
            squares += slope[i] * weights[i];
        }
        return squares / 2;
    }

    /** Adds up the losses of some rows, and their slopes. */
    private double rows(double[] weights, int from, int to, double[] slope) {
        double[] values = new double[sums];
        double[] slopes = new double[sums];
        double all = 0;
        for (int row = from; row < to; row++) {
            values(weights, row, values);
            all += costs[row] * loss.of(values, row, slopes);
            for (int k = 0; k < sums; k++) slopes[k] *= costs[row];
            add(slopes, row, slope);
        }
        return all;
    }

    /** Computes the sums of a row, four at a time: then they need not be kept in memory meanwhile. */
    private void values(double[] weights, int row, double[] values) {
        int begin = features.start(row);
        int end = features.start(row + 1);
        int last = length - sums;
        int k = 0;
        for (; k + 3 < sums; k += 4) {
            double first = weights[last + k];
            double second = weights[last + k + 1];
            double third = weights[last + k + 2];
            double fourth = weights[last + k + 3];
            for (int entry = begin; entry < end; entry++) {
                int at = features.index(entry) * sums + k;
                double value = features.value(entry);
                first += weights[at] * value;
                second += weights[at + 1] * value;
                third += weights[at + 2] * value;
                fourth += weights[at + 3] * value;
            }
            values[k] = first;
            values[k + 1] = second;
            values[k + 2] = third;
            values[k + 3] = fourth;
        }
        for (; k < sums; k++) {
            double sum = weights[last + k];
            for (int entry = begin; entry < end; entry++) {
                sum += weights[features.index(entry) * sums + k] * features.value(entry);
            }
            values[k] = sum;
        }
    }

    /** Adds what a row has to the slopes. */
    private void add(double[] slopes, int row, double[] slope) {
        int begin = features.start(row);
        int end = features.start(row + 1);
        int last = length - sums;
        int k = 0;
        for (; k + 3 < sums; k += 4) {
            double first = slopes[k];
            double second = slopes[k + 1];
            double third = slopes[k + 2];
            double fourth = slopes[k + 3];
            for (int entry = begin; entry < end; entry++) {
                int at = features.index(entry) * sums + k;
                double value = features.value(entry);
                slope[at] += first * value;
                slope[at + 1] += second * value;
                slope[at + 2] += third * value;
                slope[at + 3] += fourth * value;
            }
        }
        for (; k < sums; k++) {
            double only = slopes[k];
            for (int entry = begin; entry < end; entry++) {
                slope[features.index(entry) * sums + k] += only * features.value(entry);
            }
        }
        for (k = 0; k < sums; k++) slope[last + k] += slopes[k];
    }
}
