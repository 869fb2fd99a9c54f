package io.github.millwork.train;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A learner fitted many times, each time to rows drawn at random with replacement (Breiman 1996): the mean of the numbers or
 * probabilities is predicted; of a learner that gives scores, the share of the models that say a class. Where a draw has only
 * one class, another is drawn.
 *
 * @param <P> the kind of prediction
 * @param learner what is fitted; options work on prepared rows
 * @param settings models and rowShare, as {@link #of} has them, with any settings
 */
public record Bagging<P extends Prediction>(Learner<P> learner, Hyperparameters settings) implements Learner<P> {
    private static final String WHAT = "bagging";
    private static final String MEMBER = LabelLearner.MEMBER;
    private static final String MODELS = "models";
    private static final String ROW_SHARE = "rowShare";
    private static final int MOST_DRAWS = 100;
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(MODELS, 10, count -> count >= 1 && count <= 10_000, "from 1 to 10000")
            .number(ROW_SHARE, 1, share -> share > 0 && share <= 1, "above 0 and at most 1");

    /**
     * Checks the learner, and that the settings are those of bagging.
     *
     * @param learner what is fitted; options work on prepared rows
     * @param settings models and rowShare, as {@link #of} has them, with any settings
     */
    public Bagging {
        Members.check(WHAT, List.of(learner));
        Members.checkUndecided(WHAT, List.of(learner), "Give that to the whole, with(...).");
        Learners.checkKind(WHAT, learner.predictionType());
        settings = DEFAULTS.withSettings(settings);
    }

    /**
     * {@return ten models, each fitted to as many rows as there are}
     *
     * @param <P> the kind of prediction
     * @param learner what is fitted; options work on prepared rows
     */
    public static <P extends Prediction> Bagging<P> of(Learner<P> learner) {
        return new Bagging<>(learner, DEFAULTS);
    }

    /**
     * {@return this ensemble with another number of models}
     *
     * @param count from 1 to 10000
     */
    public Bagging<P> models(int count) {
        return new Bagging<>(learner, settings.with(MODELS, count));
    }

    /**
     * {@return this ensemble with numbers of models to search among}
     *
     * @param range from 1 to 10000
     */
    public Bagging<P> models(Range range) {
        return new Bagging<>(learner, settings.with(MODELS, range));
    }

    /**
     * {@return this ensemble with models that each see fewer rows}
     *
     * @param share how many rows are drawn, as a share of all; above 0 and at most 1
     */
    public Bagging<P> rowShare(double share) {
        return new Bagging<>(learner, settings.with(ROW_SHARE, share));
    }

    /**
     * {@return this ensemble with shares of rows to search among}
     *
     * @param range above 0 and at most 1
     */
    public Bagging<P> rowShare(Range range) {
        return new Bagging<>(learner, settings.with(ROW_SHARE, range));
    }

    @Override
    public String describe() {
        return "bagging of " + learner.describe() + " (" + settings + ")";
    }

    @Override
    public Class<P> predictionType() {
        return learner.predictionType();
    }

    @Override
    public Set<Need> needs() {
        return learner.needs();
    }

    @Override
    public boolean honoursWeights() {
        return learner.honoursWeights();
    }

    @Override
    public boolean honoursClassWeights() {
        return learner.honoursClassWeights();
    }

    @Override
    public boolean takesCategories() {
        return learner.takesCategories();
    }

    @Override
    public Learner<?> ignoringWeights(boolean ofClasses) {
        return Members.ignoringWeights(this, List.of(learner), ofClasses);
    }

    @Override
    public double validationShare() {
        return learner.validationShare();
    }

    @Override
    public boolean isData() {
        return learner.isData();
    }

    /** Its own, and those of what is fitted, as {@code member.depth}. */
    @Override
    public Hyperparameters hyperparameters() {
        return settings.with(MEMBER, learner.hyperparameters());
    }

    @Override
    public Bagging<P> withHyperparameters(Hyperparameters values) {
        Hyperparameters all = hyperparameters().withSettings(values);
        return new Bagging<>(Members.named(MEMBER, learner, all), all.own());
    }

    @Override
    public Hyperparameters searchSpace() {
        return settings.open(MODELS, Range.log(5, 50))
                .open(ROW_SHARE, Range.between(0.5, 1))
                .with(MEMBER, learner.searchSpace());
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        int count = settings.integer(MODELS);
        int size = (int) Math.max(1, Math.round(data.rows() * settings.number(ROW_SHARE)));
        List<Model<P>> models = new ArrayList<>();
        for (int m = 0; m < count; m++) {
            FitContext own = context.child("model " + m, m / (double) count, (m + 1.0) / count);
            own.progress("train", learner.describe(), 0);
            models.add(Members.fit(learner, drawn(data, size, own.child("rows").seed()), own));
        }
        double[] weights = new double[count];
        Arrays.fill(weights, 1);
        return VoteModel.of(List.of(learner), models, weights, !Members.averages(models.get(0)));
    }

    private static TrainingData drawn(TrainingData data, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingData drawn = data;
        for (int draw = 0; draw < MOST_DRAWS; draw++) {
            int[] rows = random.ints(size, 0, data.rows()).toArray();
            drawn = data.rows(rows).withTies(ClassSizes.ties(data.ties(), rows));
            if (!hasOneClass(drawn)) return drawn;
        }
        return drawn; // there is only one class, or hardly another: the learner says so
    }

    private static boolean hasOneClass(TrainingData data) {
        return data.target() instanceof TargetValues.Classes classes
                && Arrays.stream(classes.codes()).distinct().count() == 1;
    }

    @SuppressWarnings("rawtypes")
    static final Codec<Bagging> CODEC = Codec.of(
            "bagging",
            Bagging.class,
            bagging -> State.empty()
                    .with("learners", Members.encode(List.of(((Bagging<?>) bagging).learner)))
                    .with("hyperparameters", bagging.settings.toState()),
            state -> new Bagging<>(
                    Members.<Prediction>learners(state.states("learners")).get(0),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String toString() {
        return describe();
    }
}
