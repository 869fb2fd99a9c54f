package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Puts numbers on a common scale: {@code (value - centre) / spread}, both learned from training rows. The definitions are
 * those of scikit-learn's StandardScaler, MinMaxScaler, MaxAbsScaler and RobustScaler. Missing cells stay missing; weights of rows are
 * not looked at. Numbers and integers come out as numbers.
 *
 * <p>The spread of a constant column counts as 1. Constant is also a column whose spread is within ten rounding errors of
 * its largest value, since dividing by such a spread would blow up the errors. (scikit-learn bounds the spread itself by
 * ten machine epsilons, so that it depends on the unit.)
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param method what centre and spread are
 */
public record Scale(Columns columns, Method method) implements Transformer {
    /** What centre and spread are. */
    public enum Method {
        /** The mean, and the standard deviation (of the rows themselves, divided by n). */
        STANDARD,
        /** The smallest value, and the largest less the smallest. */
        MIN_MAX,
        /** Zero, and the largest absolute value. */
        MAX_ABS,
        /** The median, and the third quartile less the first, by linear interpolation. */
        ROBUST
    }

    /**
     * {@return the step that gives each column mean 0 and standard deviation 1 over the training rows}
     *
     * @param columns numbers and integers
     */
    public static Scale standard(Columns columns) {
        return new Scale(columns, Method.STANDARD);
    }

    /**
     * {@return the step that maps the training rows to 0 to 1; later rows may fall outside}
     *
     * @param columns numbers and integers
     */
    public static Scale minMax(Columns columns) {
        return new Scale(columns, Method.MIN_MAX);
    }

    /**
     * {@return the step that maps the training rows to -1 to 1 and zero to zero; later rows may fall outside}
     *
     * @param columns numbers and integers
     */
    public static Scale maxAbs(Columns columns) {
        return new Scale(columns, Method.MAX_ABS);
    }

    /**
     * {@return the step that gives each column median 0 and interquartile range 1, whatever the outliers}
     *
     * @param columns numbers and integers
     */
    public static Scale robust(Columns columns) {
        return new Scale(columns, Method.ROBUST);
    }

    /**
     * {@return the step that gives each column a uniform distribution over the training rows, or a normal one}
     *
     * @param columns numbers and integers
     */
    public static QuantileScale quantile(Columns columns) {
        return new QuantileScale(columns, QuantileScale.DEFAULTS);
    }

    /**
     * {@return the step that takes each column to the power that makes it most like a normal distribution}
     *
     * @param columns numbers and integers
     */
    public static PowerScale power(Columns columns) {
        return new PowerScale(columns, false, true);
    }

    /**
     * {@return the step that scales each row so that these columns taken together have length 1}
     *
     * @param columns numbers and integers; vectors where they are chosen by name
     * @param norm what the length of a row is
     */
    public static RowNorm rows(Columns columns, RowNorm.Norm norm) {
        return new RowNorm(columns, norm);
    }

    /** How one column is scaled. */
    record Scaled(String name, double centre, double spread) {}

    /** Scales the columns that were chosen in training. */
    record Fitted(List<Scaled> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream()
                    .map(c -> Operation.map(c.name, c.name, value -> (value - c.centre) / c.spread)
                            .meaning(new Meaning.Formulas(
                                    Expression.number(c.name).minus(c.centre).dividedBy(c.spread))))
                    .toList();
        }
    }

    static final Codec<Scale> CODEC = Codec.of(
            "scale",
            Scale.class,
            scale -> State.empty().with("columns", scale.columns.toString()).with("method", scale.method.name()),
            state -> new Scale(Columns.parse(state.string("columns")), Method.valueOf(state.string("method"))));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "scale.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("centre", column.centre)
                                            .with("spread", column.spread))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(column -> new Scaled(column.string("name"), column.number("centre"), column.number("spread")))
                    .toList()));

    @Override
    public String describe() {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-') + " scale " + columns.describe();
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.plan(columns, input);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = NumberColumns.of(columns).in(training, describe());
        return TransformerFit.of(new Fitted(context.workers()
                .forCells((long) training.rowCount() * chosen.size())
                .each(chosen, column -> scaled(column.name(), Statistics.present(column, "Drop it."), method))));
    }

    /** Learns from values, which are sorted for it. */
    static Scaled scaled(String column, double[] values, Method method) {
        Arrays.sort(values);
        double smallest = values[0];
        double largest = values[values.length - 1];
        double centre = switch (method) {
            case STANDARD -> Statistics.mean(values);
            case MIN_MAX -> smallest;
            case MAX_ABS -> 0;
            case ROBUST -> Statistics.quantile(values, 0.5);
        };
        double spread = switch (method) {
            case STANDARD -> Statistics.deviation(values, centre);
            case MIN_MAX -> largest - smallest;
            case MAX_ABS -> Math.max(Math.abs(smallest), Math.abs(largest));
            case ROBUST -> Statistics.quantile(values, 0.75) - Statistics.quantile(values, 0.25);
        };
        if (!Double.isFinite(centre) || !Double.isFinite(spread)) {
            throw new DataException("Expected column '" + column + "' to have numbers that can be added up but "
                    + "they go from " + smallest + " to " + largest + ". Derive their logarithm first.");
        }
        double rounding = Math.ulp(Math.max(Math.abs(smallest), Math.abs(largest)));
        return new Scaled(column, centre, spread > 10 * rounding ? spread : 1);
    }
}
