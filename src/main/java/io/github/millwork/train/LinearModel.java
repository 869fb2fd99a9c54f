package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;

/**
 * Weighted sums of the features: one for a number, one for the second of two classes, one for each of more classes.
 * Sums become probabilities by the logistic function; those of more than two classes are divided by their total, as
 * LibLinear does for one-against-the-rest models.
 */
final class LinearModel<P extends Prediction> implements Model<P> {
    private static final double FAR_BELOW_ZERO = -100; // where 1 + exp(-x) is exp(-x) to the last bit

    private final Outputs<P> outputs;
    private final double[][] weights;
    private final double[] intercepts;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param weights for each sum the weight of each feature
     * @param intercepts for each sum what is added
     */
    LinearModel(Outputs<P> outputs, double[][] weights, double[] intercepts) {
        this.outputs = outputs;
        this.weights = weights;
        this.intercepts = intercepts;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        if (outputs instanceof RegressionOutputs) {
            out[at] = sum(features, 0);
        } else if (weights.length == 1) {
            double second = logistic(sum(features, 0));
            out[at] = 1 - second;
            out[at + 1] = second;
        } else {
            oneAgainstTheRest(features, out, at);
        }
    }

    private void oneAgainstTheRest(FeatureVector features, double[] out, int at) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < weights.length; k++) {
            out[at + k] = sum(features, k);
            highest = Math.max(highest, out[at + k]);
        }
        // Far below zero the logistic function is exp(x): a common factor keeps it from vanishing for all classes.
        double shift = highest < FAR_BELOW_ZERO ? highest : 0;
        double total = 0;
        for (int k = 0; k < weights.length; k++) {
            double x = out[at + k];
            out[at + k] = shift == 0 ? logistic(x) : StrictMath.exp(x - shift);
            total += out[at + k];
        }
        for (int k = 0; k < weights.length; k++) out[at + k] /= total;
    }

    private double sum(FeatureVector features, int k) {
        double sum = intercepts[k];
        double[] weight = weights[k];
        for (int i = 0; i < features.size(); i++) sum += weight[features.index(i)] * features.value(i);
        return sum;
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** {@return a copy of the weights of a sum} */
    double[] weights(int k) {
        return weights[k].clone();
    }

    double intercept(int k) {
        return intercepts[k];
    }

    @Override
    public boolean accepts(int features) {
        return Arrays.stream(weights).allMatch(weight -> weight.length == features);
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs).with("intercepts", intercepts);
        for (int k = 0; k < weights.length; k++) state = state.with("weights" + k, weights[k]);
        return state;
    }

    private static <P extends Prediction> LinearModel<P> read(Outputs<P> outputs, State state) {
        double[] intercepts = state.numbers("intercepts");
        int sums = outputs.width() > 2 ? outputs.width() : 1;
        if (intercepts.length != sums) {
            throw new BundleException(
                    "Expected " + sums + " intercepts but found " + intercepts.length + ". The file is damaged.");
        }
        double[][] weights = new double[sums][];
        for (int k = 0; k < sums; k++) weights[k] = state.numbers("weights" + k);
        return new LinearModel<>(outputs, weights, intercepts);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<LinearModel> CODEC = Codec.of(
            "model.linear",
            LinearModel.class,
            LinearModel::toState,
            state -> read(ModelOutputs.fromState(state), state));

    @Override
    public String toString() {
        return weights.length + " weighted sums";
    }
}
