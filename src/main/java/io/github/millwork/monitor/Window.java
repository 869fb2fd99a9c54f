package io.github.millwork.monitor;

import java.time.Duration;

/**
 * Which rows are judged together. Windows follow one another and do not overlap. Immutable; equal by value.
 *
 * @param rows the number of rows after which a window is closed; {@link Long#MAX_VALUE} for any number
 * @param span the time after which it is closed; {@link Duration#ZERO} for any time
 */
public record Window(long rows, Duration span) {
    /** All rows since the monitor was made or reset: never closed. */
    public static final Window OPEN = new Window(Long.MAX_VALUE, Duration.ZERO);

    /**
     * Checks the sizes.
     *
     * @param rows the number of rows after which a window is closed
     * @param span the time after which it is closed
     * @throws IllegalArgumentException if one is below zero, or there would be no row in a window
     */
    public Window {
        if (rows < 1 || span.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected a window of at least one row but found " + rows + " rows in " + span + ".");
        }
    }

    /**
     * {@return windows of so many rows; where several threads score, a window may have a few more}
     *
     * @param rows at least 1
     * @throws IllegalArgumentException if it is less
     */
    public static Window ofRows(long rows) {
        return new Window(rows, Duration.ZERO);
    }

    /**
     * {@return windows of so much time by the times of the rows; where these go backwards, a row counts in the window that is
     * open}
     *
     * @param span above zero
     * @throws IllegalArgumentException if it is not
     */
    public static Window ofTime(Duration span) {
        if (span.isZero()) throw new IllegalArgumentException("Expected a time above zero but found none.");
        return new Window(Long.MAX_VALUE, span);
    }

    boolean timed() {
        return !span.isZero();
    }
}
