package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns any number of labels for a row by a classifier for each label, which knows nothing of the others: scikit-learn's
 * {@code OneVsRestClassifier} on a matrix of labels. A label is predicted where its probability is at least one half. A label
 * that all training rows have, or none, keeps to that.
 *
 * <p>Where the classifier decides by a {@link Threshold}, that decides on the label instead; one that is learned is learned
 * for each label. Scores are to be calibrated: {@code SupportVectorMachine.classifier().with(Calibration.sigmoid())}.
 *
 * @param learner the classifier; gives probabilities; options work on prepared rows
 */
public record BinaryRelevance(Learner<Classification> learner) implements LabelLearner {
    private static final String WHAT = "binary relevance";

    /**
     * Checks the classifier.
     *
     * @param learner the classifier; gives probabilities; options work on prepared rows
     */
    public BinaryRelevance {
        Members.check(WHAT, List.of(learner));
    }

    /**
     * {@return a classifier for each label}
     *
     * @param learner the classifier; gives probabilities; options work on prepared rows
     */
    public static BinaryRelevance of(Learner<Classification> learner) {
        return new BinaryRelevance(learner);
    }

    @Override
    public BinaryRelevance withHyperparameters(Hyperparameters values) {
        return new BinaryRelevance(
                Members.named(MEMBER, learner, hyperparameters().withSettings(values)));
    }

    @Override
    public String describe() {
        return "binary relevance of " + learner.describe();
    }

    @Override
    public Model<MultiLabel> fit(TrainingData data, FitContext context) {
        LabelFit fit = new LabelFit(learner, data, false);
        int[] order = IntStream.range(0, fit.labels().size()).toArray();
        return new LabelModel(fit.labels(), false, List.of(fit.chain(order, context)));
    }

    static final Codec<BinaryRelevance> CODEC = Codec.of(
            "binary-relevance",
            BinaryRelevance.class,
            relevance -> LabelFit.toState(relevance.learner),
            state -> new BinaryRelevance(LabelFit.learner(state)));

    @Override
    public String toString() {
        return describe();
    }
}
