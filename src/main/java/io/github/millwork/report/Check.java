package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the parts of a report check and copy in the same way. */
final class Check {
    private Check() {}

    static void title(String title, String what) {
        if (title.isBlank()) {
            throw new IllegalArgumentException(
                    "Expected a title of the " + what + " but it is blank. Say what it shows.");
        }
    }

    static void length(int found, int expected, String what, String of) {
        if (found != expected) {
            throw new IllegalArgumentException("Expected " + expected + " " + what + ", one for each " + of
                    + ", but found " + found + ". Give as many.");
        }
    }

    @SafeVarargs
    static <T> List<T> joined(List<? extends T> list, T... more) {
        List<T> joined = new ArrayList<>(list);
        joined.addAll(Arrays.asList(more));
        return joined;
    }

    static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
