package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import java.util.Arrays;

/** The coefficient of determination: one less the squared errors relative to those of the mean of the truth. */
record RSquared() implements Metric<Regression> {
    @Override
    public String name() {
        return "R2";
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
        Ratio ratio = unexplained(assessment);
        Interval unexplained = ratio.logNormal();
        return new Interval(1 - unexplained.high(), 1 - unexplained.low())
                .score(this, value(assessment, ratio), "delta, log scale", assessment);
    }

    private static Ratio unexplained(Assessment<Regression> assessment) {
        double[] truth = Residuals.truth(assessment);
        double[] residuals = Residuals.of(assessment);
        double mean = Ratio.mean(assessment, row -> truth[row]).value();
        // The mean of equal numbers may differ from them in the last digit.
        boolean constant = Arrays.stream(truth).allMatch(value -> value == truth[0]);
        return Ratio.of(
                assessment,
                row -> residuals[row] * residuals[row],
                row -> constant ? 0 : (truth[row] - mean) * (truth[row] - mean));
    }

    private static double value(Assessment<Regression> assessment, Ratio unexplained) {
        if (assessment.rows() < 2) return Double.NaN;
        if (!Double.isNaN(unexplained.value())) return 1 - unexplained.value();
        // As scikit-learn defines it for a constant truth, so that searches can compare.
        double error = RegressionMetrics.MAE.measure(assessment);
        return Double.isNaN(error) ? Double.NaN : error == 0 ? 1 : 0;
    }
}
