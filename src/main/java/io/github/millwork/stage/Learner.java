package io.github.millwork.stage;

import io.github.millwork.data.Prediction;
import java.util.List;
import java.util.Set;

/**
 * An algorithm that learns to predict, with its hyperparameters. An extension point: implement it with a codec for it
 * and for its model, and test both with the conformance kit.
 *
 * @param <P> the kind of prediction
 */
public interface Learner<P extends Prediction> extends Specification {
    /** {@return the kind of prediction} */
    Class<P> predictionType();

    /** {@return what it needs of its features} */
    Set<Need> needs();

    /** {@return whether weights of rows count; where they do not, data with weights is refused} */
    boolean honoursWeights();

    /**
     * {@return whether weights count that are the same for all rows of a class, as class weights are} What {@link
     * #honoursWeights} says by default.
     */
    default boolean honoursClassWeights() {
        return honoursWeights();
    }

    /**
     * {@return the learner that ignores weights where this one does: itself, or one that it is made of} For messages.
     *
     * @param ofClasses whether weights are meant that are the same for all rows of a class
     */
    default Learner<?> ignoringWeights(boolean ofClasses) {
        return this;
    }

    /**
     * {@return whether categories may reach it as they are} Then {@link Feature#levels()} tells which features are
     * categories, and what their numbers stand for; a missing category, and at scoring one that was not there in training,
     * is NaN, so such a learner copes with missing values. False by default: categories have to be encoded.
     */
    default boolean takesCategories() {
        return false;
    }

    /**
     * Learns from training rows. The same data and seed give the same bits, whatever the number of threads.
     *
     * @param data the rows
     * @param context seed, threads and progress
     * @return the model
     * @throws io.github.millwork.data.DataException if nothing can be learned from these rows
     */
    Model<P> fit(TrainingData data, FitContext context);

    @Override
    @SuppressWarnings("unchecked") // what comes back is this learner
    default Learner<P> withHyperparameters(Hyperparameters values) {
        return (Learner<P>) Specification.super.withHyperparameters(values);
    }

    /** {@return the share of the training rows that is cut off before the first step for early stopping; 0 for none} */
    default double validationShare() {
        return 0;
    }

    /** {@return what is done to training rows and predictions around the fit, in the order it was added} */
    default List<TrainingOption<? super P>> options() {
        return List.of();
    }

    /**
     * {@return this learner with a training option: augmentation, resampling, calibration, a threshold} In a pipeline options
     * are applied around its steps. Inside another learner they are applied to the prepared rows that this one is given, as far
     * as they {@linkplain TrainingOption#worksOnPreparedRows can be}; what is learned there in folds is learned from rows that
     * the steps were fitted to.
     *
     * @param option what is done
     */
    default Learner<P> with(TrainingOption<? super P> option) {
        return OptionedLearner.of(this, option);
    }

    /**
     * {@return this learner with these training options and no others}
     *
     * @param options what is done, in this order
     */
    default Learner<P> withOptions(List<TrainingOption<? super P>> options) {
        return OptionedLearner.of(this, options);
    }
}
