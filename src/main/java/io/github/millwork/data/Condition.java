package io.github.millwork.data;

import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** An {@link Expression} that is true, false or missing. */
public final class Condition implements Expression {
    private final Call call;

    Condition(Call call) {
        this.call = call;
    }

    static Condition of(Operator operator, Object... operands) {
        return new Condition(operator.call(operands));
    }

    Call call() {
        return call;
    }

    /**
     * {@return whether both hold; false if either is false, even where the other is missing}
     *
     * @param other the other operand
     */
    public Condition and(Condition other) {
        return of(Operator.AND, call, other.call);
    }

    /**
     * {@return whether either holds; true if either is true, even where the other is missing}
     *
     * @param other the other operand
     */
    public Condition or(Condition other) {
        return of(Operator.OR, call, other.call);
    }

    /** {@return whether this does not hold; missing where this is missing} */
    public Condition not() {
        return of(Operator.NOT, call);
    }

    /**
     * {@return one number where this holds, the other where it does not; missing where this is missing}
     *
     * @param then the value where this holds
     * @param otherwise the value where it does not
     */
    public NumberExpression then(NumberExpression then, NumberExpression otherwise) {
        return new NumberExpression(Operator.IF_NUMBER.call(call, then.call(), otherwise.call()));
    }

    /**
     * {@return one string where this holds, the other where it does not; missing where this is missing}
     *
     * @param then the value where this holds
     * @param otherwise the value where it does not
     */
    public TextExpression then(TextExpression then, TextExpression otherwise) {
        return new TextExpression(Operator.IF_TEXT.call(call, then.call(), otherwise.call()));
    }

    /**
     * Compiles the condition for rows whose cells lie in numbered slots.
     *
     * @param slotOf the slot of each column that the condition reads
     * @return a function without state: 1 where it holds, 0 where it does not, NaN where that is missing
     */
    public ToDoubleFunction<Cells> compile(ToIntFunction<String> slotOf) {
        return OperatorCode.number(call, slotOf);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition that && call.equals(that.call);
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
