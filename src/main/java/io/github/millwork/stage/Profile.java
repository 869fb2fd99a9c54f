package io.github.millwork.stage;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.SparseVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the rows were like that a pipeline was fitted to, column by column, and what it predicts for them: the reference that
 * a monitor compares with. Made of at most {@value #ROWS} rows (predictions of {@value #PREDICTED}), spread evenly. It
 * depends on nothing but those rows and the pipeline, to the bit. Immutable; equal by value.
 *
 * @param rows how many rows were counted
 * @param inputs the columns that the pipeline reads, in the order of its inputs
 * @param outputs what is looked at of the predictions, see {@link OutputCounts}; empty where it could not predict the rows
 * @param heldOut whether the predictions are of rows that it was not fitted to; on those that it was fitted to a model is
 *     surer than on any others
 * @param sample a few of the rows, as the number of the cell of each column in turn, -1 where it is missing; empty where rows
 *     must not be kept
 */
public record Profile(
        long rows, List<ColumnProfile> inputs, List<ColumnProfile> outputs, boolean heldOut, List<int[]> sample) {
    /** The largest number of rows that are counted. */
    public static final int ROWS = 100_000;

    /** The largest number of predictions that are counted. */
    public static final int PREDICTED = 20_000;

    private static final int SAMPLE = 1_000;

    static final Codec<Profile> CODEC = Codec.of("profile", Profile.class, Profile::encode, Profile::decode);

    /**
     * Copies the lists.
     *
     * @param rows how many rows were counted
     * @param inputs the columns that the pipeline reads, in the order of its inputs
     * @param outputs what is looked at of the predictions; empty where it could not predict the rows
     * @param heldOut whether the predictions are of rows that it was not fitted to
     * @param sample a few of the rows, as the number of the cell of each column in turn
     */
    public Profile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        sample = List.copyOf(sample);
    }

    /**
     * Makes the profile of rows.
     *
     * @param <P> the kind of prediction
     * @param fitted what predicts them
     * @param rows the rows, with the columns that are read
     * @param heldOut whether they are other rows than it was fitted to
     * @return their profile
     */
    public static <P extends Prediction> Profile of(Fitted<P> fitted, Dataset rows, boolean heldOut) {
        Dataset counted = spread(rows, ROWS);
        List<ColumnProfile> inputs = new ArrayList<>();
        List<int[]> cells = new ArrayList<>();
        int[] sampled = evenly(counted.rowCount(), SAMPLE);
        for (RowProgram.Input input : fitted.inputs()) {
            Column column = CellLoader.suiting(counted.column(input.column()), input);
            if (input.type() == ColumnType.CATEGORY) {
                LevelGrid grid = LevelGrid.of(() -> IntStream.range(0, column.size())
                        .<@Nullable String>mapToObj(column::string)
                        .iterator());
                ColumnCounts counts = new ColumnCounts(grid);
                for (int row = 0; row < column.size(); row++) counts.add(column.string(row));
                inputs.add(counts.profile(input.column(), input.type()));
                cells.add(Arrays.stream(sampled)
                        .map(row -> column.isMissing(row) ? -1 : grid.cell(Objects.requireNonNull(column.string(row))))
                        .toArray());
            } else {
                double[] values = numbers(column);
                NumberGrid grid = NumberGrid.of(values, input.type() == ColumnType.BOOLEAN);
                inputs.add(counted(input.column(), input.type(), grid, values));
                cells.add(Arrays.stream(sampled)
                        .map(row -> Double.isNaN(values[row]) ? -1 : grid.cell(values[row]))
                        .toArray());
            }
        }
        List<int[]> sample = IntStream.range(0, sampled.length)
                .mapToObj(row -> cells.stream().mapToInt(column -> column[row]).toArray())
                .toList();
        List<ColumnProfile> outputs = predictions(fitted, rows)
                .map(predictions -> outputs(predictions))
                .orElse(List.of());
        return new Profile(counted.rowCount(), inputs, outputs, heldOut, sample);
    }

    private static ColumnProfile counted(String name, ColumnType type, NumberGrid grid, double[] values) {
        ColumnCounts counts = new ColumnCounts(grid);
        for (double value : values) counts.add(value);
        return counts.profile(name, type);
    }

    private static double[] numbers(Column column) {
        if (column.type().fitsDouble()) return column.toDoubles();
        double[] values = new double[column.size()];
        for (int row = 0; row < values.length; row++) {
            Object value = column.value(row);
            if (value instanceof SparseVector vector) values[row] = ColumnCounts.length(vector);
            else values[row] = value == null ? Double.NaN : ((String) value).length();
        }
        return values;
    }

    private static Dataset spread(Dataset rows, int most) {
        return rows.rowCount() <= most ? rows : rows.rows(evenly(rows.rowCount(), most));
    }

    private static int[] evenly(int rows, int most) {
        int count = Math.min(rows, most);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * rows / count))
                .toArray();
    }

    /** Rows that an option dropped before the fit, since a value is missing, cannot be predicted: then none is counted. */
    private static <P extends Prediction> Optional<Predictions<P>> predictions(Fitted<P> fitted, Dataset rows) {
        try {
            return Optional.of(fitted.predict(fitted.looksBack() ? rows : spread(rows, PREDICTED)));
        } catch (DataException e) {
            return Optional.empty();
        }
    }

    private static List<ColumnProfile> outputs(Predictions<?> predictions) {
        OutputCounts parts = new OutputCounts(predictions.outputs());
        double[] out = new double[predictions.outputs().width()];
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            double[] values = new double[predictions.size()];
            for (int row = 0; row < values.length; row++) {
                for (int o = 0; o < out.length; o++) out[o] = predictions.value(row, o);
                values[row] = parts.value(part, out, 0);
            }
            Grid grid = parts.grid(part, values);
            ColumnCounts counts = new ColumnCounts(grid);
            for (double value : values) {
                if (grid instanceof NumberGrid) counts.add(value);
                else counts.addCell((int) value);
            }
            profiles.add(counts.profile(parts.name(part), parts.type(part)));
        }
        return profiles;
    }

    /**
     * {@return this profile with the predictions for other rows}
     *
     * @param predictions predictions for rows that the pipeline was not fitted to
     */
    public Profile withHeldOut(Predictions<?> predictions) {
        return new Profile(rows, inputs, outputs(predictions), true, sample);
    }

    /** {@return this profile without the sample of rows} */
    public Profile withoutSample() {
        return new Profile(rows, inputs, outputs, heldOut, List.of());
    }

    private State encode() {
        int width = inputs.size();
        int[] cells = new int[sample.size() * width];
        for (int row = 0; row < sample.size(); row++) System.arraycopy(sample.get(row), 0, cells, row * width, width);
        return State.empty()
                .with("rows", rows)
                .with("inputs", inputs.stream().map(ColumnProfile::toState).toList())
                .with("outputs", outputs.stream().map(ColumnProfile::toState).toList())
                .with("held-out", heldOut)
                .with("sample", cells);
    }

    private static Profile decode(State state) {
        List<ColumnProfile> inputs =
                state.states("inputs").stream().map(ColumnProfile::read).toList();
        int[] cells = state.integers("sample");
        int width = Math.max(1, inputs.size());
        if (cells.length % width != 0) {
            throw new BundleException(
                    "Expected a cell for each of " + width + " columns in the sample of a profile but " + "found "
                            + cells.length + " cells. The file is damaged.");
        }
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] >= -1 && cells[i] < inputs.get(i % width).grid().cells()) continue;
            throw new BundleException("Expected the number of a cell in the sample of a profile but found " + cells[i]
                    + ". The file is damaged.");
        }
        return new Profile(
                state.wide("rows"),
                inputs,
                state.states("outputs").stream().map(ColumnProfile::read).toList(),
                state.flag("held-out"),
                IntStream.range(0, cells.length / width)
                        .mapToObj(row -> Arrays.copyOfRange(cells, row * width, (row + 1) * width))
                        .toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Profile that
                && rows == that.rows
                && inputs.equals(that.inputs)
                && outputs.equals(that.outputs)
                && heldOut == that.heldOut
                && Arrays.deepEquals(sample.toArray(), that.sample.toArray());
    }

    @Override
    public int hashCode() {
        return inputs.hashCode();
    }
}
