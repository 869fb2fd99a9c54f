package io.github.millwork.onnx;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ONNX model that is asked for the features of a row.
 *
 * @param width how many numbers it gives for a row
 */
record OnnxModel<P extends Prediction>(Outputs<P> outputs, OnnxFile model, String output, int width)
        implements Model<P> {
    /** Probabilities of floats add up to 1 but for this. */
    private static final double ROUNDING = 1e-3;

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        OnnxSession session = model.session();
        double[] found = session.run(
                Map.of(session.inputs().get(0).name(), features.dense(0).clone()), 1, output);
        for (double number : found) {
            if (Double.isFinite(number)) continue;
            throw new DataException("Expected finite numbers from the ONNX model but found " + number
                    + ". Fill missing values with Impute, or leave the row out.");
        }
        if (outputs instanceof RegressionOutputs) {
            out[at] = found[0];
            return;
        }
        double[] shares = found.length == 1 ? new double[] {1 - found[0], found[0]} : found;
        double total = 0;
        for (double share : shares) total += share >= 0 ? share : Double.NaN;
        if (!(Math.abs(total - 1) <= ROUNDING)) {
            throw new DataException("Expected probabilities that add up to 1 from output '" + output
                    + "' of the ONNX model but found others. Choose the output that holds probabilities.");
        }
        for (int i = 0; i < shares.length; i++) out[at + i] = shares[i] / total;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("what is in the file of a model is not known here");
    }

    @Override
    public Optional<String> whyUnsaid() {
        return Optional.of("the model is a file of ONNX itself; serve that");
    }

    @Override
    public boolean accepts(int features) {
        List<OnnxSession.Place> inputs = model.session().inputs();
        return inputs.size() == 1
                && (inputs.get(0).columns() < 0 || inputs.get(0).columns() == features);
    }

    private State toState() {
        State state = State.empty().with("output", output).with("width", width).with("model", model.toState());
        if (!(outputs instanceof ClassificationOutputs classes)) return state;
        state = state.with("labels", classes.labels());
        String positive = classes.positive();
        return positive == null ? state : state.with("positive", positive);
    }

    private static OnnxModel<?> read(State state) {
        OnnxFile model = OnnxFile.fromState(state.state("model"));
        String output = state.string("output");
        int width = state.integer("width");
        if (!state.has("labels")) return new OnnxModel<Regression>(new RegressionOutputs(false), model, output, width);
        List<String> labels = state.strings("labels");
        if (labels.size() != width && !(labels.size() == 2 && width == 1)) {
            throw new BundleException("Expected a number for each of " + labels.size() + " classes but found " + width
                    + ". The file is damaged.");
        }
        String positive = state.has("positive") ? state.string("positive") : null;
        return new OnnxModel<Classification>(
                ClassificationOutputs.probabilities(labels, positive), model, output, width);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<OnnxModel> CODEC = Codec.of("model.onnx", OnnxModel.class, OnnxModel::toState, OnnxModel::read);
}
