package io.github.millwork.stage;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The values of a hyperparameter among which {@code tune} searches. Immutable; equal by value.
 *
 * @param scale how the values are spread
 * @param low the lowest value; for {@link Scale#VALUES} the lowest of the list
 * @param high the highest value; likewise
 * @param values the values of the list; empty for the other scales
 * @param choices the names that the values stand for, 0 for the first; empty where numbers are searched
 */
public record Range(Scale scale, double low, double high, List<Double> values, List<String> choices) {
    /** How values are spread between the ends of a range. */
    public enum Scale {
        /** Evenly. */
        LINEAR,
        /** Evenly in their logarithm. */
        LOG,
        /** Only those of a list. */
        VALUES
    }

    /**
     * Checks that the ends are finite and in order, and those of the listed values where there are some.
     *
     * @param scale how the values are spread
     * @param low the lowest value; for {@link Scale#VALUES} the lowest of the list
     * @param high the highest value; likewise
     * @param values the values of the list; empty for the other scales
     * @param choices the names that the values stand for, 0 for the first; empty where numbers are searched
     */
    public Range {
        values = List.copyOf(values);
        choices = List.copyOf(choices);
        if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
            throw new IllegalArgumentException("Expected finite ends in ascending order but found " + low + " and "
                    + high + ". Give the lower end first.");
        }
        if (scale == Scale.LOG && low <= 0) {
            throw new IllegalArgumentException("Expected a logarithmic range above zero but its lower end is " + low
                    + ". Use Range.between, or a lower end above zero.");
        }
        boolean listed = scale == Scale.VALUES;
        if (listed == values.isEmpty()
                || (listed && (Collections.min(values) != low || Collections.max(values) != high))) {
            throw new IllegalArgumentException("Expected the values of a range if, and only if, they are listed, and "
                    + "their ends, but found " + low + " to " + high + " of " + values + ". Use Range.values.");
        }
        if (!choices.isEmpty()
                && (new HashSet<>(choices).size() < choices.size() || !values.equals(places(choices.size())))) {
            throw new IllegalArgumentException("Expected names that differ, and values from 0 that stand for them, but "
                    + "found " + choices + " and " + values + ". Use Range.of.");
        }
    }

    private static List<Double> places(int count) {
        return IntStream.range(0, count).asDoubleStream().boxed().toList();
    }

    /**
     * Makes a range of numbers.
     *
     * @param scale how the values are spread
     * @param low the lowest value
     * @param high the highest value
     * @param values the values of the list; empty for the other scales
     */
    public Range(Scale scale, double low, double high, List<Double> values) {
        this(scale, low, high, values, List.of());
    }

    /**
     * {@return the numbers between two ends, all equally likely; whole numbers for a parameter that takes whole numbers}
     *
     * @param low the lowest value
     * @param high the highest value
     */
    public static Range between(double low, double high) {
        return new Range(Scale.LINEAR, low, high, List.of());
    }

    /**
     * {@return the numbers between two ends, all magnitudes equally likely}
     *
     * @param low the lowest value, above zero
     * @param high the highest value
     */
    public static Range log(double low, double high) {
        return new Range(Scale.LOG, low, high, List.of());
    }

    /**
     * {@return these values only}
     *
     * @param values one or more values
     */
    public static Range values(double... values) {
        if (values.length == 0) throw new IllegalArgumentException("Expected at least one value but found none.");
        return new Range(
                Scale.VALUES,
                DoubleStream.of(values).min().orElseThrow(),
                DoubleStream.of(values).max().orElseThrow(),
                DoubleStream.of(values).boxed().toList());
    }

    /**
     * {@return these names only, for a parameter that is a choice}
     *
     * @param choices one or more names, all different
     */
    public static Range of(String... choices) {
        if (choices.length == 0) throw new IllegalArgumentException("Expected at least one name but found none.");
        return new Range(Scale.VALUES, 0, choices.length - 1, places(choices.length), List.of(choices));
    }

    State toState() {
        State state = State.empty()
                .with("scale", scale.name())
                .with("low", low)
                .with("high", high)
                .with("values", values);
        return choices.isEmpty() ? state : state.with("choices", choices);
    }

    static Range fromState(State state) {
        return new Range(
                Scale.valueOf(state.string("scale")),
                state.number("low"),
                state.number("high"),
                DoubleStream.of(state.numbers("values")).boxed().toList(),
                state.has("choices") ? state.strings("choices") : List.of());
    }

    @Override
    public String toString() {
        return switch (scale) {
            case LINEAR -> low + " to " + high;
            case LOG -> low + " to " + high + " (log)";
            case VALUES -> (choices.isEmpty() ? values : choices).toString();
        };
    }
}
