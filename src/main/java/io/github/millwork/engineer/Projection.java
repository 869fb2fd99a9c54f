package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;

/**
 * Puts sums of some columns, each with a weight, in their place: {@code (x - centre) W}. What principal components and
 * truncated singular value decomposition are fitted to. A row with a missing cell has only missing sums.
 *
 * @param name the vector that is written
 * @param block the columns that are read
 * @param centre what is taken from each place first; empty for zeros
 * @param weights for each place the weight that it has in each sum, place by place
 * @param count how many sums
 */
record Projection(String name, Block block, double[] centre, double[] weights, int count) implements FittedTransformer {
    /** What a step will do that is fitted to a projection of these columns. */
    static List<Schema.Rewrite> plan(String name, List<Field> columns) {
        if (columns.isEmpty()) return List.of();
        return List.of(
                new Schema.Rewrite(columns.stream().map(Field::name).toList(), List.of(new Field(name, VECTOR))));
    }

    /** Along some directions, of each the weight of every place. */
    static Projection along(String name, Block block, double[] centre, double[][] directions) {
        int count = directions.length;
        double[] weights = new double[block.width() * count];
        for (int i = 0; i < count; i++) {
            for (int place = 0; place < block.width(); place++) weights[place * count + i] = directions[i][place];
        }
        return new Projection(name, block, centre, weights, count);
    }

    @Override
    public List<Operation> operations() {
        if (block.parts().isEmpty()) return List.of();
        Field written = new Field(name, VECTOR, Role.FEATURE, -1, Block.numbered(name, count));
        return List.of(new Operation(block.columns(), List.of(written), true, this::kernel)
                .meaning(new Meaning.Linear(centre, weights, count)));
    }

    private Kernel kernel(int[] in, int[] out) {
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        return frame ->
                frame.set(out[0], SparseVector.of(all, centre.length == 0 ? sums(frame, in) : centred(frame, in)));
    }

    private double[] sums(Frame frame, int[] in) {
        double[] sums = new double[count];
        block.visit(frame, in, (place, value) -> add(sums, place, value));
        return sums;
    }

    private double[] centred(Frame frame, int[] in) {
        double[] cells = new double[centre.length];
        block.visit(frame, in, (place, value) -> cells[place] = value);
        double[] sums = new double[count];
        for (int place = 0; place < cells.length; place++) add(sums, place, cells[place] - centre[place]);
        return sums;
    }

    private void add(double[] sums, int place, double value) {
        if (value == 0) return;
        int at = place * count;
        for (int i = 0; i < count; i++) sums[i] += value * weights[at + i];
    }

    static final Codec<Projection> CODEC = Codec.of(
            "projection.fitted",
            Projection.class,
            fitted -> State.empty()
                    .with("name", fitted.name)
                    .with("columns", fitted.block.toState())
                    .with("centre", fitted.centre)
                    .with("weights", fitted.weights)
                    .with("count", fitted.count),
            state -> new Projection(
                    state.string("name"),
                    Block.fromState(state.states("columns")),
                    state.numbers("centre"),
                    state.numbers("weights"),
                    state.integer("count")));
}
