package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * An isolation forest (Liu, Ting and Zhou 2008): trees that cut a sample of the rows at random, feature and threshold, until
 * each row is alone. Who is soon alone is unusual. The score of a row is {@code 2^(-h / c)}, where {@code h} is how many
 * cuts it takes to single it out, as the mean of all trees, and {@code c} what that is in a random search tree of so many
 * rows: near 1 for an anomaly, below 0.5 for a usual row. Features must not be missing and need no scaling. Weights of rows
 * are refused. The same seed gives the same bits at any number of threads.
 *
 * @param hyperparameters trees, rows and so on, as {@link #create()} has them, with any settings
 */
public record IsolationForest(Hyperparameters hyperparameters) implements Learner<Anomaly> {
    private static final String TREES = "trees";
    private static final String ROWS = "rows";
    private static final String BORDER = "border";
    private static final String HALF = "half";
    private static final String SHARE = "share";
    private static final String ANOMALIES = "anomalies";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(TREES, 100, trees -> trees >= 1 && trees <= 100_000, "from 1 to 100000")
            .integer(ROWS, 256, rows -> rows >= 2, "at least 2")
            .choice(BORDER, HALF, List.of(HALF, SHARE))
            .number(ANOMALIES, 0.05, share -> share > 0 && share <= 0.5, "above 0 and at most 0.5")
            .onlyIf(ANOMALIES, BORDER, SHARE);

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters trees, rows and so on, as {@link #create()} has them, with any settings
     */
    public IsolationForest {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return an isolation forest of 100 trees on 256 rows each, to which scores above one half are anomalies} */
    public static IsolationForest create() {
        return new IsolationForest(DEFAULTS);
    }

    /**
     * {@return this learner with another number of trees}
     *
     * @param count from 1 to 100000
     */
    public IsolationForest trees(int count) {
        return new IsolationForest(hyperparameters.with(TREES, count));
    }

    /**
     * {@return this learner with numbers of trees to search among}
     *
     * @param range from 1 to 100000
     */
    public IsolationForest trees(Range range) {
        return new IsolationForest(hyperparameters.with(TREES, range));
    }

    /**
     * {@return this learner with another number of rows a tree}
     *
     * @param count how many rows are drawn for each tree, without replacement; at least 2, all if there are fewer
     */
    public IsolationForest rows(int count) {
        return new IsolationForest(hyperparameters.with(ROWS, count));
    }

    /**
     * {@return this learner with numbers of rows to search among}
     *
     * @param range at least 2
     */
    public IsolationForest rows(Range range) {
        return new IsolationForest(hyperparameters.with(ROWS, range));
    }

    /**
     * {@return this learner with the border between usual rows and anomalies where it leaves a share of the training rows
     * outside, instead of at one half}
     *
     * @param share above 0 and at most 0.5
     */
    public IsolationForest anomalies(double share) {
        return new IsolationForest(hyperparameters.with(BORDER, SHARE).with(ANOMALIES, share));
    }

    /**
     * {@return this learner with shares of anomalies to search among}
     *
     * @param range above 0 and at most 0.5
     */
    public IsolationForest anomalies(Range range) {
        return new IsolationForest(hyperparameters.with(BORDER, SHARE).with(ANOMALIES, range));
    }

    @Override
    public String describe() {
        return "isolation forest (" + hyperparameters + ")";
    }

    @Override
    public Class<Anomaly> predictionType() {
        return Anomaly.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE);
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    public IsolationForest withHyperparameters(Hyperparameters values) {
        return new IsolationForest(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(ROWS, Range.log(32, 2048));
    }

    @Override
    public Model<Anomaly> fit(TrainingData data, FitContext context) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        int rows = Math.min(hyperparameters.integer(ROWS), data.rows());
        DecisionTrees[] trees = new DecisionTrees[hyperparameters.integer(TREES)];
        context.workers().tasks(trees.length, number -> {
            context.checkCancelled();
            long seed = context.child("tree " + number).seed();
            trees[number] = new IsolationTree(data.features(), rows, seed).grow();
        });
        IsolationModel model = new IsolationModel(DecisionTrees.together(Arrays.asList(trees)), rows, 0.5);
        if (hyperparameters.text(BORDER).equals(HALF)) return model;
        double[] scores = new double[data.rows()];
        context.workers().rows(data.rows(), (begin, end) -> model.scores(data.features(), begin, end, scores));
        Arrays.sort(scores);
        int outside = (int) Math.round(hyperparameters.number(ANOMALIES) * scores.length);
        return model.withBorder(scores[Math.max(0, scores.length - outside - 1)]);
    }

    static final Codec<IsolationForest> CODEC = Codec.of(
            "isolation-forest",
            IsolationForest.class,
            learner -> learner.hyperparameters.toState(),
            state -> new IsolationForest(DEFAULTS.withState(state)));

    @Override
    public String toString() {
        return describe();
    }
}
