package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

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
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;

/**
 * Puts one vector of fixed width in the place of several columns: feature hashing. A number goes to the dimension {@code
 * <name>#<number>} that the hash of its column's name gives; a category counts one in that of {@code <column>=<level>}; each
 * dimension of a vector goes by its own name. The hash gives a sign too, so that what meets cancels out on average. It learns
 * nothing: levels that nobody has seen yet have their place. The definition is that of scikit-learn's FeatureHasher, given a
 * dictionary for each row.
 *
 * <p>A missing category counts nowhere; a missing number makes the dimension that it goes to missing.
 *
 * @param name the vector that is written
 * @param columns which columns; by type, only numbers, integers, booleans, categories and vectors
 * @param hyperparameters {@code dimensions}
 */
public record HashFeatures(String name, Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String DIMENSIONS = "dimensions";

    private static final Hyperparameters DEFAULTS =
            Hyperparameters.none().integer(DIMENSIONS, 1024, value -> value >= 1 && value <= 1 << 24, "from 1 to 2^24");

    /**
     * {@return the step that hashes columns into one vector}
     *
     * @param name the vector that is written
     * @param columns numbers, integers, booleans, categories and vectors
     */
    public static HashFeatures of(String name, Columns columns) {
        return new HashFeatures(name, columns, DEFAULTS);
    }

    /**
     * {@return this step with a vector of another width}
     *
     * @param count from 1 to 2^24; the default is 1,024 (scikit-learn has 2^20)
     */
    public HashFeatures dimensions(int count) {
        return withHyperparameters(hyperparameters.with(DIMENSIONS, count));
    }

    /**
     * {@return this step with the width of the vector left to tuning}
     *
     * @param count where to search
     */
    public HashFeatures dimensions(Range count) {
        return withHyperparameters(hyperparameters.with(DIMENSIONS, count));
    }

    @Override
    public HashFeatures withHyperparameters(Hyperparameters values) {
        return new HashFeatures(name, columns, values);
    }

    /** Hashes the columns that were chosen in training. */
    record Fitted(String name, Block block, int width) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (block.parts().isEmpty()) return List.of();
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, FeatureHash.dimensions(name, width));
            return List.of(new Operation(block.columns(), List.of(written), true, this::kernel));
        }

        private Kernel kernel(int[] in, int[] out) {
            List<int[]> hashes = block.parts().stream().map(Fitted::hashes).toList();
            return frame -> {
                Sums sums = new Sums(width);
                for (int i = 0; i < in.length; i++) {
                    add(sums, frame, in[i], block.parts().get(i), hashes.get(i));
                }
                frame.set(out[0], sums.vector());
            };
        }

        /** Of what is known before a row is. */
        private static int[] hashes(Block.Part part) {
            if (part.type() == CATEGORY) return new int[0];
            List<String> names = part.type() == VECTOR ? part.dimensions() : List.of(part.name());
            return names.stream().mapToInt(FeatureHash::of).toArray();
        }

        private static void add(Sums sums, Frame frame, int slot, Block.Part part, int[] hashes) {
            if (part.type() == CATEGORY) {
                String level = frame.string(slot);
                if (level != null) sums.add(FeatureHash.of(part.name() + "=" + level), 1);
            } else if (part.type() != VECTOR) {
                sums.add(hashes[0], frame.number(slot));
            } else if (frame.object(slot) instanceof SparseVector vector) {
                for (int i = 0; i < vector.size(); i++) sums.add(hashes[vector.index(i)], vector.value(i));
            }
        }
    }

    /** Adds up a sparse vector. */
    private static final class Sums {
        private final int width;
        private long[] places = new long[16];
        private double[] values = new double[16];
        private int size;

        Sums(int width) {
            this.width = width;
        }

        /** A place and the number of the term are kept in one number, so that sorting keeps the order of terms. */
        void add(int hash, double value) {
            if (value == 0) return;
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            places[size] = (long) FeatureHash.place(hash, width) << 32 | size;
            values[size++] = value * FeatureHash.sign(hash);
        }

        SparseVector vector() {
            Arrays.sort(places, 0, size);
            int[] indices = new int[size];
            double[] sums = new double[size];
            int count = 0;
            for (int i = 0; i < size; i++) {
                int place = (int) (places[i] >>> 32);
                double value = values[(int) places[i]];
                if (count > 0 && indices[count - 1] == place) sums[count - 1] += value;
                else {
                    indices[count] = place;
                    sums[count++] = value;
                }
            }
            int kept = 0;
            for (int i = 0; i < count; i++) {
                if (sums[i] == 0) continue; // what cancels out is not held
                indices[kept] = indices[i];
                sums[kept++] = sums[i];
            }
            return SparseVector.of(Arrays.copyOf(indices, kept), Arrays.copyOf(sums, kept));
        }
    }

    static final Codec<HashFeatures> CODEC = Codec.of(
            "hash-features",
            HashFeatures.class,
            step -> State.empty()
                    .with("name", step.name)
                    .with("columns", step.columns.toString())
                    .with("hyperparameters", step.hyperparameters.toState()),
            state -> new HashFeatures(
                    state.string("name"),
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "hash-features.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("name", fitted.name)
                    .with("columns", fitted.block.toState())
                    .with("width", fitted.width),
            state ->
                    new Fitted(state.string("name"), Block.fromState(state.states("columns")), state.integer("width")));

    @Override
    public String describe() {
        return "hash " + columns.describe() + " into one vector";
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER, BOOLEAN, CATEGORY, VECTOR);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Projection.plan(name, selection().in(input));
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(
                new Fitted(name, Block.of(selection().in(training, describe())), hyperparameters.integer(DIMENSIONS)));
    }
}
