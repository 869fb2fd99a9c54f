package io.github.millwork.train;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.ModelMeaning;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A multilayer perceptron with its weights. Its sums become probabilities by the softmax of the classes that were seen in
 * training, others have none; or a number, which is turned back to the scale of the target.
 */
final class NetworkModel<P extends Prediction> implements Model<P> {
    private final Outputs<P> outputs;
    private final Layers layers;
    private final int[] labels;
    private final double centre;
    private final double spread;
    private final List<Finding> findings;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param layers the weights
     * @param labels which label each sum speaks for, in ascending order; 0 for a number
     * @param centre what is added to a number in the end
     * @param spread what a number is multiplied by before
     * @param findings what its fit found out
     */
    NetworkModel(
            Outputs<P> outputs, Layers layers, int[] labels, double centre, double spread, List<Finding> findings) {
        this.outputs = outputs;
        this.layers = layers;
        this.labels = labels;
        this.centre = centre;
        this.spread = spread;
        this.findings = List.copyOf(findings);
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] sums = layers.sums(features);
        if (outputs instanceof RegressionOutputs) {
            out[at] = centre + spread * sums[0];
            return;
        }
        Arrays.fill(out, at, at + outputs.width(), 0);
        for (int k = 0; k < labels.length; k++) out[at + labels[k]] = sums[k];
        Softmax.apply(out, at, labels);
    }

    @Override
    public Optional<ModelMeaning> meaning() {
        ModelMeaning.Link link =
                outputs instanceof RegressionOutputs ? ModelMeaning.Link.NUMBER : ModelMeaning.Link.SOFTMAX;
        return Optional.of(new ModelMeaning(layers.meaning(), link, labels.clone(), centre, spread));
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("each of its units depends on all features at once");
    }

    @Override
    public List<Finding> findings() {
        return findings;
    }

    @Override
    public boolean accepts(int features) {
        return layers.features() == features;
    }

    private State toState() {
        State state = ModelOutputs.toState(outputs, labels);
        if (outputs instanceof RegressionOutputs)
            state = state.with("centre", centre).with("spread", spread);
        return Finding.toState(state, findings).with("network", layers.toState());
    }

    private static <P extends Prediction> NetworkModel<P> read(Outputs<P> outputs, State state) {
        Layers layers = Layers.fromState(state.state("network"));
        int[] labels = ModelOutputs.seen(outputs, state);
        if (layers.outputs() != labels.length) {
            throw new BundleException("Expected a network with an output for each of " + labels.length
                    + " but found one with " + layers.outputs() + ". The file is damaged.");
        }
        boolean number = outputs instanceof RegressionOutputs;
        double centre = number ? state.number("centre") : 0;
        double spread = number ? state.number("spread") : 1;
        if (Double.isFinite(centre) && Double.isFinite(spread)) {
            return new NetworkModel<>(outputs, layers, labels, centre, spread, Finding.fromState(state));
        }
        throw new BundleException("Expected a finite scale of the target but found " + centre + " and " + spread
                + ". The file is damaged.");
    }

    @SuppressWarnings("rawtypes")
    static final Codec<NetworkModel> CODEC = Codec.of(
            "model.network",
            NetworkModel.class,
            NetworkModel::toState,
            state -> read(ModelOutputs.fromState(state), state));

    @Override
    public String toString() {
        return "layers of " + Arrays.toString(layers.sizes()) + " units";
    }
}
