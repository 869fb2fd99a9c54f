package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import java.util.Arrays;

/**
 * Which labels each row has in truth and which were predicted: one of each where classes are told apart, any number in
 * multi-label, one or none where anomalies are found. The labels of all rows stand one after the other.
 *
 * @param labels how many labels there are, with those that the model does not know
 * @param trueStarts where the true labels of each row start, and at last where they end
 * @param trueLabels the true labels, in ascending order within a row
 * @param foundStarts where the predicted labels of each row start, and at last where they end
 * @param foundLabels the predicted labels, in ascending order within a row
 */
record Marks(int labels, int[] trueStarts, int[] trueLabels, int[] foundStarts, int[] foundLabels) {
    /** {@return the class and the predicted class of each row; classes that the model does not know come last} */
    static Marks of(Decisions decisions) {
        int known = decisions.outputs().labels().size();
        int[] codes = decisions.truth().codes().clone();
        for (int row = 0; row < codes.length; row++) if (codes[row] < 0) codes[row] = known - 1 - codes[row];
        int[] starts = new int[codes.length + 1];
        Arrays.setAll(starts, row -> row);
        return new Marks(known + decisions.truth().unknown().size(), starts, codes, starts, decisions.predicted());
    }

    /** {@return the class and the predicted class of each row} */
    static Marks ofClasses(Assessment<Classification> assessment) {
        return of(Decisions.of(assessment));
    }

    /** {@return whether each row is an anomaly, and was found to be one; 0 is the only label} */
    static Marks ofAnomalies(Assessment<Anomaly> assessment) {
        boolean[] anomalous = AnomalyTruth.of(assessment);
        int rows = anomalous.length;
        int[] trueStarts = new int[rows + 1];
        int[] foundStarts = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            trueStarts[row + 1] = trueStarts[row] + (anomalous[row] ? 1 : 0);
            foundStarts[row + 1] =
                    foundStarts[row] + (assessment.predictions().get(row).anomalous() ? 1 : 0);
        }
        return new Marks(1, trueStarts, new int[trueStarts[rows]], foundStarts, new int[foundStarts[rows]]);
    }

    int rows() {
        return trueStarts.length - 1;
    }

    /** {@return how many labels a row has in truth} */
    int trueCount(int row) {
        return trueStarts[row + 1] - trueStarts[row];
    }

    /** {@return how many labels were predicted for a row} */
    int foundCount(int row) {
        return foundStarts[row + 1] - foundStarts[row];
    }

    /** {@return whether a row has a label in truth} */
    boolean isTrue(int row, int label) {
        return Arrays.binarySearch(trueLabels, trueStarts[row], trueStarts[row + 1], label) >= 0;
    }

    /** {@return whether a label was predicted for a row} */
    boolean isFound(int row, int label) {
        return Arrays.binarySearch(foundLabels, foundStarts[row], foundStarts[row + 1], label) >= 0;
    }

    /** {@return how many of the labels predicted for a row are true} */
    int hits(int row) {
        int hits = 0;
        for (int i = foundStarts[row]; i < foundStarts[row + 1]; i++) if (isTrue(row, foundLabels[i])) hits++;
        return hits;
    }
}
