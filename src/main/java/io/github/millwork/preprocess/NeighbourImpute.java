package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fills a missing number with the mean of that column in the nearest training rows that have it. The definition is that of
 * scikit-learn's KNNImputer: the distance is Euclidean over the columns that neither row misses, scaled up by the share of
 * those; where no training row has a column in common, the mean of all is taken. Columns should be on one scale: put Scale
 * before. The training rows are kept, and each row with a missing cell is compared with all of them.
 *
 * <p>Of equally near rows those with the smaller value are taken (scikit-learn leaves open which). Numbers and integers come
 * out as numbers; weights of rows are not looked at. A column without a value in any training row, or with an infinite one,
 * is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param hyperparameters {@code neighbours}, and {@code weighting} (even, or by one over the distance)
 * @param indicator whether a boolean column {@code <name>_missing} is added for each column
 */
public record NeighbourImpute(Columns columns, Hyperparameters hyperparameters, boolean indicator)
        implements Transformer {
    static final String NEIGHBOURS = "neighbours";
    private static final String WEIGHTING = "weighting";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(NEIGHBOURS, 5, value -> value >= 1, "at least 1")
            .choice(WEIGHTING, "even", List.of("even", "distance"));

    /**
     * {@return this step with the number of neighbours left to tuning}
     *
     * @param count where to search
     */
    public NeighbourImpute neighbours(Range count) {
        return withHyperparameters(hyperparameters.with(NEIGHBOURS, count));
    }

    /** {@return this step with nearer rows counting more, by one over their distance} */
    public NeighbourImpute byDistance() {
        return withHyperparameters(hyperparameters.with(WEIGHTING, "distance"));
    }

    /** {@return this step with a boolean column {@code <name>_missing} for each column that it fills} */
    public NeighbourImpute withIndicator() {
        return new NeighbourImpute(columns, hyperparameters, true);
    }

    @Override
    public NeighbourImpute withHyperparameters(Hyperparameters values) {
        return new NeighbourImpute(columns, values, indicator);
    }

    /** One column of the training rows, with NaN where it is missing, and its mean. */
    record Known(String name, double[] values, double mean) {}

    /** Looks for neighbours in the training rows. */
    record Fitted(List<Known> columns, int neighbours, boolean byDistance, boolean indicator)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (columns.isEmpty()) return List.of();
            List<String> names = columns.stream().map(Known::name).toList();
            List<Field> fields =
                    names.stream().map(name -> new Field(name, NUMBER)).toList();
            List<Operation> operations = new ArrayList<>();
            operations.add(new Operation(names, fields, true, this::kernel));
            if (indicator) {
                for (String name : names) operations.add(Indicator.operation(name));
            }
            return operations;
        }

        private Kernel kernel(int[] in, int[] out) {
            return frame -> {
                double[] distances = null;
                for (int i = 0; i < in.length; i++) {
                    double cell = frame.number(in[i]);
                    if (Double.isNaN(cell)) {
                        if (distances == null) distances = distances(frame, in);
                        cell = filler(columns.get(i), distances);
                    }
                    frame.set(out[i], cell);
                }
            };
        }

        /** The squared distance to each training row; NaN where no column is in common. */
        private double[] distances(Frame frame, int[] in) {
            int rows = columns.get(0).values.length;
            double[] sums = new double[rows];
            int[] common = new int[rows];
            for (int i = 0; i < in.length; i++) {
                double cell = frame.number(in[i]);
                if (Double.isNaN(cell)) continue;
                double[] values = columns.get(i).values;
                for (int row = 0; row < rows; row++) {
                    double difference = values[row] - cell;
                    if (Double.isNaN(difference)) continue;
                    sums[row] += difference * difference;
                    common[row]++;
                }
            }
            for (int row = 0; row < rows; row++) {
                sums[row] = common[row] == 0 ? Double.NaN : sums[row] * in.length / common[row];
            }
            return sums;
        }

        private double filler(Known column, double[] distances) {
            double[] nearest = new double[neighbours];
            double[] donors = new double[neighbours];
            int count = 0;
            for (int row = 0; row < distances.length; row++) {
                double distance = distances[row];
                double value = column.values[row];
                if (Double.isNaN(distance) || Double.isNaN(value)) continue;
                int place = count;
                while (place > 0 && isNearer(distance, value, nearest[place - 1], donors[place - 1])) place--;
                if (place == neighbours) continue;
                if (count < neighbours) count++;
                System.arraycopy(nearest, place, nearest, place + 1, count - 1 - place);
                System.arraycopy(donors, place, donors, place + 1, count - 1 - place);
                nearest[place] = distance;
                donors[place] = value;
            }
            return count == 0 ? column.mean : mean(nearest, donors, count);
        }

        private static boolean isNearer(double distance, double value, double otherDistance, double otherValue) {
            return distance < otherDistance || (distance == otherDistance && value < otherValue);
        }

        private double mean(double[] nearest, double[] donors, int count) {
            double sum = 0;
            double weights = 0;
            boolean same = byDistance && nearest[0] == 0; // then only rows without any distance count
            for (int i = 0; i < count; i++) {
                double weight = !byDistance ? 1 : same ? (nearest[i] == 0 ? 1 : 0) : 1 / Math.sqrt(nearest[i]);
                sum += weight * donors[i];
                weights += weight;
            }
            return sum / weights;
        }
    }

    static final Codec<NeighbourImpute> CODEC = Codec.of(
            "impute.neighbours",
            NeighbourImpute.class,
            impute -> State.empty()
                    .with("columns", impute.columns.toString())
                    .with("hyperparameters", impute.hyperparameters.toState())
                    .with("indicator", impute.indicator),
            state -> new NeighbourImpute(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("indicator")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "impute.neighbours.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("values", column.values)
                                            .with("mean", column.mean))
                                    .toList())
                    .with("neighbours", fitted.neighbours)
                    .with("byDistance", fitted.byDistance)
                    .with("indicator", fitted.indicator),
            state -> new Fitted(
                    state.states("columns").stream()
                            .map(column ->
                                    new Known(column.string("name"), column.numbers("values"), column.number("mean")))
                            .toList(),
                    state.integer("neighbours"),
                    state.flag("byDistance"),
                    state.flag("indicator")));

    @Override
    public String describe() {
        return "impute by neighbours in " + columns.describe() + (indicator ? " with indicator" : "");
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.planTogether(columns, input, indicator);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Known> known = NumberColumns.of(columns).in(training, describe()).stream()
                .map(NeighbourImpute::known)
                .toList();
        return TransformerFit.of(new Fitted(
                known,
                hyperparameters.integer(NEIGHBOURS),
                hyperparameters.text(WEIGHTING).equals("distance"),
                indicator));
    }

    private static Known known(Column column) {
        double[] present = Statistics.present(column, "Drop it, or use Impute.constant.");
        Arrays.sort(present);
        return new Known(column.name(), column.toDoubles(), Statistics.mean(present));
    }
}
