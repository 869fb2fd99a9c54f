package io.github.millwork.stage;

import io.github.millwork.data.Cells;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows the rows of a batch that was predicted to a listener, one after the other, as a session would have. */
public final class ScoredBatch {
    private static final double MILLIS_A_DAY = 86_400_000;

    private ScoredBatch() {}

    /** The cells of one row, in the slots of the inputs. */
    private static final class Loaded implements Cells {
        private final double[] numbers;
        private final @Nullable Object[] objects;

        Loaded(List<RowProgram.Input> inputs) {
            int most = inputs.stream().mapToInt(input -> input.slot() + 1).max().orElse(0);
            this.numbers = new double[most];
            this.objects = new @Nullable Object[most];
        }

        @Override
        public double number(int slot) {
            return numbers[slot];
        }

        @Override
        public @Nullable Object object(int slot) {
            return objects[slot];
        }
    }

    /**
     * Shows rows. The id and the time of a row are those of its columns of these roles, where there are any.
     *
     * @param <P> the kind of prediction
     * @param fitted what predicted the rows
     * @param rows the rows
     * @param predictions what was predicted for each of them
     * @param listener what is shown them
     */
    public static <P extends Prediction> void show(
            Fitted<P> fitted, Dataset rows, Predictions<P> predictions, RowListener listener) {
        List<RowProgram.Input> inputs = fitted.inputs();
        List<Column> columns = new ArrayList<>();
        for (RowProgram.Input input : inputs) columns.add(CellLoader.suiting(rows.column(input.column()), input));
        Column ids = role(rows, Role.ID);
        Column times = role(rows, Role.TIME);
        Loaded cells = new Loaded(inputs);
        double[] out = new double[predictions.outputs().width()];
        for (int row = 0; row < rows.rowCount(); row++) {
            for (int i = 0; i < inputs.size(); i++) load(cells, inputs.get(i), columns.get(i), row);
            for (int o = 0; o < out.length; o++) out[o] = predictions.value(row, o);
            listener.scored(cells, out, 0, ids == null ? null : text(ids.value(row)), time(times, row));
        }
    }

    private static void load(Loaded cells, RowProgram.Input input, Column column, int row) {
        if (input.type().fitsDouble()) cells.numbers[input.slot()] = column.number(row);
        else cells.objects[input.slot()] = column.value(row);
    }

    private static @Nullable Column role(Dataset rows, Role role) {
        return rows.schema().withRole(role).map(Field::name).map(rows::column).orElse(null);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }

    private static long time(@Nullable Column times, int row) {
        if (times == null || times.isMissing(row)) return RowListener.NO_TIME;
        if (times.type() == ColumnType.TIMESTAMP) return (long) times.number(row);
        return times.type() == ColumnType.DATE ? (long) (times.number(row) * MILLIS_A_DAY) : RowListener.NO_TIME;
    }
}
