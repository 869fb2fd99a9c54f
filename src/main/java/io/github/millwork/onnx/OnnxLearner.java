package io.github.millwork.onnx;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A pre-trained ONNX model in the place of a learner: it learns nothing, and can so be evaluated, compared, served and watched
 * like any other. The model has one input, rows x features in the order of the features, and gives numbers, or a probability
 * for each class; with two classes also that of the second alone. It is read when this is made and saved within the pipeline;
 * running it needs onnxruntime on the class path ({@code com.microsoft.onnxruntime:onnxruntime}). Weights of rows are refused.
 *
 * @param <P> the kind of prediction
 */
public final class OnnxLearner<P extends Prediction> implements Learner<P> {
    private final Class<P> type;
    private final OnnxFile model;
    private final String output;
    private final List<String> labels;

    private OnnxLearner(Class<P> type, OnnxFile model, String output, List<String> labels) {
        this.type = type;
        this.model = model;
        this.output = output;
        this.labels = List.copyOf(labels);
    }

    /**
     * {@return a model of classes}
     *
     * @param model an ONNX file; it is read now
     * @param labels the class that each of its probabilities is for; none where they are those of the target in ascending
     *     order
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxLearner<Classification> classifier(Path model, String... labels) {
        return new OnnxLearner<>(Classification.class, OnnxFile.read(model), "", List.of(labels));
    }

    /**
     * {@return a model of numbers}
     *
     * @param model an ONNX file; it is read now
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxLearner<Regression> regressor(Path model) {
        return new OnnxLearner<>(Regression.class, OnnxFile.read(model), "", List.of());
    }

    /**
     * {@return this learner with another output of the model; the first that holds numbers by default} Models of
     * scikit-learn have labels first, and {@code probabilities} next.
     *
     * @param which its name in the model
     */
    public OnnxLearner<P> output(String which) {
        return new OnnxLearner<>(type, model, which, labels);
    }

    @Override
    public String describe() {
        return "pre-trained " + model;
    }

    @Override
    public Class<P> predictionType() {
        return type;
    }

    @Override
    public Set<Need> needs() {
        return Set.of();
    }

    @Override
    public boolean honoursWeights() {
        return false;
    }

    @Override
    @SuppressWarnings("unchecked") // the kind of model follows the kind of prediction
    public Model<P> fit(TrainingData data, FitContext context) {
        List<String> names = data.names().stream().map(Feature::name).toList();
        OnnxWiring wiring =
                OnnxWiring.of(model.session(), output, names, Collections.nCopies(names.size(), Boolean.FALSE));
        if (wiring.inputs().size() != 1) {
            throw new DataException("Expected an ONNX model with one input for all features but it has "
                    + wiring.inputs().size() + ". Use OnnxFeatures, which takes columns by name.");
        }
        int width = wiring.width(model.session(), names);
        if (type == Regression.class) {
            if (width == 1) return (Model<P>) new OnnxModel<>(new RegressionOutputs(false), model, wiring.output(), 1);
            throw new DataException("Expected one number a row from the ONNX model but found " + width
                    + ". Choose another output, or use OnnxFeatures before a learner.");
        }
        return (Model<P>) new OnnxModel<>(outputs(data.classes(), width), model, wiring.output(), width);
    }

    private Outputs<Classification> outputs(TargetValues.Classes target, int width) {
        List<String> all = labels.isEmpty() ? target.labels() : labels;
        if (all.size() != width && !(all.size() == 2 && width == 1)) {
            throw new DataException("Expected a probability for each of the classes " + Names.list(all)
                    + " from the ONNX model but it gives " + width
                    + ". Name its classes: classifier(model, labels...).");
        }
        if (!all.containsAll(target.labels())) {
            throw new DataException("Expected the target to have the classes of the ONNX model, " + Names.list(all)
                    + ", but found " + Names.list(target.labels()) + ". Name its classes as the target has them.");
        }
        return ClassificationOutputs.probabilities(all, target.positive());
    }

    @SuppressWarnings("rawtypes")
    static final Codec<OnnxLearner> CODEC = Codec.of(
            "onnx-learner",
            OnnxLearner.class,
            learner -> State.empty()
                    .with("predicts", ((OnnxLearner<?>) learner).type.getSimpleName())
                    .with("output", learner.output)
                    .with("labels", ((OnnxLearner<?>) learner).labels)
                    .with("model", learner.model.toState()),
            OnnxLearner::read);

    private static OnnxLearner<?> read(State state) {
        Class<? extends Prediction> type = switch (state.string("predicts")) {
            case "Classification" -> Classification.class;
            case "Regression" -> Regression.class;
            default ->
                throw new BundleException("Expected Classification or Regression but found '" + state.string("predicts")
                        + "'. The file is damaged.");
        };
        return new OnnxLearner<>(
                type, OnnxFile.fromState(state.state("model")), state.string("output"), state.strings("labels"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxLearner<?> that
                && type == that.type
                && model.equals(that.model)
                && output.equals(that.output)
                && labels.equals(that.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, model, output, labels);
    }

    @Override
    public String toString() {
        return describe();
    }
}
