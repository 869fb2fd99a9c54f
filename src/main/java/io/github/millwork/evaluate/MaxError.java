package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** The largest absolute error. */
record MaxError() implements Metric<Regression> {
    @Override
    public String name() {
        return "max error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double measure(Assessment<Regression> assessment) {
        double[] residuals = Residuals.of(assessment);
        double largest = Double.NaN;
        for (int row = 0; row < residuals.length; row++) {
            if (assessment.weight(row) == 0) continue;
            double error = Math.abs(residuals[row]);
            largest = Double.isNaN(largest) ? error : Math.max(largest, error);
        }
        return largest;
    }

    /**
     * No interval: rows say nothing certain of how large an error may be that did not occur, and a bootstrap of the
     * largest one is wrong however many rows there are (Bickel and Freedman 1981, Annals of Statistics 9, 1196-1217).
     */
    @Override
    public Score score(Assessment<Regression> assessment) {
        return Interval.UNDEFINED.score(this, measure(assessment), "none", assessment);
    }
}
