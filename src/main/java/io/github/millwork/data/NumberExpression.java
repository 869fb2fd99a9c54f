package io.github.millwork.data;

import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** An {@link Expression} whose value is a number; NaN is missing. */
public final class NumberExpression implements Expression {
    private final Call call;

    NumberExpression(Call call) {
        this.call = call;
    }

    Call call() {
        return call;
    }

    /**
     * {@return this + other}
     *
     * @param other the other operand
     */
    public NumberExpression plus(NumberExpression other) {
        return of(Operator.PLUS, other);
    }

    /**
     * {@return this + other}
     *
     * @param other a constant
     */
    public NumberExpression plus(double other) {
        return plus(Expression.constant(other));
    }

    /**
     * {@return this - other}
     *
     * @param other the other operand
     */
    public NumberExpression minus(NumberExpression other) {
        return of(Operator.MINUS, other);
    }

    /**
     * {@return this - other}
     *
     * @param other a constant
     */
    public NumberExpression minus(double other) {
        return minus(Expression.constant(other));
    }

    /**
     * {@return this * other}
     *
     * @param other the other operand
     */
    public NumberExpression times(NumberExpression other) {
        return of(Operator.TIMES, other);
    }

    /**
     * {@return this * other}
     *
     * @param other a constant
     */
    public NumberExpression times(double other) {
        return times(Expression.constant(other));
    }

    /**
     * {@return this / other} Division by zero gives an infinity, or missing for 0 / 0.
     *
     * @param other the other operand
     */
    public NumberExpression dividedBy(NumberExpression other) {
        return of(Operator.DIVIDED_BY, other);
    }

    /**
     * {@return this / other}
     *
     * @param other a constant
     */
    public NumberExpression dividedBy(double other) {
        return dividedBy(Expression.constant(other));
    }

    /**
     * {@return this raised to a power}
     *
     * @param exponent the exponent
     */
    public NumberExpression pow(double exponent) {
        return of(Operator.POW, Expression.constant(exponent));
    }

    /** {@return the natural logarithm; missing below zero, negative infinity at zero} */
    public NumberExpression log() {
        return of(Operator.LOG);
    }

    /** {@return e raised to this} */
    public NumberExpression exp() {
        return of(Operator.EXP);
    }

    /** {@return the square root; missing below zero} */
    public NumberExpression sqrt() {
        return of(Operator.SQRT);
    }

    /** {@return the absolute value} */
    public NumberExpression abs() {
        return of(Operator.ABS);
    }

    /** {@return this with the other sign} */
    public NumberExpression negated() {
        return of(Operator.NEGATED);
    }

    /**
     * {@return the smaller of the two}
     *
     * @param other the other operand
     */
    public NumberExpression min(NumberExpression other) {
        return of(Operator.MIN, other);
    }

    /**
     * {@return the larger of the two}
     *
     * @param other the other operand
     */
    public NumberExpression max(NumberExpression other) {
        return of(Operator.MAX, other);
    }

    /**
     * {@return this, or the other where this is missing}
     *
     * @param other what stands in
     */
    public NumberExpression orElse(NumberExpression other) {
        return of(Operator.COALESCE_NUMBER, other);
    }

    /**
     * {@return this, or a constant where this is missing}
     *
     * @param other what stands in
     */
    public NumberExpression orElse(double other) {
        return orElse(Expression.constant(other));
    }

    /**
     * {@return whether this &lt; other}
     *
     * @param other the other operand
     */
    public Condition lessThan(NumberExpression other) {
        return Condition.of(Operator.LESS, call, other.call);
    }

    /**
     * {@return whether this &lt; other}
     *
     * @param other a constant
     */
    public Condition lessThan(double other) {
        return lessThan(Expression.constant(other));
    }

    /**
     * {@return whether this &lt;= other}
     *
     * @param other the other operand
     */
    public Condition atMost(NumberExpression other) {
        return Condition.of(Operator.AT_MOST, call, other.call);
    }

    /**
     * {@return whether this &lt;= other}
     *
     * @param other a constant
     */
    public Condition atMost(double other) {
        return atMost(Expression.constant(other));
    }

    /**
     * {@return whether this &gt; other}
     *
     * @param other the other operand
     */
    public Condition greaterThan(NumberExpression other) {
        return other.lessThan(this);
    }

    /**
     * {@return whether this &gt; other}
     *
     * @param other a constant
     */
    public Condition greaterThan(double other) {
        return greaterThan(Expression.constant(other));
    }

    /**
     * {@return whether this &gt;= other}
     *
     * @param other the other operand
     */
    public Condition atLeast(NumberExpression other) {
        return other.atMost(this);
    }

    /**
     * {@return whether this &gt;= other}
     *
     * @param other a constant
     */
    public Condition atLeast(double other) {
        return atLeast(Expression.constant(other));
    }

    /**
     * {@return whether the two are equal}
     *
     * @param other the other operand
     */
    public Condition isEqualTo(NumberExpression other) {
        return Condition.of(Operator.EQUAL, call, other.call);
    }

    /**
     * {@return whether this equals a constant}
     *
     * @param other a constant
     */
    public Condition isEqualTo(double other) {
        return isEqualTo(Expression.constant(other));
    }

    /** {@return whether this is missing; never missing itself} */
    public Condition isMissing() {
        return Condition.of(Operator.MISSING_NUMBER, call);
    }

    /**
     * Compiles the expression for rows whose cells lie in numbered slots.
     *
     * @param slotOf the slot of each column that the expression reads
     * @return a function without state
     */
    public ToDoubleFunction<Cells> compile(ToIntFunction<String> slotOf) {
        return OperatorCode.number(call, slotOf);
    }

    private NumberExpression of(Operator operator, NumberExpression... others) {
        Object[] operands = new Object[others.length + 1];
        operands[0] = call;
        for (int i = 0; i < others.length; i++) operands[i + 1] = others[i].call;
        return new NumberExpression(operator.call(operands));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberExpression that && call.equals(that.call);
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
