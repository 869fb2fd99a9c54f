package io.github.millwork.stage;

import io.github.millwork.data.Names;
import java.util.HashSet;
import java.util.List;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * One hyperparameter.
 *
 * @param name its name
 * @param rule what it may be
 * @param initial its default: a Double or a String
 * @param setting what it is: a Double, a String, or the Range in which it is searched
 * @param set whether that was said by whoever uses the step, and is not the step's own default or search space
 * @param condition where it has an effect; null for everywhere
 * @param quiet whether it goes without saying where it has its default
 */
record Parameter(
        String name,
        Rule rule,
        Object initial,
        Object setting,
        boolean set,
        @Nullable Condition condition,
        boolean quiet) {
    /** What a parameter may be. */
    sealed interface Rule {}

    /** A number, whole where it must be, that is legal; and the same in words. */
    record Numbers(boolean whole, DoublePredicate legal, String words) implements Rule {}

    /** One of some names. */
    record Choices(List<String> options) implements Rule {
        Choices {
            options = List.copyOf(options);
            if (new HashSet<>(options).size() < options.size()) {
                throw new IllegalArgumentException("Expected options to differ but found " + options + ".");
            }
        }
    }

    /** Another parameter, which is a choice, is one of these. */
    record Condition(String other, List<String> values) {
        boolean mayHold(Object setting) {
            return setting instanceof Range range
                    ? range.choices().stream().anyMatch(values::contains)
                    : values.contains((String) setting);
        }
    }

    /** {@return this parameter with its default as its setting} The default must be legal too. */
    static Parameter of(String name, Rule rule, Object initial) {
        Parameter parameter = new Parameter(name, rule, initial, initial, false, null, false);
        parameter.check(initial);
        return parameter;
    }

    Parameter with(Object value, boolean byUser) {
        check(value);
        return new Parameter(name, rule, initial, value, byUser, condition, quiet);
    }

    Parameter with(Condition where) {
        return new Parameter(name, rule, initial, setting, set, where, quiet);
    }

    /** {@return this parameter under a name with this put before, as is the one that it depends on} */
    Parameter under(String prefix) {
        Condition moved = condition == null ? null : new Condition(prefix + condition.other(), condition.values());
        return new Parameter(prefix + name, rule, initial, setting, set, moved, quiet);
    }

    /** {@return this parameter, which goes without saying where it has its default} */
    Parameter quietly() {
        return new Parameter(name, rule, initial, setting, set, condition, true);
    }

    /** {@return whether it has to be said what it is} */
    boolean isSaid() {
        return !quiet || !setting.equals(initial);
    }

    private void check(Object value) {
        if (!(value instanceof Range range)) checkOne(value);
        else if (!range.choices().isEmpty()) range.choices().forEach(this::checkOne);
        else if (rule instanceof Choices) throw wrong(range.toString());
        else {
            checkOne(range.low());
            checkOne(range.high());
            range.values().forEach(this::checkOne);
        }
    }

    private void checkOne(Object value) {
        if (value instanceof String text) {
            if (!(rule instanceof Choices choices) || !choices.options.contains(text)) throw wrong("'" + text + "'");
            return;
        }
        double number = (Double) value;
        boolean integral = number == (int) number;
        if (rule instanceof Numbers numbers
                && Double.isFinite(number)
                && (integral || !numbers.whole)
                && numbers.legal.test(number)) return;
        throw wrong(integral ? Integer.toString((int) number) : Double.toString(number));
    }

    private IllegalArgumentException wrong(String found) {
        return new IllegalArgumentException("Expected " + name + " to be " + expected() + " but found " + found + ".");
    }

    private String expected() {
        if (rule instanceof Numbers numbers) return (numbers.whole ? "a whole number " : "") + numbers.words;
        return "one of " + Names.list(((Choices) rule).options);
    }

    <T> T value(Class<T> type, boolean matters) {
        if (!type.isInstance(initial)) {
            throw new IllegalArgumentException("Expected " + name + " to be a "
                    + (type == String.class ? "choice but it is a number." : "number but it is a choice."));
        }
        if (!(setting instanceof Range range)) return type.cast(setting);
        if (!matters) return type.cast(initial);
        throw new IllegalStateException("Expected a value for " + name + " but it is still the range " + range
                + ". Call tune, or set a value.");
    }

    /** Reads the setting of this parameter from a state that has one. */
    Object read(State state) {
        if (state.values().get(name) instanceof State range) return Range.fromState(range);
        return rule instanceof Choices ? state.string(name) : (Object) state.number(name);
    }

    boolean isWhole() {
        return rule instanceof Numbers numbers && numbers.whole;
    }

    List<String> options() {
        return rule instanceof Choices choices ? choices.options : List.of();
    }

    /** {@return the name and the setting, such as {@code trees 200}} */
    @Override
    public String toString() {
        return name + " " + (isWhole() && setting instanceof Double value ? value.longValue() : setting);
    }
}
