package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A chain that was fitted: the row program, the model, and the adjustments after it. Immutable and thread-safe.
 *
 * @param <P> the kind of prediction
 */
public final class FittedChain<P extends Prediction> implements Fitted<P> {
    private final Task<P> task;
    private final Schema schema;
    private final List<String> stages;
    private final List<FittedTransformer> steps;
    private final String learner;
    private final boolean complete;
    private final Model<P> model;
    private final List<Adjustment<P>> adjustments;
    private final Dataset sample;
    private final RowProgram program;
    private final Outputs<P> outputs;

    FittedChain(
            Task<P> task,
            Schema schema,
            List<String> stages,
            List<FittedTransformer> steps,
            String learner,
            boolean complete,
            Model<P> model,
            List<Adjustment<P>> adjustments,
            Dataset sample) {
        this.task = task;
        this.schema = schema;
        this.stages = List.copyOf(stages);
        this.steps = List.copyOf(steps);
        this.learner = learner;
        this.complete = complete;
        this.model = model;
        this.adjustments = List.copyOf(adjustments);
        this.sample = sample;
        this.program = ProgramCompiler.compile(schema, steps, complete);
        Outputs<P> last = model.outputs();
        for (Adjustment<P> adjustment : adjustments) last = adjustment.outputs(last);
        this.outputs = last;
    }

    /** {@return what is predicted} */
    public Task<P> task() {
        return task;
    }

    /** {@return the columns of the data it was fitted to, with their roles and levels} */
    public Schema schema() {
        return schema;
    }

    /** {@return the program that computes the features of a row} */
    public RowProgram program() {
        return program;
    }

    /** {@return the fitted steps, in order} */
    public List<FittedTransformer> steps() {
        return steps;
    }

    /** {@return the model} */
    public Model<P> model() {
        return model;
    }

    /** {@return the learner that made the model, in words} */
    public String learner() {
        return learner;
    }

    /** {@return what the predicted numbers mean} */
    public Outputs<P> outputs() {
        return outputs;
    }

    /** {@return whether missing cells may reach the model} */
    public boolean toleratesMissing() {
        return !complete;
    }

    /** {@return at most twenty training rows, with the columns that are read} */
    public Dataset sample() {
        return sample;
    }

    /**
     * Scores a row that was loaded into a frame of the program.
     *
     * @param frame the row
     * @param out where the numbers go, {@code outputs().width()} of them
     * @param at where in {@code out} they begin
     */
    public void score(Frame frame, double[] out, int at) {
        program.run(frame);
        score(frame.features(), out, at);
    }

    private void score(FeatureVector features, double[] out, int at) {
        if (adjustments.isEmpty()) {
            model.predict(features, out, at);
            return;
        }
        Outputs<P> meaning = model.outputs();
        double[] values = new double[meaning.width()];
        model.predict(features, values, 0);
        for (Adjustment<P> adjustment : adjustments) {
            meaning = adjustment.outputs(meaning);
            double[] adjusted = new double[meaning.width()];
            adjustment.adjust(values, adjusted);
            values = adjusted;
        }
        System.arraycopy(values, 0, out, at, values.length);
    }

    static <P extends Prediction> Predictions<P> adjusted(Predictions<P> before, Adjustment<P> adjustment) {
        Outputs<P> meaning = adjustment.outputs(before.outputs());
        double[] values = new double[before.size() * meaning.width()];
        double[] from = new double[before.outputs().width()];
        double[] to = new double[meaning.width()];
        for (int row = 0; row < before.size(); row++) {
            for (int o = 0; o < from.length; o++) from[o] = before.value(row, o);
            adjustment.adjust(from, to);
            System.arraycopy(to, 0, values, row * to.length, to.length);
        }
        return Predictions.of(meaning, values, before.unseen());
    }

    @Override
    public P predict(Row row) {
        if (looksBack()) return predict(single(row)).get(0);
        Frame frame = program.frame();
        program.load(frame, row);
        double[] out = new double[outputs.width()];
        score(frame, out, 0);
        return outputs.read(out, 0);
    }

    private Dataset single(Row row) {
        var builder = Dataset.builder();
        for (RowProgram.Input input : program.inputs()) {
            builder.column(
                    input.column(), input.type(), schema.field(input.column()).role());
        }
        return builder.row(row).build();
    }

    private boolean looksBack() {
        return steps.stream().anyMatch(HistoryTransformer.class::isInstance);
    }

    @Override
    public Predictions<P> predict(Dataset rows) {
        return predict(rows, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Predicts a batch of rows on so many threads; the bits do not depend on how many.
     *
     * @param rows rows with at least the columns that were read in training
     * @param threads at least 1
     * @return a prediction for each row
     */
    public Predictions<P> predict(Dataset rows, int threads) {
        List<Column> columns = program.columns(rows);
        if (looksBack())
            return predictColumns(
                    Dataset.of(columns.stream().map(this::withRole).toList()), 0);
        double[] out = new double[rows.rowCount() * outputs.width()];
        Map<String, Long> unseen = new HashMap<>();
        Parallel.rows(rows.rowCount(), threads, (begin, end) -> {
            Frame frame = program.frame();
            for (int row = begin; row < end; row++) {
                program.load(frame, columns, row);
                score(frame, out, row * outputs.width());
            }
            synchronized (unseen) {
                program.unseen(frame).forEach((column, count) -> unseen.merge(column, count, Long::sum));
            }
        });
        return Predictions.of(outputs, out, unseen);
    }

    /**
     * Predicts rows, given the rows before them for the steps that look back.
     *
     * @param rows the rows to predict
     * @param earlier rows that came before, with the same columns
     * @return a prediction for each of {@code rows}
     */
    public Predictions<P> predict(Dataset rows, Dataset earlier) {
        if (!looksBack()) return predict(rows);
        Dataset all = Dataset.of(
                        program.columns(earlier).stream().map(this::withRole).toList())
                .concat(Dataset.of(
                        program.columns(rows).stream().map(this::withRole).toList()));
        return predictColumns(all, earlier.rowCount());
    }

    private Column withRole(Column column) {
        return column.withRole(schema.field(column.name()).role());
    }

    /** The third driver: step by step over whole columns, for programs that look back on other rows. */
    private Predictions<P> predictColumns(Dataset rows, int from) {
        Dataset prepared = rows;
        for (FittedTransformer step : steps) prepared = Transforms.apply(onlyKnown(step, prepared), prepared, 1);
        FeatureAssembler assembler = new FeatureAssembler(prepared);
        FeatureVector features = new FeatureVector(assembler.dimension());
        double[] out = new double[(rows.rowCount() - from) * outputs.width()];
        for (int row = from; row < rows.rowCount(); row++) {
            assembler.row(row, features);
            score(features, out, (row - from) * outputs.width());
        }
        return Predictions.of(outputs, out, Map.of());
    }

    /** Leaves out the operations on columns that the program does not read, since they were not loaded. */
    private static FittedTransformer onlyKnown(FittedTransformer step, Dataset rows) {
        if (step instanceof HistoryTransformer) return step;
        List<Operation> known = step.operations().stream()
                .filter(operation -> operation.inputs().stream().allMatch(rows::has))
                .toList();
        return () -> known;
    }

    @Override
    public Assessment<P> assess(Dataset rows) {
        Predictions<P> predictions = predict(rows);
        FeatureMatrix features = task.target() == null ? features(rows) : null;
        return new Assessment<>(predictions, task.truth(rows, outputs), ChainFit.weights(rows), features);
    }

    /**
     * Computes the features of rows, as the model sees them.
     *
     * @param rows rows with at least the columns that were read in training
     * @return the features of each row
     */
    public FeatureMatrix features(Dataset rows) {
        List<Column> columns = program.columns(rows);
        FeatureMatrix.Builder builder =
                new FeatureMatrix.Builder(program.features().size(), rows.rowCount());
        Frame frame = program.frame();
        for (int row = 0; row < rows.rowCount(); row++) {
            program.load(frame, columns, row);
            program.run(frame);
            builder.add(frame.features());
        }
        return builder.build();
    }

    @Override
    public String fingerprint() {
        return header().with("model", model.fingerprint()).digest();
    }

    /** Everything but the model and the sample rows. */
    private State header() {
        List<State> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(State.empty()
                    .with("name", field.name())
                    .with("type", field.type().name())
                    .with("role", field.role().name())
                    .with("levels", field.levels()));
        }
        return State.empty()
                .with("task", task.toState())
                .with("schema", fields)
                .with("stages", stages)
                .with("steps", steps.stream().map(Codecs::encode).toList())
                .with("learner", learner)
                .with("complete", complete)
                .with("adjustments", adjustments.stream().map(Codecs::encode).toList());
    }

    /** {@return everything that was fitted, as data; the sample rows are not among it} */
    public State toState() {
        return header().with("model", Codecs.encode(model));
    }

    /**
     * Reads a fitted chain back.
     *
     * @param state what {@link #toState} gave
     * @param sample the sample rows; may be empty
     * @return an equal chain, which gives the same bits
     * @throws BundleException if the state is damaged or names a step that is not there
     */
    public static FittedChain<?> fromState(State state, Dataset sample) {
        return read(Task.fromState(state.state("task")), state, sample);
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked against the task
    private static <P extends Prediction> FittedChain<P> read(Task<P> task, State state, Dataset sample) {
        List<Field> fields = new ArrayList<>();
        List<FittedTransformer> steps = new ArrayList<>();
        List<Adjustment<P>> adjustments = new ArrayList<>();
        try {
            for (State field : state.states("schema")) {
                fields.add(new Field(
                        field.string("name"),
                        ColumnType.valueOf(field.string("type").toUpperCase(Locale.ROOT)),
                        Role.valueOf(field.string("role")),
                        -1,
                        field.strings("levels")));
            }
            for (State step : state.states("steps")) steps.add(Codecs.decode(step, FittedTransformer.class));
            for (State saved : state.states("adjustments")) {
                adjustments.add((Adjustment<P>) Codecs.decode(saved, Adjustment.class));
            }
            Model<?> model = Codecs.decode(state.state("model"), Model.class);
            if (model.outputs().predictionType() != task.type()) {
                throw new BundleException("Expected a model for " + task.type().getSimpleName() + " but found one for "
                        + model.outputs().predictionType().getSimpleName() + ". The file is damaged.");
            }
            FittedChain<P> chain = new FittedChain<>(
                    task,
                    Schema.of(fields),
                    state.strings("stages"),
                    steps,
                    state.string("learner"),
                    state.flag("complete"),
                    (Model<P>) model,
                    adjustments,
                    sample);
            int features = chain.program.features().size();
            if (!model.accepts(features)) {
                throw new BundleException("Expected a model for the " + features
                        + " features that the steps give but found one for others. The file is damaged.");
            }
            return chain;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | io.github.millwork.data.DataException e) {
            throw new BundleException("Could not read the fitted pipeline: " + e.getMessage(), e);
        }
    }
}
