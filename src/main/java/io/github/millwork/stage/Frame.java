package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import io.github.millwork.data.SparseVector;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way through a row program: numbers, booleans, dates (days) and timestamps (milliseconds) in number
 * slots, with NaN for missing; strings (null for missing) and {@link SparseVector}s in object slots. One thread at a
 * time.
 */
public final class Frame implements Cells {
    private final double[] numbers;
    private final @Nullable Object[] objects;
    private final FeatureVector features;
    private final int[] unseen;

    Frame(int numberSlots, int objectSlots, int dimension) {
        this.numbers = new double[numberSlots];
        this.objects = new @Nullable Object[objectSlots];
        this.unseen = new int[objectSlots];
        this.features = new FeatureVector(dimension);
    }

    @Override
    public double number(int slot) {
        return numbers[slot];
    }

    @Override
    public @Nullable Object object(int slot) {
        return objects[slot];
    }

    /**
     * {@return the string in an object slot, null where it is missing}
     *
     * @param slot an object slot that holds a category or text
     */
    public @Nullable String string(int slot) {
        return (String) objects[slot];
    }

    /**
     * Writes a number slot.
     *
     * @param slot a number slot
     * @param value the number, NaN where it is missing
     */
    public void set(int slot, double value) {
        numbers[slot] = value;
    }

    /**
     * Writes an object slot.
     *
     * @param slot an object slot
     * @param value a string or vector; null where a string is missing
     */
    public void set(int slot, @Nullable Object value) {
        objects[slot] = value;
    }

    /**
     * Counts a category that was not there in training. Encoders call this, whatever they make of it.
     *
     * @param slot the object slot that held it
     */
    public void countUnseen(int slot) {
        unseen[slot]++;
    }

    int unseen(int slot) {
        return unseen[slot];
    }

    /** {@return the features of the row, once the program has run} */
    public FeatureVector features() {
        return features;
    }
}
