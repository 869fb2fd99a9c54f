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
 * Extremely randomised trees (Geurts, Ernst and Wehenkel 2006): as a random forest, but for each feature that is looked at
 * one cut is drawn between its least and greatest value in the node (categories are dealt at random), and each tree is
 * grown on all rows. Quicker, and with less variance for more bias. Copes with missing values, which go where they gain
 * more, and with categories as they are. Needs no scaling. Weights of rows count. The same seed gives the same bits at any
 * number of threads.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
 */
public record ExtraTrees<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public ExtraTrees {
        TreeSettings.check("extra trees", predictionType);
        hyperparameters = TreeSettings.checkBag(defaults(predictionType).withSettings(hyperparameters));
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        return TreeSettings.forest(type, false);
    }

    /** {@return extra trees of 100 trees for classes, the square root of the number of features drawn for each split} */
    public static ExtraTrees<Classification> classifier() {
        return new ExtraTrees<>(Classification.class, defaults(Classification.class));
    }

    /** {@return extra trees of 100 trees for numbers, all features looked at for each split} */
    public static ExtraTrees<Regression> regressor() {
        return new ExtraTrees<>(Regression.class, defaults(Regression.class));
    }

    /**
     * {@return this learner with another number of trees}
     *
     * @param count from 1 to 100000
     */
    public ExtraTrees<P> trees(int count) {
        return with(TreeSettings.TREES, count);
    }

    /**
     * {@return this learner with numbers of trees to search among}
     *
     * @param range from 1 to 100000
     */
    public ExtraTrees<P> trees(Range range) {
        return with(TreeSettings.TREES, range);
    }

    /**
     * {@return this learner with trees of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 500; 500 by default
     */
    public ExtraTrees<P> depth(int levels) {
        return with(TreeSettings.DEPTH, levels);
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 500
     */
    public ExtraTrees<P> depth(Range range) {
        return with(TreeSettings.DEPTH, range);
    }

    /**
     * {@return this learner with larger or smaller leaves}
     *
     * @param rows how many training rows at least are in a leaf, each counted once whatever its weight; 1 by default
     */
    public ExtraTrees<P> minimumLeaf(int rows) {
        return with(TreeSettings.LEAF, rows);
    }

    /**
     * {@return this learner with sizes of leaves to search among}
     *
     * @param range at least 1
     */
    public ExtraTrees<P> minimumLeaf(Range range) {
        return with(TreeSettings.LEAF, range);
    }

    /** {@return this learner with all features looked at for each split} */
    public ExtraTrees<P> allFeatures() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.ALL));
    }

    /** {@return this learner with the square root of the number of features drawn for each split} */
    public ExtraTrees<P> rootOfFeatures() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.ROOT));
    }

    /**
     * {@return this learner with a share of the features drawn for each split}
     *
     * @param share above 0 and at most 1
     */
    public ExtraTrees<P> featureShare(double share) {
        return drawn().with(TreeSettings.FEATURE_SHARE, share);
    }

    /**
     * {@return this learner with shares of the features to search among}
     *
     * @param range above 0 and at most 1
     */
    public ExtraTrees<P> featureShare(Range range) {
        return drawn().with(TreeSettings.FEATURE_SHARE, range);
    }

    private ExtraTrees<P> drawn() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.FEATURES, TreeSettings.SHARE));
    }

    /** {@return this learner with each tree grown on as many rows as there are, drawn with replacement, instead of on all} */
    public ExtraTrees<P> withBootstrap() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.ROWS, TreeSettings.BOOTSTRAP));
    }

    /**
     * {@return this learner with its trees tried on the rows that they were not grown on} How good they are there (accuracy or
     * R2, by the weights of the rows) stands among the findings of what was fitted, with the number of these rows. It is an
     * estimate for other rows at little cost, unless copies of a row are among them, as after {@link OverSample}.
     *
     * @throws IllegalArgumentException if each tree is grown on all rows
     */
    public ExtraTrees<P> outOfBag() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.OUT_OF_BAG, TreeSettings.SCORED));
    }

    /**
     * {@return this learner with classes told apart by entropy instead of Gini's impurity}
     *
     * @throws IllegalArgumentException if it learns numbers
     */
    public ExtraTrees<P> entropy() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.CRITERION, TreeSettings.ENTROPY));
    }

    private ExtraTrees<P> with(String name, double value) {
        return new ExtraTrees<>(predictionType, hyperparameters.with(name, value));
    }

    private ExtraTrees<P> with(String name, Range range) {
        return new ExtraTrees<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "extra trees (" + hyperparameters + ")";
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
    public ExtraTrees<P> withHyperparameters(Hyperparameters values) {
        return new ExtraTrees<>(predictionType, values);
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
        return TreeSettings.forest(predictionType, hyperparameters, true, data, context);
    }

    private static ExtraTrees<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new ExtraTrees<>(type, defaults(type).withState(state.state("hyperparameters")));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<ExtraTrees> CODEC = Codec.of(
            "extra-trees",
            ExtraTrees.class,
            learner -> ModelOutputs.kindToState(((ExtraTrees<?>) learner).predictionType)
                    .with("hyperparameters", learner.hyperparameters.toState()),
            ExtraTrees::read);

    @Override
    public String toString() {
        return describe();
    }
}
