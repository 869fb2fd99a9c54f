package io.github.millwork.onnx;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.onnx.OnnxWiring.Source;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ONNX model that is asked for the features of a row. Thread-safe. */
final class OnnxModel<P extends Prediction> implements Model<P> {
    /** Probabilities of floats add up to 1 but for this. */
    private static final double ROUNDING = 1e-3;

    private final Outputs<P> outputs;
    private final OnnxUse use;
    private final List<Source> sources;
    private final int width;
    private final boolean logits;
    private volatile @Nullable OnnxWiring wired;

    /**
     * Makes a model.
     *
     * @param outputs what it puts out
     * @param use the file, and what was said of it
     * @param sources what its features are
     * @param width how many numbers it gives for a row
     * @param logits whether these are no probabilities yet
     */
    OnnxModel(Outputs<P> outputs, OnnxUse use, List<Source> sources, int width, boolean logits) {
        this.outputs = outputs;
        this.use = use;
        this.sources = List.copyOf(sources);
        this.width = width;
        this.logits = logits;
    }

    /** {@return features as columns: all together for a model with one input, else those of one name together} */
    static List<Source> sources(OnnxUse use, List<String> features) {
        List<String> inputs =
                use.session().inputs().stream().map(OnnxPlace::name).toList();
        if (inputs.size() == 1) return List.of(new Source("the features", false, features.size(), true));
        List<Source> sources = new ArrayList<>();
        for (String feature : features) {
            int end = feature.lastIndexOf('=');
            boolean part = !inputs.contains(feature) && end > 0 && inputs.contains(feature.substring(0, end));
            String name = part ? feature.substring(0, end) : feature;
            int last = sources.size() - 1;
            boolean more = part && last >= 0 && sources.get(last).name().equals(name);
            if (more)
                sources.set(last, new Source(name, false, sources.get(last).width() + 1, true));
            else sources.add(new Source(name, false, 1, true));
        }
        return sources;
    }

    @Override
    public Outputs<P> outputs() {
        return outputs;
    }

    private OnnxWiring wiring() {
        OnnxWiring known = wired;
        if (known == null) {
            known = OnnxWiring.of(use, sources);
            wired = known;
        }
        return known;
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(0);
        Object[] row = new Object[sources.size()];
        int begin = 0;
        for (int i = 0; i < row.length; i++) {
            int end = begin + sources.get(i).width();
            row[i] = Arrays.copyOfRange(dense, begin, end);
            begin = end;
        }
        double[] found = wiring().answer(row);
        for (double number : found) {
            if (Double.isFinite(number)) continue;
            throw new DataException("Expected finite numbers from the ONNX model but found " + number
                    + ". Fill missing values with Impute, or leave the row out.");
        }
        if (found.length != width) {
            throw new DataException(
                    "Expected " + width + " numbers a row from the ONNX model, as in training, but found "
                            + found.length + ". Choose an output whose size does not depend on the row.");
        }
        if (outputs instanceof RegressionOutputs) {
            out[at] = found[0];
            return;
        }
        double[] shares = logits ? probabilities(found) : checked(found);
        System.arraycopy(shares, 0, out, at, shares.length);
    }

    private static double[] probabilities(double[] logits) {
        double[] all = logits.length == 1 ? new double[] {0, logits[0]} : logits.clone();
        double most = Arrays.stream(all).max().orElse(0);
        double total = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = StrictMath.exp(all[i] - most);
            total += all[i];
        }
        for (int i = 0; i < all.length; i++) all[i] /= total;
        return all;
    }

    private double[] checked(double[] found) {
        double[] shares = found.length == 1 ? new double[] {1 - found[0], found[0]} : found.clone();
        double total = 0;
        for (double share : shares) total += share >= 0 ? share : Double.NaN;
        if (!(Math.abs(total - 1) <= ROUNDING)) {
            throw new DataException("Expected probabilities that add up to 1 from output '"
                    + wiring().output().name()
                    + "' of the ONNX model but found others. Choose the output that holds probabilities, or say that they "
                    + "are logits().");
        }
        for (int i = 0; i < shares.length; i++) shares[i] /= total;
        return shares;
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
        return features == sources.stream().mapToInt(Source::width).sum();
    }

    private State toState() {
        State state = State.empty()
                .with("use", use.toState())
                .with("sources", sources.stream().map(Source::toState).toList())
                .with("width", width)
                .with("logits", logits);
        if (!(outputs instanceof ClassificationOutputs classes)) return state;
        state = state.with("labels", classes.labels());
        String positive = classes.positive();
        return positive == null ? state : state.with("positive", positive);
    }

    private static OnnxModel<?> read(State state) {
        OnnxUse use = OnnxUse.fromState(state.state("use"));
        List<Source> sources =
                state.states("sources").stream().map(Source::fromState).toList();
        int width = state.integer("width");
        boolean logits = state.flag("logits");
        if (!state.has("labels")) {
            return new OnnxModel<Regression>(new RegressionOutputs(false), use, sources, width, logits);
        }
        List<String> labels = state.strings("labels");
        if (labels.size() != width && !(labels.size() == 2 && width == 1)) {
            throw new BundleException("Expected a number for each of " + labels.size() + " classes but found " + width
                    + ". The file is damaged.");
        }
        String positive = state.has("positive") ? state.string("positive") : null;
        return new OnnxModel<Classification>(
                ClassificationOutputs.probabilities(labels, positive), use, sources, width, logits);
    }

    @SuppressWarnings("rawtypes")
    static final Codec<OnnxModel> CODEC =
            Codec.of("model.onnx", OnnxModel.class, model -> ((OnnxModel<?>) model).toState(), OnnxModel::read);
}
