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
    /** Often enough to stop within a moment, and too seldom to cost anything. */
    private static final int ROWS_BETWEEN_CHECKS = 1024;

    private final Task<P> task;
    private final Schema schema;
    private final List<String> stages;
    private final List<FittedTransformer> steps;
    private final String learner;
    private final boolean complete;
    private final Model<P> model;
    private final List<Adjustment<P>> adjustments;
    private final List<Finding> found;
    private final RowProgram program;
    private final ChainFeatures features;
    private final OutputChain<P> numbers;
    private final Pool<ChainSession> sessions;
    private volatile @Nullable ChainExplainer explainer; // made when first asked for: it looks at the whole model

    FittedChain(
            Task<P> task,
            Schema schema,
            List<String> stages,
            List<FittedTransformer> steps,
            String learner,
            boolean complete,
            Model<P> model,
            List<Adjustment<P>> adjustments,
            List<Finding> found) {
        this.task = task;
        this.schema = schema;
        this.stages = List.copyOf(stages);
        this.steps = List.copyOf(steps);
        this.learner = learner;
        this.complete = complete;
        this.model = model;
        this.adjustments = List.copyOf(adjustments);
        this.found = List.copyOf(found);
        this.program = ProgramCompiler.compile(schema, steps, ProgramCompiler.labels(stages), complete);
        this.features = new ChainFeatures(program, this.steps, schema);
        this.numbers = new OutputChain<>(model, adjustments);
        this.sessions = new Pool<>(this::newSession);
    }

    @Override
    public Task<P> task() {
        return task;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public Outputs<P> outputs() {
        return numbers.outputs();
    }

    @Override
    public List<RowProgram.Input> inputs() {
        return program.inputs();
    }

    @Override
    public boolean toleratesMissing() {
        return !complete;
    }

    @Override
    public boolean looksBack() {
        return features.lookBack();
    }

    /** {@return the program that computes the features of a row} */
    public RowProgram program() {
        return program;
    }

    /** {@return the fitted steps, in order} */
    public List<FittedTransformer> steps() {
        return steps;
    }

    /** {@return the verb that each step was added by, in the same order} */
    public List<String> stages() {
        return stages;
    }

    /** {@return the model} */
    public Model<P> model() {
        return model;
    }

    /** {@return the learner that made the model, in words} */
    public String learner() {
        return learner;
    }

    @Override
    public String describe() {
        return learner;
    }

    @Override
    public List<Feature> features() {
        return program.features();
    }

    @Override
    public RowSession session() {
        checkRowByRow();
        return newSession();
    }

    private void checkRowByRow() {
        if (!looksBack()) return;
        throw new IllegalStateException("Expected a pipeline that predicts each row by itself but this one looks back "
                + "on earlier rows. Use predict(rows, earlier).");
    }

    private ChainSession newSession() {
        return new ChainSession(program, numbers, this::explainer);
    }

    /** Threads that ask at the same time may each make one: they are equal. */
    private ChainExplainer explainer() {
        ChainExplainer made = explainer;
        if (made == null) {
            made = ChainExplainer.of(program, model, learner, !adjustments.isEmpty());
            explainer = made;
        }
        return made;
    }

    @Override
    public P predict(Row row) {
        checkRowByRow();
        ChainSession session = sessions.take();
        program.load(session.frame(), row);
        double[] out = new double[outputs().width()];
        session.score(out, 0);
        sessions.giveBack(session);
        return outputs().read(out, 0);
    }

    /**
     * Predicts a batch of rows on so many threads; the bits do not depend on how many.
     *
     * @param rows rows with at least the columns that were read in training
     * @param threads at least 1
     * @return a prediction for each row
     */
    public Predictions<P> predict(Dataset rows, int threads) {
        return predict(rows, null, FitContext.of(0).withThreads(threads));
    }

    @Override
    public Predictions<P> predict(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        if (looksBack() || context.cache().isPresent()) {
            return scored(features.of(rows, earlier, context), context);
        }
        List<Column> columns = program.columns(rows);
        int width = outputs().width();
        double[] out = new double[rows.rowCount() * width];
        UnseenCounts unseen = new UnseenCounts(0);
        Parallel.rows(rows.rowCount(), context.workers(), (begin, end) -> {
            ChainSession session = newSession();
            for (int row = begin; row < end; row++) {
                if (row % ROWS_BETWEEN_CHECKS == 0) context.checkCancelled();
                program.load(session.frame(), columns, row);
                session.score(out, row * width);
            }
            unseen.add(session.frame());
        });
        return Predictions.of(outputs(), out, unseen.counts());
    }

    private Predictions<P> scored(ChainFeatures.Batch batch, FitContext context) {
        FeatureMatrix matrix = batch.matrix();
        int width = outputs().width();
        double[] out = new double[matrix.rows() * width];
        Parallel.rows(matrix.rows(), context.workers(), (begin, end) -> {
            FeatureVector vector = new FeatureVector(matrix.dimension());
            double[][] scratch = numbers.scratch();
            for (int row = begin; row < end; row++) {
                if (row % ROWS_BETWEEN_CHECKS == 0) context.checkCancelled();
                matrix.row(row, vector);
                program.check(vector, row);
                numbers.score(vector, scratch, out, row * width);
            }
        });
        return Predictions.of(outputs(), out, batch.unseen());
    }

    @Override
    public Assessment<P> assess(Dataset rows, @Nullable Dataset earlier, FitContext context) {
        TargetValues truth = task.truth(rows, outputs());
        double[] weights = weights(rows);
        if (task.target() != null) return new Assessment<>(predict(rows, earlier, context), truth, weights, null);
        ChainFeatures.Batch batch = features.of(rows, earlier, context);
        return new Assessment<>(scored(batch, context), truth, weights, batch.matrix());
    }

    @Override
    public Coefficients coefficients() {
        return ModelInsight.coefficients(this);
    }

    @Override
    public ColumnImportances importances() {
        return ModelInsight.importances(this);
    }

    /** What was found before the model, by it, and after it. */
    @Override
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(found);
        all.addAll(model.findings());
        adjustments.forEach(adjustment -> all.addAll(adjustment.findings()));
        return List.copyOf(all);
    }

    /** {@return what was found before the model} */
    List<Finding> found() {
        return found;
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
        return features.of(rows, null, FitContext.of(0)).matrix();
    }

    /** The digest of everything but times, which a model may hold and which do not change what it predicts. */
    @Override
    public String fingerprint() {
        return ChainCodecs.header(this).with("model", model.fingerprint()).digest();
    }

    /** {@return what is done to the numbers of the model, in order} */
    public List<Adjustment<P>> adjustments() {
        return adjustments;
    }
}
