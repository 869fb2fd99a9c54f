package io.github.millwork.stage;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoublePredicate;

/**
 * The hyperparameters of a specification by name: each a value, or a {@link Range} that {@code tune} searches. A step
 * holds its parameters in one of these and gets equality, saving and tuning from it. Immutable; equal by value.
 */
public final class Hyperparameters {
    private record Parameter(Object setting, double initial, boolean whole, DoublePredicate legal, String rule) {}

    private final Map<String, Parameter> parameters;

    private Hyperparameters(Map<String, Parameter> parameters) {
        this.parameters = parameters;
    }

    /** {@return no hyperparameters} */
    public static Hyperparameters none() {
        return new Hyperparameters(Map.of());
    }

    /**
     * Declares a parameter that takes any number.
     *
     * @param name its name
     * @param value its default
     * @param legal which finite values are legal
     * @param rule the same in words, such as {@code "above 0"}
     * @return these parameters and that one
     */
    public Hyperparameters number(String name, double value, DoublePredicate legal, String rule) {
        return declared(name, new Parameter(value, value, false, legal, rule));
    }

    /**
     * Declares a parameter that takes whole numbers.
     *
     * @param name its name
     * @param value its default
     * @param legal which values are legal
     * @param rule the same in words, such as {@code "at least 1"}
     * @return these parameters and that one
     */
    public Hyperparameters integer(String name, int value, DoublePredicate legal, String rule) {
        return declared(name, new Parameter((double) value, value, true, legal, rule));
    }

    private Hyperparameters declared(String name, Parameter parameter) {
        Map<String, Parameter> more = new LinkedHashMap<>(parameters);
        more.put(name, parameter);
        return new Hyperparameters(more).with(name, (Double) parameter.setting());
    }

    /**
     * Sets a parameter.
     *
     * @param name its name
     * @param value a legal value, finite
     * @return these parameters with that value
     * @throws IllegalArgumentException if the value is not legal
     */
    public Hyperparameters with(String name, double value) {
        Parameter parameter = parameter(name);
        check(name, parameter, value);
        return replaced(name, value);
    }

    /**
     * Opens a parameter for tuning.
     *
     * @param name its name
     * @param range where to search; its ends, or each of its listed values, must be legal values
     * @return these parameters with that range
     * @throws IllegalArgumentException if one is not legal
     */
    public Hyperparameters with(String name, Range range) {
        Parameter parameter = parameter(name);
        check(name, parameter, range.low());
        check(name, parameter, range.high());
        range.values().forEach(value -> check(name, parameter, value));
        return replaced(name, range);
    }

    private static void check(String name, Parameter parameter, double value) {
        boolean whole = value == (int) value;
        if (Double.isFinite(value)
                && (whole || !parameter.whole())
                && parameter.legal().test(value)) return;
        String found = whole ? Integer.toString((int) value) : Double.toString(value);
        throw new IllegalArgumentException("Expected " + name + " to be " + (parameter.whole() ? "a whole number " : "")
                + parameter.rule() + " but found " + found + ".");
    }

    private Hyperparameters replaced(String name, Object setting) {
        Parameter old = parameter(name);
        Map<String, Parameter> changed = new LinkedHashMap<>(parameters);
        changed.put(name, new Parameter(setting, old.initial(), old.whole(), old.legal(), old.rule()));
        return new Hyperparameters(changed);
    }

    private Parameter parameter(String name) {
        Parameter parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(
                    "Expected one of the parameters " + parameters.keySet() + " but found '" + name + "'.");
        }
        return parameter;
    }

    /**
     * {@return the value of a parameter}
     *
     * @param name its name
     * @throws IllegalStateException if it is still a range
     */
    public double number(String name) {
        Object setting = parameter(name).setting();
        if (setting instanceof Double value) return value;
        throw new IllegalStateException("Expected a value for " + name + " but it is still the range " + setting
                + ". Call tune, or set a value.");
    }

    /**
     * {@return the value of a parameter that takes whole numbers}
     *
     * @param name its name
     * @throws IllegalStateException if it is still a range
     */
    public int integer(String name) {
        return (int) number(name);
    }

    /**
     * {@return the value that a parameter has where nobody sets one}
     *
     * @param name its name
     */
    public double initial(String name) {
        return parameter(name).initial();
    }

    /** {@return the parameters that are open for tuning, with their ranges, in the order of declaration} */
    public Map<String, Range> ranges() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.setting() instanceof Range range) ranges.put(name, range);
        });
        return ranges;
    }

    /**
     * {@return whether a parameter takes whole numbers only}
     *
     * @param name its name
     */
    public boolean isWhole(String name) {
        return parameter(name).whole();
    }

    /** {@return the parameters as data} */
    public State toState() {
        State state = State.empty();
        for (Map.Entry<String, Parameter> entry : parameters.entrySet()) {
            Object setting = entry.getValue().setting();
            state = state.with(entry.getKey(), setting instanceof Range range ? range.toState() : setting);
        }
        return state;
    }

    /**
     * Sets the parameters from data.
     *
     * @param state what {@link #toState} gave; parameters that it lacks keep their defaults
     * @return these parameters with those settings
     * @throws IllegalArgumentException if a name is unknown or a value not legal
     */
    public Hyperparameters withState(State state) {
        Hyperparameters set = this;
        for (Map.Entry<String, Object> entry : state.values().entrySet()) {
            set = entry.getValue() instanceof State range
                    ? set.with(entry.getKey(), Range.fromState(range))
                    : set.with(entry.getKey(), state.number(entry.getKey()));
        }
        return set;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hyperparameters that && toState().equals(that.toState());
    }

    @Override
    public int hashCode() {
        return toState().hashCode();
    }

    /** {@return the settings, such as {@code cost 1.0, epochs 40}} */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        parameters.forEach((name, parameter) -> {
            Object setting = parameter.setting();
            out.append(out.isEmpty() ? "" : ", ").append(name).append(' ');
            if (parameter.whole() && setting instanceof Double value) out.append(value.longValue());
            else out.append(setting);
        });
        return out.toString();
    }
}
