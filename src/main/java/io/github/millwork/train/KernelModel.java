package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Optional;

/**
 * What a one-class support vector machine has learned: {@code offset - sum of coefficient * exp(-gamma * distance^2)}
 * over the support vectors is how anomalous a row is, and at or above 0 is an anomaly. Not to be changed.
 *
 * @param gamma what squared distances are multiplied by
 * @param offset the sum at the border
 * @param coefficients one for each support vector
 * @param vectors the support vectors
 */
record KernelModel(double gamma, double offset, double[] coefficients, SparseRows vectors) implements Model<Anomaly> {
    @Override
    public Outputs<Anomaly> outputs() {
        return new AnomalyOutputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double sum = 0;
        for (int i = 0; i < coefficients.length; i++) {
            sum += coefficients[i] * StrictMath.exp(-gamma * vectors.square(features, i));
        }
        out[at] = offset - sum;
        out[at + 1] = out[at] >= 0 ? 1 : 0;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("each of its terms depends on all features at once");
    }

    @Override
    public boolean accepts(int features) {
        return features == vectors.dimension();
    }

    private State toState() {
        return State.empty()
                .with("gamma", gamma)
                .with("offset", offset)
                .with("coefficients", coefficients)
                .with("vectors", vectors.toState());
    }

    private static KernelModel read(State state) {
        KernelModel model = new KernelModel(
                state.number("gamma"),
                state.number("offset"),
                state.numbers("coefficients"),
                SparseRows.fromState(state.state("vectors")));
        if (model.coefficients.length == model.vectors.count()) return model;
        throw new BundleException("Expected a coefficient for each of " + model.vectors.count()
                + " support vectors but found " + model.coefficients.length + ". The file is damaged.");
    }

    static final Codec<KernelModel> CODEC =
            Codec.of("model.kernel", KernelModel.class, KernelModel::toState, KernelModel::read);

    @Override
    public String toString() {
        return coefficients.length + " support vectors";
    }
}
