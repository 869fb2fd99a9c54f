package io.github.millwork.data;

import org.jspecify.annotations.Nullable;

/**
 * The column to be predicted.
 *
 * @param column the name of the column
 * @param positive the class that is looked for, such as "spam"; null where none is special
 */
public record Target(String column, @Nullable String positive) {
    /**
     * {@return the target in a column}
     *
     * @param column the name of the column
     */
    public static Target of(String column) {
        return new Target(column, null);
    }

    /**
     * {@return this target with a positive class, which precision, recall, F1 and thresholds need}
     *
     * @param label the class that is looked for
     */
    public Target positive(String label) {
        return new Target(column, label);
    }
}
