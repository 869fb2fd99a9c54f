package io.github.millwork.stage;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of each row beforehand: its class, number, or set of labels. Not to be changed. */
public sealed interface TargetValues {
    /** {@return the number of rows} */
    int size();

    /**
     * {@return the values at these rows, in this order}
     *
     * @param rows row numbers from 0
     */
    TargetValues rows(int[] rows);

    /**
     * {@return the values of several sets of rows, one after the other; the kinds and the labels that are coded agree}
     *
     * @param parts at least one
     */
    static TargetValues together(List<TargetValues> parts) {
        TargetValues first = parts.get(0);
        int rows = parts.stream().mapToInt(TargetValues::size).sum();
        if (first instanceof Numbers) {
            return new Numbers(parts.stream()
                    .flatMapToDouble(part -> Arrays.stream(((Numbers) part).values()))
                    .toArray());
        }
        if (first instanceof LabelSets sets) {
            return new LabelSets(
                    sets.labels(),
                    parts.stream()
                            .flatMap(part -> ((LabelSets) part).sets().stream())
                            .toList());
        }
        if (!(first instanceof Classes classes)) return new None(rows);
        List<String> unknown = parts.stream()
                .flatMap(part -> ((Classes) part).unknown().stream())
                .distinct()
                .toList();
        int[] codes = parts.stream()
                .map(Classes.class::cast)
                .flatMapToInt(part -> Arrays.stream(part.codes())
                        .map(code -> code >= 0
                                ? code
                                : -1 - unknown.indexOf(part.unknown().get(-1 - code))))
                .toArray();
        return new Classes(classes.labels(), codes, classes.positive(), unknown);
    }

    /**
     * Classes.
     *
     * @param labels the classes, in ascending order
     * @param codes for each row the index of its class; negative for a class that is not among the labels: -1 for the
     *     first of the unknown ones, -2 for the second
     * @param positive the class that is looked for; null where none is special
     * @param unknown the classes that occur and are not among the labels
     */
    record Classes(
            List<String> labels, int[] codes, @Nullable String positive, List<String> unknown) implements TargetValues {
        /**
         * Copies the lists of classes.
         *
         * @param labels the classes, in ascending order
         * @param codes for each row the index of its class; negative for a class that is not among the labels: -1 for
         *     the first of the unknown ones, -2 for the second
         * @param positive the class that is looked for; null where none is special
         * @param unknown the classes that occur and are not among the labels
         */
        public Classes {
            labels = List.copyOf(labels);
            unknown = List.copyOf(unknown);
        }

        /**
         * Makes classes that are all among the labels.
         *
         * @param labels the classes, in ascending order
         * @param codes for each row the index of its class
         * @param positive the class that is looked for; null where none is special
         */
        public Classes(List<String> labels, int[] codes, @Nullable String positive) {
            this(labels, codes, positive, List.of());
        }

        /**
         * {@return the class of a row}
         *
         * @param row the row, from 0
         */
        public String label(int row) {
            int code = codes[row];
            return code >= 0 ? labels.get(code) : unknown.get(-1 - code);
        }

        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public Classes rows(int[] rows) {
            return new Classes(
                    labels, Arrays.stream(rows).map(row -> codes[row]).toArray(), positive, unknown);
        }
    }

    /**
     * Numbers.
     *
     * @param values the number of each row
     */
    record Numbers(double[] values) implements TargetValues {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Numbers rows(int[] rows) {
            return new Numbers(
                    Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
        }
    }

    /**
     * Sets of labels.
     *
     * @param labels all labels
     * @param sets for each row the indices of its labels
     */
    record LabelSets(List<String> labels, List<BitSet> sets) implements TargetValues {
        @Override
        public int size() {
            return sets.size();
        }

        @Override
        public LabelSets rows(int[] rows) {
            return new LabelSets(labels, Arrays.stream(rows).mapToObj(sets::get).toList());
        }
    }

    /**
     * Nothing is known: clusters and anomalies without truth.
     *
     * @param size the number of rows
     */
    record None(int size) implements TargetValues {
        @Override
        public None rows(int[] rows) {
            return new None(rows.length);
        }
    }
}
