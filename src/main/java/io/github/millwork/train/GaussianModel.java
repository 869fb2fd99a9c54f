package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Normal distributions of each feature in each class that was seen in training; others have no probability. Not to be
 * changed.
 *
 * @param outputs what it puts out
 * @param seen the indices of the classes that were seen, ascending
 * @param logarithms of each of these how frequent it is, as a logarithm
 * @param means of each the mean of each feature
 * @param variances of each the variance of each feature, above 0
 */
record GaussianModel(
        ClassificationOutputs outputs, int[] seen, double[] logarithms, double[][] means, double[][] variances)
        implements Model<Classification> {
    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] row = features.dense(0);
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int k = 0; k < seen.length; k++) {
            double sum = logarithms[k];
            for (int i = 0; i < row.length; i++) {
                double off = row[i] - means[k][i];
                sum -= (StrictMath.log(2 * Math.PI * variances[k][i]) + off * off / variances[k][i]) / 2;
            }
            out[at + seen[k]] = Math.max(sum, -Double.MAX_VALUE);
        }
        Softmax.apply(out, at, seen);
    }

    @Override
    public Optional<Explainer> explainer() {
        return Optional.of(new GaussianTerms(this));
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        int inputs = means[0].length;
        double[] centres = new double[seen.length * inputs];
        double[] weights = new double[seen.length * inputs];
        double[] intercepts = logarithms.clone();
        for (int k = 0; k < seen.length; k++) {
            for (int i = 0; i < inputs; i++) {
                centres[k * inputs + i] = means[k][i];
                weights[k * inputs + i] = -1 / (2 * variances[k][i]);
                intercepts[k] -= StrictMath.log(2 * Math.PI * variances[k][i]) / 2;
            }
        }
        ModelMeaning.Squares sums = new ModelMeaning.Squares(inputs, centres, weights, intercepts);
        return Optional.of(new ModelMeaning(sums, ModelMeaning.Link.SOFTMAX, seen.clone(), 0, 1));
    }

    @Override
    public boolean accepts(int features) {
        return Arrays.stream(means).allMatch(each -> each.length == features)
                && Arrays.stream(variances).allMatch(each -> each.length == features);
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs).with("classes", seen).with("logarithms", logarithms);
        for (int k = 0; k < seen.length; k++) {
            state = state.with("means" + k, means[k]).with("variances" + k, variances[k]);
        }
        return state;
    }

    private static GaussianModel read(State state) {
        int[] seen = state.integers("classes");
        double[][] means = new double[seen.length][];
        double[][] variances = new double[seen.length][];
        for (int k = 0; k < seen.length; k++) {
            means[k] = state.numbers("means" + k);
            variances[k] = state.numbers("variances" + k);
        }
        if (!(ModelOutputs.fromState(state) instanceof ClassificationOutputs outputs)) throw damaged();
        double[] logarithms = state.numbers("logarithms");
        boolean sound = seen.length >= 2
                && logarithms.length == seen.length
                && IntStream.range(0, seen.length)
                        .allMatch(k -> seen[k] < outputs.width() && seen[k] > (k == 0 ? -1 : seen[k - 1]))
                && Arrays.stream(variances).flatMapToDouble(Arrays::stream).allMatch(variance -> variance > 0);
        if (!sound) throw damaged();
        return new GaussianModel(outputs, seen, logarithms, means, variances);
    }

    private static BundleException damaged() {
        return new BundleException(
                "Expected a distribution, with variances above 0, for at least two of the classes but found others. The "
                        + "file is damaged.");
    }

    static final Codec<GaussianModel> CODEC =
            Codec.of("model.gaussian", GaussianModel.class, GaussianModel::toState, GaussianModel::read);

    @Override
    public String toString() {
        return seen.length + " classes of normal distributions";
    }
}
