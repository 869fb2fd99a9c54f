package io.github.millwork.data;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula over the columns of a row: data, not code. It is checked against a schema, saved as it prints, and compiled
 * for a row program. Immutable; equal by value.
 *
 * <p>A missing operand makes the result missing, except in {@code coalesce}, {@code isMissing} and where the other
 * operand of {@code and} or {@code or} decides alone. A filter keeps a row only if its condition is true, not missing.
 */
public sealed interface Expression permits NumberExpression, TextExpression, Condition {
    /**
     * {@return the value of a number, integer or boolean column (true is 1)}
     *
     * @param column the column
     */
    static NumberExpression number(String column) {
        return new NumberExpression(Operator.NUMBER.call(column));
    }

    /**
     * {@return a constant number}
     *
     * @param value any number
     */
    static NumberExpression constant(double value) {
        return new NumberExpression(Operator.CONSTANT.call(value));
    }

    /**
     * {@return the value of a category or text column}
     *
     * @param column the column
     */
    static TextExpression text(String column) {
        return new TextExpression(Operator.TEXT.call(column));
    }

    /**
     * {@return a constant string}
     *
     * @param value any string
     */
    static TextExpression literal(String value) {
        return new TextExpression(Operator.LITERAL.call(value));
    }

    /**
     * {@return the value of a boolean column}
     *
     * @param column the column
     */
    static Condition flag(String column) {
        return new Condition(Operator.FLAG.call(column));
    }

    /**
     * Reads an expression back from its {@code toString}.
     *
     * @param text what {@code toString} wrote
     * @return an equal expression
     * @throws IllegalArgumentException if the text is not an expression
     */
    static Expression parse(String text) {
        Call call = Operator.checked(Call.parse(text));
        return switch (Operator.of(call).result()) {
            case NUMBER -> new NumberExpression(call);
            case TEXT -> new TextExpression(call);
            case CONDITION -> new Condition(call);
            case STRING, DOUBLE -> throw new IllegalStateException(call + " is no expression");
        };
    }

    /** {@return the expression as a tree, to be said in another language} */
    default Term term() {
        return Term.of(Operator.callOf(this));
    }

    /** {@return the columns that the expression reads, in order of first use} */
    default List<String> columns() {
        Set<String> names = new LinkedHashSet<>();
        Operator.collectColumns(Operator.callOf(this), names);
        return List.copyOf(names);
    }

    /**
     * Checks that every column exists and has a type that the expression can read.
     *
     * @param schema the columns that there are
     * @throws DataException if one is absent (the nearest name is suggested) or of another type
     */
    default void check(Schema schema) {
        Operator.checkColumns(Operator.callOf(this), schema);
    }
}
