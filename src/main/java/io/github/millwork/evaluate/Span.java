package io.github.millwork.evaluate;

import io.github.millwork.stage.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of rows in order of time: so many rows, a duration where times are dates or timestamps, or a number where they
 * are numbers. Immutable.
 *
 * @param unit what is counted
 * @param amount how much, not below zero: rows, milliseconds (of which a part counts as one), or units of the column
 */
public record Span(Unit unit, double amount) {
    /** What is counted. */
    public enum Unit {
        /** Rows. */
        ROWS,
        /** Milliseconds between dates or timestamps. */
        DURATION,
        /** The difference between numbers. */
        NUMBER
    }

    private static final double MILLIS_OF_A_DAY = 86_400_000;

    /** Nothing. */
    static final Span NONE = rows(0);

    /**
     * Checks the amount.
     *
     * @param unit what is counted
     * @param amount how much, not below zero: rows, milliseconds (of which a part counts as one), or units of the column
     */
    public Span {
        if (!(amount >= 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Expected a span of time of zero or more but found " + amount
                    + ". Spans are lengths; they have no direction.");
        }
        if (unit != Unit.NUMBER && amount != Math.rint(amount)) {
            throw new IllegalArgumentException("Expected whole " + (unit == Unit.ROWS ? "rows" : "milliseconds")
                    + " but found " + amount + ". Use Span.of for a difference between numbers.");
        }
    }

    /**
     * {@return so many rows}
     *
     * @param count how many, 0 or more
     */
    public static Span rows(int count) {
        return new Span(Unit.ROWS, count);
    }

    /**
     * {@return a duration, where times are dates or timestamps}
     *
     * @param duration how long, 0 or more; parts of a millisecond count as one
     */
    public static Span of(Duration duration) {
        boolean part = !duration.truncatedTo(ChronoUnit.MILLIS).equals(duration);
        return new Span(Unit.DURATION, duration.toMillis() + (part ? 1.0 : 0.0));
    }

    /**
     * {@return a difference between times that are numbers}
     *
     * @param difference how much, 0 or more, in the unit of the column
     */
    public static Span of(double difference) {
        return new Span(Unit.NUMBER, difference);
    }

    boolean isNone() {
        return amount == 0;
    }

    /** Says for example {@code 7 days}, {@code 90 min}, {@code 12 rows}. */
    @Override
    public String toString() {
        if (unit == Unit.ROWS) return amount == 1 ? "1 row" : plain(amount) + " rows";
        if (unit == Unit.NUMBER) return plain(amount);
        if (amount % MILLIS_OF_A_DAY == 0) {
            double days = amount / MILLIS_OF_A_DAY;
            return days == 1 ? "1 day" : plain(days) + " days";
        }
        if (amount % 3_600_000 == 0) return plain(amount / 3_600_000) + " h";
        return amount % 60_000 == 0 ? plain(amount / 60_000) + " min" : plain(amount / 1_000) + " s";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    State toState() {
        return State.empty().with("unit", unit.name()).with("amount", amount);
    }

    static Span fromState(State state) {
        return new Span(Unit.valueOf(state.string("unit")), state.number("amount"));
    }
}
