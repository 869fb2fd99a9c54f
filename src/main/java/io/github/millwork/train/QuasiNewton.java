package io.github.millwork.train;

import io.github.millwork.stage.FitContext;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Minimises a smooth function of many numbers by L-BFGS (Liu and Nocedal 1989): the step is what the last ten changes of the
 * slope tell of the curvature, and it is shortened until the function falls enough.
 */
final class QuasiNewton {
    private static final int KEPT = 10;
    private static final int HALVINGS = 40;
    private static final double ENOUGH = 1e-4;
    private static final double CURVED = 1e-10;

    /** What is minimised. */
    @FunctionalInterface
    interface Function {
        /**
         * Computes value and slope.
         *
         * @param at where
         * @param slope gets the derivative by each number
         * @return the value
         */
        double value(double[] at, double[] slope);
    }

    private record Change(double[] step, double[] slope, double product) {}

    private QuasiNewton() {}

    /**
     * {@return where the function is least, near where it began}
     *
     * @param function what is minimised
     * @param start where it begins; not changed
     * @param tolerance the norm of the slope where it ends, as a share of what it was at the start
     * @param iterations how many steps at most
     * @param context cancellation
     */
    static double[] minimum(Function function, double[] start, double tolerance, int iterations, FitContext context) {
        double[] at = start.clone();
        double[] slope = new double[at.length];
        double value = function.value(at, slope);
        double end = tolerance * Math.sqrt(product(slope, slope));
        ArrayDeque<Change> changes = new ArrayDeque<>();
        for (int iteration = 0; iteration < iterations; iteration++) {
            double norm = Math.sqrt(product(slope, slope));
            if (!(norm > end)) break;
            context.checkCancelled();
            double[] way = way(slope, changes);
            double descent = product(way, slope);
            if (!(descent < 0)) { // what is remembered does not fit any more
                changes.clear();
                way = way(slope, changes);
                descent = product(way, slope);
            }
            double length = changes.isEmpty() ? Math.min(1, 1 / norm) : 1;
            double[] next = new double[at.length];
            double[] nextSlope = new double[at.length];
            double lower = Double.NaN;
            for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
                for (int i = 0; i < at.length; i++) next[i] = at[i] + length * way[i];
                lower = function.value(next, nextSlope);
                if (lower <= value + ENOUGH * length * descent) break;
            }
            if (!(lower < value)) break; // it is as low as rounding lets it
            remember(changes, at, next, slope, nextSlope);
            at = next;
            slope = nextSlope;
            value = lower;
        }
        return at;
    }

    private static void remember(
            ArrayDeque<Change> changes, double[] at, double[] next, double[] slope, double[] nextSlope) {
        double[] step = new double[at.length];
        double[] change = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            step[i] = next[i] - at[i];
            change[i] = nextSlope[i] - slope[i];
        }
        double product = product(step, change);
        if (!(product > CURVED * product(change, change))) return;
        if (changes.size() == KEPT) changes.removeFirst();
        changes.addLast(new Change(step, change, product));
    }

    private static double[] way(double[] slope, ArrayDeque<Change> changes) {
        double[] way = new double[slope.length];
        for (int i = 0; i < way.length; i++) way[i] = -slope[i];
        if (changes.isEmpty()) return way;
        double[] shares = new double[changes.size()];
        int place = changes.size();
        for (Iterator<Change> back = changes.descendingIterator(); back.hasNext(); ) {
            Change change = back.next();
            shares[--place] = product(change.step, way) / change.product;
            add(way, -shares[place], change.slope);
        }
        Change last = changes.getLast();
        double scale = last.product / product(last.slope, last.slope);
        for (int i = 0; i < way.length; i++) way[i] *= scale;
        for (Change change : changes) {
            add(way, shares[place++] - product(change.slope, way) / change.product, change.step);
        }
        return way;
    }

    private static void add(double[] to, double times, double[] what) {
        for (int i = 0; i < to.length; i++) to[i] += times * what[i];
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
