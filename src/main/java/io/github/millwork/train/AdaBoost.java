package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.Set;

/**
 * AdaBoost for any number of classes (SAMME, Hastie et al. 2009): shallow trees one after the other, each grown on rows that
 * count the more, the more often the trees before it were wrong. Trees vote, the better ones with more weight; probabilities
 * are a logistic function of the votes, as scikit-learn has them, and want calibrating. Copes with missing values and with
 * categories as they are. Needs no scaling. Weights of rows count.
 *
 * @param hyperparameters trees, depth and so on, as {@link #create()} has them, with any settings
 */
public record AdaBoost(Hyperparameters hyperparameters) implements Learner<Classification> {
    private static final String TREES = "trees";
    private static final String DEPTH = "depth";
    private static final String RATE = "learningRate";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(TREES, 50, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
            .integer(DEPTH, 1, depth -> depth >= 1 && depth <= 30, "from 1 to 30")
            .number(RATE, 1, rate -> rate > 0 && rate <= 10, "above 0 and at most 10");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters trees, depth and so on, as {@link #create()} has them, with any settings
     */
    public AdaBoost {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return AdaBoost with 50 trees of one question each, learning rate 1} */
    public static AdaBoost create() {
        return new AdaBoost(DEFAULTS);
    }

    /**
     * {@return this learner with another number of trees}
     *
     * @param count from 1 to 100000; fewer are grown if one makes no mistake, or is no better than chance
     */
    public AdaBoost trees(int count) {
        return new AdaBoost(hyperparameters.with(TREES, count));
    }

    /**
     * {@return this learner with numbers of trees to search among}
     *
     * @param range from 1 to 100000
     */
    public AdaBoost trees(Range range) {
        return new AdaBoost(hyperparameters.with(TREES, range));
    }

    /**
     * {@return this learner with deeper trees}
     *
     * @param levels how many questions at most lead to a leaf, from 1 to 30
     */
    public AdaBoost depth(int levels) {
        return new AdaBoost(hyperparameters.with(DEPTH, levels));
    }

    /**
     * {@return this learner with depths to search among}
     *
     * @param range from 1 to 30
     */
    public AdaBoost depth(Range range) {
        return new AdaBoost(hyperparameters.with(DEPTH, range));
    }

    /**
     * {@return this learner with another learning rate}
     *
     * @param rate what the weight of each vote is multiplied with, above 0 and at most 10
     */
    public AdaBoost learningRate(double rate) {
        return new AdaBoost(hyperparameters.with(RATE, rate));
    }

    /**
     * {@return this learner with learning rates to search among}
     *
     * @param range above 0 and at most 10
     */
    public AdaBoost learningRate(Range range) {
        return new AdaBoost(hyperparameters.with(RATE, range));
    }

    @Override
    public String describe() {
        return "AdaBoost (" + hyperparameters + ")";
    }

    @Override
    public Class<Classification> predictionType() {
        return Classification.class;
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
    public AdaBoost withHyperparameters(Hyperparameters values) {
        return new AdaBoost(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters
                .open(TREES, Range.log(20, 500))
                .open(DEPTH, Range.between(1, 6))
                .open(RATE, Range.log(0.05, 2));
    }

    @Override
    public Model<Classification> fit(TrainingData data, FitContext context) {
        TreesFit fit = new TreesFit(data, false, context);
        DecisionTrees trees = new AdaBoostFit(fit, hyperparameters.number(RATE), context)
                .grow(hyperparameters.integer(TREES), hyperparameters.integer(DEPTH));
        return fit.boosted(new double[trees.outputs()], trees, false, List.of());
    }

    static final Codec<AdaBoost> CODEC = Codec.of(
            "ada-boost",
            AdaBoost.class,
            learner -> learner.hyperparameters.toState(),
            state -> new AdaBoost(DEFAULTS.withState(state)));

    @Override
    public String toString() {
        return describe();
    }
}
