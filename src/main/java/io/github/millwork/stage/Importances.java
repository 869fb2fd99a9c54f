package io.github.millwork.stage;

import java.util.List;

/**
 * How much a model as a whole makes of each feature, as it was trained: no measure of what the feature does for rows that
 * are new.
 *
 * @param unit what the numbers are
 * @param values one for each feature that the model sees, at least 0
 */
public record Importances(Unit unit, List<Double> values) {
    /** What importances are measured in. */
    public enum Unit {
        /**
         * What all splits on the feature gained: by how much each lowered the regularised training loss, times two, as
         * XGBoost counts it (Chen and Guestrin 2016, equation 7, without the factor of one half), summed over all trees.
         */
        TOTAL_GAIN("total gain"),
        /** The absolute value of the coefficient of a linear model; of several, as of several classes or labels, their sum. */
        ABSOLUTE_COEFFICIENT("absolute coefficient"),
        /**
         * The share of the feature in what all splits of a tree gained: by how much each lowered the impurity of its rows
         * (Gini, entropy, squared error), times their weight; the mean of all trees (Breiman 2001), and of all labels. They add up to 1, or
         * to 0 where no tree has a split.
         */
        SHARE_OF_GAIN("share of gain");

        private final String words;

        Unit(String words) {
            this.words = words;
        }

        /** {@return what messages and tables call it} */
        public String words() {
            return words;
        }
    }

    /**
     * Copies the values.
     *
     * @param unit what the numbers are
     * @param values one for each feature that the model sees, at least 0
     */
    public Importances {
        values = List.copyOf(values);
    }
}
