package io.github.millwork.onnx;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
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
 * <p>A model with one input (rows x columns) is given the columns in their order; one with several inputs (each rows x 1) is
 * given each column by the name of the input, as {@link OnnxExport} writes them. It runs row by row, so that a row gives the
 * same bits alone and in a batch.
 */
public final class OnnxFeatures implements Transformer {
    private static final ColumnType[] TYPES = {
        ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.CATEGORY, ColumnType.TEXT
    };

    private final OnnxFile model;
    private final Columns columns;
    private final String output;
    private final String name;

    private OnnxFeatures(OnnxFile model, Columns columns, String output, String name) {
        this.model = model;
        this.columns = columns;
        this.output = output;
        this.name = name;
    }

    /**
     * {@return the step that puts what a model gives in the place of columns}
     *
     * @param model an ONNX file; it is read now
     * @param columns what goes into it: numbers, integers, booleans (1 for true), categories and texts
     * @throws java.io.UncheckedIOException if the file cannot be read
     */
    public static OnnxFeatures of(Path model, Columns columns) {
        return new OnnxFeatures(OnnxFile.read(model), columns, "", "onnx");
    }

    /**
     * {@return this step with another output of the model; the first that holds numbers by default}
     *
     * @param which its name in the model
     */
    public OnnxFeatures output(String which) {
        return new OnnxFeatures(model, columns, which, name);
    }

    /**
     * {@return this step with another name for the column that it writes; {@code onnx} by default}
     *
     * @param column its name; the dimensions of a vector are called {@code <column>=0} and so on
     */
    public OnnxFeatures as(String column) {
        return new OnnxFeatures(model, columns, output, column);
    }

    @Override
    public String describe() {
        return model + " over " + columns.describe();
    }

    private Fitted wired(List<Field> fields) {
        List<String> names = fields.stream().map(Field::name).toList();
        List<Boolean> texts =
                fields.stream().map(field -> field.type().isString()).toList();
        OnnxWiring wiring = OnnxWiring.of(model.session(), output, names, texts);
        return new Fitted(model, wiring.output(), names, texts, name, wiring.width(model.session(), names));
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Field> fields = Selection.of(columns, TYPES).in(input);
        if (fields.isEmpty()) return List.of();
        return wired(fields).operations().stream().map(Operation::rewrite).toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Selection.of(columns, TYPES).in(training, describe());
        return TransformerFit.of(
                chosen.isEmpty()
                        ? new Fitted(model, "", List.of(), List.of(), name, 0)
                        : wired(chosen.stream().map(Column::field).toList()));
    }

    /**
     * Gives a model the columns that were chosen in training.
     *
     * @param width how many numbers it gives; 0 where no column was chosen
     */
    record Fitted(OnnxFile model, String output, List<String> names, List<Boolean> texts, String name, int width)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (names.isEmpty()) return List.of();
            List<String> dimensions =
                    IntStream.range(0, width).mapToObj(i -> name + "=" + i).toList();
            Field written = width == 1
                    ? new Field(name, ColumnType.NUMBER)
                    : new Field(name, ColumnType.VECTOR, Role.FEATURE, -1, dimensions);
            return List.of(new Operation(names, List.of(written), true, this::kernel));
        }

        private Kernel kernel(int[] in, int[] out) {
            OnnxSession session = model.session();
            OnnxWiring wiring = OnnxWiring.of(session, output, names, texts);
            return frame -> {
                Object[] row = new Object[in.length];
                for (int i = 0; i < row.length; i++) row[i] = cell(frame, in[i], texts.get(i));
                double[] numbers = wiring.answer(session, names, row);
                if (width == 1) frame.set(out[0], numbers[0]);
                else frame.set(out[0], SparseVector.of(IntStream.range(0, width).toArray(), numbers));
            };
        }

        private static Object cell(Frame frame, int slot, boolean text) {
            if (text) return Objects.requireNonNullElse(frame.string(slot), "");
            return frame.number(slot);
        }
    }

    static final Codec<OnnxFeatures> CODEC = Codec.of(
            "onnx-features",
            OnnxFeatures.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("output", step.output)
                    .with("name", step.name)
                    .with("model", step.model.toState()),
            state -> new OnnxFeatures(
                    OnnxFile.fromState(state.state("model")),
                    Columns.parse(state.string("columns")),
                    state.string("output"),
                    state.string("name")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "onnx-features.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("names", fitted.names)
                    .with("texts", fitted.texts.stream().map(String::valueOf).toList())
                    .with("output", fitted.output)
                    .with("name", fitted.name)
                    .with("width", fitted.width)
                    .with("model", fitted.model.toState()),
            state -> new Fitted(
                    OnnxFile.fromState(state.state("model")),
                    state.string("output"),
                    state.strings("names"),
                    state.strings("texts").stream().map(Boolean::valueOf).toList(),
                    state.string("name"),
                    state.integer("width")));

    @Override
    public boolean equals(Object other) {
        return other instanceof OnnxFeatures that
                && model.equals(that.model)
                && columns.equals(that.columns)
                && output.equals(that.output)
                && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(model, columns, output, name);
    }

    @Override
    public String toString() {
        return describe();
    }
}
