package io.github.millwork.data;

import java.util.Arrays;

/**
 * A sparse vector: the positions that are not zero, in ascending order, and their values. Immutable; equal by content.
 * What the positions mean is known by the column that holds the vector.
 */
public final class SparseVector {
    /** The vector of zeros. */
    public static final SparseVector ZERO = new SparseVector(new int[0], new double[0]);

    private final int[] indices;
    private final double[] values;

    private SparseVector(int[] indices, double[] values) {
        this.indices = indices;
        this.values = values;
    }

    /**
     * Makes a vector from its positions and values.
     *
     * @param indices the positions, ascending, not negative; copied
     * @param values the value at each position, as many as there are positions; copied
     * @return the vector
     * @throws IllegalArgumentException if the lengths differ or the positions do not ascend
     */
    public static SparseVector of(int[] indices, double[] values) {
        if (indices.length != values.length) {
            throw new IllegalArgumentException("Expected as many values as indices but found " + values.length + " and "
                    + indices.length + ". Give one value for each index.");
        }
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || (i > 0 && indices[i] <= indices[i - 1])) {
                throw new IllegalArgumentException("Expected ascending indices from 0 but found " + indices[i]
                        + " at place " + i + ". Sort the indices and merge the duplicates.");
            }
        }
        return new SparseVector(indices.clone(), values.clone());
    }

    /**
     * Makes a vector with a single entry of 1.
     *
     * @param index the position of the one
     * @return the unit vector
     */
    public static SparseVector unit(int index) {
        return of(new int[] {index}, new double[] {1});
    }

    /** {@return the number of entries that are held} */
    public int size() {
        return indices.length;
    }

    /**
     * {@return the position of an entry}
     *
     * @param entry the number of the entry, from 0 to {@code size() - 1}
     */
    public int index(int entry) {
        return indices[entry];
    }

    /**
     * {@return the value of an entry}
     *
     * @param entry the number of the entry, from 0 to {@code size() - 1}
     */
    public double value(int entry) {
        return values[entry];
    }

    /**
     * {@return the value at a position, 0 where no entry is held}
     *
     * @param index a position
     */
    public double at(int index) {
        int entry = Arrays.binarySearch(indices, index);
        return entry < 0 ? 0 : values[entry];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseVector that
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < indices.length; i++) {
            out.append(i == 0 ? "" : ", ").append(indices[i]).append(": ").append(values[i]);
        }
        return out.append('}').toString();
    }
}
