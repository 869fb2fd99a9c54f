package io.github.millwork;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.monitor.Adwin;
import java.util.Arrays;
import java.util.List;

/**
 * Finds since when the errors of a model are what they are now. Where nothing else is known, by adaptive windowing, which seldom
 * finds a change where there is none. Where it is known that they have grown, at the place where the mean after it is most above
 * that before, in standard errors (Hinkley 1970): slow changes, too, have such a place.
 */
final class ErrorChange {
    private static final double FALSE_ALARM = 0.002;
    private static final int FEWEST = 50; // on either side
    private static final double SURE = 5; // standard errors: of all places chance has its pick
    private static final double LARGE = 4; // times the mean error count as that: the method takes numbers from 0 to 1

    private ErrorChange() {}

    /**
     * {@return the first row since when they are as now; 0 where they are all alike}
     *
     * @param grown whether it is known that they have grown
     */
    static <P extends Prediction> int since(
            FittedPipeline<P> fitted, List<P> predictions, Dataset rows, boolean grown) {
        Column truth = rows.column(fitted.task().column().orElseThrow());
        double[] errors = new double[rows.rowCount()];
        for (int row = 0; row < errors.length; row++) errors[row] = error(predictions.get(row), truth, row);
        if (fitted.task().type() == Regression.class) {
            double mean = Arrays.stream(errors).average().orElse(0);
            for (int row = 0; row < errors.length; row++) {
                errors[row] = mean == 0 ? 0 : Math.min(1, errors[row] / (LARGE * mean));
            }
        }
        int largest = grown ? largest(errors) : 0;
        if (largest > 0) return largest;
        Adwin adwin = new Adwin(FALSE_ALARM);
        boolean changed = false;
        for (double error : errors) changed |= adwin.add(error);
        return changed ? errors.length - (int) adwin.size() : 0;
    }

    /** Where the mean grows most; 0 where it grows nowhere. */
    static int largest(double[] errors) {
        double all = Arrays.stream(errors).sum();
        double before = 0;
        double most = 0;
        int at = 0;
        for (int i = 1; i <= errors.length - FEWEST; i++) {
            before += errors[i - 1];
            if (i < FEWEST) continue;
            double after = errors.length - i;
            double growth = (all - before) / after - before / i;
            double weight = growth * Math.sqrt(i * after / errors.length);
            if (weight > most) {
                most = weight;
                at = i;
            }
        }
        double mean = all / errors.length;
        double squares = Arrays.stream(errors)
                .map(error -> (error - mean) * (error - mean))
                .sum();
        double deviation = Math.sqrt(squares / errors.length);
        return most > SURE * deviation ? at : 0;
    }

    private static double error(Prediction prediction, Column truth, int row) {
        if (prediction instanceof Classification classified) {
            return classified.label().equals(KeptRows.text(truth, row)) ? 0 : 1;
        }
        return prediction instanceof Regression predicted ? Math.abs(predicted.value() - truth.number(row)) : 0;
    }
}
