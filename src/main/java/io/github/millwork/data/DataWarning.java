package io.github.millwork.data;

import java.util.List;

/**
 * Something about a dataset that a practitioner looks into before fitting.
 *
 * @param kind what it is
 * @param columns the columns that it is about; none if it is about rows
 * @param text what was found, in a sentence
 */
public record DataWarning(Kind kind, List<String> columns, String text) {
    /** Kinds of warnings. */
    public enum Kind {
        /** All cells that are not missing are equal, or all are missing. */
        CONSTANT,
        /** Two columns of numbers correlate by 0.999 or more, or two others have equal cells. */
        NEAR_DUPLICATE,
        /** A column of whole numbers or strings in which no value, or hardly any, comes twice. */
        ID_LIKE,
        /**
         * A feature nearly equals the target, or tells it in nearly every row, or its being missing does; or two features
         * together give it.
         */
        LEAK_SUSPECT,
        /** Categories of which there are more than 50, and fewer than 20 rows for each. */
        HIGH_CARDINALITY,
        /** A class with less than 5 % of the rows. */
        IMBALANCE,
        /** The target is missing in some rows, which cannot be learned from. */
        MISSING_TARGET,
        /** Rows in which every cell is missing. */
        EMPTY_ROWS,
        /** Rows that equal earlier ones in every cell. */
        DUPLICATE_ROWS
    }

    /**
     * Copies the list.
     *
     * @param kind what it is
     * @param columns the columns that it is about; none if it is about rows
     * @param text what was found, in a sentence
     */
    public DataWarning {
        columns = List.copyOf(columns);
    }

    @Override
    public String toString() {
        return text;
    }
}
