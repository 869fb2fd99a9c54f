package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The path of least angle regression. At each point of it the features that are in go equally well with what is not explained
 * yet, and better than all others; weights move so that this stays so. Products of features are computed only for those that
 * enter. Used once.
 */
final class LeastAngle {
    /** Below this share of its variance a feature is taken for a sum of those that are in. */
    private static final double NOTHING_NEW = 1e-10;

    private static final double ROUNDING = 1e-12;

    /** On the path of the lasso features come and go; so many steps for each that may enter are enough. */
    private static final int STEPS = 8;

    private final LeastSquares squares;
    private final int most;
    private final double penalty;
    private final boolean lasso;
    private final int size;
    private final double[] weights;
    private final double[] pull; // on each feature, by what is not explained yet
    private final boolean[] waits; // may enter
    private final List<Integer> active = new ArrayList<>();
    private final List<double[]> products = new ArrayList<>(); // of each active feature with all
    private final List<double[]> factors = new ArrayList<>(); // Cholesky's, of the products of the active features

    LeastAngle(LeastSquares squares, int most, double penalty, boolean lasso) {
        this.squares = squares;
        this.most = most;
        this.penalty = penalty;
        this.lasso = lasso;
        this.pull = squares.pull();
        this.size = pull.length;
        this.weights = new double[size];
        this.waits = new boolean[size];
        for (int i = 0; i < size; i++) waits[i] = squares.variance(i) > 0;
    }

    /** {@return the weight of each feature, for the standardised target} */
    double[] weights(FitContext context) {
        double end = Math.max(penalty * (1 + ROUNDING), ROUNDING * strongest());
        int left = -1;
        for (int step = 0; step < STEPS * Math.min(most, size); step++) {
            context.checkCancelled();
            if (left < 0 && !(strongest() > end && enter())) break;
            left = move(left);
            if (left >= 0) leave(left);
        }
        return weights;
    }

    /** How much the features that are in, or may enter, are pulled at most. */
    private double strongest() {
        double strongest = active.isEmpty() ? 0 : Math.abs(pull[active.get(0)]);
        for (int i = 0; i < size; i++) if (waits[i]) strongest = Math.max(strongest, Math.abs(pull[i]));
        return strongest;
    }

    /** Lets in the feature that is pulled most. {@return whether one entered} */
    private boolean enter() {
        while (active.size() < most) {
            int next = -1;
            for (int i = 0; i < size; i++) {
                if (waits[i] && (next < 0 || Math.abs(pull[i]) > Math.abs(pull[next]))) next = i;
            }
            if (next < 0) return false;
            waits[next] = false;
            if (join(next, squares.products(next))) return true;
        }
        return false;
    }

    private boolean join(int feature, double[] product) {
        double[] factor = factor(feature, product);
        if (factor == null) return false;
        active.add(feature);
        products.add(product);
        factors.add(factor);
        return true;
    }

    private void leave(int feature) {
        weights[feature] = 0;
        waits[feature] = true;
        List<Integer> features = List.copyOf(active);
        List<double[]> known = List.copyOf(products);
        active.clear();
        products.clear();
        factors.clear();
        for (int a = 0; a < features.size(); a++) {
            if (features.get(a) != feature) join(features.get(a), known.get(a));
        }
    }

    /** The next row of the factors; null where the feature tells nothing new. */
    private double @Nullable [] factor(int feature, double[] product) {
        int count = active.size();
        double[] row = new double[count + 1];
        for (int j = 0; j <= count; j++) {
            double rest = product[j < count ? active.get(j) : feature];
            for (int k = 0; k < j; k++) rest -= row[k] * (j < count ? factors.get(j)[k] : row[k]);
            if (j < count) row[j] = rest / factors.get(j)[j];
            else if (rest > NOTHING_NEW * squares.variance(feature)) row[j] = Math.sqrt(rest);
            else return null;
        }
        return row;
    }

    /**
     * Moves the weights until another feature is pulled as much, the penalty is reached, or on the path of the lasso a weight
     * is zero.
     *
     * @param left the feature that has just left and is not to come back at once, negative for none
     * @return the feature that has to leave, negative for none
     */
    private int move(int left) {
        double strength = Math.abs(pull[active.get(0)]);
        double[] way = way();
        double[] slower = new double[size]; // how much each pull lessens on the way
        for (int a = 0; a < way.length; a++) {
            double[] product = products.get(a);
            for (int i = 0; i < size; i++) slower[i] += way[a] * product[i];
        }
        double far = Math.max(0, strength - penalty);
        for (int i = 0; i < size; i++) {
            if (!waits[i] || i == left) continue;
            far = Math.min(far, meets(strength - pull[i], 1 - slower[i]));
            far = Math.min(far, meets(strength + pull[i], 1 + slower[i]));
        }
        int leaving = -1;
        for (int a = 0; lasso && a < way.length; a++) {
            double zero = -weights[active.get(a)] / way[a];
            if (zero > 0 && zero < far) {
                far = zero;
                leaving = active.get(a);
            }
        }
        for (int a = 0; a < way.length; a++) weights[active.get(a)] += far * way[a];
        for (int i = 0; i < size; i++) pull[i] -= far * slower[i];
        return leaving;
    }

    private static double meets(double apart, double nearing) {
        return nearing > ROUNDING ? Math.max(0, apart / nearing) : Double.POSITIVE_INFINITY;
    }

    /** The way on which the pulls on all active features lessen alike. */
    private double[] way() {
        int count = active.size();
        double[] way = new double[count];
        for (int i = 0; i < count; i++) {
            double rest = Math.signum(pull[active.get(i)]);
            for (int k = 0; k < i; k++) rest -= factors.get(i)[k] * way[k];
            way[i] = rest / factors.get(i)[i];
        }
        for (int i = count - 1; i >= 0; i--) {
            double rest = way[i];
            for (int k = i + 1; k < count; k++) rest -= factors.get(k)[i] * way[k];
            way[i] = rest / factors.get(i)[i];
        }
        return way;
    }
}
