package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import java.util.Set;

/**
 * A learner that grows trees which ask about one feature after the other.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface TreeLearner<P extends Prediction, L extends TreeLearner<P, L>> extends Learner<P> {
    @Override
    L withHyperparameters(Hyperparameters values);

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 500; 500 by default
     */
    default L depth(int levels) {
        return withHyperparameters(hyperparameters().with(TreeSettings.DEPTH, levels));
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 500
     */
    default L depth(Range range) {
        return withHyperparameters(hyperparameters().with(TreeSettings.DEPTH, range));
    }

    /**
     * {@return this learner with larger or smaller leaves}
     *
     * @param rows how many training rows at least are in a leaf, each counted once whatever its weight; by default 5 of a tree
     *     alone, and 1 of trees that are averaged
     */
    default L minimumLeaf(int rows) {
        return withHyperparameters(hyperparameters().with(TreeSettings.LEAF, rows));
    }

    /**
     * {@return this learner with sizes of leaves to search among}
     *
     * @param range at least 1
     */
    default L minimumLeaf(Range range) {
        return withHyperparameters(hyperparameters().with(TreeSettings.LEAF, range));
    }

    /**
     * {@return this learner with classes told apart by entropy instead of Gini's impurity}
     *
     * @throws IllegalArgumentException if it learns numbers
     */
    default L entropy() {
        return withHyperparameters(hyperparameters().with(TreeSettings.CRITERION, TreeSettings.ENTROPY));
    }

    @Override
    default Set<Need> needs() {
        return Set.of();
    }

    @Override
    default boolean honoursWeights() {
        return true;
    }

    /** {@return true: categories are split into two sets of them, without encoding} */
    @Override
    default boolean takesCategories() {
        return true;
    }
}
