package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Logistic regression of two classes by Newton's method with the whole matrix of second derivatives, for rows that hold few
 * features: it needs a few steps where others need many passes over the rows. It minimises {@code |w|^2 / 2 + (sum of cost
 * times log loss)}, without a penalty of the intercept. Sums are taken in blocks of rows whose number depends on the rows
 * alone, so that threads change no bit. Used once.
 */
final class LogisticNewton {
    private static final int MOST_FEATURES = 512;

    /** From about so many features a row on, L-BFGS is the quicker. */
    private static final int MOST_HELD = 64;

    private static final int ROWS_A_BLOCK = 2048;
    private static final int MOST_BLOCKS = 16;
    private static final int ITERATIONS = 100;
    private static final int HALVINGS = 30;
    private static final double ENOUGH = 1e-4;

    private final FeatureMatrix features;
    private final int[] seconds;
    private final double[] costs;
    private final FitContext context;
    private final int size;
    private final int blocks;
    private final double[][] slopes;
    private final double[][] curves;
    private final double[] losses;

    /**
     * Prepares the sums.
     *
     * @param features the features of the rows
     * @param seconds 1 for each row of the second class, 0 for each of the first
     * @param costs how much the loss of each row counts
     * @param context threads and cancellation
     */
    LogisticNewton(FeatureMatrix features, int[] seconds, double[] costs, FitContext context) {
        this.features = features;
        this.seconds = seconds;
        this.costs = costs;
        this.context = context;
        this.size = features.dimension() + 1;
        this.blocks = Math.max(1, Math.min(MOST_BLOCKS, features.rows() / ROWS_A_BLOCK));
        this.slopes = new double[blocks][size];
        this.curves = new double[blocks][size * size];
        this.losses = new double[blocks];
    }

    /** {@return whether this is the quicker way for such rows} */
    static boolean suits(FeatureMatrix features) {
        if (features.dimension() > MOST_FEATURES) return false;
        double squares = 0;
        for (int row = 0; row < features.rows(); row++) {
            double held = features.start(row + 1) - features.start(row);
            squares += held * held;
        }
        return squares <= (double) MOST_HELD * features.start(features.rows());
    }

    /**
     * Looks for the weights.
     *
     * @param tolerance the norm of the slope where it ends, as a share of what it was at the start
     * @return the weight of each feature, and then the intercept; null where numbers are too large, or do not settle
     */
    double @Nullable [] weights(double tolerance) {
        double[] weights = new double[size];
        double loss = sum(weights);
        double[] slope = slope(weights);
        double end = tolerance * norm(slope);
        if (!Double.isFinite(end)) return null;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            if (norm(slope) <= end) return weights;
            context.checkCancelled();
            double[] step = step(slope);
            if (step == null) return null;
            double descent = 0;
            for (int i = 0; i < size; i++) descent += step[i] * slope[i];
            double[] before = weights;
            double share = 1;
            double lower = Double.NaN;
            for (int halving = 0; halving < HALVINGS; halving++, share /= 2) {
                weights = new double[size];
                for (int i = 0; i < size; i++) weights[i] = before[i] + share * step[i];
                lower = sum(weights);
                if (lower <= loss + ENOUGH * share * descent) break;
            }
            if (!(lower < loss)) return Double.isFinite(lower) ? before : null; // it is as low as rounding lets it
            loss = lower;
            slope = slope(weights);
        }
        return null;
    }

    /** Sums up losses and their derivatives. {@return the loss and the penalty} */
    private double sum(double[] weights) {
        context.workers().tasks(blocks, block -> {
            Arrays.fill(slopes[block], 0);
            Arrays.fill(curves[block], 0);
            int from = (int) ((long) features.rows() * block / blocks);
            int to = (int) ((long) features.rows() * (block + 1) / blocks);
            losses[block] = sum(weights, from, to, slopes[block], curves[block]);
        });
        double loss = 0;
        for (int i = 0; i < size - 1; i++) loss += weights[i] * weights[i] / 2;
        for (double part : losses) loss += part;
        return loss;
    }

    private double sum(double[] weights, int from, int to, double[] slope, double[] curve) {
        int last = size - 1;
        double loss = 0;
        for (int row = from; row < to; row++) {
            int begin = features.start(row);
            int end = features.start(row + 1);
            double z = weights[last];
            for (int entry = begin; entry < end; entry++) z += weights[features.index(entry)] * features.value(entry);
            double small = StrictMath.exp(-Math.abs(z));
            double second = z >= 0 ? 1 / (1 + small) : small / (1 + small);
            double wrong = seconds[row] == 1 ? -z : z;
            loss += costs[row] * (Math.max(0, wrong) + StrictMath.log1p(small));
            double g = costs[row] * (second - seconds[row]);
            double h = costs[row] * small / ((1 + small) * (1 + small));
            for (int entry = begin; entry < end; entry++) {
                int i = features.index(entry);
                double value = features.value(entry);
                slope[i] += g * value;
                double product = h * value;
                int line = i * size;
                for (int other = begin; other <= entry; other++) {
                    curve[line + features.index(other)] += product * features.value(other);
                }
                curve[last * size + i] += product;
            }
            slope[last] += g;
            curve[last * size + last] += h;
        }
        return loss;
    }

    private double[] slope(double[] weights) {
        double[] all = weights.clone();
        all[size - 1] = 0; // the intercept is free
        for (double[] part : slopes) for (int i = 0; i < size; i++) all[i] += part[i];
        return all;
    }

    /** Newton's step, by Cholesky's decomposition of the second derivatives; null where they are no numbers. */
    private double @Nullable [] step(double[] slope) {
        double[] matrix = new double[size * size];
        for (double[] part : curves) for (int i = 0; i < matrix.length; i++) matrix[i] += part[i];
        for (int i = 0; i < size - 1; i++) matrix[i * size + i] += 1;
        Cholesky curvature = Cholesky.of(matrix, size);
        if (curvature == null) return null;
        double[] downhill = new double[size];
        for (int i = 0; i < size; i++) downhill[i] = -slope[i];
        double[] step = curvature.solve(downhill);
        return Arrays.stream(step).allMatch(Double::isFinite) ? step : null;
    }

    private static double norm(double[] slope) {
        double squares = 0;
        for (double part : slope) squares += part * part;
        return Math.sqrt(squares);
    }
}
