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
 * Sums of trees that were grown here. A sum is a number or its logarithm, the logarithm of the odds of the second of two
 * classes, or for each of more classes the logarithm of its probability, up to a common number.
 */
final class BoostedModel<P extends Prediction> implements Model<P> {
    private final Outputs<P> outputs;
    private final int[] labels;
    private final double[] base;
    private final DecisionTrees trees;
    private final boolean logarithm;
    private final List<Finding> findings;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param labels which label each sum speaks for, see {@link ModelOutputs#labels}
     * @param base what is added to each sum
     * @param trees the trees: with one number in a leaf, tree t adds to sum t modulo the number of sums; with as many as
     *     there are sums, each tree adds to all
     * @param logarithm whether a number is told by its logarithm
     * @param findings what its fit found out beside it
     */
    BoostedModel(
            Outputs<P> outputs,
            int[] labels,
            double[] base,
            DecisionTrees trees,
            boolean logarithm,
            List<Finding> findings) {
        this.outputs = outputs;
        this.labels = labels;
        this.base = base;
        this.trees = trees;
        this.logarithm = logarithm;
        this.findings = List.copyOf(findings);
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(0);
        if (outputs instanceof RegressionOutputs) {
            double sum = sum(dense, 0);
            out[at] = logarithm ? Math.min(StrictMath.exp(sum), Double.MAX_VALUE) : sum;
        } else if (labels.length == 1) {
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
        for (int k = 0; k < labels.length; k++) out[at + labels[k]] = sum(dense, k);
        Softmax.apply(out, at, labels);
    }

    private boolean inTurn() {
        return trees.outputs() < labels.length;
    }

    private double sum(double[] dense, int k) {
        return inTurn() ? trees.add(base[k], k, labels.length, 0, dense) : trees.add(base[k], 0, 1, k, dense);
    }

    @Override
    public Optional<Explainer> explainer() {
        Explainer.Unit unit = labels.length == 1 ? Explainer.Unit.LOG_ODDS : Explainer.Unit.LOG_PROBABILITY;
        if (outputs instanceof RegressionOutputs) {
            unit = logarithm ? Explainer.Unit.LOG_TARGET : Explainer.Unit.TARGET;
        }
        return Optional.of(TreeShap.ofSums(unit, base, trees, labels, inTurn()));
    }

    @Override
    public Optional<Importances> importances(int features) {
        List<Double> shares = Arrays.stream(trees.gains(features)).boxed().toList();
        return Optional.of(new Importances(Importances.Unit.SHARE_OF_GAIN, shares));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        ModelMeaning.Link link = labels.length == 1 ? ModelMeaning.Link.LOGISTIC : ModelMeaning.Link.SOFTMAX;
        if (outputs instanceof RegressionOutputs) {
            link = logarithm ? ModelMeaning.Link.EXPONENTIAL : ModelMeaning.Link.NUMBER;
        }
        return Optional.of(new ModelMeaning(trees.meaning(base), link, labels.clone(), 0, 1));
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public boolean accepts(int features) {
        return trees.highestFeature() < features;
    }

    @SuppressWarnings("rawtypes")
    static final Codec<BoostedModel> CODEC = Codec.of(
            "model.boosted-trees",
            BoostedModel.class,
            model -> Finding.toState(
                    ModelOutputs.toState(model.outputs, model.labels)
                            .with("base", model.base)
                            .with("logarithm", model.logarithm)
                            .with("trees", model.trees.toState()),
                    ((BoostedModel<?>) model).findings),
            state -> read(ModelOutputs.fromState(state), state));

    private static <P extends Prediction> BoostedModel<P> read(Outputs<P> outputs, State state) {
        DecisionTrees trees = DecisionTrees.fromState(state.state("trees"));
        int[] labels = ModelOutputs.labels(outputs, state);
        double[] base = state.numbers("base");
        boolean sound = base.length == labels.length
                && (trees.outputs() == labels.length || (trees.outputs() == 1 && trees.count() % labels.length == 0));
        if (!sound) {
            throw new BundleException("Expected trees for each of " + labels.length + " sums but found " + base.length
                    + " sums and " + trees.count() + " trees. The file is damaged.");
        }
        return new BoostedModel<>(outputs, labels, base, trees, state.flag("logarithm"), Finding.fromState(state));
    }

    @Override
    public String toString() {
        return (trees.count() == 1 ? "1 tree" : trees.count() + " trees");
    }
}
