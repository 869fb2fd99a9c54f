package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;

/**
 * The share of rows whose class is predicted, or of those whose class is not.
 *
 * @param name what it is called
 * @param higherIsBetter whether the rows are counted whose class is predicted
 */
record Accuracy(String name, boolean higherIsBetter) implements Bounded<Classification> {
    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        Decisions decisions = Decisions.of(assessment);
        int[] codes = decisions.truth().codes();
        int[] predicted = decisions.predicted();
        return Ratio.mean(assessment, row -> (codes[row] == predicted[row]) == higherIsBetter ? 1 : 0);
    }
}
