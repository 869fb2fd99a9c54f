package io.github.millwork.report;

import java.util.List;

/**
 * Names with their values, such as what a model was trained on and when. Immutable.
 *
 * @param facts the names and values, in order
 */
public record Facts(List<Fact> facts) implements Block {
    /**
     * A name with its value.
     *
     * @param name what it is
     * @param value what it is in this case
     */
    public record Fact(String name, String value) {}

    /**
     * Makes a list of facts.
     *
     * @param facts the names and values, in order; copied
     */
    public Facts {
        facts = List.copyOf(facts);
    }

    /** {@return a list without facts, to add some to} */
    public static Facts create() {
        return new Facts(List.of());
    }

    /**
     * Adds a fact.
     *
     * @param name what it is
     * @param value what it is in this case
     * @return a list with that too
     */
    public Facts with(String name, String value) {
        return new Facts(Check.joined(facts, new Fact(name, value)));
    }

    /**
     * Adds a number.
     *
     * @param name what it is
     * @param value the number, shown as {@link Format#plain()} does
     * @return a list with that too
     */
    public Facts with(String name, double value) {
        return with(name, Format.plain().text(value));
    }
}
