package io.github.millwork.monitor;

/**
 * Something wrong with the rows of a window, whatever their distribution. Immutable; equal by value.
 *
 * @param check what was looked at
 * @param column the column, or empty where it is of the rows as a whole
 * @param share the share of rows or values; NaN where it is none
 * @param message what was expected and found, in a sentence
 */
public record QualityFinding(Check check, String column, double share, String message) {
    /** What is looked at. */
    public enum Check {
        /** More values are missing than in the reference. */
        MISSING,
        /** Levels that the reference does not have. */
        UNSEEN,
        /** Numbers below the smallest or above the largest of the reference. */
        OUT_OF_RANGE,
        /** Rows that were refused: a column absent, a value of another type, or missing where the model needs it. */
        REFUSED,
        /** No row for too long. */
        FRESHNESS,
        /** Too few or too many rows. */
        VOLUME
    }
}
