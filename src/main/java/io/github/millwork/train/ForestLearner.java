package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;

/**
 * A learner that averages many trees, which differ since each split looks at features drawn anew.
 *
 * @param <P> the kind of prediction
 * @param <L> the learner itself
 */
interface ForestLearner<P extends Prediction, L extends ForestLearner<P, L>> extends TreeLearner<P, L> {
    /**
     * {@return this learner with another number of trees}
     *
     * @param count from 1 to 100000
     */
    default L trees(int count) {
        return withHyperparameters(hyperparameters().with(TreeSettings.TREES, count));
    }

    /**
     * {@return this learner with numbers of trees to search among}
     *
     * @param range from 1 to 100000
     */
    default L trees(Range range) {
        return withHyperparameters(hyperparameters().with(TreeSettings.TREES, range));
    }

    /** {@return this learner with all features looked at for each split} */
    default L allFeatures() {
        return withHyperparameters(hyperparameters().with(TreeSettings.FEATURES, TreeSettings.ALL));
    }

    /** {@return this learner with the square root of the number of features drawn for each split} */
    default L rootOfFeatures() {
        return withHyperparameters(hyperparameters().with(TreeSettings.FEATURES, TreeSettings.ROOT));
    }

    /**
     * {@return this learner with a share of the features drawn for each split}
     *
     * @param share above 0 and at most 1
     */
    default L featureShare(double share) {
        return withHyperparameters(TreeSettings.drawn(hyperparameters()).with(TreeSettings.FEATURE_SHARE, share));
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    default L featureShare(Range range) {
        return withHyperparameters(TreeSettings.drawn(hyperparameters()).with(TreeSettings.FEATURE_SHARE, range));
    }

    /**
     * {@return this learner with its trees tried on the rows that they were not grown on} How good they are there (accuracy or
     * R2, by the weights of the rows) stands among the findings of what was fitted, with the number of these rows. It is an
     * estimate for other rows at little cost, unless copies of a row are among them, as after {@link OverSample}.
     *
     * @throws IllegalArgumentException if each tree is grown on all rows
     */
    default L outOfBag() {
        return withHyperparameters(hyperparameters().with(TreeSettings.OUT_OF_BAG, TreeSettings.SCORED));
    }

    @Override
    default Hyperparameters searchSpace() {
        return hyperparameters()
                .open(TreeSettings.DEPTH, Range.log(4, 500))
                .open(TreeSettings.LEAF, Range.log(1, 30))
                .open(TreeSettings.FEATURES, Range.of(TreeSettings.ROOT, TreeSettings.ALL, TreeSettings.SHARE))
                .open(TreeSettings.FEATURE_SHARE, Range.between(0.1, 0.9));
    }
}
