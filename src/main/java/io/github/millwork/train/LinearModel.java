package io.github.millwork.train;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Weighted sums of the features: one for a number, one for the second of two classes, one for each of more classes that
 * was seen in training; others have no probability. Sums become probabilities by the logistic function; those of more
 * than two classes are divided by their total, as LibLinear does for one-against-the-rest models, or are logarithms of
 * probabilities up to a common number. Where the outputs are no probabilities, sums are the scores of their classes; of
 * two classes the first has that of the second turned round.
 */
final class LinearModel<P extends Prediction> implements Model<P> {
    private static final String LOGARITHMS = "logarithms";
    private static final double FAR_BELOW_ZERO = -100; // where 1 + exp(-x) is exp(-x) to the last bit

    private final Outputs<P> outputs;
    private final double[][] weights;
    private final double[] intercepts;
    private final double[] means;
    private final int[] labels;
    private final boolean logarithms;

    /**
     * Makes a model whose sums are each against all other classes.
     *
     * @param outputs what it puts out
     * @param weights for each sum the weight of each feature
     * @param intercepts for each sum what is added
     * @param means the mean of each feature in training
     * @param labels which label each sum speaks for, see {@link ModelOutputs#labels}
     */
    LinearModel(Outputs<P> outputs, double[][] weights, double[] intercepts, double[] means, int[] labels) {
        this(outputs, weights, intercepts, means, labels, false);
    }

    /** As above; {@code logarithms} says that the sums of more than two classes are logarithms of probabilities. */
    LinearModel(
            Outputs<P> outputs,
            double[][] weights,
            double[] intercepts,
            double[] means,
            int[] labels,
            boolean logarithms) {
        this.outputs = outputs;
        this.weights = weights;
        this.intercepts = intercepts;
        this.means = means;
        this.labels = labels;
        this.logarithms = logarithms;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        if (outputs instanceof RegressionOutputs) {
            out[at] = sum(features, 0);
        } else if (!probabilistic()) {
            scores(features, out, at);
        } else if (labels.length == 1) {
            double second = logistic(sum(features, 0));
            out[at] = 1 - second;
            out[at + 1] = second;
        } else {
            severalClasses(features, out, at);
        }
    }

    private boolean probabilistic() {
        return outputs instanceof ClassificationOutputs classes && classes.probabilistic();
    }

    private void scores(FeatureVector features, double[] out, int at) {
        Arrays.fill(out, at, at + outputs.width(), -Double.MAX_VALUE); // of a class that no row had
        for (int k = 0; k < labels.length; k++) out[at + labels[k]] = sum(features, k);
        if (labels.length == 1) out[at] = -out[at + 1];
    }

    private void severalClasses(FeatureVector features, double[] out, int at) {
        Arrays.fill(out, at, at + outputs.width(), 0);
        double highest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < labels.length; k++) {
            out[at + labels[k]] = sum(features, k);
            highest = Math.max(highest, out[at + labels[k]]);
        }
        // Far below zero the logistic function is exp(x): a common factor keeps it from vanishing for all classes.
        double shift = logarithms || highest < FAR_BELOW_ZERO ? highest : 0;
        double total = 0;
        for (int label : labels) {
            double x = out[at + label];
            out[at + label] = logarithms || shift != 0 ? StrictMath.exp(x - shift) : logistic(x);
            total += out[at + label];
        }
        for (int label : labels) out[at + label] /= total;
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

    int features() {
        return means.length;
    }

    double intercept(int k) {
        return intercepts[k];
    }

    @Override
    public Optional<Explainer> explainer() {
        return Optional.of(new Terms());
    }

    @Override
    public Optional<Importances> importances(int features) {
        double[] sums = new double[features];
        for (double[] weight : weights) {
            for (int i = 0; i < features; i++) sums[i] += Math.abs(weight[i]);
        }
        return Optional.of(new Importances(
                Importances.Unit.ABSOLUTE_COEFFICIENT,
                Arrays.stream(sums).boxed().toList()));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        double[] together = new double[means.length * weights.length];
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < means.length; i++) together[i * weights.length + k] = weights[k][i];
        }
        ModelMeaning.Layer layer =
                new ModelMeaning.Layer(means.length, together, intercepts.clone(), ModelMeaning.Activation.NONE);
        return Optional.of(new ModelMeaning(new ModelMeaning.Layers(List.of(layer)), link(), labels.clone(), 0, 1));
    }

    private ModelMeaning.Link link() {
        if (outputs instanceof RegressionOutputs) return ModelMeaning.Link.NUMBER;
        if (!probabilistic()) return ModelMeaning.Link.SCORES;
        if (labels.length == 1) return ModelMeaning.Link.LOGISTIC;
        return logarithms ? ModelMeaning.Link.SOFTMAX : ModelMeaning.Link.ONE_AGAINST_REST;
    }

    @Override
    public boolean accepts(int features) {
        return means.length == features && Arrays.stream(weights).allMatch(weight -> weight.length == features);
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs, labels)
                .with("intercepts", intercepts)
                .with("means", means);
        if (logarithms) state = state.with(LOGARITHMS, true);
        for (int k = 0; k < weights.length; k++) state = state.with("weights" + k, weights[k]);
        return state;
    }

    private static <P extends Prediction> LinearModel<P> read(Outputs<P> outputs, State state) {
        double[] intercepts = state.numbers("intercepts");
        int[] labels = ModelOutputs.labels(outputs, state);
        int sums = labels.length;
        if (intercepts.length != sums) {
            throw new BundleException(
                    "Expected " + sums + " intercepts but found " + intercepts.length + ". The file is damaged.");
        }
        double[][] weights = new double[sums][];
        for (int k = 0; k < sums; k++) weights[k] = state.numbers("weights" + k);
        boolean logarithms = state.has(LOGARITHMS) && state.flag(LOGARITHMS);
        return new LinearModel<>(outputs, weights, intercepts, state.numbers("means"), labels, logarithms);
    }

    /**
     * The terms of the sums: each feature contributes its weight times how far it is from its mean in training. Those are
     * its Shapley values where features are taken to be independent.
     */
    private final class Terms implements Explainer {
        @Override
        public Unit unit() {
            if (outputs instanceof RegressionOutputs) return Unit.TARGET;
            if (!probabilistic()) return Unit.SCORE;
            return logarithms && labels.length > 1 ? Unit.LOG_PROBABILITY : Unit.LOG_ODDS;
        }

        @Override
        public int raws() {
            return labels.length;
        }

        @Override
        public int label(int raw) {
            return labels[raw];
        }

        @Override
        public double expected(int raw) {
            double sum = intercepts[raw];
            for (int i = 0; i < means.length; i++) sum += weights[raw][i] * means[i];
            return sum;
        }

        @Override
        public double raw(FeatureVector features, int raw) {
            return sum(features, raw);
        }

        @Override
        public void contributions(FeatureVector features, int raw, double[] out) {
            double[] dense = features.dense(0);
            for (int i = 0; i < means.length; i++) out[i] = weights[raw][i] * (dense[i] - means[i]);
        }
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
