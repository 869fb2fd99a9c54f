package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/**
 * The mean of a loss over the rows, or its root.
 *
 * @param loss what is averaged
 */
record MeanError(Loss loss) implements Metric<Regression> {
    @Override
    public String name() {
        return loss.label();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        return scaled(mean(assessment).value());
    }

    @Override
    public Score score(Assessment<Regression> assessment) {
        Estimate mean = mean(assessment);
        Interval ends = mean.hall();
        return new Interval(scaled(ends.low()), scaled(ends.high()))
                .score(this, scaled(mean.value()), "Hall", assessment);
    }

    private Estimate mean(Assessment<Regression> assessment) {
        double[] truth = Residuals.truth(assessment);
        for (int row = 0; row < truth.length; row++) {
            check(loss.truths(), "true", truth[row], row);
            check(loss.predictions(), "predicted", assessment.predictions().value(row, 0), row);
        }
        return Ratio.mean(
                assessment, row -> loss.of(truth[row], assessment.predictions().value(row, 0)));
    }

    private void check(Loss.Domain domain, String which, double number, int row) {
        if (domain.has(number)) return;
        throw new DataException("Expected the " + which + " number to be " + domain.words + " to measure " + name()
                + " of but found " + number + " at row " + row + ". Choose another metric, such as RMSE.");
    }

    private double scaled(double mean) {
        return loss.root() ? Math.sqrt(mean) : mean;
    }
}
