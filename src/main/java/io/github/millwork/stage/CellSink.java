package io.github.millwork.stage;

import org.jspecify.annotations.Nullable;

/** Takes the cells of a row, each into the slot of its {@link RowProgram.Input}. */
public interface CellSink {
    /**
     * Takes a number, boolean, date (days) or timestamp (milliseconds).
     *
     * @param slot a number slot
     * @param value the number, NaN where it is missing
     */
    void set(int slot, double value);

    /**
     * Takes a string or vector.
     *
     * @param slot an object slot
     * @param value a string or vector; null where a string is missing, for which the empty string is taken too
     */
    void set(int slot, @Nullable Object value);
}
