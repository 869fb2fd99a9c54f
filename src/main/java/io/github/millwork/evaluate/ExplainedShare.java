package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.Arrays;

/**
 * One less the squared errors relative to the squared deviations of the truth from its mean.
 *
 * @param name what it is called
 * @param centred whether a constant error is forgiven, as the explained variance does
 * @param features how many features the model has, each of which costs a row; 0 for the plain share
 */
record ExplainedShare(String name, boolean centred, int features) implements Metric<Regression> {
    ExplainedShare {
        if (features < 0) {
            throw new IllegalArgumentException("Expected the number of features to be at least zero but found "
                    + features + ". Give the number that the model was fitted on.");
        }
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        return value(assessment, unexplained(assessment));
    }

    @Override
    public Score score(Assessment<Regression> assessment) {
        Estimate estimate = unexplained(assessment);
        Interval unexplained = estimate.logarithmic();
        double scale = scale(estimate.rows());
        return new Interval(1 - scale * unexplained.high(), 1 - scale * unexplained.low())
                .score(this, value(assessment, estimate), "delta, log scale", assessment);
    }

    private Estimate unexplained(Assessment<Regression> assessment) {
        double[] truth = Residuals.truth(assessment);
        double[] residuals = Residuals.of(assessment);
        double mean = mean(assessment, truth);
        double error = centred ? mean(assessment, residuals) : 0;
        boolean constant = constant(assessment, truth);
        return Ratio.of(
                assessment,
                row -> (residuals[row] - error) * (residuals[row] - error),
                row -> constant ? 0 : (truth[row] - mean) * (truth[row] - mean));
    }

    private double value(Assessment<Regression> assessment, Estimate unexplained) {
        if (unexplained.rows() < 2) return Double.NaN;
        double scale = scale(unexplained.rows());
        if (!Double.isNaN(unexplained.value())) return 1 - scale * unexplained.value();
        // As scikit-learn defines it for a constant truth, so that searches can compare.
        double[] residuals = Residuals.of(assessment);
        if (Arrays.stream(residuals).anyMatch(Double::isNaN)) return Double.NaN;
        boolean right = constant(assessment, residuals) && (centred || mean(assessment, residuals) == 0);
        return 1 - scale * (right ? 0 : 1);
    }

    /** {@return by how much the unexplained share grows for the features; NaN where there are too few rows for them} */
    private double scale(int rows) {
        if (features == 0) return 1;
        return rows - features - 1 > 0 ? (rows - 1.0) / (rows - features - 1) : Double.NaN;
    }

    private static double mean(Assessment<?> assessment, double[] numbers) {
        return Ratio.mean(assessment, row -> numbers[row]).value();
    }

    /** The mean of equal numbers may differ from them in the last digit, so that they would seem to vary. */
    private static boolean constant(Assessment<?> assessment, double[] numbers) {
        double first = Double.NaN;
        for (int row = 0; row < numbers.length; row++) {
            if (assessment.weight(row) == 0) continue;
            if (Double.isNaN(first)) first = numbers[row];
            if (numbers[row] != first) return false;
        }
        return true;
    }
}
