package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps some features of columns: what every step that selects is fitted to. Each column becomes a vector of the dimensions
 * that are kept.
 *
 * @param columns what is kept of each column
 */
record KeptFeatures(List<Kept> columns) implements FittedTransformer {
    /** What a step that selects will do to these columns. */
    static List<Schema.Rewrite> plan(List<Field> columns) {
        return columns.stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), VECTOR))))
                .toList();
    }

    @Override
    public List<Operation> operations() {
        return columns.stream().map(Kept::operation).toList();
    }

    /**
     * What is kept of one column.
     *
     * @param name the column
     * @param type its type
     * @param dimensions the names of the dimensions that are kept
     * @param places their places in the vector; of a column of numbers 0, or none
     */
    record Kept(String name, ColumnType type, List<String> dimensions, int[] places) {
        private Operation operation() {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, dimensions);
            return new Operation(List.of(name), List.of(written), true, (in, out) -> kernel(in[0], out[0]))
                    .meaning(new Meaning.Places(Arrays.stream(places).boxed().toList()));
        }

        private Kernel kernel(int in, int out) {
            if (places.length == 0) return frame -> frame.set(out, SparseVector.ZERO);
            if (type != VECTOR) {
                return frame -> {
                    double cell = frame.number(in);
                    SparseVector one = SparseVector.of(new int[] {0}, new double[] {cell});
                    frame.set(out, cell == 0 ? SparseVector.ZERO : one);
                };
            }
            return frame -> frame.set(
                    out, frame.object(in) instanceof SparseVector vector ? chosen(vector) : SparseVector.ZERO);
        }

        private SparseVector chosen(SparseVector vector) {
            int[] indices = new int[Math.min(vector.size(), places.length)];
            double[] values = new double[indices.length];
            int size = 0;
            for (int i = 0; i < vector.size(); i++) {
                int place = Arrays.binarySearch(places, vector.index(i));
                if (place < 0 || vector.value(i) == 0) continue;
                indices[size] = place;
                values[size++] = vector.value(i);
            }
            return SparseVector.of(Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
        }
    }

    static final Codec<KeptFeatures> CODEC = Codec.of(
            "select-features.fitted",
            KeptFeatures.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(kept -> State.empty()
                                            .with("name", kept.name)
                                            .with("type", kept.type.name())
                                            .with("dimensions", kept.dimensions)
                                            .with("places", kept.places))
                                    .toList()),
            state -> new KeptFeatures(state.states("columns").stream()
                    .map(kept -> new Kept(
                            kept.string("name"),
                            ColumnType.valueOf(kept.string("type")),
                            kept.strings("dimensions"),
                            kept.integers("places")))
                    .toList()));
}
