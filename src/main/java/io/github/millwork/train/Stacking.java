package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Folds;
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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Learners whose predictions another learner is given as its features (Wolpert 1992). It learns from predictions for the
 * training rows by models that were fitted without them, in folds: groups stay whole, and rows with a time are cut in blocks
 * of time. Then each learner is fitted to all rows. Of two classes the number of the second is a feature, of more those of
 * all. It is scikit-learn's {@code StackingClassifier} and {@code StackingRegressor}.
 *
 * @param <P> the kind of prediction
 * @param learners whose predictions are learned from; options work on prepared rows
 * @param last what learns from them; options work on prepared rows
 * @param settings in how many folds the training rows are predicted, as {@link #of} has it, with any setting
 * @param withFeatures whether the last learner is given the features too
 */
public record Stacking<P extends Prediction>(
        List<Learner<P>> learners, Learner<P> last, Hyperparameters settings, boolean withFeatures)
        implements Learner<P> {
    private static final String WHAT = "stacking";
    private static final String LAST = "last";
    private static final String FOLDS = "folds";
    private static final String REMEDY = "Give that to the whole, with(...).";
    private static final Hyperparameters DEFAULTS =
            Hyperparameters.none().integer(FOLDS, 5, count -> count >= 2, "at least 2");

    /**
     * Checks the learners and the folds.
     *
     * @param learners whose predictions are learned from; options work on prepared rows
     * @param last what learns from them; options work on prepared rows
     * @param settings in how many folds the training rows are predicted, as {@link #of} has it, with any setting
     * @param withFeatures whether the last learner is given the features too
     */
    public Stacking {
        learners = List.copyOf(learners);
        Members.check(WHAT, learners);
        Learners.checkKind(WHAT, learners.get(0).predictionType());
        Members.check(WHAT, List.of(learners.get(0), last));
        Members.checkUndecided(WHAT, learners, REMEDY);
        Members.checkUndecided(WHAT, List.of(last), REMEDY);
        settings = DEFAULTS.withSettings(settings);
    }

    /**
     * {@return a stack, in 5 folds}
     *
     * @param <P> the kind of prediction
     * @param last what learns from the predictions, such as {@link LogisticRegression} or {@link LinearRegression}
     * @param learners whose predictions are learned from; options work on prepared rows
     */
    @SafeVarargs
    public static <P extends Prediction> Stacking<P> of(Learner<P> last, Learner<P>... learners) {
        return new Stacking<>(Arrays.asList(learners), last, DEFAULTS, false);
    }

    /**
     * {@return this stack with another number of folds}
     *
     * @param count at least 2, since no row may be predicted by a model that has seen it; each learner is fitted once for
     *     each, and once more
     */
    public Stacking<P> folds(int count) {
        return new Stacking<>(learners, last, settings.with(FOLDS, count), withFeatures);
    }

    /**
     * {@return this stack with numbers of folds to search among}
     *
     * @param range from 2
     */
    public Stacking<P> folds(Range range) {
        return new Stacking<>(learners, last, settings.with(FOLDS, range), withFeatures);
    }

    /** Its own, and those of each learner under its number, as {@code 1.cost}, and of the last one, as {@code last.cost}. */
    @Override
    public Hyperparameters hyperparameters() {
        return Members.numbered(settings, learners, Specification::hyperparameters)
                .with(LAST, last.hyperparameters());
    }

    @Override
    public Hyperparameters searchSpace() {
        return Members.numbered(settings, learners, Specification::searchSpace).with(LAST, last.searchSpace());
    }

    @Override
    public Stacking<P> withHyperparameters(Hyperparameters values) {
        Hyperparameters all = hyperparameters().withSettings(values);
        return new Stacking<>(Members.numbered(learners, all), Members.named(LAST, last, all), all.own(), withFeatures);
    }

    /** {@return this stack, whose last learner is given the features beside the predictions} */
    public Stacking<P> andFeatures() {
        return new Stacking<>(learners, last, settings, true);
    }

    @Override
    public String describe() {
        return "stack of " + Members.describe(learners) + " under " + last.describe();
    }

    @Override
    public Class<P> predictionType() {
        return last.predictionType();
    }

    @Override
    public Set<Need> needs() {
        List<Learner<P>> asking = new ArrayList<>(learners);
        if (withFeatures) asking.add(last);
        return Members.needs(asking);
    }

    @Override
    public boolean honoursWeights() {
        return Members.honourWeights(learners) && last.honoursWeights();
    }

    @Override
    public boolean honoursClassWeights() {
        return Members.honourClassWeights(learners) && last.honoursClassWeights();
    }

    @Override
    public Learner<?> ignoringWeights(boolean ofClasses) {
        return Members.ignoringWeights(
                this, Stream.concat(learners.stream(), Stream.of(last)).toList(), ofClasses);
    }

    /** The last learner is given what models that have not seen these rows say of them. */
    @Override
    public double validationShare() {
        return Math.max(Members.validationShare(learners), last.validationShare());
    }

    @Override
    public boolean isData() {
        return Members.areData(learners) && last.isData();
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        int folds = settings.integer(FOLDS);
        int[] fold = Folds.assign(data, folds, context.child("folds").seed());
        double fits = learners.size() * (folds + 1.0) + 1;
        int done = 0;
        List<Model<P>> models = new ArrayList<>();
        double[][] numbers = null;
        for (int i = 0; i < learners.size(); i++) {
            Learner<P> learner = learners.get(i);
            FitContext own = context.child("learner " + i, done / fits, (done + folds + 1) / fits);
            own.progress("train", learner.describe(), 0);
            Model<P> whole = Members.fit(learner, data, own.child("whole"));
            models.add(whole);
            int from = numbers == null ? 0 : numbers[0].length;
            int width = StackModel.width(whole);
            numbers = wider(numbers, data.rows(), width);
            for (int k = 0; k < folds; k++) {
                int[] outside = rows(fold, k, true);
                int[] inside = rows(fold, k, false);
                if (inside.length == 0 || outside.length == 0) throw tooFew(data, folds);
                Model<P> part = part(learner, data, inside, k, own);
                FeatureVector vector = new FeatureVector(data.features().dimension());
                for (int row : outside) {
                    data.features().row(row, vector);
                    StackModel.write(part, vector, numbers[row], from);
                }
            }
            done += folds + 1;
        }
        if (numbers == null) throw new IllegalStateException("there are no learners");
        TrainingData heldOut = Members.rows(last, data).heldOut().orElse(null);
        TrainingData apart = heldOut == null ? null : stacked(heldOut, said(models, heldOut), null);
        Model<P> top = Members.fit(last, stacked(data, numbers, apart), context.child(LAST, done / fits, 1));
        return new StackModel<>(models, top, withFeatures);
    }

    private Model<P> part(Learner<P> learner, TrainingData data, int[] inside, int k, FitContext own) {
        try {
            return Members.fit(learner, data.rows(inside), own.child("fold " + k));
        } catch (DataException e) {
            throw Folds.explained(e, data.target(), inside, k, settings.integer(FOLDS));
        }
    }

    /** What models say of rows that they were not fitted to. */
    private static double[][] said(List<? extends Model<?>> models, TrainingData data) {
        double[][] numbers = new double[data.rows()]
                [models.stream().mapToInt(StackModel::width).sum()];
        FeatureVector vector = new FeatureVector(data.features().dimension());
        for (int row = 0; row < numbers.length; row++) {
            data.features().row(row, vector);
            int from = 0;
            for (Model<?> model : models) {
                StackModel.write(model, vector, numbers[row], from);
                from += StackModel.width(model);
            }
        }
        return numbers;
    }

    private static double[][] wider(double @Nullable [][] numbers, int rows, int by) {
        return IntStream.range(0, rows)
                .mapToObj(
                        row -> numbers == null ? new double[by] : Arrays.copyOf(numbers[row], numbers[row].length + by))
                .toArray(double[][]::new);
    }

    private static int[] rows(int[] fold, int k, boolean of) {
        return IntStream.range(0, fold.length)
                .filter(row -> (fold[row] == k) == of)
                .toArray();
    }

    private DataException tooFew(TrainingData data, int folds) {
        return new DataException(
                "Expected at least " + folds + " training rows, or groups of them, to stack in as many " + "folds, but "
                        + data.rows() + " rows do not fill them. Collect more rows.");
    }

    private TrainingData stacked(TrainingData data, double[][] numbers, @Nullable TrainingData heldOut) {
        int given = withFeatures ? data.features().dimension() : 0;
        int width = numbers[0].length;
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(width + given, data.rows());
        FeatureVector vector = new FeatureVector(width + given);
        FeatureVector own = new FeatureVector(data.features().dimension());
        for (int row = 0; row < numbers.length; row++) {
            data.features().row(row, own);
            StackModel.join(numbers[row], own, withFeatures, vector);
            builder.add(vector);
        }
        List<String> all = data.names().stream()
                .flatMap(name -> name.sources().stream())
                .distinct()
                .sorted()
                .toList();
        List<Feature> names = new ArrayList<>();
        for (int i = 0; i < width; i++) names.add(new Feature("prediction " + i, all));
        if (withFeatures) names.addAll(data.names());
        return new TrainingData(builder.build(), names, data.target(), data.weights(), data.ties(), heldOut);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<Stacking> CODEC = Codec.of(
            "stacking",
            Stacking.class,
            stacking -> State.empty()
                    .with("learners", Members.encode(((Stacking<?>) stacking).learners))
                    .with(LAST, Members.encode(List.of(stacking.last)))
                    .with("hyperparameters", stacking.settings.toState())
                    .with("withFeatures", stacking.withFeatures),
            state -> new Stacking<>(
                    Members.<Prediction>learners(state.states("learners")),
                    Members.<Prediction>learners(state.states(LAST)).get(0),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("withFeatures")));

    @Override
    public String toString() {
        return describe();
    }
}
