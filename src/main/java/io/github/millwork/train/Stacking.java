package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Folds;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Learners whose predictions another learner is given as its features (Wolpert 1992). It learns from predictions for the
 * training rows by models that were fitted without them, in folds: groups stay whole, and rows with a time are cut in blocks
 * of time. Then each learner is fitted to all rows. Of two classes the number of the second is a feature, of more those of
 * all. It is scikit-learn's {@code StackingClassifier} and {@code StackingRegressor}.
 *
 * @param <P> the kind of prediction
 * @param learners whose predictions are learned from; without options and ranges
 * @param last what learns from them; without options and ranges
 * @param folds in how many folds the training rows are predicted
 * @param withFeatures whether the last learner is given the features too
 */
public record Stacking<P extends Prediction>(
        List<Learner<P>> learners, Learner<P> last, int folds, boolean withFeatures) implements Learner<P> {
    private static final String WHAT = "stacking";
    private static final int FOLDS = 5;

    /**
     * Checks the learners and the folds.
     *
     * @param learners whose predictions are learned from; without options and ranges
     * @param last what learns from them; without options and ranges
     * @param folds in how many folds the training rows are predicted, at least 2
     * @param withFeatures whether the last learner is given the features too
     */
    public Stacking {
        learners = List.copyOf(learners);
        Members.check(WHAT, learners);
        Learners.checkKind(WHAT, learners.get(0).predictionType());
        Members.check(WHAT, List.of(learners.get(0), last));
        if (folds < 2) {
            throw new IllegalArgumentException("Expected at least 2 folds for stacking but found " + folds
                    + ". With fewer, no row is predicted by a model that has not seen it.");
        }
    }

    /**
     * {@return a stack, in 5 folds}
     *
     * @param <P> the kind of prediction
     * @param last what learns from the predictions, such as {@link LogisticRegression} or {@link LinearRegression}
     * @param learners whose predictions are learned from; without options and ranges
     */
    @SafeVarargs
    public static <P extends Prediction> Stacking<P> of(Learner<P> last, Learner<P>... learners) {
        return new Stacking<>(Arrays.asList(learners), last, FOLDS, false);
    }

    /**
     * {@return this stack with another number of folds}
     *
     * @param count at least 2; each learner is fitted once for each, and once more
     */
    public Stacking<P> folds(int count) {
        return new Stacking<>(learners, last, count, withFeatures);
    }

    /** {@return this stack, whose last learner is given the features beside the predictions} */
    public Stacking<P> andFeatures() {
        return new Stacking<>(learners, last, folds, true);
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
    public double validationShare() {
        return Members.validationShare(learners);
    }

    @Override
    public boolean isData() {
        return Members.areData(learners) && last.isData();
    }

    @Override
    public Model<P> fit(TrainingData data, FitContext context) {
        int[] fold = Folds.assign(data, folds, context.child("folds").seed());
        double fits = learners.size() * (folds + 1.0) + 1;
        int done = 0;
        List<Model<P>> models = new ArrayList<>();
        double[][] numbers = null;
        for (int i = 0; i < learners.size(); i++) {
            Learner<P> learner = learners.get(i);
            FitContext own = context.child("learner " + i, done / fits, (done + folds + 1) / fits);
            own.progress("train", learner.describe(), 0);
            Model<P> whole = learner.fit(data, own.child("whole"));
            models.add(whole);
            int from = numbers == null ? 0 : numbers[0].length;
            int width = StackModel.width(whole);
            numbers = wider(numbers, data.rows(), width);
            for (int k = 0; k < folds; k++) {
                int[] outside = rows(fold, k, true);
                int[] inside = rows(fold, k, false);
                if (inside.length == 0 || outside.length == 0) throw tooFew(data);
                Model<P> part = learner.fit(data.rows(inside), own.child("fold " + k));
                FeatureVector vector = new FeatureVector(data.features().dimension());
                for (int row : outside) {
                    data.features().row(row, vector);
                    StackModel.write(part, vector, numbers[row], from);
                }
            }
            done += folds + 1;
        }
        if (numbers == null) throw new IllegalStateException("there are no learners");
        Model<P> top = last.fit(stacked(data, numbers), context.child("last", done / fits, 1));
        return new StackModel<>(models, top, withFeatures);
    }

    private static double[][] wider(double @org.jspecify.annotations.Nullable [][] numbers, int rows, int by) {
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

    private DataException tooFew(TrainingData data) {
        return new DataException(
                "Expected at least " + folds + " training rows, or groups of them, to stack in as many " + "folds, but "
                        + data.rows() + " rows do not fill them. Collect more rows.");
    }

    private TrainingData stacked(TrainingData data, double[][] numbers) {
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
        return new TrainingData(builder.build(), names, data.target(), data.weights(), data.ties(), null);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<Stacking> CODEC = Codec.of(
            "stacking",
            Stacking.class,
            stacking -> State.empty()
                    .with("learners", Members.encode(((Stacking<?>) stacking).learners))
                    .with("last", Members.encode(List.of(stacking.last)))
                    .with("folds", stacking.folds)
                    .with("withFeatures", stacking.withFeatures),
            state -> new Stacking<>(
                    Members.<Prediction>learners(state.states("learners")),
                    Members.<Prediction>learners(state.states("last")).get(0),
                    state.integer("folds"),
                    state.flag("withFeatures")));

    @Override
    public String toString() {
        return describe();
    }
}
