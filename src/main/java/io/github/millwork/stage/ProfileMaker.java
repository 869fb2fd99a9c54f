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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts rows for a {@link Profile}. */
final class ProfileMaker<P extends Prediction> {
    private static final int SAMPLE = 1_000;
    private static final int JUDGED = 2_000;

    private final Fitted<P> fitted;
    private final FitContext context;

    ProfileMaker(Fitted<P> fitted, FitContext context) {
        this.fitted = fitted;
        this.context = context;
    }

    /** The rows that are predicted, and those that what looks back on earlier rows finds beside them: fits share both. */
    private record Predicted(Dataset rows, @Nullable Dataset others) implements FitCache.Sized {
        static Predicted of(Dataset all, boolean looksBack) {
            int[] chosen = evenly(all.rowCount(), Profile.PREDICTED);
            return new Predicted(
                    spread(all, Profile.PREDICTED), looksBack ? all.rows(allBut(chosen, all.rowCount())) : null);
        }

        @Override
        public long bytes() {
            return 8L * rows.columnCount() * (rows.rowCount() + (others == null ? 0 : others.rowCount()));
        }
    }

    private record PredictedKey(FitCache.Same all, boolean looksBack) {}

    private Predicted predicted(Dataset all) {
        boolean looksBack = fitted.looksBack();
        FitCache cache = context.cache().orElse(null);
        return cache == null
                ? Predicted.of(all, looksBack)
                : cache.get(new PredictedKey(new FitCache.Same(all), looksBack), () -> Predicted.of(all, looksBack));
    }

    Profile of(Dataset rows) {
        Dataset counted = spread(rows, Profile.ROWS);
        ColumnProfile[] profiles = new ColumnProfile[fitted.inputs().size()];
        Workers workers = context.workers().forCells((long) counted.rowCount() * profiles.length);
        workers.tasks(profiles.length, i -> {
            RowProgram.Input input = fitted.inputs().get(i);
            profiles[i] = counted(input, column(input, counted));
        });
        List<ColumnProfile> inputs = List.of(profiles);
        List<int[]> sample = cells(inputs, spread(rows, SAMPLE));
        Predicted predicted = predicted(rows);
        List<ColumnProfile> outputs = List.of();
        List<double[]> responses = List.of();
        try {
            Predictions<P> predictions = fitted.predict(predicted.rows, predicted.others, context);
            outputs = outputs(predictions);
            responses = responses(predictions, inputs, predicted.rows);
        } catch (DataException e) {
            // An option dropped rows before the fit, since a value is missing: they cannot be predicted.
            outputs = List.of();
        }
        return new Profile(counted.rowCount(), inputs, outputs, responses, sample, false, List.of());
    }

    private static Column column(RowProgram.Input input, Dataset rows) {
        return CellLoader.suiting(rows.column(input.column()), input);
    }

    private static ColumnProfile counted(RowProgram.Input input, Column column) {
        if (input.type() == ColumnType.CATEGORY) {
            LevelGrid grid = LevelGrid.of(() -> IntStream.range(0, column.size())
                    .<@Nullable String>mapToObj(column::string)
                    .iterator());
            ColumnCounts counts = new ColumnCounts(grid);
            for (int row = 0; row < column.size(); row++) counts.add(column.string(row));
            return counts.profile(input.column(), input.type());
        }
        double[] values = numbers(column);
        ColumnCounts counts = new ColumnCounts(NumberGrid.of(values, input.type() == ColumnType.BOOLEAN));
        for (double value : values) counts.add(value);
        return counts.profile(input.column(), input.type());
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

    /** The cell of each column of each row, -1 where it is missing. */
    private List<int[]> cells(List<ColumnProfile> inputs, Dataset rows) {
        int[][] cells = new int[rows.rowCount()][inputs.size()];
        for (int i = 0; i < inputs.size(); i++) {
            Column column = column(fitted.inputs().get(i), rows);
            Grid grid = inputs.get(i).grid();
            double[] numbers = grid instanceof NumberGrid ? numbers(column) : new double[0];
            for (int row = 0; row < cells.length; row++) {
                if (grid instanceof NumberGrid edges) {
                    cells[row][i] = Double.isNaN(numbers[row]) ? -1 : edges.cell(numbers[row]);
                } else if (grid instanceof LevelGrid levels) {
                    String level = column.string(row);
                    cells[row][i] = level == null || level.isEmpty() ? -1 : levels.cell(level);
                }
            }
        }
        return List.of(cells);
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

    /** All rows but those that were chosen, which ascend. */
    private static int[] allBut(int[] chosen, int rows) {
        return IntStream.range(0, rows)
                .filter(row -> Arrays.binarySearch(chosen, row) < 0)
                .toArray();
    }

    private List<ColumnProfile> outputs(Predictions<P> predictions) {
        OutputCounts parts = new OutputCounts(predictions.outputs());
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            double[] values = values(predictions, parts, part);
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

    private static double[] values(Predictions<?> predictions, OutputCounts parts, int part) {
        double[] out = new double[predictions.outputs().width()];
        double[] values = new double[predictions.size()];
        for (int row = 0; row < values.length; row++) {
            for (int o = 0; o < out.length; o++) out[o] = predictions.value(row, o);
            values[row] = parts.value(part, out, 0);
        }
        return values;
    }

    /** For each column the mean of what is predicted in each of its cells, and last where it is missing. */
    private List<double[]> responses(Predictions<P> predictions, List<ColumnProfile> inputs, Dataset rows) {
        OutputCounts parts = new OutputCounts(predictions.outputs());
        double[] values = values(predictions, parts, parts.main());
        List<int[]> cells = cells(inputs, rows);
        List<double[]> responses = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            int width = inputs.get(i).grid().cells() + 1;
            double[] sums = new double[width];
            long[] counts = new long[width];
            for (int row = 0; row < values.length; row++) {
                if (Double.isNaN(values[row])) continue; // a cluster without a centre has no distance
                int cell = cells.get(row)[i] < 0 ? width - 1 : cells.get(row)[i];
                sums[cell] += values[row];
                counts[cell]++;
            }
            double mean = Arrays.stream(values)
                    .filter(value -> !Double.isNaN(value))
                    .average()
                    .orElse(0);
            for (int cell = 0; cell < width; cell++) sums[cell] = counts[cell] == 0 ? mean : sums[cell] / counts[cell];
            responses.add(sums);
        }
        return responses;
    }

    /** The same profile with predictions for rows that the pipeline was not fitted to. */
    Profile judged(Profile profile, Dataset rows, Assessment<P> assessment) {
        List<JudgedRow> judged = new ArrayList<>();
        int[] chosen = evenly(assessment.rows(), JUDGED);
        List<int[]> cells = cells(profile.inputs(), rows.rows(chosen));
        int width = assessment.predictions().outputs().width();
        for (int i = 0; i < chosen.length; i++) {
            double truth = truth(assessment.truth(), chosen[i]);
            if (Double.isNaN(truth)) continue;
            double[] out = new double[width];
            for (int o = 0; o < width; o++) out[o] = assessment.predictions().value(chosen[i], o);
            judged.add(new JudgedRow(cells.get(i), out, truth));
        }
        return new Profile(
                profile.rows(),
                profile.inputs(),
                outputs(assessment.predictions()),
                profile.responses(),
                profile.sample(),
                true,
                judged);
    }

    private static double truth(TargetValues truth, int row) {
        if (truth instanceof TargetValues.Numbers numbers) return numbers.values()[row];
        if (truth instanceof TargetValues.Classes classes && classes.codes()[row] >= 0) return classes.codes()[row];
        return Double.NaN;
    }
}
