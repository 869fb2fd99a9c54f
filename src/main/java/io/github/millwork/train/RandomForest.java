package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;

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
        implements ForestLearner<P, RandomForest<P>> {
    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public RandomForest {
        Learners.checkKind("a forest", predictionType);
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

    /** {@return this learner with each tree grown on all rows, instead of on rows drawn with replacement} */
    public RandomForest<P> withoutBootstrap() {
        return new RandomForest<>(predictionType, hyperparameters.with(TreeSettings.ROWS, TreeSettings.ALL));
    }

    @Override
    public String describe() {
        return "random forest (" + hyperparameters + ")";
    }

    @Override
    public RandomForest<P> withHyperparameters(Hyperparameters values) {
        return new RandomForest<>(predictionType, values);
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        return TreeSettings.forest(predictionType, hyperparameters, false, data, context);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<RandomForest> CODEC =
            Learners.codec("random-forest", RandomForest.class, RandomForest::defaults, RandomForest::new);

    @Override
    public String toString() {
        return describe();
    }
}
