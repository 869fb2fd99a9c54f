package io.github.millwork.stage;

import io.github.millwork.data.Field;
import io.github.millwork.data.SparseVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one input, a number, becomes the vector of the values of all B-splines of a degree at it, by the recursion of Cox and de
 * Boor. Beyond the range, which begins and ends that many knots from the ends, it is as at its end; a missing number becomes
 * zeros.
 *
 * @param degree the degree of the splines, at least 1
 * @param knots all knots, each above the one before; not to be changed
 */
public record SplineMeaning(int degree, double[] knots) implements Meaning {
    /** {@return how many splines there are} */
    public int size() {
        return knots.length - degree - 1;
    }

    /** {@return where the range begins} */
    public double low() {
        return knots[degree];
    }

    /** {@return where it ends} */
    public double high() {
        return knots[size()];
    }

    /**
     * {@return where an interval between knots begins; infinity for those beyond the range}
     *
     * @param interval its number, from 0
     */
    public double from(int interval) {
        return interval >= size() ? Double.POSITIVE_INFINITY : knots[interval];
    }

    /**
     * {@return where it ends, itself not in it; infinity for the last of the range, which holds its end}
     *
     * @param interval its number, from 0
     */
    public double to(int interval) {
        return interval >= size() - 1 ? Double.POSITIVE_INFINITY : knots[interval + 1];
    }

    @Override
    public Operation.Binder binder(List<Field> inputs) {
        return (in, out) -> frame -> {
            double cell = frame.number(in[0]);
            frame.set(out[0], Double.isNaN(cell) ? SparseVector.ZERO : at(Math.max(low(), Math.min(high(), cell))));
        };
    }

    private SparseVector at(double x) {
        double[] values = new double[knots.length - 1];
        int interval = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = x >= from(i) && x < to(i) ? 1 : 0;
            if (values[i] == 1) interval = i;
        }
        for (int d = 1; d <= degree; d++) {
            for (int i = 0; i < values.length - d; i++) {
                double rising = (x - knots[i]) / (knots[i + d] - knots[i]);
                double falling = (knots[i + d + 1] - x) / (knots[i + d + 1] - knots[i + 1]);
                values[i] = rising * values[i] + falling * values[i + 1];
            }
        }
        int[] held = IntStream.rangeClosed(interval - degree, interval).toArray();
        return SparseVector.of(
                held, IntStream.of(held).mapToDouble(i -> values[i]).toArray());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SplineMeaning that && degree == that.degree && Arrays.equals(knots, that.knots);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(knots) + degree;
    }
}
