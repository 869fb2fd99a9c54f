package io.github.millwork.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is not as expected of a dataset. Immutable.
 *
 * @param rows how many rows were looked at
 * @param expected how many expectations there were
 * @param unmet those that are not met, in the order they were made
 */
public record ExpectationReport(int rows, int expected, List<Unmet> unmet) {
    /** How many rows are named for each. */
    static final int NAMED = 10;

    /**
     * An expectation that is not met.
     *
     * @param expectation what was expected, in words
     * @param found what was found instead
     * @param count in how many rows; 0 where it is not a matter of rows
     * @param rows the first of these rows, from 0, at most ten
     */
    public record Unmet(String expectation, String found, int count, List<Integer> rows) {
        /**
         * Copies the list.
         *
         * @param expectation what was expected, in words
         * @param found what was found instead
         * @param count in how many rows; 0 where it is not a matter of rows
         * @param rows the first of these rows, from 0, at most ten
         */
        public Unmet {
            rows = List.copyOf(rows);
        }

        @Override
        public String toString() {
            String named = rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
            String where = rows.isEmpty()
                    ? ""
                    : (count == 1 ? " (row " : " (rows ") + named + (count > rows.size() ? ", ..." : "") + ")";
            return "Expected that " + expectation + " but " + found + where;
        }
    }

    /**
     * Copies the list.
     *
     * @param rows how many rows were looked at
     * @param expected how many expectations there were
     * @param unmet those that are not met, in the order they were made
     */
    public ExpectationReport {
        unmet = List.copyOf(unmet);
    }

    /** {@return whether all is as expected} */
    public boolean passed() {
        return unmet.isEmpty();
    }

    /** {@return how many expectations are met, then each that is not, one a line} */
    @Override
    public String toString() {
        String summary = (expected - unmet.size()) + " of " + expected + " expectations are met by " + rows + " rows";
        return unmet.stream().map(each -> "\n" + each).collect(Collectors.joining("", summary, ""));
    }
}
