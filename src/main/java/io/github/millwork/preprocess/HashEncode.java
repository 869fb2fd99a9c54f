package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureHash;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a vector of fixed width in the place of a category: a one or minus one, in a dimension {@code <column>#<number>} that
 * the hash of {@code <column>=<level>} gives. It learns nothing: levels that nobody has seen yet have their place too. The
 * definition is that of scikit-learn's FeatureHasher. A missing cell gives zeros.
 *
 * @param columns which columns; by type, only categories; integers and booleans where they are chosen by name
 * @param hyperparameters {@code dimensions}
 */
public record HashEncode(Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String DIMENSIONS = "dimensions";

    static final Hyperparameters DEFAULTS =
            Hyperparameters.none().integer(DIMENSIONS, 256, value -> value >= 1 && value <= 1 << 24, "from 1 to 2^24");

    /**
     * {@return this step with vectors of another width}
     *
     * @param count from 1 to 2^24; the default is 256
     */
    public HashEncode dimensions(int count) {
        return new HashEncode(columns, hyperparameters.with(DIMENSIONS, count));
    }

    /**
     * {@return this step with the width of the vectors left to tuning}
     *
     * @param count where to search
     */
    public HashEncode dimensions(Range count) {
        return new HashEncode(columns, hyperparameters.with(DIMENSIONS, count));
    }

    @Override
    public HashEncode withHyperparameters(Hyperparameters values) {
        return new HashEncode(columns, values);
    }

    /** One column that is hashed. */
    record Hashed(String name, ColumnType type) {
        Operation operation(int width) {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, FeatureHash.dimensions(name, width));
            return new Operation(List.of(name), List.of(written), true, (in, out) -> {
                Function<Frame, @Nullable String> reader = reader(in[0]);
                return frame -> {
                    String level = reader.apply(frame);
                    frame.set(out[0], level == null ? SparseVector.ZERO : vector(level, width));
                };
            });
        }

        private Function<Frame, @Nullable String> reader(int slot) {
            if (!type.fitsDouble()) return frame -> frame.string(slot);
            return frame -> {
                double cell = frame.number(slot);
                if (Double.isNaN(cell)) return null;
                return type == BOOLEAN ? Boolean.toString(cell == 1) : Long.toString((long) cell);
            };
        }

        private SparseVector vector(String level, int width) {
            int hash = FeatureHash.of(name + "=" + level);
            return SparseVector.of(new int[] {FeatureHash.place(hash, width)}, new double[] {FeatureHash.sign(hash)});
        }
    }

    /** Encodes the columns that were chosen in training. */
    record Fitted(List<Hashed> columns, int width) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(column -> column.operation(width)).toList();
        }
    }

    static final Codec<HashEncode> CODEC = Codec.of(
            "encode.hash",
            HashEncode.class,
            encode -> State.empty()
                    .with("columns", encode.columns.toString())
                    .with("hyperparameters", encode.hyperparameters.toState()),
            state -> new HashEncode(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "encode.hash.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("type", column.type.name()))
                                    .toList())
                    .with("width", fitted.width),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(column -> new Hashed(column.string("name"), ColumnType.valueOf(column.string("type"))))
                            .toList(),
                    state.integer("width")));

    @Override
    public String describe() {
        return "hash encode " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Levels.plan(columns, input, VECTOR);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Hashed> chosen = Levels.selection(columns).in(training, describe()).stream()
                .map((Column column) -> new Hashed(column.name(), column.type()))
                .toList();
        return TransformerFit.of(new Fitted(chosen, hyperparameters.integer(DIMENSIONS)));
    }
}
