package io.github.millwork.engineer;

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
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.SplineMeaning;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the values of B-splines in the place of a number, so that a linear model can follow a curve: a vector with dimensions
 * {@code <column>_sp_<number>}, of which degree + 1 are not zero and which add up to 1. The definition is that of
 * scikit-learn's SplineTransformer, with its defaults: five knots, evenly spaced between the smallest and the largest
 * training value; beyond them the splines stay what they are at the ends. A missing cell gives zeros, which no number does.
 * Weights of rows are not looked at.
 *
 * <p>A column without two different values in the training rows, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param hyperparameters {@code knots}, {@code degree} and {@code spacing} (even or quantile)
 */
public record Splines(Columns columns, Hyperparameters hyperparameters) implements Transformer {
    private static final String KNOTS = "knots";
    private static final String DEGREE = "degree";
    private static final String SPACING = "spacing";

    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(KNOTS, 5, value -> value >= 2, "at least 2")
            .integer(DEGREE, 3, value -> value >= 1 && value <= 10, "from 1 to 10")
            .choice(SPACING, "even", List.of("even", "quantile"));

    /**
     * {@return the step that puts cubic splines in the place of numbers}
     *
     * @param columns numbers and integers
     */
    public static Splines of(Columns columns) {
        return new Splines(columns, DEFAULTS);
    }

    /**
     * {@return this step with another number of knots}
     *
     * @param count at least 2; the default is 5
     */
    public Splines knots(int count) {
        return withHyperparameters(hyperparameters.with(KNOTS, count));
    }

    /**
     * {@return this step with the number of knots left to tuning}
     *
     * @param count where to search
     */
    public Splines knots(Range count) {
        return withHyperparameters(hyperparameters.with(KNOTS, count));
    }

    /**
     * {@return this step with splines of another degree}
     *
     * @param degree from 1 to 10; the default is 3
     */
    public Splines degree(int degree) {
        return withHyperparameters(hyperparameters.with(DEGREE, degree));
    }

    /** {@return this step with knots at quantiles of the training rows} */
    public Splines atQuantiles() {
        return withHyperparameters(hyperparameters.with(SPACING, "quantile"));
    }

    @Override
    public Splines withHyperparameters(Hyperparameters values) {
        return new Splines(columns, values);
    }

    /**
     * The splines of one column.
     *
     * @param name the column
     * @param degree their degree
     * @param knots all knots, those beyond the data too
     */
    record Basis(String name, int degree, double[] knots) {
        private int size() {
            return knots.length - degree - 1;
        }

        Operation operation() {
            List<String> dimensions =
                    IntStream.range(0, size()).mapToObj(i -> name + "_sp_" + i).toList();
            Field written = new Field(name, VECTOR, Role.FEATURE, -1, dimensions);
            return new Operation(List.of(name), List.of(written), true, (in, out) -> frame -> {
                        double cell = frame.number(in[0]);
                        frame.set(out[0], Double.isNaN(cell) ? SparseVector.ZERO : at(cell));
                    })
                    .meaning(new SplineMeaning(degree, knots));
        }

        /** The recursion of Cox and de Boor, for the degree + 1 splines that are not zero. */
        private SparseVector at(double cell) {
            double x = Math.max(knots[degree], Math.min(knots[size()], cell));
            int interval = degree;
            while (interval < size() - 1 && x >= knots[interval + 1]) interval++;
            double[] values = new double[degree + 1];
            values[0] = 1;
            for (int d = 1; d <= degree; d++) {
                double saved = 0;
                for (int r = 0; r < d; r++) {
                    double right = knots[interval + r + 1];
                    double left = knots[interval + 1 - d + r];
                    double part = values[r] / (right - left);
                    values[r] = saved + (right - x) * part;
                    saved = (x - left) * part;
                }
                values[d] = saved;
            }
            int first = interval - degree;
            return SparseVector.of(IntStream.rangeClosed(first, interval).toArray(), values);
        }
    }

    /** Evaluates the splines of the columns that were chosen in training. */
    record Fitted(List<Basis> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Basis::operation).toList();
        }
    }

    static final Codec<Splines> CODEC = Codec.of(
            "splines",
            Splines.class,
            step -> State.empty()
                    .with("columns", step.columns.toString())
                    .with("hyperparameters", step.hyperparameters.toState()),
            state -> new Splines(
                    Columns.parse(state.string("columns")), DEFAULTS.withState(state.state("hyperparameters"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "splines.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(basis -> State.empty()
                                            .with("name", basis.name)
                                            .with("degree", basis.degree)
                                            .with("knots", basis.knots))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(basis -> new Basis(basis.string("name"), basis.integer("degree"), basis.numbers("knots")))
                    .toList()));

    @Override
    public String describe() {
        return "splines of " + columns.describe();
    }

    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return selection().in(input).stream()
                .map(field -> new Schema.Rewrite(List.of(field.name()), List.of(new Field(field.name(), VECTOR))))
                .toList();
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(
                selection().in(training, describe()).stream().map(this::basis).toList()));
    }

    private Basis basis(Column column) {
        double[] values = Statistics.present(column, "Drop it.");
        Arrays.sort(values);
        int count = hyperparameters.integer(KNOTS);
        boolean even = hyperparameters.text(SPACING).equals("even");
        double low = values[0];
        double high = values[values.length - 1];
        double[] base = new double[count];
        for (int i = 0; i < count; i++) {
            double share = (double) i / (count - 1);
            base[i] = even
                    ? i == count - 1 ? high : low + i * ((high - low) / (count - 1))
                    : Statistics.quantile(values, share);
        }
        base = Arrays.stream(base).distinct().toArray();
        if (base.length < 2 || Double.isInfinite(high - low)) {
            throw new DataException("Expected column '" + column.name() + "' to have different values to lay splines "
                    + "through but they go from " + low + " to " + high + ". Drop it, or clip it first.");
        }
        int degree = hyperparameters.integer(DEGREE);
        double[] knots = new double[base.length + 2 * degree];
        System.arraycopy(base, 0, knots, degree, base.length);
        int last = degree + base.length - 1;
        for (int i = 1; i <= degree; i++) {
            knots[degree - i] = base[0] - i * (base[1] - base[0]);
            knots[last + i] = base[base.length - 1] + i * (base[base.length - 1] - base[base.length - 2]);
        }
        return new Basis(column.name(), degree, knots);
    }
}
