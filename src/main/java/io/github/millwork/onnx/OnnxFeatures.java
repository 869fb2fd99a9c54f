package io.github.millwork.onnx;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.onnx.OnnxWiring.Source;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What a pre-trained ONNX model makes of columns, as features: an embedding of a text or image, or the scores of a model from
 * elsewhere. The columns are used up. The model is read when the step is made and saved within the pipeline; running it needs
 * onnxruntime on the class path ({@code com.microsoft.onnxruntime:onnxruntime}).
 *
 * <p>A model with one input is given the columns in their order, vectors as so many numbers, in the shape that it asks for; one
 * with several inputs is given each column by the name of the input, as {@link OnnxExport} writes them, and as texts that were
 * cut into {@code WordPieces} have them. Floats, doubles, integers and booleans are converted; whole numbers must be whole. It
 * runs row by row, so that a row gives the same bits alone and in a batch.
 *
 * <pre>{@code
 * OnnxFeatures.of(Path.of("resnet.onnx"), named("photo")).image(OnnxImage.colours(224, 224)).as("seen")
 * OnnxFeatures.of(Path.of("sentences.onnx"), named("input_ids", "attention_mask")).meanOfTokens().as("said")
 * }</pre>
 */
public final class OnnxFeatures implements Transformer {
    private static final ColumnType[] TYPES = {
        ColumnType.NUMBER,
        ColumnType.INTEGER,
        ColumnType.BOOLEAN,
        ColumnType.CATEGORY,
        ColumnType.TEXT,
        ColumnType.VECTOR
    };

    private final OnnxUse use;
    private final Columns columns;
    private final String name;

    private OnnxFeatures(OnnxUse use, Columns columns, String name) {
        this.use = use;
        this.columns = columns;
        this.name = name;
    }

    private OnnxFeatures with(OnnxUse other) {
        return new OnnxFeatures(other, columns, name);
    }

    /**
     * {@return the step that puts what a model gives in the place of columns}
     *
     * @param model an ONNX file; it is read now
     * @param columns what goes into it: numbers, integers, booleans (1 for true), vectors, categories and texts
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxFeatures of(Path model, Columns columns) {
        return new OnnxFeatures(OnnxUse.of(model), columns, "onnx");
    }

    /**
     * {@return this step with another output of the model; the first that holds floats by default, or else whole numbers}
     *
     * @param which its name in the model
     */
    public OnnxFeatures output(String which) {
        return with(use.output(which));
    }

    /**
     * {@return this step with a shape that the columns of a row are given in, where the one input of the model leaves it open}
     *
     * @param sizes the sizes behind that of rows, such as {@code 3, 224, 224}
     */
    public OnnxFeatures shape(int... sizes) {
        return with(use.shape(sizes));
    }

    /**
     * {@return this step for pixels of an image}
     *
     * @param which its size, and the scale that the model wants
     */
    public OnnxFeatures image(OnnxImage which) {
        return with(use.image(which));
    }

    /**
     * {@return this step with the mean over all tokens of an output that is rows x tokens x numbers; where the model has an
     * input {@code attention_mask}, over those that this holds}
     */
    public OnnxFeatures meanOfTokens() {
        return with(use.tokens(OnnxTokens.MEAN));
    }

    /** {@return this step with the first token of an output that is rows x tokens x numbers} */
    public OnnxFeatures firstToken() {
        return with(use.tokens(OnnxTokens.FIRST));
    }

    /** {@return this step with all tokens of an output that is rows x tokens x numbers, one after the other} */
    public OnnxFeatures allTokens() {
        return with(use.tokens(OnnxTokens.ALL));
    }

    /**
     * {@return this step with another name for the column that it writes; {@code onnx} by default}
     *
     * @param column its name; the dimensions of a vector are called {@code <column>=0} and so on
     */
    public OnnxFeatures as(String column) {
        return new OnnxFeatures(use, columns, column);
    }

    @Override
    public String describe() {
        return use + " over " + columns.describe();
    }

    private Fitted wired(List<Field> fields) {
        List<Source> sources = fields.stream().map(OnnxFeatures::source).toList();
        int width = OnnxWiring.of(use, sources).tried(sources).numbers().length;
        return new Fitted(use, sources, name, width);
    }

    private static Source source(Field field) {
        boolean vector = field.type() == ColumnType.VECTOR;
        return new Source(
                field.name(), field.type().isString(), vector ? field.levels().size() : 1, vector);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Field> fields = Selection.of(columns, TYPES).in(input);
        boolean open = fields.stream()
                .anyMatch(field ->
                        field.type() == ColumnType.VECTOR && field.levels().isEmpty());
        if (fields.isEmpty()) return List.of();
        if (open) { // how long a vector is, such as one of terms, may be known in training only
            List<String> names = fields.stream().map(Field::name).toList();
            return List.of(new Schema.Rewrite(names, List.of(new Field(name, ColumnType.VECTOR))));
        }
        return wired(fields).operations().stream().map(Operation::rewrite).toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Selection.of(columns, TYPES).in(training, describe());
        return TransformerFit.of(
                chosen.isEmpty()
                        ? new Fitted(use, List.of(), name, 0)
                        : wired(chosen.stream().map(Column::field).toList()));
    }

    /**
     * Gives a model the columns that were chosen in training.
     *
     * @param width how many numbers it gives; 0 where no column was chosen
     */
    record Fitted(OnnxUse use, List<Source> sources, String name, int width) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (sources.isEmpty()) return List.of();
            List<String> dimensions =
                    IntStream.range(0, width).mapToObj(i -> name + "=" + i).toList();
            Field written = width == 1
                    ? new Field(name, ColumnType.NUMBER)
                    : new Field(name, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
            List<String> names = sources.stream().map(Source::name).toList();
            return List.of(new Operation(names, List.of(written), true, this::kernel));
        }

        private Kernel kernel(int[] in, int[] out) {
            OnnxWiring wiring = OnnxWiring.of(use, sources);
            int[] places = IntStream.range(0, width).toArray();
            return frame -> {
                Object[] row = new Object[in.length];
                for (int i = 0; i < row.length; i++) row[i] = cell(frame, in[i], sources.get(i));
                double[] numbers = wiring.answer(row);
                if (numbers.length != width) {
                    throw new DataException(
                            "Expected " + width + " numbers a row from the ONNX model, as in training, but " + "found "
                                    + numbers.length + ". Choose an output whose size does not depend on the row.");
                }
                if (width == 1) frame.set(out[0], numbers[0]);
                else frame.set(out[0], SparseVector.of(places, numbers));
            };
        }

        private static Object cell(Frame frame, int slot, Source source) {
            if (source.text()) return Objects.requireNonNullElse(frame.string(slot), "");
            if (!source.vector()) return frame.number(slot);
            double[] numbers = new double[source.width()];
            if (frame.object(slot) instanceof SparseVector vector) {
                for (int i = 0; i < vector.size(); i++) numbers[vector.index(i)] = vector.value(i);
            }
            return numbers;
        }
    }

    static final Codec<OnnxFeatures> CODEC = Codec.of(
            "onnx-features",
            OnnxFeatures.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("name", step.name)
                    .with("use", step.use.toState()),
            state -> new OnnxFeatures(
                    OnnxUse.fromState(state.state("use")),
                    Columns.parse(state.string("columns")),
                    state.string("name")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "onnx-features.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "sources",
                            fitted.sources.stream().map(Source::toState).toList())
                    .with("name", fitted.name)
                    .with("width", fitted.width)
                    .with("use", fitted.use.toState()),
            state -> new Fitted(
                    OnnxUse.fromState(state.state("use")),
                    state.states("sources").stream().map(Source::fromState).toList(),
                    state.string("name"),
                    state.integer("width")));

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxFeatures that
                && use.equals(that.use)
                && columns.equals(that.columns)
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(use, columns, name);
    }

    @Override
    public String toString() {
        return describe();
    }
}
