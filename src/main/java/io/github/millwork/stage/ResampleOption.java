package io.github.millwork.stage;

import io.github.millwork.data.Prediction;

/**
 * Resamples the prepared training rows, after the last step and before the fit.
 *
 * @param <P> the kind of prediction that it is for
 */
public non-sealed interface ResampleOption<P extends Prediction> extends TrainingOption<P> {
    /**
     * Resamples the rows.
     *
     * @param training the prepared rows
     * @param context seed, threads and progress
     * @return the rows to fit on
     */
    TrainingData apply(TrainingData training, FitContext context);

    /**
     * {@return whether it weighs rows, all of a class alike} Then it is refused, before anything is fitted, by learners that
     * would ignore such weights. False by default.
     */
    default boolean weighsClasses() {
        return false;
    }
}
