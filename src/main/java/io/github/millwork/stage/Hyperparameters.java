package io.github.millwork.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;

/**
 * The hyperparameters of a specification by name: each a number or a choice, or a {@link Range} that {@code tune}
 * searches. A step holds its parameters in one of these and gets equality, saving and tuning from it.
 *
 * <p>What was set by whoever uses the step is marked, so that a search space of the step's own leaves it alone. The mark
 * is not part of the value: a parameter that was set to its default equals one that was left at it, and has its digest.
 * What goes by a search must therefore digest the search space. Immutable; equal by value.
 */
public final class Hyperparameters {
    private static final String DOT = ".";

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
        return with(Parameter.of(name, new Parameter.Numbers(false, legal, rule), value));
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
        return with(Parameter.of(name, new Parameter.Numbers(true, legal, rule), (double) value));
    }

    /**
     * Declares a parameter that is one of some names.
     *
     * @param name its name
     * @param value its default
     * @param options what it may be, all different
     * @return these parameters and that one
     */
    public Hyperparameters choice(String name, String value, List<String> options) {
        return with(Parameter.of(name, new Parameter.Choices(options), value));
    }

    /**
     * {@return these parameters, one of which has an effect only where a choice is made, so that it is searched only there}
     *
     * @param name its name
     * @param choice the name of the choice, which was declared before it
     * @param values what is to be chosen, one or more
     */
    public Hyperparameters onlyIf(String name, String choice, String... values) {
        Parameter parameter = parameter(name);
        List<String> names = new ArrayList<>(parameters.keySet());
        if (names.indexOf(choice) >= names.indexOf(name)
                || !parameter(choice).options().containsAll(List.of(values))) {
            throw new IllegalArgumentException("Expected a choice that was declared before " + name
                    + ", and options of it, but found " + choice + " and " + List.of(values) + ".");
        }
        return with(parameter.with(new Parameter.Condition(choice, List.of(values))));
    }

    /**
     * {@return these parameters, of which some go without saying where they have their defaults} For what is off until it is
     * asked for: the words for a step ({@link #toString()}) leave it out.
     *
     * @param names their names
     */
    public Hyperparameters quiet(String... names) {
        Map<String, Parameter> changed = new LinkedHashMap<>(parameters);
        for (String name : names) changed.put(name, parameter(name).quietly());
        return new Hyperparameters(changed);
    }

    private Hyperparameters with(Parameter parameter) {
        Map<String, Parameter> changed = new LinkedHashMap<>(parameters);
        changed.put(parameter.name(), parameter);
        return new Hyperparameters(changed);
    }

    /**
     * {@return these parameters with another value}
     *
     * @param name the name of one that takes numbers
     * @param value a legal value, finite
     * @throws IllegalArgumentException if the value is not legal
     */
    public Hyperparameters with(String name, double value) {
        return with(parameter(name).with(value, true));
    }

    /**
     * {@return these parameters with another choice}
     *
     * @param name its name
     * @param value one of its options
     * @throws IllegalArgumentException if the value is not an option
     */
    public Hyperparameters with(String name, String value) {
        return with(parameter(name).with(value, true));
    }

    /**
     * {@return these parameters with a range for tuning}
     *
     * @param name its name
     * @param range where to search; its ends, or each of its listed values or choices, must be legal values
     * @throws IllegalArgumentException if one is not legal
     */
    public Hyperparameters with(String name, Range range) {
        return with(parameter(name).with(range, true));
    }

    /**
     * {@return these parameters with a range for tuning, unless the parameter was set} For search spaces of a step's own.
     *
     * @param name its name
     * @param range where to search
     * @throws IllegalArgumentException if a value of the range is not legal
     */
    public Hyperparameters open(String name, Range range) {
        Parameter opened = parameter(name).with(range, false);
        return isSet(name) ? this : with(opened);
    }

    /**
     * {@return whether a parameter was set, be it to its default; one that was read from data where it is not the default}
     *
     * @param name its name
     */
    public boolean isSet(String name) {
        return parameter(name).set();
    }

    /**
     * {@return these parameters with the settings of others}
     *
     * @param others parameters of the same names
     * @throws IllegalArgumentException if the names differ or a setting is not legal
     */
    public Hyperparameters withSettings(Hyperparameters others) {
        if (!parameters.keySet().equals(others.parameters.keySet())) {
            throw new IllegalArgumentException("Expected the parameters " + parameters.keySet() + " but found "
                    + others.parameters.keySet() + ". Change those that hyperparameters() gives.");
        }
        Map<String, Parameter> taken = new LinkedHashMap<>(parameters);
        taken.replaceAll((name, own) -> own.with(others.parameter(name).setting(), others.isSet(name)));
        return new Hyperparameters(taken);
    }

    /**
     * {@return these parameters, and those of a member of what they belong to under its name and a dot, such as {@code
     * member.cost}} They keep their settings, ranges and conditions.
     *
     * @param member what the member is called, without a dot
     * @param parameters those of the member
     */
    public Hyperparameters with(String member, Hyperparameters parameters) {
        Map<String, Parameter> all = new LinkedHashMap<>(this.parameters);
        for (Parameter parameter : parameters.parameters.values()) {
            Parameter moved = parameter.under(member + DOT);
            all.put(moved.name(), moved);
        }
        return new Hyperparameters(all);
    }

    /** {@return these parameters, of those names only that others have} */
    Hyperparameters only(Hyperparameters others) {
        Map<String, Parameter> kept = new LinkedHashMap<>(parameters);
        kept.keySet().retainAll(others.parameters.keySet());
        return new Hyperparameters(kept);
    }

    /** {@return these parameters without those of members} */
    public Hyperparameters own() {
        Map<String, Parameter> own = new LinkedHashMap<>(parameters);
        own.keySet().removeIf(name -> name.contains(DOT));
        return new Hyperparameters(own);
    }

    /**
     * {@return the parameters of a member, set as they are set here}
     *
     * @param member what the member is called here
     * @param parameters those of the member, as it has them
     * @throws IllegalArgumentException if it has others than here
     */
    public Hyperparameters of(String member, Hyperparameters parameters) {
        Map<String, Parameter> moved = new LinkedHashMap<>(none().with(member, parameters).parameters);
        Map<String, Parameter> here = new LinkedHashMap<>(this.parameters);
        here.keySet().removeIf(name -> !name.startsWith(member + DOT));
        Hyperparameters set = new Hyperparameters(moved).withSettings(new Hyperparameters(here));
        Map<String, Parameter> own = new LinkedHashMap<>();
        parameters.parameters.forEach((name, parameter) -> {
            Parameter found = set.parameter(member + DOT + name);
            own.put(name, parameter.with(found.setting(), found.set()));
        });
        return new Hyperparameters(own);
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
     * {@return the value of a parameter that takes numbers}
     *
     * @param name its name
     * @throws IllegalStateException if it is still a range
     * @throws IllegalArgumentException if it is a choice
     */
    public double number(String name) {
        return parameter(name).value(Double.class, matters(name));
    }

    /**
     * {@return the value of a parameter that takes whole numbers}
     *
     * @param name its name
     * @throws IllegalStateException if it is still a range
     * @throws IllegalArgumentException if it is a choice
     */
    public int integer(String name) {
        return (int) number(name);
    }

    /**
     * {@return what was chosen}
     *
     * @param name the name of a choice
     * @throws IllegalStateException if it is still a range
     * @throws IllegalArgumentException if it is a number
     */
    public String text(String name) {
        return parameter(name).value(String.class, matters(name));
    }

    /**
     * {@return the value that a parameter has where nobody sets one; of a choice the place of that option, from 0}
     *
     * @param name its name
     */
    public double initial(String name) {
        Object initial = parameter(name).initial();
        return initial instanceof Double value ? value : options(name).indexOf((String) initial);
    }

    /**
     * {@return whether a parameter has an effect, or may still have one where the choice that it depends on is open}
     *
     * @param name its name
     */
    public boolean matters(String name) {
        Parameter.Condition condition = parameter(name).condition();
        if (condition == null) return true;
        boolean holds = condition.mayHold(parameter(condition.other()).setting());
        return holds && matters(condition.other());
    }

    /**
     * {@return the parameters that are open for tuning, with their ranges, in the order of declaration; without those that
     * have no effect} A search that sets the first of them and asks again varies nothing in vain.
     */
    public Map<String, Range> ranges() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.setting() instanceof Range range && matters(name)) ranges.put(name, range);
        });
        return ranges;
    }

    /** {@return the names of the parameters that have an effect, in the order of declaration} */
    public List<String> names() {
        return parameters.keySet().stream().filter(this::matters).toList();
    }

    /**
     * {@return whether a parameter takes whole numbers only}
     *
     * @param name its name
     */
    public boolean isWhole(String name) {
        return parameter(name).isWhole();
    }

    /**
     * {@return what a choice may be; empty for a number}
     *
     * @param name its name
     */
    public List<String> options(String name) {
        return parameter(name).options();
    }

    /** {@return the parameters as data} */
    public State toState() {
        State state = State.empty();
        for (Parameter parameter : parameters.values()) {
            Object setting = parameter.setting();
            state = state.with(parameter.name(), setting instanceof Range range ? range.toState() : setting);
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
        Hyperparameters read = this;
        for (String name : state.values().keySet()) {
            Parameter parameter = parameter(name);
            Object setting = parameter.read(state);
            if (!setting.equals(parameter.setting())) read = read.with(parameter.with(setting, true));
        }
        return read;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hyperparameters that && toState().equals(that.toState());
    }

    @Override
    public int hashCode() {
        return toState().hashCode();
    }

    /** {@return the parameters that have an effect, each with its value, but for those that go without saying} */
    @Override
    public String toString() {
        return toString(Set.of());
    }

    /**
     * {@return the same without some}
     *
     * @param without the names of those that say nothing, as those of what is off
     */
    public String toString(Set<String> without) {
        return parameters.values().stream()
                .filter(parameter ->
                        matters(parameter.name()) && parameter.isSaid() && !without.contains(parameter.name()))
                .map(Parameter::toString)
                .collect(Collectors.joining(", "));
    }
}
