package io.github.millwork.onnx;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.onnx.OnnxWiring.Source;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A pre-trained ONNX model in the place of a learner: it learns nothing, and can so be evaluated, compared, served and watched
 * like any other. It is read when this is made and saved within the pipeline; running it needs onnxruntime on the class path
 * ({@code com.microsoft.onnxruntime:onnxruntime}). Weights of rows are refused.
 *
 * <p>A model with one input is given all features in their order, in the shape that it asks for. One with several inputs is
 * given each feature by the name of the input, or a vector's {@code name=0}, {@code name=1} and so on: what {@link OnnxExport}
 * writes of a pipeline that reads numbers can be read so. It gives numbers, or a probability for each class, as a tensor or as
 * maps from the classes; with two classes also that of the second alone.
 *
 * @param <P> the kind of prediction
 */
public final class OnnxLearner<P extends Prediction> implements Learner<P> {
    private final Class<P> type;
    private final OnnxUse use;
    private final List<String> labels;
    private final boolean logits;

    private OnnxLearner(Class<P> type, OnnxUse use, List<String> labels, boolean logits) {
        this.type = type;
        this.use = use;
        this.labels = List.copyOf(labels);
        this.logits = logits;
    }

    private OnnxLearner<P> with(OnnxUse other) {
        return new OnnxLearner<>(type, other, labels, logits);
    }

    /**
     * {@return a model of classes}
     *
     * @param model an ONNX file; it is read now
     * @param labels the class that each of its probabilities is for, in ascending order of its own where it gives maps; none
     *     where it names the classes of the target itself, or its probabilities are for them in ascending order
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxLearner<Classification> classifier(Path model, String... labels) {
        return new OnnxLearner<>(Classification.class, OnnxUse.of(model), List.of(labels), false);
    }

    /**
     * {@return a model of numbers}
     *
     * @param model an ONNX file; it is read now
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxLearner<Regression> regressor(Path model) {
        return new OnnxLearner<>(Regression.class, OnnxUse.of(model), List.of(), false);
    }

    /**
     * {@return a learner whose predictions are the features themselves: the probabilities that a step before gives, as {@link
     * OnnxFeatures} does with a model that reads texts and categories, which no learner is given}
     *
     * @param labels the class that each of the features is the probability of; none where they are for those of the target in
     *     ascending order
     */
    public static OnnxLearner<Classification> classesAsGiven(String... labels) {
        return new OnnxLearner<>(Classification.class, OnnxUse.identity(), List.of(labels), false);
    }

    /** {@return a learner whose prediction is the one feature, that a step before gives} */
    public static OnnxLearner<Regression> numberAsGiven() {
        return new OnnxLearner<>(Regression.class, OnnxUse.identity(), List.of(), false);
    }

    /**
     * {@return this learner with another output of the model; the first that holds floats by default, or else whole numbers}
     *
     * @param which its name in the model
     */
    public OnnxLearner<P> output(String which) {
        return with(use.output(which));
    }

    /**
     * {@return this learner with a shape that the features of a row are given in, where the one input of the model leaves it
     * open}
     *
     * @param sizes the sizes behind that of rows, such as {@code 3, 224, 224}
     */
    public OnnxLearner<P> shape(int... sizes) {
        return with(use.shape(sizes));
    }

    /**
     * {@return this learner for pixels of an image}
     *
     * @param which its size, and the scale that the model wants
     */
    public OnnxLearner<P> image(OnnxImage which) {
        return with(use.image(which));
    }

    /**
     * {@return this learner for a model of classes that gives no probabilities yet, as networks for training do: of each class
     * the logarithm of its probability but for a constant, or of one of two classes its log-odds}
     */
    public OnnxLearner<P> logits() {
        if (type == Classification.class) return new OnnxLearner<>(type, use, labels, true);
        throw new IllegalArgumentException(
                "Expected a model of classes to give logits but this one gives numbers. Leave logits() out.");
    }

    @Override
    public String describe() {
        return "pre-trained " + use;
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
        List<Source> sources =
                OnnxModel.sources(use, data.names().stream().map(Feature::name).toList());
        OnnxAnswer tried = OnnxWiring.of(use, sources).tried(sources);
        int width = tried.numbers().length;
        if (type == Regression.class) {
            if (width == 1) return (Model<P>) new OnnxModel<>(new RegressionOutputs(false), use, sources, 1, false);
            throw new DataException("Expected one number a row from the ONNX model but found " + width
                    + ". Choose another output, or use OnnxFeatures before a learner.");
        }
        return (Model<P>) new OnnxModel<>(outputs(data.classes(), tried), use, sources, width, logits);
    }

    private Outputs<Classification> outputs(TargetValues.Classes target, OnnxAnswer tried) {
        List<String> all = labels(target, tried.classes());
        int width = tried.numbers().length;
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

    /** Classes that are but numbered are those of the target in their order. */
    private List<String> labels(TargetValues.Classes target, List<String> own) {
        if (!labels.isEmpty()) return labels;
        boolean numbered = !own.isEmpty() && own.stream().allMatch(label -> label.matches("\\d+"));
        boolean named = !own.isEmpty() && (!numbered || own.containsAll(target.labels()));
        return named ? own : target.labels();
    }

    @SuppressWarnings("rawtypes")
    static final Codec<OnnxLearner> CODEC = Codec.of(
            "onnx-learner",
            OnnxLearner.class,
            learner -> State.empty()
                    .with("predicts", ((OnnxLearner<?>) learner).type.getSimpleName())
                    .with("labels", ((OnnxLearner<?>) learner).labels)
                    .with("logits", learner.logits)
                    .with("use", learner.use.toState()),
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
                type, OnnxUse.fromState(state.state("use")), state.strings("labels"), state.flag("logits"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxLearner<?> that
                && type == that.type
                && use.equals(that.use)
                && labels.equals(that.labels)
                && logits == that.logits;
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, use, labels, logits);
    }

    @Override
    public String toString() {
        return describe();
    }
}
