package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;

/** The true numbers and how far predictions are from them. */
final class Residuals {
    private Residuals() {}

    static double[] truth(Assessment<Regression> assessment) {
        if (assessment.truth() instanceof TargetValues.Numbers numbers) return numbers.values();
        throw new DataException("Expected the true number of each row to compare predictions with but found "
                + assessment.truth().getClass().getSimpleName() + ". Evaluate on rows that have the target column.");
    }

    static double[] of(Assessment<Regression> assessment) {
        double[] residuals = truth(assessment).clone();
        for (int row = 0; row < residuals.length; row++)
            residuals[row] -= assessment.predictions().value(row, 0);
        return residuals;
    }
}
