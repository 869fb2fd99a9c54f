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
     * Classes.
     *
     * @param labels the classes, in ascending order
     * @param codes for each row the index of its class, or -1 for a class that is not among the labels
     * @param positive the class that is looked for; null where none is special
     */
    record Classes(
            List<String> labels, int[] codes, @Nullable String positive) implements TargetValues {
        @Override
        public int size() {
            return codes.length;
        }

        @Override
        public Classes rows(int[] rows) {
            return new Classes(
                    labels, Arrays.stream(rows).map(row -> codes[row]).toArray(), positive);
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
