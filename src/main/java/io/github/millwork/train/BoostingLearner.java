package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import java.util.Set;

/**
 * A learner that adds up trees, each of which makes the loss of those before it smaller.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface BoostingLearner<P extends Prediction, L extends BoostingLearner<P, L>> extends Learner<P> {
    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with another number of rounds; each adds a tree, for more than two classes one for each class}
     *
     * @param count from 1 to 100000; with {@link #earlyStopping} the most there may be
     */
    default L trees(int count) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.TREES, count));
    }

    /**
     * {@return this learner with numbers of rounds to search among}
     *
     * @param range from 1 to 100000
     */
    default L trees(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.TREES, range));
    }

    /**
     * {@return this learner with another number of leaves of a tree; the splits that gain most come first}
     *
     * @param count the most leaves of a tree, at least 2; 31 by default
     */
    default L leaves(int count) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.LEAVES, count));
    }

    /**
     * {@return this learner with numbers of leaves to search among}
     *
     * @param range at least 2
     */
    default L leaves(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.LEAVES, range));
    }

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 30; 30 by default, which bounds no tree of 31 leaves
     */
    default L depth(int levels) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.DEPTH, levels));
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 30
     */
    default L depth(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.DEPTH, range));
    }

    /**
     * {@return this learner with another learning rate}
     *
     * @param rate the share of each tree that is added, above 0 and at most 1
     */
    default L learningRate(double rate) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.RATE, rate));
    }

    /**
     * {@return this learner with learning rates to search among}
     *
     * @param range above 0 and at most 1
     */
    default L learningRate(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.RATE, range));
    }

    /**
     * {@return this learner with another least weight of a child}
     *
     * @param weight the least sum of second derivatives on each side of a split, at least 0. Of squared error each row has one,
     *     times its weight; {@link GradientBoosting} has no other bound to the rows of a leaf, and begins at 20 for numbers
     */
    default L minimumChildWeight(double weight) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.CHILD, weight));
    }

    /**
     * {@return this learner with weights of a child to search among}
     *
     * @param range at least 0
     */
    default L minimumChildWeight(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.CHILD, range));
    }

    /**
     * {@return this learner with trees that each see a random part of the rows}
     *
     * @param share the share of the rows, above 0 and at most 1
     */
    default L rowShare(double share) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.ROWS, share));
    }

    /**
     * {@return this learner with shares of the rows to search among}
     *
     * @param range above 0 and at most 1
     */
    default L rowShare(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.ROWS, range));
    }

    /**
     * {@return this learner with trees that each see a random part of the features}
     *
     * @param share the share of the features, above 0 and at most 1
     */
    default L columnShare(double share) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.COLUMNS, share));
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    default L columnShare(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.COLUMNS, range));
    }

    /**
     * {@return this learner with another L2 penalty on the leaves}
     *
     * @param penalty at least 0; 1 by default
     */
    default L lambda(double penalty) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.LAMBDA, penalty));
    }

    /**
     * {@return this learner with L2 penalties to search among}
     *
     * @param range at least 0
     */
    default L lambda(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.LAMBDA, range));
    }

    /**
     * {@return this learner with an L1 penalty on the leaves}
     *
     * @param penalty at least 0; 0 by default
     */
    default L alpha(double penalty) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.ALPHA, penalty));
    }

    /**
     * {@return this learner with L1 penalties to search among}
     *
     * @param range at least 0
     */
    default L alpha(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.ALPHA, range));
    }

    /**
     * {@return this learner with training rows cut off, before any step is fitted, to see how many rounds are best: the
     * trees are kept up to the round with the lowest loss on them} How many those are stands among the findings of what was
     * fitted.
     *
     * @param share the share of the training rows that is cut off, from 0 (none, the default) to 0.5
     */
    default L earlyStopping(double share) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.EARLY_STOPPING, share));
    }

    /**
     * {@return this learner with another patience}
     *
     * @param rounds after so many rounds in which the loss on the rows cut off is not lower than before it stops, at least 1;
     *     10 by default
     */
    default L patience(int rounds) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.PATIENCE, rounds));
    }

    /**
     * {@return this learner with shares of the training rows to cut off to search among}
     *
     * @param range from 0 (none) to 0.5
     */
    default L earlyStopping(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.EARLY_STOPPING, range));
    }

    /**
     * {@return this learner with patience to search among}
     *
     * @param range numbers of rounds, at least 1
     */
    default L patience(Range range) {
        return withHyperparameters(hyperparameters().with(BoostingSettings.PATIENCE, range));
    }

    @Override
    default double validationShare() {
        return hyperparameters().number(BoostingSettings.EARLY_STOPPING);
    }

    @Override
    default Set<Need> needs() {
        return Set.of();
    }

    @Override
    default boolean honoursWeights() {
        return true;
    }

    @Override
    default Hyperparameters searchSpace() {
        Hyperparameters own = hyperparameters();
        // Whoever gives a depth has said how large trees may be.
        Hyperparameters sized =
                own.isSet(BoostingSettings.DEPTH) ? own : own.open(BoostingSettings.LEAVES, Range.log(7, 63));
        return sized.open(BoostingSettings.TREES, Range.between(50, 500))
                .open(BoostingSettings.RATE, Range.log(0.02, 0.3))
                .open(BoostingSettings.ROWS, Range.between(0.6, 1))
                .open(BoostingSettings.COLUMNS, Range.between(0.5, 1));
    }
}
