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
import java.util.List;
import java.util.Set;

/**
 * A decision tree (CART, Breiman et al. 1984): questions after one feature each, the best next one looked for in turn. It
 * can be shown to people, and learns its training rows by heart if it may grow; {@link #depth}, {@link #leaves},
 * {@link #minimumLeaf} and {@link #pruning} hold it back. Copes with missing values, which go where they gain more, and
 * with categories as they are. Needs no scaling. Weights of rows count. Features of more than 255 different values are cut
 * at 255 quantiles before.
 *
 * @param <P> the kind of prediction
 * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
 * @param hyperparameters depth, leaves and so on, as {@link #classifier()} has them, with any settings
 */
public record DecisionTree<P extends Prediction>(Class<P> predictionType, Hyperparameters hyperparameters)
        implements Learner<P> {
    private static final String LEAF_LIMIT = "leafLimit";
    private static final String NONE = "none";
    private static final String GIVEN = "given";
    private static final String LEAVES = "leaves";
    private static final String GAIN = "minimumGain";
    private static final String PRUNING = "pruning";

    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters depth, leaves and so on, as {@link #classifier()} has them, with any settings
     */
    public DecisionTree {
        TreeSettings.check("a tree", predictionType);
        hyperparameters = defaults(predictionType).withSettings(hyperparameters);
    }

    private static Hyperparameters defaults(Class<? extends Prediction> type) {
        return TreeSettings.tree(type, Hyperparameters.none(), 5)
                .choice(LEAF_LIMIT, NONE, List.of(NONE, GIVEN))
                .integer(LEAVES, 31, leaves -> leaves >= 2, "at least 2")
                .onlyIf(LEAVES, LEAF_LIMIT, GIVEN)
                .number(GAIN, 0, gain -> gain >= 0, "at least 0")
                .number(PRUNING, 0, price -> price >= 0, "at least 0")
                .quiet(LEAF_LIMIT, GAIN, PRUNING);
    }

    /** {@return a tree for classes, by Gini's impurity, with at least 5 rows in a leaf} */
    public static DecisionTree<Classification> classifier() {
        return new DecisionTree<>(Classification.class, defaults(Classification.class));
    }

    /** {@return a tree for numbers, by squared error, with at least 5 rows in a leaf} */
    public static DecisionTree<Regression> regressor() {
        return new DecisionTree<>(Regression.class, defaults(Regression.class));
    }

    /**
     * {@return this learner with a tree of another depth}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 500; 500 by default
     */
    public DecisionTree<P> depth(int levels) {
        return with(TreeSettings.DEPTH, levels);
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 500
     */
    public DecisionTree<P> depth(Range range) {
        return with(TreeSettings.DEPTH, range);
    }

    /**
     * {@return this learner with larger or smaller leaves}
     *
     * @param rows how many training rows at least are in a leaf, each counted once whatever its weight; 5 by default
     */
    public DecisionTree<P> minimumLeaf(int rows) {
        return with(TreeSettings.LEAF, rows);
    }

    /**
     * {@return this learner with sizes of leaves to search among}
     *
     * @param range at least 1
     */
    public DecisionTree<P> minimumLeaf(Range range) {
        return with(TreeSettings.LEAF, range);
    }

    /**
     * {@return this learner with a limit to the leaves; the splits that gain most come first}
     *
     * @param count at least 2
     */
    public DecisionTree<P> leaves(int count) {
        return limited().with(LEAVES, count);
    }

    /**
     * {@return this learner with numbers of leaves to search among}
     *
     * @param range at least 2
     */
    public DecisionTree<P> leaves(Range range) {
        return limited().with(LEAVES, range);
    }

    private DecisionTree<P> limited() {
        return new DecisionTree<>(predictionType, hyperparameters.with(LEAF_LIMIT, GIVEN));
    }

    /**
     * {@return this learner with splits that gain at least so much}
     *
     * @param gain by how much the impurity (of classes, or the squared error of numbers) must fall, times the share of the
     *     training rows in the node; 0 by default
     */
    public DecisionTree<P> minimumGain(double gain) {
        return with(GAIN, gain);
    }

    /**
     * {@return this learner with least gains to search among}
     *
     * @param range at least 0
     */
    public DecisionTree<P> minimumGain(Range range) {
        return with(GAIN, range);
    }

    /**
     * {@return this learner with a tree that is pruned once it has grown (minimal cost-complexity pruning)}
     *
     * @param price what a leaf costs: the tree is kept whose impurity plus price for each leaf is least, so that a branch goes
     *     which gains less than its leaves cost; 0, which prunes nothing, by default
     */
    public DecisionTree<P> pruning(double price) {
        return with(PRUNING, price);
    }

    /**
     * {@return this learner with prices of a leaf to search among}
     *
     * @param range at least 0
     */
    public DecisionTree<P> pruning(Range range) {
        return with(PRUNING, range);
    }

    /**
     * {@return this learner with classes told apart by entropy instead of Gini's impurity}
     *
     * @throws IllegalArgumentException if it learns numbers
     */
    public DecisionTree<P> entropy() {
        return new DecisionTree<>(predictionType, hyperparameters.with(TreeSettings.CRITERION, TreeSettings.ENTROPY));
    }

    private DecisionTree<P> with(String name, double value) {
        return new DecisionTree<>(predictionType, hyperparameters.with(name, value));
    }

    private DecisionTree<P> with(String name, Range range) {
        return new DecisionTree<>(predictionType, hyperparameters.with(name, range));
    }

    @Override
    public String describe() {
        return "decision tree (" + hyperparameters + ")";
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
    public DecisionTree<P> withHyperparameters(Hyperparameters values) {
        return new DecisionTree<>(predictionType, values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(TreeSettings.DEPTH, Range.log(2, 500)).open(TreeSettings.LEAF, Range.log(1, 100));
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        TreesFit fit = new TreesFit(data, TreeSettings.entropy(predictionType, hyperparameters), context);
        boolean limited = hyperparameters.text(LEAF_LIMIT).equals(GIVEN);
        TreeRules rules = new TreeRules(
                hyperparameters.integer(TreeSettings.DEPTH),
                limited ? hyperparameters.integer(LEAVES) : Integer.MAX_VALUE,
                hyperparameters.integer(TreeSettings.LEAF),
                fit.gain(hyperparameters.number(GAIN)),
                fit.columns().count(),
                false);
        TreeNode root = fit.grow(rules);
        double price = fit.gain(hyperparameters.number(PRUNING)) * root.weight;
        if (price > 0) root.prune(price);
        return fit.model(new TreeWriter(fit.by().outputs()).add(root).trees(), List.of());
    }

    private static DecisionTree<?> read(State state) {
        Class<? extends Prediction> type = ModelOutputs.kindFromState(state);
        return new DecisionTree<>(type, defaults(type).withState(state.state("hyperparameters")));
    }

    @SuppressWarnings("rawtypes")
    static final Codec<DecisionTree> CODEC = Codec.of(
            "decision-tree",
            DecisionTree.class,
            learner -> ModelOutputs.kindToState(((DecisionTree<?>) learner).predictionType)
                    .with("hyperparameters", learner.hyperparameters.toState()),
            DecisionTree::read);

    @Override
    public String toString() {
        return describe();
    }
}
