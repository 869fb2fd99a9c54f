package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Specification;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Several learners that vote, all fitted to the same rows: the weighted mean of their numbers or probabilities is predicted
 * (a soft vote). In a hard vote each says one class, and a class is as probable as the share of the votes it has. Learners
 * that give scores and no probabilities can vote hard, or are calibrated: {@code
 * SupportVectorMachine.classifier().with(Calibration.sigmoid())}. A learner that decides by a threshold can vote hard only.
 *
 * @param <P> the kind of prediction
 * @param learners who votes; options work on prepared rows
 * @param settings how much the vote of each counts, by its number from 1; at least 0 and not all 0
 * @param hard whether each says one class, instead of the probabilities of all
 */
public record VotingLearner<P extends Prediction>(List<Learner<P>> learners, Hyperparameters settings, boolean hard)
        implements Learner<P> {
    private static final String WHAT = "a vote";
    private static final String WEIGHTS = "weights";

    /**
     * Checks the learners and their weights.
     *
     * @param learners who votes; options work on prepared rows
     * @param settings how much the vote of each counts, by its number from 1; at least 0 and not all 0
     * @param hard whether each says one class, instead of the probabilities of all
     */
    public VotingLearner {
        learners = List.copyOf(learners);
        Members.check(WHAT, learners);
        Learners.checkKind(WHAT, learners.get(0).predictionType());
        settings = alike(learners.size()).withSettings(settings);
        Map<String, Range> ranges = settings.ranges();
        boolean any = false;
        for (int i = 1; i <= learners.size(); i++) {
            Range range = ranges.get(Integer.toString(i));
            any |= range == null ? settings.number(Integer.toString(i)) > 0 : range.low() > 0;
        }
        if (!any) {
            throw new IllegalArgumentException("Expected a weight of at least 0 for each of " + learners.size()
                    + " learners, not all 0 whatever a search tries, but found " + settings + ".");
        }
    }

    private static Hyperparameters alike(int learners) {
        Hyperparameters weights = Hyperparameters.none();
        for (int i = 1; i <= learners; i++) {
            weights = weights.number(Integer.toString(i), 1, weight -> weight >= 0, "at least 0");
        }
        return weights;
    }

    /**
     * {@return a soft vote of learners whose votes count alike}
     *
     * @param <P> the kind of prediction
     * @param learners who votes; options work on prepared rows
     */
    @SafeVarargs
    public static <P extends Prediction> VotingLearner<P> of(Learner<P>... learners) {
        return new VotingLearner<>(Arrays.asList(learners), alike(learners.length), false);
    }

    /** {@return this vote, in which each says one class} */
    public VotingLearner<P> byMajority() {
        return new VotingLearner<>(learners, settings, true);
    }

    /**
     * {@return this vote with other weights}
     *
     * @param counts how much the vote of each counts, at least 0 and not all 0
     */
    public VotingLearner<P> weights(double... counts) {
        checkEach(counts.length);
        Hyperparameters set = settings;
        for (int i = 0; i < counts.length; i++) set = set.with(Integer.toString(i + 1), counts[i]);
        return new VotingLearner<>(learners, set, hard);
    }

    /**
     * {@return this vote with weights to search among}
     *
     * @param ranges how much the vote of each may count, at least 0; one lies above 0
     */
    public VotingLearner<P> weights(Range... ranges) {
        checkEach(ranges.length);
        Hyperparameters set = settings;
        for (int i = 0; i < ranges.length; i++) set = set.with(Integer.toString(i + 1), ranges[i]);
        return new VotingLearner<>(learners, set, hard);
    }

    private void checkEach(int counts) {
        if (counts == learners.size()) return;
        throw new IllegalArgumentException(
                "Expected a weight for each of " + learners.size() + " learners but found " + counts + ".");
    }

    /** Those of each learner under its number, as {@code 1.cost}, and the weights, as {@code weights.1}. */
    @Override
    public Hyperparameters hyperparameters() {
        return Members.numbered(weights(), learners, Specification::hyperparameters);
    }

    @Override
    public Hyperparameters searchSpace() {
        return Members.numbered(weights(), learners, Specification::searchSpace);
    }

    private Hyperparameters weights() {
        return Hyperparameters.none().with(WEIGHTS, settings);
    }

    @Override
    public VotingLearner<P> withHyperparameters(Hyperparameters values) {
        Hyperparameters all = hyperparameters().withSettings(values);
        return new VotingLearner<>(Members.numbered(learners, all), all.of(WEIGHTS, settings), hard);
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
    public Learner<?> ignoringWeights(boolean ofClasses) {
        return Members.ignoringWeights(this, learners, ofClasses);
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
        if (!hard) {
            Members.checkUndecided("a soft vote", learners, "Let them vote byMajority(), or give that to the whole.");
        }
        List<Model<P>> models = new ArrayList<>();
        for (int i = 0; i < learners.size(); i++) {
            Learner<P> learner = learners.get(i);
            double count = learners.size();
            FitContext own = context.child("member " + i, i / count, (i + 1) / count);
            own.progress("train", learner.describe(), 0);
            models.add(Members.fit(learner, data, own));
        }
        double[] counts = IntStream.rangeClosed(1, learners.size())
                .mapToDouble(i -> settings.number(Integer.toString(i)))
                .toArray();
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
                        .with(WEIGHTS, voting.settings.toState())
                        .with("hard", voting.hard);
            },
            VotingLearner::read);

    private static VotingLearner<?> read(State state) {
        List<State> learners = state.states("learners");
        if (learners.isEmpty()) throw new BundleException("Expected learners but found none. The file is damaged.");
        return new VotingLearner<>(
                Members.<Prediction>learners(learners),
                alike(learners.size()).withState(state.state(WEIGHTS)),
                state.flag("hard"));
    }

    @Override
    public String toString() {
        return describe();
    }
}
