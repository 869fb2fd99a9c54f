package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.function.UnaryOperator;

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
     * @param forward transforms the target of any rows: the training rows, and those held out for early stopping
     * @param inverse turns predictions back
     */
    record Transformed<P extends Prediction>(UnaryOperator<TargetValues> forward, Adjustment<P> inverse) {}

    /**
     * Learns how to transform the target.
     *
     * @param target the target of the training rows as it is
     * @param context seed, threads and progress
     * @return the way there and the way back
     */
    Transformed<P> apply(TargetValues target, FitContext context);
}
