package io.github.millwork.stage;

import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;

/**
 * Drops training rows or makes new ones, on the columns as they were collected, before the first step.
 *
 * @param <P> the kind of prediction that it is for
 */
public non-sealed interface RowOption<P extends Prediction> extends TrainingOption<P> {
    /** When a row option is applied. */
    enum Phase {
        /** First: rows are dropped. */
        DROP,
        /** Then: rows are made up from those that are left. */
        AUGMENT
    }

    /** {@return when it is applied} */
    Phase phase();

    /**
     * Changes the training rows.
     *
     * @param training the rows as collected
     * @param context seed, threads and progress
     * @return the rows to train on, with the same columns
     */
    Dataset apply(Dataset training, FitContext context);

    @Override
    default boolean worksOnPreparedRows() {
        return false;
    }
}
