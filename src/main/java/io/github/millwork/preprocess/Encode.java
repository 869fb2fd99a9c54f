package io.github.millwork.preprocess;

import io.github.millwork.data.Columns;
import java.util.List;

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
        return new OneHot(columns, OneHot.DEFAULTS, false, false, false);
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

    /**
     * {@return the step that numbers the levels of the training rows in ascending order, from 0}
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static Ordinal ordinal(Columns columns) {
        return new Ordinal(columns, List.of(), null);
    }

    /**
     * {@return the step that numbers levels in a given order, from 0}
     *
     * @param columns categories; integers and booleans where they are chosen by name
     * @param order the levels from the lowest to the highest
     */
    public static Ordinal ordinal(Columns columns, String... order) {
        return new Ordinal(columns, List.of(order), null);
    }

    /**
     * {@return the step that puts the share of training rows with a level in its place}
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static FrequencyEncode frequency(Columns columns) {
        return new FrequencyEncode(columns, false);
    }

    /**
     * {@return the step that puts the binary digits of a level's number in its place}
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static BinaryEncode binary(Columns columns) {
        return new BinaryEncode(columns);
    }

    /**
     * {@return the step that puts a level into a dimension that its hash gives}
     *
     * @param columns categories; integers and booleans where they are chosen by name
     */
    public static HashEncode hash(Columns columns) {
        return new HashEncode(columns, HashEncode.DEFAULTS);
    }
}
