package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;

/**
 * Learns how to adjust predictions, from predictions for training rows by chains that were fitted without them.
 *
 * @param <P> the kind of prediction that it is for
 */
public non-sealed interface AdjustmentOption<P extends Prediction> extends TrainingOption<P> {
    /** When predictions are adjusted, whatever the order in which the options are given. */
    enum Phase {
        /** First: numbers become probabilities. */
        CALIBRATE,
        /** Then: numbers become decisions, as by a threshold. */
        DECIDE,
        /** Last: what is known of the error is added, as an interval. */
        DESCRIBE
    }

    /** {@return when it adjusts} */
    Phase phase();

    /**
     * {@return in how many folds the training rows are predicted, each by a chain fitted to the others; at least 2, or 0
     * where it learns nothing from rows: it is given none then, unless another adjustment asks for folds}
     */
    int folds();

    /**
     * {@return the share of the training rows that is cut off before the first step, for the adjustment to be learned from;
     * 0 where folds do it, which is the default} The chain is then fitted to the other rows only, and it is its own
     * predictions that are adjusted. At most one adjustment may ask for that, and only the last one.
     */
    default double share() {
        return 0;
    }

    @Override
    default boolean worksOnPreparedRows() {
        return share() == 0 && phase() != Phase.DESCRIBE;
    }

    /**
     * Learns the adjustment.
     *
     * @param outOfFold a prediction for each training row, by a chain that has not seen it
     * @param truth what is known of each of those rows
     * @param weights how much each row counts; null where all count alike
     * @param context seed, threads and progress
     * @return the adjustment; what the numbers mean after it must not depend on the rows
     */
    Adjustment<P> fit(
            Predictions<P> outOfFold,
            TargetValues truth,
            double @org.jspecify.annotations.Nullable [] weights,
            FitContext context);
}
