package io.github.millwork.engineer;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.VECTOR;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts a vector of pixels in the place of columns with a pixel each. A pixel keeps the name of its column.
 *
 * @param name the vector that is written
 * @param columns which columns: numbers, integers and booleans, in the order of the columns, row after row
 * @param height the rows of the image
 * @param width the pixels of a row
 */
public record PixelGrid(String name, Columns columns, int height, int width) implements Transformer {
    /**
     * Checks the size.
     *
     * @param name the vector that is written
     * @param columns which columns: numbers, integers and booleans, in the order of the columns, row after row
     * @param height the rows of the image
     * @param width the pixels of a row
     */
    public PixelGrid {
        Pixels.checkSize(height, width);
    }

    /** Gathers the columns that were chosen in training. */
    record Fitted(String name, List<String> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, columns);
            return List.of(new Operation(columns, List.of(written), true, Fitted::kernel)
                    .meaning(new Meaning.Places(
                            IntStream.range(0, columns.size()).boxed().toList())));
        }

        private static Kernel kernel(int[] in, int[] out) {
            return frame -> {
                int[] places = new int[in.length];
                double[] values = new double[in.length];
                int size = 0;
                for (int i = 0; i < in.length; i++) {
                    double cell = frame.number(in[i]);
                    if (cell == 0) continue;
                    places[size] = i;
                    values[size++] = cell;
                }
                frame.set(out[0], SparseVector.of(Arrays.copyOf(places, size), Arrays.copyOf(values, size)));
            };
        }
    }

    static final Codec<PixelGrid> CODEC = Codec.of(
            "pixel-grid",
            PixelGrid.class,
            step -> State.empty()
                    .with("name", step.name)
                    .with("columns", step.columns.toString())
                    .with("height", step.height)
                    .with("width", step.width),
            state -> new PixelGrid(
                    state.string("name"),
                    Columns.parse(state.string("columns")),
                    state.integer("height"),
                    state.integer("width")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "pixel-grid.fitted",
            Fitted.class,
            fitted -> State.empty().with("name", fitted.name).with("columns", fitted.columns),
            state -> new Fitted(state.string("name"), state.strings("columns")));

    @Override
    public String describe() {
        return "pixels of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER, BOOLEAN);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Field> chosen = selection().in(input);
        if (chosen.size() != height * width) {
            throw new DataException("Expected " + height + " x " + width + " columns with a pixel each but "
                    + columns.describe() + " are " + chosen.size() + ". Choose the pixels and nothing else.");
        }
        return Projection.plan(name, chosen);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        plan(training.schema());
        return TransformerFit.of(new Fitted(
                name,
                selection().in(training, describe()).stream().map(Column::name).toList()));
    }
}
