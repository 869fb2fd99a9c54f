package io.github.millwork.stage;

import io.github.millwork.data.Prediction;

/**
 * Transforms the target before the fit and turns predictions back after it.
 *
 * @param <P> the kind of prediction that it is for
 */
public non-sealed interface TargetOption<P extends Prediction> extends TrainingOption<P> {
    /**
     * What was learned of the target.
     *
     * @param <P> the kind of prediction
     * @param values the transformed target
     * @param inverse turns predictions back
     */
    record Transformed<P extends Prediction>(TargetValues values, Adjustment<P> inverse) {}

    /**
     * Transforms the target of the training rows.
     *
     * @param target the target as it is
     * @param context seed, threads and progress
     * @return the transformed target, and the way back
     */
    Transformed<P> apply(TargetValues target, FitContext context);
}
