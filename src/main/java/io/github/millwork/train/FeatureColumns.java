package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import java.util.Arrays;

/**
 * Features one after the other, each with the rows that hold it in ascending order; the last is 1 in every row. Not to be
 * changed.
 *
 * @param rows how many rows there are
 * @param starts where the entries of each feature begin, and where those of the last end
 * @param places the row of each entry
 * @param values the value of each entry
 */
record FeatureColumns(int rows, int[] starts, int[] places, double[] values) {
    static FeatureColumns of(FeatureMatrix features) {
        int dimension = features.dimension();
        int entries = features.start(features.rows());
        int[] starts = new int[dimension + 2];
        for (int entry = 0; entry < entries; entry++) starts[features.index(entry) + 1]++;
        starts[dimension + 1] = features.rows();
        for (int i = 0; i <= dimension; i++) starts[i + 1] = Math.addExact(starts[i + 1], starts[i]);
        int[] places = new int[starts[dimension + 1]];
        double[] values = new double[places.length];
        int[] next = starts.clone();
        for (int row = 0; row < features.rows(); row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                int at = next[features.index(entry)]++;
                places[at] = row;
                values[at] = features.value(entry);
            }
            places[next[dimension]] = row;
            values[next[dimension]++] = 1;
        }
        return new FeatureColumns(features.rows(), starts, places, values);
    }

    /** About how much memory the columns take. */
    static long bytes(FeatureMatrix features) {
        return 12L * (features.start(features.rows()) + features.rows()) + 4L * features.dimension();
    }

    /** {@return how many features there are, with the last that is 1 in every row} */
    int count() {
        return starts.length - 1;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return count() + " columns of " + Arrays.stream(starts).max().orElse(0) + " entries";
    }
}
