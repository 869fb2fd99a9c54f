package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.List;

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
        implements TreeLearner<P, DecisionTree<P>> {
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
        Learners.checkKind("a tree", predictionType);
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

    @SuppressWarnings("rawtypes")
    static final Codec<DecisionTree> CODEC =
            Learners.codec("decision-tree", DecisionTree.class, DecisionTree::defaults, DecisionTree::new);

    @Override
    public String toString() {
        return describe();
    }
}
