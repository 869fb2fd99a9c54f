package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Several learners that vote, all fitted to the same rows: the weighted mean of their numbers or probabilities is predicted
 * (a soft vote). In a hard vote each says one class, and a class is as probable as the share of the votes it has. Learners
 * that give scores and no probabilities can vote hard only.
 *
 * @param <P> the kind of prediction
 * @param learners who votes; without options and ranges
 * @param weights how much the vote of each counts, at least 0 and not all 0
 * @param hard whether each says one class, instead of the probabilities of all
 */
public record VotingLearner<P extends Prediction>(List<Learner<P>> learners, List<Double> weights, boolean hard)
        implements Learner<P> {
    private static final String WHAT = "a vote";

    /**
     * Checks the learners and their weights.
     *
     * @param learners who votes; without options and ranges
     * @param weights how much the vote of each counts, at least 0 and not all 0
     * @param hard whether each says one class, instead of the probabilities of all
     */
    public VotingLearner {
        learners = List.copyOf(learners);
        weights = List.copyOf(weights);
        Members.check(WHAT, learners);
        Learners.checkKind(WHAT, learners.get(0).predictionType());
        boolean sound = weights.size() == learners.size()
                && weights.stream().allMatch(weight -> weight >= 0 && weight <= Double.MAX_VALUE)
                && weights.stream().anyMatch(weight -> weight > 0);
        if (!sound) {
            throw new IllegalArgumentException("Expected a weight of at least 0 for each of " + learners.size()
                    + " learners, not all 0, but found " + weights + ".");
        }
    }

    /**
     * {@return a soft vote of learners whose votes count alike}
     *
     * @param <P> the kind of prediction
     * @param learners who votes; without options and ranges
     */
    @SafeVarargs
    public static <P extends Prediction> VotingLearner<P> of(Learner<P>... learners) {
        return new VotingLearner<>(Arrays.asList(learners), Collections.nCopies(learners.length, 1.0), false);
    }

    /** {@return this vote, in which each says one class} */
    public VotingLearner<P> byMajority() {
        return new VotingLearner<>(learners, weights, true);
    }

    /**
     * {@return this vote with other weights}
     *
     * @param counts how much the vote of each counts, at least 0 and not all 0
     */
    public VotingLearner<P> weights(double... counts) {
        return new VotingLearner<>(learners, Arrays.stream(counts).boxed().toList(), hard);
    }

    @Override
    public String describe() {
        return (hard ? "hard vote of " : "vote of ") + Members.describe(learners);
    }

    @Override
    public Class<P> predictionType() {
        return learners.get(0).predictionType();
    }

    @Override
    public Set<Need> needs() {
        return Members.needs(learners);
    }

    @Override
    public boolean honoursWeights() {
        return Members.honourWeights(learners);
    }

    @Override
    public boolean honoursClassWeights() {
        return Members.honourClassWeights(learners);
    }

    @Override
    public double validationShare() {
        return Members.validationShare(learners);
    }

    @Override
    public boolean isData() {
        return Members.areData(learners);
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        List<Model<P>> models = new ArrayList<>();
        for (int i = 0; i < learners.size(); i++) {
            Learner<P> learner = learners.get(i);
            double count = learners.size();
            FitContext own = context.child("member " + i, i / count, (i + 1) / count);
            own.progress("train", learner.describe(), 0);
            models.add(learner.fit(data, own));
        }
        double[] counts = weights.stream().mapToDouble(Double::doubleValue).toArray();
        return VoteModel.of(learners, models, counts, hard);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<VotingLearner> CODEC = Codec.of(
            "voting",
            VotingLearner.class,
            learner -> {
                VotingLearner<?> voting = learner;
                return State.empty()
                        .with("learners", Members.encode(voting.learners))
                        .with(
                                "weights",
                                voting.weights.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                        .with("hard", voting.hard);
            },
            VotingLearner::read);

    private static VotingLearner<?> read(State state) {
        List<State> learners = state.states("learners");
        if (learners.isEmpty()) throw new BundleException("Expected learners but found none. The file is damaged.");
        return new VotingLearner<>(
                Members.<Prediction>learners(learners),
                Arrays.stream(state.numbers("weights")).boxed().toList(),
                state.flag("hard"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
