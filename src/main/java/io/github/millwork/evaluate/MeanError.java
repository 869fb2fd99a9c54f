package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * The mean absolute error, or the root of the mean squared error.
 *
 * @param name what it is called
 * @param squared whether errors are squared, and the root of their mean is taken
 */
record MeanError(String name, boolean squared) implements Metric<Regression> {
    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        return scaled(ratio(assessment).value());
    }

    @Override
    public Score score(Assessment<Regression> assessment) {
        Ratio ratio = ratio(assessment);
        Interval mean = ratio.logNormal();
        return new Interval(scaled(mean.low()), scaled(mean.high()))
                .score(this, scaled(ratio.value()), "delta, log scale", assessment);
    }

    private Ratio ratio(Assessment<Regression> assessment) {
        double[] residuals = Residuals.of(assessment);
        return Ratio.mean(assessment, row -> squared ? residuals[row] * residuals[row] : Math.abs(residuals[row]));
    }

    private double scaled(double mean) {
        return squared ? Math.sqrt(mean) : mean;
    }
}
