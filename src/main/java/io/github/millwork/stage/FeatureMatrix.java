package io.github.millwork.stage;

import java.util.Arrays;

/**
 * The features of many rows, compressed row by row. As in {@link FeatureVector}, what is not held is zero and a held NaN
 * is missing. Immutable.
 */
public final class FeatureMatrix {
    private final int dimension;
    private final int[] starts;
    private final int[] indices;
    private final double[] values;

    private FeatureMatrix(int dimension, int[] starts, int[] indices, double[] values) {
        this.dimension = dimension;
        this.starts = starts;
        this.indices = indices;
        this.values = values;
    }

    /** {@return the number of rows} */
    public int rows() {
        return starts.length - 1;
    }

    /** {@return the number of features} */
    public int dimension() {
        return dimension;
    }

    /**
     * {@return the place of a row's first entry; the entries of a row end where those of the next begin}
     *
     * @param row the row, from 0 to {@link #rows()}
     */
    public int start(int row) {
        return starts[row];
    }

    /**
     * {@return the position of an entry}
     *
     * @param entry the place of the entry
     */
    public int index(int entry) {
        return indices[entry];
    }

    /**
     * {@return the value of an entry}
     *
     * @param entry the place of the entry
     */
    public double value(int entry) {
        return values[entry];
    }

    /**
     * Reads a row.
     *
     * @param row the row, from 0
     * @param into the vector that is filled
     */
    public void row(int row, FeatureVector into) {
        into.clear();
        for (int entry = starts[row]; entry < starts[row + 1]; entry++) into.add(indices[entry], values[entry]);
    }

    /**
     * {@return the matrix of some rows}
     *
     * @param rows row numbers, in any order, any repeated
     */
    public FeatureMatrix rows(int[] rows) {
        Builder builder = new Builder(dimension, rows.length);
        FeatureVector vector = new FeatureVector(dimension);
        for (int row : rows) {
            row(row, vector);
            builder.add(vector);
        }
        return builder.build();
    }

    /** {@return about how much memory it takes} */
    long bytes() {
        return 4L * starts.length + 12L * indices.length;
    }

    /** Builds a matrix row by row. */
    public static final class Builder {
        private final int dimension;
        private int[] starts;
        private int[] indices;
        private double[] values;
        private int rows;

        /**
         * Starts a matrix.
         *
         * @param dimension the number of features
         * @param expectedRows about how many rows there will be
         */
        public Builder(int dimension, int expectedRows) {
            this.dimension = dimension;
            this.starts = new int[expectedRows + 1];
            this.indices = new int[Math.max(16, expectedRows * 8)];
            this.values = new double[indices.length];
        }

        /**
         * Adds a row.
         *
         * @param row its features; copied
         */
        public void add(FeatureVector row) {
            if (rows + 1 == starts.length) starts = Arrays.copyOf(starts, starts.length * 2);
            int at = starts[rows];
            if (at + row.size() > indices.length) {
                int larger = Math.max(at + row.size(), indices.length + (indices.length >> 1));
                indices = Arrays.copyOf(indices, larger);
                values = Arrays.copyOf(values, larger);
            }
            for (int i = 0; i < row.size(); i++) {
                indices[at] = row.index(i);
                values[at++] = row.value(i);
            }
            starts[++rows] = at;
        }

        /** {@return the matrix of the rows so far} */
        public FeatureMatrix build() {
            return new FeatureMatrix(
                    dimension,
                    Arrays.copyOf(starts, rows + 1),
                    Arrays.copyOf(indices, starts[rows]),
                    Arrays.copyOf(values, starts[rows]));
        }
    }
}
