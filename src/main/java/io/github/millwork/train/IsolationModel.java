package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Optional;

/** Trees whose leaves say how many cuts it takes to single out a row. */
final class IsolationModel implements Model<Anomaly> {
    private final DecisionTrees trees;
    private final int rows;
    private final double border;
    private final double usual;

    /**
     * Makes a model.
     *
     * @param trees the trees
     * @param rows how many rows each was grown on
     * @param border scores above it are anomalies
     */
    IsolationModel(DecisionTrees trees, int rows, double border) {
        this.trees = trees;
        this.rows = rows;
        this.border = border;
        this.usual = IsolationTree.averagePath(rows);
    }

    IsolationModel withBorder(double other) {
        return new IsolationModel(trees, rows, other);
    }

    /** Scores rows of the training data. */
    void scores(FeatureMatrix features, int begin, int end, double[] out) {
        FeatureVector vector = new FeatureVector(features.dimension());
        for (int row = begin; row < end; row++) {
            features.row(row, vector);
            out[row] = score(vector.dense(0));
        }
    }

    private double score(double[] dense) {
        double sum = 0;
        for (int tree = 0; tree < trees.count(); tree++) sum += trees.says()[trees.says(tree, dense)];
        double path = sum / trees.count();
        return usual > 0 ? StrictMath.pow(2, -path / usual) : 0.5; // a single row is as usual as can be
    }

    @Override
    public Outputs<Anomaly> outputs() {
        return new AnomalyOutputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double score = score(features.dense(0));
        out[at] = score;
        out[at + 1] = score > border ? 1 : 0;
    }

    /** The logarithm of a score is the mean path, but for a factor. */
    @Override
    public Optional<Explainer> explainer() {
        return Optional.of(
                usual > 0
                        ? TreeShap.scaled(Explainer.Unit.LOG_SCORE, 0, -1 / (usual * trees.count()), trees)
                        : TreeShap.scaled(Explainer.Unit.LOG_SCORE, -1, 0, trees));
    }

    @Override
    public boolean accepts(int features) {
        return trees.highestFeature() < features;
    }

    static final Codec<IsolationModel> CODEC = Codec.of(
            "model.isolation",
            IsolationModel.class,
            model -> State.empty()
                    .with("rows", model.rows)
                    .with("border", model.border)
                    .with("trees", model.trees.toState()),
            IsolationModel::read);

    private static IsolationModel read(State state) {
        DecisionTrees trees = DecisionTrees.fromState(state.state("trees"));
        if (trees.outputs() != 1 || state.integer("rows") < 1) {
            throw new BundleException("Expected trees of at least one row with one number in each leaf but found "
                    + trees.outputs() + " numbers and " + state.integer("rows") + " rows. The file is damaged.");
        }
        return new IsolationModel(trees, state.integer("rows"), state.number("border"));
    }

    @Override
    public String toString() {
        return trees.count() + " isolation trees";
    }
}
