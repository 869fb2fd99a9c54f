package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;

/**
 * Logistic regression of any number of classes with absolute weights in the penalty: it minimises {@code l1 * |w| + l2 / 2 *
 * |w|^2 + (sum of cost times log loss)}, without a penalty of intercepts. Newton's method, of which each step minimises the
 * quadratic approximation of the losses and the penalty itself by coordinate descent (Friedman, Hastie and Tibshirani 2010;
 * Yuan, Ho and Lin 2012), over the weights that are not zero or that the slope pulls away from it. The approximation has the
 * second derivatives across classes too. It goes through the rows that hold a feature, and where that takes longer than adding
 * up the second derivatives would have, by these ({@link LogisticQuadratic}). There is nothing random in it. Used once.
 */
final class LogisticCoordinates {
    private static final int ITERATIONS = 200;
    private static final int SWEEPS = 1000;
    private static final int CHEAP_SWEEPS = 20_000;

    /** How many sweeps through the rows cost about as much as the second derivatives do by each weight that a row holds. */
    private static final double SWEEPS_A_WEIGHT = 0.125;

    private static final int HALVINGS = 30;
    private static final int CHUNKS = 16;
    private static final double ENOUGH = 1e-4;

    /** How exactly a step is found, as a share of how far the weights are from the optimum. */
    private static final double INNER = 0.1;

    /** A curvature that keeps steps finite where all probabilities are 0 or 1. */
    static final double FLAT = 1e-12;

    private final FeatureMatrix features;
    private final FeatureColumns columns;
    private final int[] classes;
    private final int sums;
    private final double[] costs;
    private final double l1;
    private final double l2;
    private final FitContext context;
    private final int size;
    private final double[][] weights; // of each sum; so are all that follow
    private final double[][] slopes;
    private final double[][] curvatures;
    private final double[][] steps;
    private final double[][] values; // the sums of each row
    private final double[][] probabilities;
    private final double[][] residuals;
    private final double[][] moves; // what a whole step adds to the sums of each row
    private final double[] means; // the mean of the moves of a row, by its probabilities

    /**
     * Prepares a search.
     *
     * @param features the features
     * @param columns the same, one after the other
     * @param classes for each row the place of its class; of two classes 1 for the second
     * @param sums how many sums a row has: one for two classes
     * @param costs how much the loss of each row counts
     * @param l1 how much the absolute weights count, above 0
     * @param l2 how much half of the squared weights counts
     * @param context threads and cancellation
     */
    LogisticCoordinates(
            FeatureMatrix features,
            FeatureColumns columns,
            int[] classes,
            int sums,
            double[] costs,
            double l1,
            double l2,
            FitContext context) {
        this.features = features;
        this.columns = columns;
        this.classes = classes;
        this.sums = sums;
        this.costs = costs;
        this.l1 = l1;
        this.l2 = l2;
        this.context = context;
        this.size = columns.count();
        this.weights = new double[sums][size];
        this.slopes = new double[sums][size];
        this.curvatures = new double[sums][size];
        this.steps = new double[sums][size];
        this.values = new double[sums][columns.rows()];
        this.probabilities = new double[sums][columns.rows()];
        this.residuals = new double[sums][columns.rows()];
        this.moves = new double[sums][columns.rows()];
        this.means = new double[columns.rows()];
    }

    /**
     * Looks for the weights.
     *
     * @param tolerance the norm of the smallest slope where it ends, as a share of what it was at the start
     * @return of each sum the weight of each feature, and then the intercept
     * @throws io.github.millwork.data.DataException if numbers are too large
     */
    double[][] minimum(double tolerance) {
        double value = value(0);
        double end = Double.NaN;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            context.checkCancelled();
            slopes();
            double off = Math.sqrt(off());
            if (!Double.isFinite(off * off)) throw TrainingRows.tooLarge();
            if (iteration == 0) end = tolerance * off;
            if (off <= end) break;
            step(INNER * off);
            double descent = descent();
            if (!(descent < 0)) break;
            double share = 1;
            double lower = Double.NaN;
            for (int halving = 0; halving < HALVINGS; halving++, share /= 2) {
                lower = value(share);
                if (lower <= value + ENOUGH * share * descent) break;
            }
            if (!(lower < value)) break; // it is as low as rounding lets it
            value = lower;
            move(share);
        }
        if (sums > 1) centre();
        return weights;
    }

    /** Loss and penalty where the weights would be after a share of the step; probabilities and residuals become those there. */
    private double value(double share) {
        double[] at = new double[sums];
        double[] loss = new double[sums];
        double total = 0;
        for (int row = 0; row < classes.length; row++) {
            for (int k = 0; k < sums; k++) at[k] = values[k][row] + share * moves[k][row];
            double lost = sums == 1
                    ? FactorLoss.logistic(at, classes[row], loss)
                    : FactorLoss.softmax(at, classes[row], loss);
            total += costs[row] * lost;
            for (int k = 0; k < sums; k++) {
                int here = sums == 1 ? classes[row] : classes[row] == k ? 1 : 0;
                residuals[k][row] = costs[row] * loss[k];
                probabilities[k][row] = loss[k] + here;
            }
        }
        for (int k = 0; k < sums; k++) {
            for (int i = 0; i < size - 1; i++) total += penalty(weights[k][i] + share * steps[k][i]);
        }
        return total;
    }

    private double penalty(double weight) {
        return l1 * Math.abs(weight) + l2 / 2 * weight * weight;
    }

    /** The slope by each weight of all but the absolute weights. */
    private void slopes() {
        context.workers().forCells((long) columns.values().length * sums).tasks(Math.min(CHUNKS, size), chunk -> {
            for (int i = chunk; i < size; i += CHUNKS) {
                for (int k = 0; k < sums; k++) slopes[k][i] = slope(i, residuals[k]) + square(i) * weights[k][i];
            }
        });
    }

    private double slope(int i, double[] residual) {
        double slope = 0;
        for (int entry = columns.starts()[i]; entry < columns.starts()[i + 1]; entry++) {
            slope += columns.values()[entry] * residual[columns.places()[entry]];
        }
        return slope;
    }

    /** Intercepts have no penalty. */
    private double square(int i) {
        return i < size - 1 ? l2 : 0;
    }

    private double absolute(int i) {
        return i < size - 1 ? l1 : 0;
    }

    /** The sum of the squares of what the slope is, with that of the absolute weights which makes it smallest. */
    private double off() {
        double squares = 0;
        for (int k = 0; k < sums; k++) {
            for (int i = 0; i < size; i++) {
                double off = smallest(slopes[k][i], weights[k][i], absolute(i));
                squares += off * off;
            }
        }
        return squares;
    }

    /** {@return the slope with that of the absolute weight which makes it smallest} */
    static double smallest(double slope, double weight, double absolute) {
        if (weight > 0) return slope + absolute;
        if (weight < 0) return slope - absolute;
        return Math.max(0, Math.abs(slope) - absolute);
    }

    /** Finds a step, and what it does to the sums of the rows. */
    private void step(double end) {
        for (int k = 0; k < sums; k++) {
            Arrays.fill(steps[k], 0);
            Arrays.fill(moves[k], 0);
        }
        Arrays.fill(means, 0);
        int[][] moving = new int[sums][];
        context.workers().forCells((long) columns.values().length * sums).tasks(sums, k -> moving[k] = moving(k));
        int count = Arrays.stream(moving).mapToInt(places -> places.length).sum();
        int sweeps = count > LogisticQuadratic.MOST_WEIGHTS ? SWEEPS : patience(moving);
        for (int sweep = 0; sweep < sweeps; sweep++) {
            double squares = 0;
            for (int k = 0; k < sums; k++) {
                for (int i : moving[k]) {
                    double off = better(k, i);
                    squares += off * off;
                }
            }
            if (Math.sqrt(squares) <= end) return;
            context.checkCancelled();
        }
        if (count <= LogisticQuadratic.MOST_WEIGHTS) bySecondDerivatives(moving, count, end);
    }

    private int patience(int[][] moving) {
        long held = 0;
        for (int[] places : moving) for (int i : places) held += columns.starts()[i + 1] - columns.starts()[i];
        return 1 + (int) (SWEEPS_A_WEIGHT * held / columns.rows());
    }

    /** Goes on with a step until it is found exactly enough. */
    private void bySecondDerivatives(int[][] moving, int count, double end) {
        int[][] places = new int[size][sums];
        for (int[] none : places) Arrays.fill(none, -1);
        for (int k = 0; k < sums; k++) for (int i : moving[k]) places[i][k] = 0;
        double[] at = new double[count];
        double[] left = new double[count];
        double[] absolutes = new double[count];
        double[] squares = new double[count];
        int place = 0;
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < sums; k++) {
                if (places[i][k] < 0) continue;
                at[place] = weights[k][i] + steps[k][i];
                left[place] = slopeWithin(k, i);
                absolutes[place] = absolute(i);
                squares[place] = square(i);
                places[i][k] = place++;
            }
        }
        LogisticQuadratic.of(features, costs, probabilities, places, count, context)
                .minimise(at, left, absolutes, squares, end, CHEAP_SWEEPS);
        for (double[] move : moves) Arrays.fill(move, 0);
        for (int k = 0; k < sums; k++) {
            for (int i : moving[k]) {
                steps[k][i] = at[places[i][k]] - weights[k][i];
                for (int entry = columns.starts()[i]; entry < columns.starts()[i + 1]; entry++) {
                    moves[k][columns.places()[entry]] += steps[k][i] * columns.values()[entry];
                }
            }
        }
    }

    /** The slope of the approximation where the step is. */
    private double slopeWithin(int k, int i) {
        double slope = slopes[k][i] + square(i) * steps[k][i];
        double[] move = moves[k];
        double[] probability = probabilities[k];
        int[] places = columns.places();
        double[] entries = columns.values();
        int end = columns.starts()[i + 1];
        for (int entry = columns.starts()[i]; entry < end; entry++) {
            int row = places[entry];
            slope += entries[entry] * costs[row] * probability[row] * (move[row] - means[row]);
        }
        return slope;
    }

    /** The places of weights that may change in this step; it computes their curvatures. */
    private int[] moving(int k) {
        int[] moving = new int[size];
        int count = 0;
        for (int i = size - 1; i >= 0; i--) { // the intercept first
            if (weights[k][i] == 0 && smallest(slopes[k][i], 0, absolute(i)) == 0) continue;
            moving[count++] = i;
            double curvature = 0;
            for (int entry = columns.starts()[i]; entry < columns.starts()[i + 1]; entry++) {
                int row = columns.places()[entry];
                double value = columns.values()[entry];
                double probability = probabilities[k][row];
                curvature += costs[row] * value * value * probability * (1 - probability);
            }
            curvatures[k][i] = Math.max(FLAT, curvature) + square(i);
        }
        return Arrays.copyOf(moving, count);
    }

    /** Changes a weight to what is best given all others. {@return how far it was from that, as a slope} */
    private double better(int k, int i) {
        double slope = slopeWithin(k, i);
        double weight = weights[k][i] + steps[k][i];
        double off = smallest(slope, weight, absolute(i));
        if (off == 0) return 0;
        double better = better(weight, slope, curvatures[k][i], absolute(i));
        double change = better - weight;
        if (change == 0) return off;
        steps[k][i] = better - weights[k][i];
        double[] move = moves[k];
        double[] probability = probabilities[k];
        int end = columns.starts()[i + 1];
        for (int entry = columns.starts()[i]; entry < end; entry++) {
            int row = columns.places()[entry];
            double moved = columns.values()[entry] * change;
            move[row] += moved;
            means[row] += probability[row] * moved;
        }
        return off;
    }

    /** {@return the weight where a parabola and its absolute value together are least} */
    static double better(double weight, double slope, double curvature, double absolute) {
        double target = weight - slope / curvature;
        double shrunk = Math.abs(target) - absolute / curvature;
        return shrunk > 0 ? Math.copySign(shrunk, target) : 0;
    }

    /** By how much the step would lower the value if it were as steep as at its start, and the penalty as it is. */
    private double descent() {
        double descent = 0;
        for (int k = 0; k < sums; k++) {
            for (int i = 0; i < size; i++) {
                double before = weights[k][i];
                double after = before + steps[k][i];
                descent += slopes[k][i] * steps[k][i] + absolute(i) * (Math.abs(after) - Math.abs(before));
            }
        }
        return descent;
    }

    private void move(double share) {
        for (int k = 0; k < sums; k++) {
            for (int i = 0; i < size; i++) weights[k][i] += share * steps[k][i];
            for (int row = 0; row < classes.length; row++) values[k][row] += share * moves[k][row];
        }
    }

    /** Intercepts are the same up to a common number: theirs is that their sum is zero. */
    private void centre() {
        double mean = 0;
        for (int k = 0; k < sums; k++) mean += weights[k][size - 1] / sums;
        for (int k = 0; k < sums; k++) weights[k][size - 1] -= mean;
    }
}
