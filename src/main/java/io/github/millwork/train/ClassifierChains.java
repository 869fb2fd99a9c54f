package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.RowOrder;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Learns any number of labels for a row by a chain of classifiers, one for each label, each of which is given the labels
 * before it as features: the true ones in training, the predicted ones when it predicts (Read et al. 2011). It is scikit-
 * learn's {@code ClassifierChain}. A single chain takes the labels in their order; of several each takes them in an order of
 * its own, drawn at random, and their probabilities are averaged. A label is predicted where its probability is at least one
 * half. Where the classifier decides by a {@link Threshold}, that decides on the label instead, and of several chains at least
 * half of them do.
 *
 * @param learner the classifier; gives probabilities; options work on prepared rows
 * @param settings chains, as {@link #of} has it, with any setting
 */
public record ClassifierChains(Learner<Classification> learner, Hyperparameters settings) implements LabelLearner {
    private static final String WHAT = "classifier chains";
    private static final String CHAINS = "chains";
    private static final int MOST = 1000;
    private static final Hyperparameters DEFAULTS =
            Hyperparameters.none().integer(CHAINS, 1, count -> count >= 1 && count <= MOST, "from 1 to " + MOST);

    /**
     * Checks the classifier and the number of chains.
     *
     * @param learner the classifier; gives probabilities; options work on prepared rows
     * @param settings chains, as {@link #of} has it, with any setting
     */
    public ClassifierChains {
        Members.check(WHAT, List.of(learner));
        settings = DEFAULTS.withSettings(settings);
    }

    /**
     * {@return one chain, in the order of the labels}
     *
     * @param learner the classifier; gives probabilities; options work on prepared rows
     */
    public static ClassifierChains of(Learner<Classification> learner) {
        return new ClassifierChains(learner, DEFAULTS);
    }

    /**
     * {@return an ensemble of so many chains in random orders}
     *
     * @param count from 1 to 1000; 1 is a single chain in the order of the labels
     */
    public ClassifierChains chains(int count) {
        return new ClassifierChains(learner, settings.with(CHAINS, count));
    }

    /**
     * {@return ensembles of chains with numbers of chains to search among}
     *
     * @param range from 1 to 1000
     */
    public ClassifierChains chains(Range range) {
        return new ClassifierChains(learner, settings.with(CHAINS, range));
    }

    @Override
    public ClassifierChains withHyperparameters(Hyperparameters values) {
        Hyperparameters all = hyperparameters().withSettings(values);
        return new ClassifierChains(Members.named(MEMBER, learner, all), all.own());
    }

    @Override
    public String describe() {
        if (!settings.ranges().isEmpty()) return "classifier chains of " + learner.describe() + " (" + settings + ")";
        int chains = settings.integer(CHAINS);
        return (chains == 1 ? "classifier chain of " : chains + " classifier chains of ") + learner.describe();
    }

    @Override
    public Model<MultiLabel> fit(TrainingData data, FitContext context) {
        LabelFit fit = new LabelFit(learner, data, true);
        int labels = fit.labels().size();
        int chains = settings.integer(CHAINS);
        List<LabelModel.Chained> fitted = new ArrayList<>();
        for (int c = 0; c < chains; c++) {
            FitContext own = context.child("chain " + c, c / (double) chains, (c + 1.0) / chains);
            int[] order = chains == 1
                    ? IntStream.range(0, labels).toArray()
                    : RowOrder.shuffled(
                            labels, new SplittableRandom(own.child("order").seed()));
            fitted.add(fit.chain(order, own));
        }
        return new LabelModel(fit.labels(), true, fitted);
    }

    static final Codec<ClassifierChains> CODEC = Codec.of(
            "classifier-chains",
            ClassifierChains.class,
            learner -> LabelFit.toState(learner.learner).with("hyperparameters", learner.settings.toState()),
            state -> new ClassifierChains(LabelFit.learner(state), DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String toString() {
        return describe();
    }
}
