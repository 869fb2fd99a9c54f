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
        implements ForestLearner<P, ExtraTrees<P>> {
    /**
     * Checks the kind of prediction, and that the hyperparameters are those of this learner.
     *
     * @param predictionType the kind of prediction: {@link Classification} or {@link Regression}
     * @param hyperparameters trees, depth and so on, as {@link #classifier()} has them, with any settings
     */
    public ExtraTrees {
        Learners.checkKind("extra trees", predictionType);
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

    /** {@return this learner with each tree grown on as many rows as there are, drawn with replacement, instead of on all} */
    public ExtraTrees<P> withBootstrap() {
        return new ExtraTrees<>(predictionType, hyperparameters.with(TreeSettings.ROWS, TreeSettings.BOOTSTRAP));
    }

    @Override
    public String describe() {
        return "extra trees (" + hyperparameters + ")";
    }

    @Override
    public ExtraTrees<P> withHyperparameters(Hyperparameters values) {
        return new ExtraTrees<>(predictionType, values);
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        return TreeSettings.forest(predictionType, hyperparameters, true, data, context);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<ExtraTrees> CODEC =
            Learners.codec("extra-trees", ExtraTrees.class, ExtraTrees::defaults, ExtraTrees::new);

    @Override
    public String toString() {
        return describe();
    }
}
