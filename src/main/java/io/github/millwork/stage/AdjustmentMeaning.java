package io.github.millwork.stage;

import io.github.millwork.data.NumberExpression;
import java.util.List;

/**
 * What an adjustment computes, as data, where it can be said so: for whoever has to do the same elsewhere, as an export to
 * another runtime does. The arrays are not to be changed.
 */
public sealed interface AdjustmentMeaning {
    /** From the number that a model gives a class to the probability of that class. */
    sealed interface Curve {}

    /**
     * {@code 1 / (1 + exp(slope * number + offset))}.
     *
     * @param slope what numbers are multiplied by
     * @param offset what is added
     */
    record Logistic(double slope, double offset) implements Curve {}

    /**
     * Straight between points, and level beyond the first and the last.
     *
     * @param numbers where the points are, ascending
     * @param probabilities the height of each
     */
    record Points(double[] numbers, double[] probabilities) implements Curve {}

    /**
     * Numbers of classes become probabilities: of two classes that of the second by its curve, of more each by its own, and
     * then they are divided by their sum; where all are zero, each class is as likely. The lowest number there is stands for a
     * class that the model has not seen, whose probability is zero.
     *
     * @param curves one for two classes, or one for each class
     */
    record Curves(List<Curve> curves) implements AdjustmentMeaning {
        /**
         * Copies the curves.
         *
         * @param curves one for two classes, or one for each class
         */
        public Curves {
            curves = List.copyOf(curves);
        }
    }

    /**
     * One of two classes is decided on where its number is at least the threshold, else the other.
     *
     * @param label the index of that class
     * @param threshold from where on it is decided on
     */
    record AtLeast(int label, double threshold) implements AdjustmentMeaning {}

    /**
     * The class is decided on whose expected cost is the least, the first of equals.
     *
     * @param table for each true class what each predicted class costs, one true class after the other
     */
    record Cheapest(double[] table) implements AdjustmentMeaning {}

    /**
     * A number gets an interval, from that much below it to that much above.
     *
     * @param width how far the ends are from the number
     */
    record Around(double width) implements AdjustmentMeaning {}

    /**
     * A number becomes what an expression gives.
     *
     * @param expression reads a column named {@link #NUMBER}
     */
    record Formula(NumberExpression expression) implements AdjustmentMeaning {
        /** What the number is called in the expression. */
        public static final String NUMBER = "number";
    }
}
