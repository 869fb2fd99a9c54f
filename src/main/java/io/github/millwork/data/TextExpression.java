package io.github.millwork.data;

import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An {@link Expression} whose value is a string; null and the empty string are missing. */
public final class TextExpression implements Expression {
    private final Call call;

    TextExpression(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    /** {@return this in lower case, by the rules of no particular language} */
    public TextExpression lower() {
        return new TextExpression(Operator.LOWER.call(call));
    }

    /** {@return this without white space at its ends} */
    public TextExpression trimmed() {
        return new TextExpression(Operator.TRIMMED.call(call));
    }

    /**
     * {@return this followed by another string}
     *
     * @param other the other operand
     */
    public TextExpression plus(TextExpression other) {
        return new TextExpression(Operator.CONCAT.call(call, other.call));
    }

    /**
     * {@return this, or the other where this is missing}
     *
     * @param other what stands in
     */
    public TextExpression orElse(TextExpression other) {
        return new TextExpression(Operator.COALESCE_TEXT.call(call, other.call));
    }

    /**
     * {@return this, or a constant where this is missing}
     *
     * @param other what stands in
     */
    public TextExpression orElse(String other) {
        return orElse(Expression.literal(other));
    }

    /** {@return the number of characters, counted as Unicode code points} */
    public NumberExpression length() {
        return new NumberExpression(Operator.LENGTH.call(call));
    }

    /**
     * {@return whether this equals a constant, case and all}
     *
     * @param value a constant
     */
    public Condition is(String value) {
        return is(Expression.literal(value));
    }

    /**
     * {@return whether the two are equal, case and all}
     *
     * @param other the other operand
     */
    public Condition is(TextExpression other) {
        return Condition.of(Operator.IS, call, other.call);
    }

    /**
     * {@return whether this differs from a constant; missing where this is missing}
     *
     * @param value a constant
     */
    public Condition isNot(String value) {
        return is(value).not();
    }

    /**
     * {@return whether a constant occurs in this, case and all}
     *
     * @param part a constant
     */
    public Condition contains(String part) {
        return Condition.of(Operator.CONTAINS, call, Operator.LITERAL.call(part));
    }

    /** {@return whether this is missing; never missing itself} */
    public Condition isMissing() {
        return Condition.of(Operator.MISSING_TEXT, call);
    }

    /**
     * Compiles the expression for rows whose cells lie in numbered slots.
     *
     * @param slotOf the slot of each column that the expression reads
     * @return a function without state
     */
    public Function<Cells, @Nullable String> compile(ToIntFunction<String> slotOf) {
        return OperatorCode.text(call, slotOf);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TextExpression that && call.equals(that.call);
    }

    @Override
    public int hashCode() {
        return call.hashCode();
    }

    @Override
    public String toString() {
        return call.toString();
    }
}
