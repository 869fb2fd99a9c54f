package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.NUMBER;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FillMeaning;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fills a missing number with what a linear regression on the other columns says of it. Missing cells are first filled with
 * means; then each column in turn, the one with the fewest missing cells first, is regressed on the others in the training
 * rows that have it, and its missing cells are filled anew; so round after round, until the cells hardly change any more. A
 * row that is scored goes through the same regressions one after another. The definition is that of scikit-learn's
 * IterativeImputer with its defaults, whose regression is a Bayesian ridge (MacKay 1992): its penalty is found from the data.
 *
 * <p>Numbers and integers come out as numbers, also between the values that an integer may have; weights of rows are not
 * looked at. A column without a value in any training row, or with an infinite one, is refused. A single column is filled
 * with its mean.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param hyperparameters {@code rounds}, and {@code tolerance}: it is enough when in no row the sum of all changes is above
 *     this share of the largest value
 * @param indicator whether a boolean column {@code <name>_missing} is added for each column
 */
public record IterativeImpute(Columns columns, Hyperparameters hyperparameters, boolean indicator)
        implements Transformer {
    private static final String ROUNDS = "rounds";
    private static final String TOLERANCE = "tolerance";

    static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(ROUNDS, 10, value -> value >= 1, "at least 1")
            .number(TOLERANCE, 1e-3, value -> value >= 0, "at least 0");

    /**
     * {@return this step with another number of rounds at most}
     *
     * @param most at least 1; the default is 10
     */
    public IterativeImpute rounds(int most) {
        return withHyperparameters(hyperparameters.with(ROUNDS, most));
    }

    /**
     * {@return this step with the number of rounds left to tuning}
     *
     * @param most where to search
     */
    public IterativeImpute rounds(Range most) {
        return withHyperparameters(hyperparameters.with(ROUNDS, most));
    }

    /**
     * {@return this step with another tolerance}
     *
     * @param share it is enough when in no row the sum of all changes is above this share of the largest value; at least 0,
     *     0.001 by default
     */
    public IterativeImpute tolerance(double share) {
        return withHyperparameters(hyperparameters.with(TOLERANCE, share));
    }

    /** {@return this step with a boolean column {@code <name>_missing} for each column that it fills} */
    public IterativeImpute withIndicator() {
        return new IterativeImpute(columns, hyperparameters, true);
    }

    @Override
    public IterativeImpute withHyperparameters(Hyperparameters values) {
        return new IterativeImpute(columns, values, indicator);
    }

    /**
     * Fills the columns that were chosen in training.
     *
     * @param names the columns
     * @param means what their missing cells are filled with first
     * @param order the numbers of the columns in the order in which they are filled, in each round
     * @param regressions one after the other, round by round: for each column its coefficient (0 for the one that is filled),
     *     and the intercept
     */
    record Fitted(List<String> names, double[] means, int[] order, double[] regressions, boolean indicator)
            implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (names.isEmpty()) return List.of();
            List<Operation> operations = new ArrayList<>();
            List<Field> fields =
                    names.stream().map(name -> new Field(name, NUMBER)).toList();
            operations.add(new Operation(names, fields, true, this::kernel).meaning(meaning()));
            if (indicator) names.forEach(name -> operations.add(Indicator.operation(name)));
            return operations;
        }

        private FillMeaning meaning() {
            int[] filled = new int[regressions.length / (names.size() + 1)];
            for (int i = 0; i < filled.length; i++) filled[i] = order[i % order.length];
            return new FillMeaning(means, filled, regressions);
        }

        private Kernel kernel(int[] in, int[] out) {
            return frame -> {
                double[] cells = cells(frame, in);
                for (int i = 0; i < out.length; i++) frame.set(out[i], cells[i]);
            };
        }

        private double[] cells(Frame frame, int[] in) {
            double[] cells = new double[in.length];
            boolean[] missing = new boolean[in.length];
            boolean any = false;
            for (int i = 0; i < in.length; i++) {
                cells[i] = frame.number(in[i]);
                missing[i] = Double.isNaN(cells[i]);
                if (missing[i]) cells[i] = means[i];
                any |= missing[i];
            }
            int size = in.length + 1;
            for (int from = 0, at = 0; any && from < regressions.length; from += size, at++) {
                int column = order[at % order.length];
                if (missing[column]) cells[column] = predicted(cells, regressions, from);
            }
            return cells;
        }

        static double predicted(double[] cells, double[] regressions, int from) {
            double sum = regressions[from + cells.length];
            for (int i = 0; i < cells.length; i++) {
                double coefficient = regressions[from + i];
                if (coefficient != 0) sum += coefficient * cells[i];
            }
            return sum;
        }
    }

    static final Codec<IterativeImpute> CODEC = Codec.of(
            "impute.iterative",
            IterativeImpute.class,
            impute -> State.empty()
                    .with("columns", impute.columns.toString())
                    .with("hyperparameters", impute.hyperparameters.toState())
                    .with("indicator", impute.indicator),
            state -> new IterativeImpute(
                    Columns.parse(state.string("columns")),
                    DEFAULTS.withState(state.state("hyperparameters")),
                    state.flag("indicator")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "impute.iterative.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("columns", fitted.names)
                    .with("means", fitted.means)
                    .with("order", fitted.order)
                    .with("regressions", fitted.regressions)
                    .with("indicator", fitted.indicator),
            state -> new Fitted(
                    state.strings("columns"),
                    state.numbers("means"),
                    state.integers("order"),
                    state.numbers("regressions"),
                    state.flag("indicator")));

    @Override
    public String describe() {
        return "impute by regression in " + columns.describe() + (indicator ? " with indicator" : "");
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.planTogether(columns, input, indicator);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = NumberColumns.of(columns).in(training, describe());
        List<String> names = chosen.stream().map(Column::name).toList();
        double[] means = chosen.stream()
                .mapToDouble(column -> Statistics.mean(Statistics.present(column, "Drop it, or use Impute.constant.")))
                .toArray();
        int[] order = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> chosen.get(i).missingCount()))
                .mapToInt(i -> i)
                .toArray();
        double[] regressions = means.length < 2 ? new double[0] : regressions(chosen, names, means, order, context);
        return TransformerFit.of(new Fitted(names, means, order, regressions, indicator));
    }

    private double[] regressions(
            List<Column> chosen, List<String> names, double[] means, int[] order, FitContext context) {
        int width = means.length;
        int size = width + 1;
        double[][] cells = chosen.stream().map(Column::toDoubles).toArray(double[][]::new);
        int[][] present = new int[width][];
        double largest = 0;
        for (int i = 0; i < width; i++) {
            double[] column = cells[i];
            present[i] = IntStream.range(0, column.length)
                    .filter(row -> !Double.isNaN(column[row]))
                    .toArray();
            for (int row : present[i]) largest = Math.max(largest, Math.abs(column[row]));
        }
        boolean[][] missing = new boolean[width][];
        for (int i = 0; i < width; i++) {
            missing[i] = new boolean[cells[i].length];
            for (int row = 0; row < cells[i].length; row++) {
                missing[i][row] = Double.isNaN(cells[i][row]);
                if (missing[i][row]) cells[i][row] = means[i];
            }
        }
        int rounds = hyperparameters.integer(ROUNDS);
        double[] regressions = new double[rounds * width * size];
        for (int round = 0; round < rounds; round++) {
            double[] changes = new double[cells[0].length];
            for (int place = 0; place < width; place++) {
                context.checkCancelled();
                int from = (round * width + place) * size;
                int column = order[place];
                fit(names, cells, column, present[column], regressions, from);
                fill(cells, missing[column], column, regressions, from, changes);
            }
            double most = Arrays.stream(changes).max().orElse(0);
            if (most < hyperparameters.number(TOLERANCE) * largest) {
                return Arrays.copyOf(regressions, (round + 1) * width * size);
            }
        }
        return regressions;
    }

    /** Regresses a column on the others in the rows that have it. */
    private static void fit(
            List<String> names, double[][] cells, int column, int[] rows, double[] regressions, int from) {
        List<Integer> others = IntStream.range(0, cells.length)
                .filter(i -> i != column)
                .boxed()
                .toList();
        List<Integer> all = new ArrayList<>(others);
        all.add(column);
        BayesianRidge found = BayesianRidge.fit(
                all.stream().map(names::get).toList(),
                all.stream()
                        .map(i -> Arrays.stream(rows)
                                .mapToDouble(row -> cells[i][row])
                                .toArray())
                        .toArray(double[][]::new));
        for (int i = 0; i < others.size(); i++) regressions[from + others.get(i)] = found.coefficients()[i];
        regressions[from + cells.length] = found.intercept();
    }

    /** Fills the missing cells of a column anew, and adds up by how much those of each row change. */
    private static void fill(
            double[][] cells, boolean[] missing, int column, double[] regressions, int from, double[] changes) {
        double[] row = new double[cells.length];
        for (int at = 0; at < missing.length; at++) {
            if (!missing[at]) continue;
            for (int i = 0; i < row.length; i++) row[i] = cells[i][at];
            double now = Fitted.predicted(row, regressions, from);
            changes[at] += Math.abs(now - cells[column][at]);
            cells[column][at] = now;
        }
    }
}
