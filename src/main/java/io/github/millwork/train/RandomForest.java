package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.Set;

/**
 * A random forest (Breiman 2001): many deep trees, each grown on rows drawn with replacement, and for each split only among
 * features drawn anew. Its probabilities are the means of those of its trees, its numbers the means of theirs. Copes with
 * missing values, which go where they gain more, and with categories as they are. Needs no scaling. Weights of rows count.
 * Features of more than 255 different values are cut at 255 quantiles before. The same seed gives the same bits at any
 * number of threads.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record RandomForest<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public RandomForest {
        TreeSettings.check("a forest", predictionType);
        hyperparameters = TreeSettings.checkBag(defaults(predictionType).withSettings(hyperparameters));
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        return TreeSettings.forest(type, true);
    }

    /** {@return random forest of 100 trees for classes, the square root of the number of features drawn for each split} */
    public static RandomForest<Classification> classifier() {
        return new RandomForest<>(Classification.class, defaults(Classification.class));
    }

    /** {@return random forest of 100 trees for numbers, all features looked at for each split} */
    public static RandomForest<Regression> regressor() {
        return new RandomForest<>(Regression.class, defaults(Regression.class));
    }

    /**
     * {@return this learner with another number of trees}
     *
     * @param count from 1 to 100000
     */
    public RandomForest<P> trees(int count) {
        return with(TreeSettings.TREES, count);
    }

    /**
     * {@return this learner with numbers of trees to search among}
     *
     * @param range from 1 to 100000
     */
    public RandomForest<P> trees(Range range) {
        return with(TreeSettings.TREES, range);
    }

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 500; 500 by default
     */
    public RandomForest<P> depth(int levels) {
        return with(TreeSettings.DEPTH, levels);
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 500
     */
    public RandomForest<P> depth(Range range) {
        return with(TreeSettings.DEPTH, range);
    }

    /**
     * {@return this learner with larger or smaller leaves}
     *
     * @param rows how many training rows at least are in a leaf, each counted once whatever its weight; 1 by default
     */
    public RandomForest<P> minimumLeaf(int rows) {
        return with(TreeSettings.LEAF, rows);
    }

    /**
     * {@return this learner with sizes of leaves to search among}
     *
     * @param range at least 1
     */
    public RandomForest<P> minimumLeaf(Range range) {
        return with(TreeSettings.LEAF, range);
    }

    /** {@return this learner with all features looked at for each split} */
    public RandomForest<P> allFeatures() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.ALL));
    }

    /** {@return this learner with the square root of the number of features drawn for each split} */
    public RandomForest<P> rootOfFeatures() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.ROOT));
    }

    /**
     * {@return this learner with a share of the features drawn for each split}
     *
     * @param share above 0 and at most 1
     */
    public RandomForest<P> featureShare(double share) {
        return drawn().with(TreeSettings.FEATURE_SHARE, share);
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    public RandomForest<P> featureShare(Range range) {
        return drawn().with(TreeSettings.FEATURE_SHARE, range);
    }

    private RandomForest<P> drawn() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.SHARE));
    }

    /** {@return this learner with each tree grown on all rows, instead of on rows drawn with replacement} */
    public RandomForest<P> withoutBootstrap() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.ROWS, TreeSettings.ALL));
    }

    /**
     * {@return this learner with its trees tried on the rows that they were not grown on} How good they are there (accuracy or
     * R2, by the weights of the rows) stands among the findings of what was fitted, with the number of these rows. It is an
     * estimate for other rows at little cost, unless copies of a row are among them, as after {@link OverSample}.
     *
     * @throws IllegalArgumentException if each tree is grown on all rows
     */
    public RandomForest<P> outOfBag() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.OUT_OF_BAG, TreeSettings.SCORED));
    }

    /**
     * {@return this learner with classes told apart by entropy instead of Gini's impurity}
     *
     * @throws IllegalArgumentException if it learns numbers
     */
    public RandomForest<P> entropy() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.CRITERION, TreeSettings.ENTROPY));
    }

    private RandomForest<P> with(String name, double value) {
        return new RandomForest<>(predictionType, hyperparameters.with(name, value));
    }

    private RandomForest<P> with(String name, Range range) {
        return new RandomForest<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "random forest (" + hyperparameters + ")";
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    /** {@return true: categories are split into two sets of them, without encoding} */
    @Override
    public boolean takesCategories() {
        return true;
    }

    @Override
    public RandomForest<P> withHyperparameters(Hyperparameters values) {
        return new RandomForest<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters
                .open(TreeSettings.DEPTH, Range.log(4, 500))
                .open(TreeSettings.LEAF, Range.log(1, 30))
                .open(TreeSettings.FEATURES, Range.of(TreeSettings.ROOT, TreeSettings.ALL, TreeSettings.SHARE))
                .open(TreeSettings.FEATURE_SHARE, Range.between(0.1, 0.9));
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        return TreeSettings.forest(predictionType, hyperparameters, false, data, context);
    }

    private static RandomForest<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new RandomForest<>(type, defaults(type).withState(state.state("hyperparameters")));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<RandomForest> CODEC = Codec.of(
            "random-forest",
            RandomForest.class,
            learner -> ModelOutputs.kindToState(((RandomForest<?>) learner).predictionType)
                    .with("hyperparameters", learner.hyperparameters.toState()),
            RandomForest::read);

    @Override
    public String toString() {
        return describe();
    }
}
