package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureAssembler;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;

/**
 * Puts a few sums in the place of many columns: what a row is along the right singular vectors that belong to the largest
 * singular values. Nothing is centred, so that sparse vectors stay sparse: on terms of text it is latent semantic analysis.
 * The columns become a vector of numbers {@code <name>_1}, {@code <name>_2} and so on, as scikit-learn's TruncatedSVD gives
 * them.
 *
 * <p>The singular vectors are found by randomised subspace iteration (Halko, Martinsson and Tropp 2011) from a start that
 * depends on the seed: the leading ones exactly after some rounds, those at the end nearly. The sign of each is chosen so
 * that its largest loading is above zero. Directions in which the training rows do not extend, beyond rounding, are left out,
 * so that there may be fewer than asked for. Training rows with a missing cell are refused; at scoring such a row has missing
 * sums. Weights of rows are not looked at.
 *
 * @param name the vector that is written
 * @param columns which columns; by type, only numbers, integers, booleans and vectors
 * @param hyperparameters {@code components}, and {@code rounds} of the iteration
 */
public record TruncatedSvd(String name, Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String COMPONENTS = "components";
    private static final String ROUNDS = "rounds";

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(COMPONENTS, 100, value -> value >= 1, "at least 1")
            .integer(ROUNDS, 5, value -> value >= 0, "at least 0");

    /**
     * {@return the step that gives the hundred largest}
     *
     * @param name the vector that is written
     * @param columns numbers, integers, booleans and vectors
     */
    public static TruncatedSvd of(String name, Columns columns) {
        return new TruncatedSvd(name, columns, DEFAULTS);
    }

    /**
     * {@return this step with another number of components}
     *
     * @param count at least 1; the default is 100
     */
    public TruncatedSvd components(int count) {
        return withHyperparameters(hyperparameters.with(COMPONENTS, count));
    }

    /**
     * {@return this step with the number of components left to tuning}
     *
     * @param count where to search
     */
    public TruncatedSvd components(Range count) {
        return withHyperparameters(hyperparameters.with(COMPONENTS, count));
    }

    /**
     * {@return this step with more or fewer rounds of the iteration}
     *
     * @param count at least 0; the default is 5
     */
    public TruncatedSvd rounds(int count) {
        return withHyperparameters(hyperparameters.with(ROUNDS, count));
    }

    @Override
    public TruncatedSvd withHyperparameters(Hyperparameters values) {
        return new TruncatedSvd(name, columns, values);
    }

    static final Codec<TruncatedSvd> CODEC = Codec.of(
            "truncated-svd",
            TruncatedSvd.class,
            step -> State.empty()
                    .with("name", step.name)
                    .with("columns", step.columns.toString())
                    .with("hyperparameters", step.hyperparameters.toState()),
            state -> new TruncatedSvd(
                    state.string("name"),
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    @Override
    public String describe() {
        return "truncate the singular values of " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Projection.plan(name, Block.selection(columns).in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = Block.selection(columns).in(training, describe());
        Block block = Block.of(chosen);
        if (block.width() == 0) {
            return TransformerFit.of(Projection.along(name, block, new double[0], new double[0][]));
        }
        chosen.forEach(this::check);
        double[][] vectors = new SingularVectors(new FeatureAssembler(training, block.columns()).matrix(), context)
                .largest(hyperparameters.integer(COMPONENTS), hyperparameters.integer(ROUNDS));
        return TransformerFit.of(Projection.along(name, block, new double[0], vectors));
    }

    private void check(Column column) {
        for (int row = 0; row < column.size(); row++) {
            if (column.type() != VECTOR) {
                Block.checked(column.number(row), column, row, describe());
                continue;
            }
            SparseVector vector = column.vector(row);
            for (int i = 0; i < vector.size(); i++) Block.checked(vector.value(i), column, row, describe());
        }
    }
}
