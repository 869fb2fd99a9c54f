package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.monitor.Adwin;
import java.util.Arrays;
import java.util.List;

/** Finds since when the errors of a model have not changed any more, by adaptive windowing. */
final class ErrorChange {
    private static final double FALSE_ALARM = 0.002;
    private static final double LARGE = 4; // times the mean error count as that: the method takes numbers from 0 to 1

    private ErrorChange() {}

    /** {@return the first row since when they are alike; 0 where they are all alike} */
    static <P extends Prediction> int since(FittedPipeline<P> fitted, List<P> predictions, Dataset rows) {
        Column truth = rows.column(fitted.task().column().orElseThrow());
        double[] errors = new double[rows.rowCount()];
        for (int row = 0; row < errors.length; row++) errors[row] = error(predictions.get(row), truth, row);
        if (fitted.task().type() == Regression.class) {
            double mean = Arrays.stream(errors).average().orElse(0);
            for (int row = 0; row < errors.length; row++) {
                errors[row] = mean == 0 ? 0 : Math.min(1, errors[row] / (LARGE * mean));
            }
        }
        Adwin adwin = new Adwin(FALSE_ALARM);
        boolean changed = false;
        for (double error : errors) changed |= adwin.add(error);
        return changed ? errors.length - (int) adwin.size() : 0;
    }

    private static double error(Prediction prediction, Column truth, int row) {
        if (prediction instanceof Classification classified) {
            return classified.label().equals(KeptRows.text(truth, row)) ? 0 : 1;
        }
        return prediction instanceof Regression predicted ? Math.abs(predicted.value() - truth.number(row)) : 0;
    }
}
