package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;

/** The mean of the negative natural logarithm of the probability of the true class. */
record LogLoss() implements Linearised<Classification> {
    /** Where probabilities are clipped, as scikit-learn does: the distance from 1 to the next double. */
    private static final double EPSILON = Math.ulp(1.0);

    @Override
    public String name() {
        return "log loss";
    }

    @Override
    public boolean dependsOnDecisions() {
        return false;
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Estimate estimate(Assessment<Classification> assessment) {
        Probabilities.check(assessment, name());
        TargetValues.Classes truth = Decisions.truth(assessment);
        int[] codes = truth.codes();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < 0) {
                throw new DataException("Expected the model to know every class that it is tested on but '"
                        + truth.label(row) + "' at row " + row + " is none of "
                        + Names.list(Decisions.outputs(assessment).labels())
                        + ". Log loss gives such a row no value: fit on rows of that class too, or leave them out.");
            }
        }
        Predictions<Classification> predictions = assessment.predictions();
        return Ratio.mean(
                assessment,
                row -> -Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, predictions.value(row, codes[row])))));
    }

    @Override
    public Interval interval(Estimate estimate, Assessment<Classification> assessment) {
        return estimate.hall();
    }

    @Override
    public String method() {
        return "Hall";
    }
}
