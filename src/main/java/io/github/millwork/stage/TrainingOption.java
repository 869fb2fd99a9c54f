package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.Locale;

/**
 * Something that is done around the fit of a learner, on training rows only: rows are dropped or made up, resampled,
 * the target is transformed, predictions are adjusted, costs are limited. Never part of scoring, but for the adjustment that it learns.
 *
 * @param <P> the kind of prediction that it is for; {@link Prediction} for all
 */
public sealed interface TrainingOption<P extends Prediction> extends Specification
        permits RowOption, ResampleOption, TargetOption, AdjustmentOption, LimitOption {
    /** {@return whether a learner may have only one option of this class; false by default} */
    default boolean onlyOnce() {
        return false;
    }

    /**
     * {@return whether it can be applied to prepared rows, where its learner is inside another, which has no steps of its own}
     * Rows as they were collected are out of reach there, and what is said of the error of a member would be lost.
     */
    default boolean worksOnPreparedRows() {
        return true;
    }

    /**
     * {@return what its hyperparameters are called by among those of its learner, before a dot, as in {@code smote.neighbours}}
     * The name of its class by default.
     */
    default String name() {
        String type = getClass().getSimpleName();
        return type.isEmpty() ? "option" : type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    }

    @Override
    @SuppressWarnings("unchecked") // what comes back is this option
    default TrainingOption<P> withHyperparameters(Hyperparameters values) {
        return (TrainingOption<P>) Specification.super.withHyperparameters(values);
    }
}
