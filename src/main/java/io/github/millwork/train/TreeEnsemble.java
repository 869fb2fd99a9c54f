package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;

/**
 * A sum of trees, walked in Java. Numbers are rounded to floats and summed as floats, tree after tree, as XGBoost does
 * it, so that the sums are its sums. Positions that a row does not hold count as missing, like NaN: in training they are
 * absent from XGBoost's sparse rows too.
 */
final class TreeEnsemble<P extends Prediction> implements Model<P> {
    private final Outputs<P> outputs;
    private final float base;
    private final Trees trees;
    private final int sums;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param sums how many sums there are: tree number t adds to sum number t modulo that
     * @param base what each sum begins with
     * @param trees the trees
     */
    TreeEnsemble(Outputs<P> outputs, int sums, float base, Trees trees) {
        this.outputs = outputs;
        this.sums = sums;
        this.base = base;
        this.trees = trees;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(Double.NaN);
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

    private void softmax(double[] dense, double[] out, int at) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < sums; k++) {
            out[at + k] = sum(dense, k);
            highest = Math.max(highest, out[at + k]);
        }
        double total = 0;
        for (int k = 0; k < sums; k++) {
            out[at + k] = StrictMath.exp(out[at + k] - highest);
            total += out[at + k];
        }
        for (int k = 0; k < sums; k++) out[at + k] /= total;
    }

    private float sum(double[] dense, int k) {
        float sum = base;
        for (int tree = k; tree < trees.count(); tree += sums) sum += trees.leaf(tree, dense);
        return sum;
    }

    @SuppressWarnings("rawtypes")
    static final Codec<TreeEnsemble> CODEC = Codec.of(
            "model.trees",
            TreeEnsemble.class,
            model -> ModelOutputs.toState(model.outputs)
                    .with("sums", model.sums)
                    .with("base", (double) model.base)
                    .with("trees", model.trees.toState()),
            state -> read(ModelOutputs.fromState(state), state));

    private static <P extends Prediction> TreeEnsemble<P> read(Outputs<P> outputs, State state) {
        int sums = state.integer("sums");
        Trees trees = Trees.fromState(state.state("trees"));
        boolean fits = outputs instanceof RegressionOutputs
                ? sums == 1
                : sums == outputs.width() || (sums == 1 && outputs.width() == 2);
        if (!fits || trees.count() % sums != 0) {
            throw new BundleException("Expected trees for " + outputs.width() + " outputs but found " + trees.count()
                    + " in " + sums + " sums. The file is damaged.");
        }
        return new TreeEnsemble<>(outputs, sums, (float) state.number("base"), trees);
    }

    @Override
    public String toString() {
        return trees.count() + " trees";
    }
}
