package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        if (looksBack()) return predictColumns(single(row), 0, 1).get(0);
        Frame frame = program.frame();
        program.load(frame, row);
        double[] out = new double[outputs.width()];
        score(frame, out, 0);
        return outputs.read(out, 0);
    }

    private Dataset single(Row row) {
        Frame frame = program.frame();
        program.load(frame, row);
        List<Column> columns = new ArrayList<>();
        for (RowProgram.Input input : program.inputs()) {
            Role role = schema.field(input.column()).role();
            ColumnSink sink = new ColumnSink(new Field(input.column(), input.type(), role, -1, input.dimensions()), 1);
            sink.take(0, frame, input.slot());
            columns.add(sink.column().withRole(role));
        }
        return Dataset.of(columns);
    }

    /**
     * {@return whether a step looks back on other rows, as lags do} Then {@link #predict(Dataset, Dataset)} can be given
     * earlier rows, and {@link #score} cannot be used.
     */
    public boolean looksBack() {
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
        if (looksBack()) return predictColumns(inputs(rows), 0, threads);
        List<Column> columns = program.columns(rows);
        double[] out = new double[rows.rowCount() * outputs.width()];
        UnseenCounts unseen = new UnseenCounts(0);
        Parallel.rows(rows.rowCount(), threads, (begin, end) -> {
            Frame frame = program.frame();
            for (int row = begin; row < end; row++) {
                program.load(frame, columns, row);
                score(frame, out, row * outputs.width());
            }
            unseen.add(frame);
        });
        return Predictions.of(outputs, out, unseen.counts());
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
        return predictColumns(
                inputs(earlier).concat(inputs(rows)),
                earlier.rowCount(),
                Runtime.getRuntime().availableProcessors());
    }

    /** The columns that the program reads, with the types and roles that they had in training. */
    private Dataset inputs(Dataset rows) {
        return Dataset.of(program.columns(rows).stream()
                .map(column -> column.withRole(schema.field(column.name()).role()))
                .toList());
    }

    /** The third driver: step by step over whole columns, for programs that look back on other rows. */
    private Predictions<P> predictColumns(Dataset rows, int from, int threads) {
        UnseenCounts unseen = new UnseenCounts(from);
        FeatureMatrix features = columnFeatures(rows, threads, unseen);
        double[] out = new double[features.rows() * outputs.width()];
        Parallel.rows(features.rows(), threads, (begin, end) -> {
            FeatureVector vector = new FeatureVector(features.dimension());
            for (int row = begin; row < end; row++) {
                features.row(row, vector);
                program.checkComplete(vector);
                score(vector, out, row * outputs.width());
            }
        });
        return Predictions.of(outputs, out, unseen.counts());
    }

    private FeatureMatrix columnFeatures(Dataset rows, int threads, UnseenCounts unseen) {
        Dataset prepared = rows;
        for (FittedTransformer step : steps) {
            prepared = Transforms.apply(onlyKnown(step, prepared), prepared, List.of(), threads, unseen);
        }
        return new FeatureAssembler(prepared, program.featureColumns()).matrix(unseen.firstRow());
    }

    /** Leaves out the operations on columns that the program does not read, since they were not loaded. */
    private static FittedTransformer onlyKnown(FittedTransformer step, Dataset rows) {
        List<Operation> known = step.operations().stream()
                .filter(operation -> operation.inputs().stream().allMatch(rows::has))
                .toList();
        if (step instanceof HistoryTransformer)
            return known.size() < step.operations().size() ? List::of : step;
        return () -> known;
    }

    @Override
    public Assessment<P> assess(Dataset rows) {
        Predictions<P> predictions = predict(rows);
        FeatureMatrix features = task.target() == null ? features(rows) : null;
        return new Assessment<>(predictions, task.truth(rows, outputs), weights(rows), features);
    }

    /** The weights that the rows bring, or else the column that held them in training. */
    private double @Nullable [] weights(Dataset rows) {
        Field trained = schema.withRole(Role.WEIGHT).orElse(null);
        if (trained == null
                || !rows.has(trained.name())
                || rows.schema().withRole(Role.WEIGHT).isPresent()) {
            return ChainFit.weights(rows);
        }
        return ChainFit.weights(rows.withRole(trained.name(), Role.WEIGHT));
    }

    /**
     * Computes the features of rows, as the model sees them.
     *
     * @param rows rows with at least the columns that were read in training
     * @return the features of each row
     */
    public FeatureMatrix features(Dataset rows) {
        if (looksBack()) return columnFeatures(inputs(rows), 1, new UnseenCounts(0));
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
        return FittedChainState.header(this).with("model", model.fingerprint()).digest();
    }

    /** {@return everything that was fitted, as data; the sample rows are not among it} */
    public State toState() {
        return FittedChainState.header(this).with("model", Codecs.encode(model));
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
        try {
            return FittedChainState.read(Task.fromState(state.state("task")), state, sample);
        } catch (BundleException e) {
            throw e;
        } catch (RuntimeException e) { // whatever a damaged state makes the parts throw
            throw new BundleException("Could not read the fitted pipeline: " + e.getMessage(), e);
        }
    }

    List<String> stages() {
        return stages;
    }

    List<Adjustment<P>> adjustments() {
        return adjustments;
    }
}
