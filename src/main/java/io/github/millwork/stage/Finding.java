package io.github.millwork.stage;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A number that a fit found out beside the model: after how many trees it stopped, how good it is out of bag.
 *
 * @param name what was found, in words
 * @param value the number
 */
public record Finding(String name, double value) {
    private static final String NAMES = "findings";
    private static final String VALUES = "found";

    /**
     * {@return the content of a model with what its fit found}; where nothing was, nothing is added
     *
     * @param state the content so far
     * @param findings what was found
     */
    public static State toState(State state, List<Finding> findings) {
        if (findings.isEmpty()) return state;
        return state.with(NAMES, findings.stream().map(Finding::name).toList())
                .with(VALUES, findings.stream().mapToDouble(Finding::value).toArray());
    }

    /**
     * {@return what a fit found, from the content of its model}
     *
     * @param state the content
     * @throws BundleException if it is damaged
     */
    public static List<Finding> fromState(State state) {
        if (!state.has(NAMES)) return List.of();
        List<String> names = state.strings(NAMES);
        double[] values = state.numbers(VALUES);
        if (names.size() != values.length) {
            throw new BundleException("Expected a number for each of " + names.size() + " findings but there are "
                    + values.length + ". The file is damaged.");
        }
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Finding(names.get(i), values[i]))
                .toList();
    }

    /** {@return name and number, with four digits unless it is a whole one} */
    @Override
    public String toString() {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return name + " " + String.format(Locale.ROOT, whole ? "%.0f" : "%.4g", value);
    }
}
