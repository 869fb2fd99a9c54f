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

/**
 * A sum of trees, walked in Java. Numbers are rounded to floats and summed as floats, tree after tree, as XGBoost does
 * it, so that the sums are its sums.
 */
final class TreeEnsemble<P extends Prediction> implements Model<P> {
    private final Outputs<P> outputs;
    private final double base;
    private final Trees trees;
    private final int[] labels;
    private final int sums;
    private final List<Finding> findings;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out: a number, the probability of the second of two classes, or those of more classes
     * @param base what is added to each sum
     * @param trees the trees; number t adds to sum number t modulo the number of sums
     * @param labels which label each sum speaks for, see {@link ModelOutputs#labels}
     * @param findings what its fit found out beside it
     */
    TreeEnsemble(Outputs<P> outputs, double base, Trees trees, int[] labels, List<Finding> findings) {
        this.outputs = outputs;
        this.labels = labels;
        this.sums = labels.length;
        this.base = base;
        this.trees = trees;
        this.findings = List.copyOf(findings);
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(0);
        if (outputs instanceof RegressionOutputs) {
            out[at] = sum(dense, 0);
        } else if (sums == 1) {
            double second = 1 / (1 + StrictMath.exp(-sum(dense, 0)));
            out[at] = 1 - second;
            out[at + 1] = second;
        } else {
            softmax(dense, out, at);
        }
    }

    /** A class that has no sum has no probability. */
    private void softmax(double[] dense, double[] out, int at) {
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int k = 0; k < sums; k++) out[at + labels[k]] = sum(dense, k);
        Softmax.apply(out, at, labels);
    }

    private double sum(double[] dense, int k) {
        float sum = 0;
        for (int tree = k; tree < trees.count(); tree += sums) sum += trees.leaf(tree, dense);
        return base + sum;
    }

    @Override
    public Optional<Explainer> explainer() {
        Explainer.Unit unit = outputs instanceof RegressionOutputs
                ? Explainer.Unit.TARGET
                : sums == 1 ? Explainer.Unit.LOG_ODDS : Explainer.Unit.LOG_PROBABILITY;
        return Optional.of(new TreeShap(unit, base, trees, labels));
    }

    @Override
    public Optional<Importances> importances(int features) {
        List<Double> gains = Arrays.stream(trees.gains(features)).boxed().toList();
        return Optional.of(new Importances(Importances.Unit.TOTAL_GAIN, gains));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        ModelMeaning.Link link = outputs instanceof RegressionOutputs
                ? ModelMeaning.Link.NUMBER
                : sums == 1 ? ModelMeaning.Link.LOGISTIC : ModelMeaning.Link.SOFTMAX;
        return Optional.of(new ModelMeaning(trees.meaning(), link, labels.clone(), base, 1));
    }

    @Override
    public boolean accepts(int features) {
        return trees.highestFeature() < features;
    }

    @SuppressWarnings("rawtypes")
    static final Codec<TreeEnsemble> CODEC = Codec.of(
            "model.trees",
            TreeEnsemble.class,
            model -> Finding.toState(
                    ModelOutputs.toState(model.outputs, model.labels)
                            .with("base", model.base)
                            .with("trees", model.trees.toState()),
                    ((TreeEnsemble<?>) model).findings),
            state -> read(ModelOutputs.fromState(state), state));

    private static <P extends Prediction> TreeEnsemble<P> read(Outputs<P> outputs, State state) {
        TreeEnsemble<P> model = new TreeEnsemble<>(
                outputs,
                state.number("base"),
                Trees.fromState(state.state("trees")),
                ModelOutputs.labels(outputs, state),
                Finding.fromState(state));
        if (model.trees.count() % model.sums != 0) {
            throw new BundleException("Expected as many trees for each of " + model.sums + " classes but found "
                    + model.trees.count() + " in all. The file is damaged.");
        }
        return model;
    }

    @Override
    public String toString() {
        return trees.count() + " trees";
    }
}
