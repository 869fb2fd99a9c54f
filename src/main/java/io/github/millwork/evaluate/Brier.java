package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;

/** The mean squared error of probabilities. */
record Brier() implements Linearised<Classification> {
    @Override
    public String name() {
        return "Brier score";
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
        int[] codes = Decisions.truth(assessment).codes();
        Predictions<Classification> predictions = assessment.predictions();
        int classes = Decisions.outputs(assessment).labels().size();
        if (classes <= 2) {
            int positive = Probabilities.ofTwo(assessment);
            return Ratio.mean(
                    assessment, row -> square(predictions.value(row, positive) - (codes[row] == positive ? 1 : 0)));
        }
        return Ratio.mean(assessment, row -> {
            // A class that the model does not know is one that it gives no probability.
            double sum = codes[row] < 0 ? 1 : 0;
            for (int k = 0; k < classes; k++) sum += square(predictions.value(row, k) - (codes[row] == k ? 1 : 0));
            return sum;
        });
    }

    private static double square(double number) {
        return number * number;
    }

    @Override
    public Interval interval(Estimate estimate, Assessment<Classification> assessment) {
        return estimate.wilson(0, Decisions.outputs(assessment).labels().size() <= 2 ? 1 : 2);
    }

    @Override
    public String method() {
        return "Wilson";
    }
}
