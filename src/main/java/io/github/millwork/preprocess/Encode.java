package io.github.millwork.preprocess;

import io.github.millwork.data.Columns;

/** Steps that turn categories into numbers. */
public final class Encode {
    private Encode() {}

    /**
     * {@return the step that gives each level of a category a dimension of its own} See {@link OneHot} for rare, unseen
     * and missing levels.
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static OneHot oneHot(Columns columns) {
        return new OneHot(columns, OneHot.DEFAULTS, false, false);
    }

    /**
     * {@return the step that puts the average target of each level in its place} Training rows are encoded without their
     * own target; see {@link TargetEncode}.
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static TargetEncode target(Columns columns) {
        return new TargetEncode(columns, TargetEncode.DEFAULTS, false);
    }
}
