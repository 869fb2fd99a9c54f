package io.github.millwork.data;

import org.jspecify.annotations.Nullable;

/**
 * The cells of one row by slot number, as compiled expressions read them: numbers, booleans, dates and timestamps in
 * one set of slots, strings and vectors in another.
 */
public interface Cells {
    /**
     * {@return the number in a number slot, NaN where it is missing}
     *
     * @param slot a number slot
     */
    double number(int slot);

    /**
     * {@return what an object slot holds, null where it is missing}
     *
     * @param slot an object slot
     */
    @Nullable
    Object object(int slot);
}
