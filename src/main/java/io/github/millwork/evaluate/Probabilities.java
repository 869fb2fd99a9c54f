package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Assessment;

/** What metrics of probabilities need. */
final class Probabilities {
    private Probabilities() {}

    /**
     * Checks that a model gives probabilities.
     *
     * @throws DataException if it gives scores only
     */
    static void check(Assessment<Classification> assessment, String metric) {
        if (Decisions.outputs(assessment).probabilistic()) return;
        throw new DataException("Expected probabilities to measure " + metric + " of but this model gives scores only. "
                + "Calibrate the learner: learner.with(Calibration.isotonic()), or choose another metric.");
    }

    /** {@return the class whose number says it all where there are two: the positive, or else the second} */
    static int ofTwo(Assessment<Classification> assessment) {
        String positive = Decisions.outputs(assessment).positive();
        int classes = Decisions.outputs(assessment).labels().size();
        return positive == null
                ? classes - 1
                : Decisions.outputs(assessment).labels().indexOf(positive);
    }
}
