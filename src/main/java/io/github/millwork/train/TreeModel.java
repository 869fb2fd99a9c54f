package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A decision tree or a forest: the mean of what its trees say, which are probabilities of classes or a number. */
final class TreeModel<P extends Prediction> implements Model<P> {
    private final Outputs<P> outputs;
    private final int[] labels;
    private final DecisionTrees trees;
    private final List<Finding> findings;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param labels which label each number of a leaf speaks for, see {@link ModelOutputs#labels}
     * @param trees the trees, with a number for each of these labels in a leaf
     * @param findings what its fit found out beside it
     */
    TreeModel(Outputs<P> outputs, int[] labels, DecisionTrees trees, List<Finding> findings) {
        this.outputs = outputs;
        this.labels = labels;
        this.trees = trees;
        this.findings = List.copyOf(findings);
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    DecisionTrees trees() {
        return trees;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(0);
        double[] says = trees.says();
        int count = trees.count();
        if (labels.length == 1) {
            double sum = 0;
            for (int tree = 0; tree < count; tree++) sum += says[trees.says(tree, dense)];
            double mean = sum / count;
            boolean number = outputs instanceof RegressionOutputs;
            out[at] = number ? mean : 1 - mean;
            if (!number) out[at + 1] = mean;
            return;
        }
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int tree = 0; tree < count; tree++) {
            int from = trees.says(tree, dense);
            for (int k = 0; k < labels.length; k++) out[at + labels[k]] += says[from + k];
        }
        for (int label : labels) out[at + label] /= count;
    }

    @Override
    public Optional<Explainer> explainer() {
        Explainer.Unit unit = outputs instanceof RegressionOutputs ? Explainer.Unit.TARGET : Explainer.Unit.PROBABILITY;
        return Optional.of(TreeShap.ofMeans(unit, trees, labels));
    }

    @Override
    public Optional<Importances> importances(int features) {
        List<Double> shares = Arrays.stream(trees.gains(features)).boxed().toList();
        return Optional.of(new Importances(Importances.Unit.SHARE_OF_GAIN, shares));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        ModelMeaning.Link link =
                outputs instanceof RegressionOutputs ? ModelMeaning.Link.NUMBER : ModelMeaning.Link.SHARES;
        ModelMeaning.Forest sums = trees.meaning(new double[labels.length]);
        return Optional.of(new ModelMeaning(sums, link, labels.clone(), 0, 1.0 / trees.count()));
    }

    @Override
    public boolean accepts(int features) {
        return trees.highestFeature() < features;
    }

    @SuppressWarnings("rawtypes")
    static final Codec<TreeModel> CODEC = Codec.of(
            "model.decision-trees",
            TreeModel.class,
            model -> Finding.toState(
                    ModelOutputs.toState(model.outputs, model.labels).with("trees", model.trees.toState()),
                    ((TreeModel<?>) model).findings),
            state -> read(ModelOutputs.fromState(state), state));

    private static <P extends Prediction> TreeModel<P> read(Outputs<P> outputs, State state) {
        DecisionTrees trees = DecisionTrees.fromState(state.state("trees"));
        int[] labels = ModelOutputs.labels(outputs, state);
        if (trees.outputs() != labels.length) {
            throw new BundleException("Expected " + labels.length + " numbers in each leaf but found " + trees.outputs()
                    + ". The file is damaged.");
        }
        return new TreeModel<>(outputs, labels, trees, Finding.fromState(state));
    }

    @Override
    public String toString() {
        return (trees.count() == 1 ? "1 tree" : trees.count() + " trees") + " with " + trees.leaves() + " leaves";
    }
}
