package io.github.millwork.stage;

import java.util.Arrays;

/**
 * The features of one row, as a model sees them: ascending positions and their values. A position that is not held is
 * zero; a held NaN is missing. Reused from row to row; one thread at a time.
 */
public final class FeatureVector {
    private final int dimension;
    private int size;
    private int[] indices = new int[16];
    private double[] values = new double[16];
    private double fill;
    private double @org.jspecify.annotations.Nullable [] dense;

    /**
     * Makes an empty vector.
     *
     * @param dimension the number of features
     */
    public FeatureVector(int dimension) {
        this.dimension = dimension;
    }

    /** Removes all entries. */
    public void clear() {
        double[] filled = dense;
        if (filled != null) {
            for (int i = 0; i < size; i++) filled[indices[i]] = fill;
        }
        size = 0;
    }

    /**
     * Adds an entry.
     *
     * @param index its position, above that of the last entry
     * @param value its value, NaN where it is missing
     */
    public void add(int index, double value) {
        if (size == indices.length) {
            indices = Arrays.copyOf(indices, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        indices[size] = index;
        values[size++] = value;
        if (dense != null) dense[index] = value;
    }

    /** {@return the number of features} */
    public int dimension() {
        return dimension;
    }

    /** {@return the number of entries that are held} */
    public int size() {
        return size;
    }

    /**
     * {@return the position of an entry}
     *
     * @param entry the number of the entry, from 0
     */
    public int index(int entry) {
        return indices[entry];
    }

    /**
     * {@return the value of an entry}
     *
     * @param entry the number of the entry, from 0
     */
    public double value(int entry) {
        return values[entry];
    }

    /**
     * {@return all features by position; valid until the next change, and not to be changed}
     *
     * @param absent what stands at positions that are not held: 0, or NaN for models to which absent is missing
     */
    public double[] dense(double absent) {
        double[] filled = dense;
        if (filled == null || Double.compare(absent, fill) != 0) {
            filled = new double[dimension];
            Arrays.fill(filled, absent);
            for (int i = 0; i < size; i++) filled[indices[i]] = values[i];
            dense = filled;
            fill = absent;
        }
        return filled;
    }
}
