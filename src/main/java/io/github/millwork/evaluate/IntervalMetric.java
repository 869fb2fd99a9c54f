package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * A mean over rows of what is said of the interval around a prediction.
 *
 * @param what what is said of it
 * @param coverage the coverage that the interval promises; NaN where it does not matter
 */
record IntervalMetric(What what, double coverage) implements Metric<Regression> {
    /** What may be said of an interval. */
    enum What {
        COVERAGE,
        WIDTH,
        SCORE
    }

    IntervalMetric {
        if (what == What.SCORE && !(coverage > 0 && coverage < 1)) {
            throw new IllegalArgumentException("Expected a coverage above 0 and below 1 but found " + coverage
                    + ". Use that of the intervals, such as 0.9.");
        }
    }

    @Override
    public String name() {
        return switch (what) {
            case COVERAGE -> "coverage";
            case WIDTH -> "interval width";
            case SCORE -> "interval score of " + Numbers.plain(coverage);
        };
    }

    @Override
    public boolean higherIsBetter() {
        return what == What.COVERAGE;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        return mean(assessment).value();
    }

    @Override
    public Score score(Assessment<Regression> assessment) {
        Estimate mean = mean(assessment);
        boolean share = what == What.COVERAGE;
        Interval interval = share ? mean.wilson() : mean.hall();
        return interval.score(this, mean.value(), share ? "Wilson" : "Hall", assessment);
    }

    private Estimate mean(Assessment<Regression> assessment) {
        double[] truth = Residuals.truth(assessment);
        if (!(assessment.predictions().outputs() instanceof RegressionOutputs outputs) || !outputs.interval()) {
            throw new DataException("Expected predictions with intervals to measure " + name()
                    + " of but these have none. Add them to the learner: with(ConformalInterval.split(0.9)).");
        }
        return Ratio.mean(
                assessment,
                row -> of(
                        truth[row],
                        assessment.predictions().value(row, 1),
                        assessment.predictions().value(row, 2)));
    }

    private double of(double truth, double low, double high) {
        return switch (what) {
            case COVERAGE -> low <= truth && truth <= high ? 1 : 0;
            case WIDTH -> high - low;
            case SCORE -> high - low + 2 / (1 - coverage) * Math.max(0, Math.max(low - truth, truth - high));
        };
    }
}
