package io.github.millwork.train;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows that a model keeps, such as support vectors, one after the other and without what they do not hold. Not to be
 * changed.
 *
 * @param dimension how many features there are
 * @param starts where the entries of each row begin, and where those of the last end
 * @param positions the position of each entry, ascending in a row
 * @param values the value of each entry
 */
record SparseRows(int dimension, int[] starts, int[] positions, double[] values) {
    /**
     * Copies all rows.
     *
     * @throws io.github.millwork.data.DataException if their distances are too large for a number
     */
    static SparseRows of(FeatureMatrix features) {
        int entries = features.start(features.rows());
        double squares = 0;
        for (int entry = 0; entry < entries; entry++) squares += features.value(entry) * features.value(entry);
        if (!Double.isFinite(4 * squares)) throw TrainingRows.tooLarge();
        return new SparseRows(
                features.dimension(),
                IntStream.rangeClosed(0, features.rows()).map(features::start).toArray(),
                IntStream.range(0, entries).map(features::index).toArray(),
                IntStream.range(0, entries).mapToDouble(features::value).toArray());
    }

    int count() {
        return starts.length - 1;
    }

    /** The squared Euclidean distance of a row from others; what neither holds adds nothing. */
    double square(FeatureVector others, int row) {
        double sum = 0;
        int entry = starts[row];
        int end = starts[row + 1];
        for (int i = 0; i < others.size(); i++) {
            int position = others.index(i);
            for (; entry < end && positions[entry] < position; entry++) sum += values[entry] * values[entry];
            double here = entry < end && positions[entry] == position ? values[entry++] : 0;
            sum += (others.value(i) - here) * (others.value(i) - here);
        }
        for (; entry < end; entry++) sum += values[entry] * values[entry];
        return sum;
    }

    /** The product with others; what either does not hold adds nothing. */
    double product(FeatureVector others, int row) {
        double sum = 0;
        int entry = starts[row];
        int end = starts[row + 1];
        for (int i = 0; i < others.size() && entry < end; i++) {
            int position = others.index(i);
            while (entry < end && positions[entry] < position) entry++;
            if (entry < end && positions[entry] == position) sum += others.value(i) * values[entry++];
        }
        return sum;
    }

    /** {@return all rows, one after the other, with zeros for what they do not hold} */
    double[] dense() {
        double[] dense = new double[Math.multiplyExact(count(), dimension)];
        for (int row = 0; row < count(); row++) {
            for (int entry = starts[row]; entry < starts[row + 1]; entry++) {
                dense[row * dimension + positions[entry]] = values[entry];
            }
        }
        return dense;
    }

    State toState() {
        return State.empty()
                .with("dimension", dimension)
                .with("starts", starts)
                .with("positions", positions)
                .with("values", values);
    }

    static SparseRows fromState(State state) {
        SparseRows rows = new SparseRows(
                state.integer("dimension"),
                state.integers("starts"),
                state.integers("positions"),
                state.numbers("values"));
        if (!rows.hangTogether()) {
            throw new BundleException(
                    "Expected rows whose entries hang together but they do not. The file is damaged.");
        }
        return rows;
    }

    private boolean hangTogether() {
        boolean whole = starts.length > 1
                && starts[0] == 0
                && starts[count()] == values.length
                && positions.length == values.length
                && IntStream.rangeClosed(1, count()).allMatch(row -> starts[row - 1] <= starts[row])
                && Arrays.stream(positions).allMatch(position -> position >= 0 && position < dimension);
        return whole
                && IntStream.range(0, count())
                        .allMatch(row -> IntStream.range(starts[row] + 1, starts[row + 1])
                                .allMatch(entry -> positions[entry - 1] < positions[entry]));
    }
}
