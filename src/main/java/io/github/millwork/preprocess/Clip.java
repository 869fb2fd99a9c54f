package io.github.millwork.preprocess;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.NumberExpression;
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

/**
 * Takes what lies beyond two bounds to the bound: bounds that are given, quantiles of the training rows (winsorising), or
 * so many interquartile ranges beyond the quartiles (Tukey's fences). Quantiles are those of NumPy. Missing cells stay
 * missing; weights of rows are not looked at; numbers and integers come out as numbers.
 *
 * <p>Where bounds are learned, a column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param method where the bounds come from
 * @param low the lower bound, the lower share, or how many interquartile ranges
 * @param high the upper bound, the upper share, or the same number of interquartile ranges
 */
public record Clip(Columns columns, Method method, double low, double high) implements Transformer {
    /** Where the bounds come from. */
    public enum Method {
        /** They are given. */
        BETWEEN,
        /** They are the quantiles of two shares of the training rows. */
        QUANTILES,
        /** They lie so many interquartile ranges below the first quartile and above the third. */
        FENCES
    }

    /**
     * Checks the numbers.
     *
     * @param columns which columns; by type, only numbers and integers
     * @param method where the bounds come from
     * @param low the lower bound, the lower share, or how many interquartile ranges
     * @param high the upper bound, the upper share, or the same number of interquartile ranges
     */
    public Clip {
        boolean legal = switch (method) {
            case BETWEEN -> low <= high;
            case QUANTILES -> 0 <= low && low <= high && high <= 1;
            case FENCES -> low >= 0 && low == high && low < Double.POSITIVE_INFINITY;
        };
        if (!legal) {
            throw new IllegalArgumentException("Expected "
                    + switch (method) {
                        case BETWEEN -> "a lower bound and one that is not below it";
                        case QUANTILES -> "two ascending shares from 0 to 1";
                        case FENCES -> "a number of interquartile ranges of at least 0";
                    }
                    + " but found " + low + " and " + high + ".");
        }
    }

    /**
     * {@return the step that clips at given bounds}
     *
     * @param columns numbers and integers
     * @param low the lower bound, which may be minus infinity
     * @param high the upper bound, which may be infinity
     */
    public static Clip between(Columns columns, double low, double high) {
        return new Clip(columns, Method.BETWEEN, low, high);
    }

    /**
     * {@return the step that clips at quantiles of the training rows}
     *
     * @param columns numbers and integers
     * @param low the share of rows below the lower bound, such as 0.01
     * @param high the share of rows below the upper bound, such as 0.99
     */
    public static Clip quantiles(Columns columns, double low, double high) {
        return new Clip(columns, Method.QUANTILES, low, high);
    }

    /**
     * {@return the step that clips so many interquartile ranges below the first quartile and above the third}
     *
     * @param columns numbers and integers
     * @param ranges at least 0; 1.5 is usual for outliers, 3 for far ones
     */
    public static Clip fences(Columns columns, double ranges) {
        return new Clip(columns, Method.FENCES, ranges, ranges);
    }

    /** The bounds of one column. */
    record Bounds(String name, double low, double high) {
        double clip(double value) {
            return value < low ? low : value > high ? high : value;
        }

        Operation operation() {
            NumberExpression clipped = Expression.number(name);
            if (low > Double.NEGATIVE_INFINITY) clipped = clipped.max(Expression.constant(low));
            if (high < Double.POSITIVE_INFINITY) clipped = clipped.min(Expression.constant(high));
            return Operation.map(name, name, this::clip).meaning(new Meaning.Formulas(clipped));
        }
    }

    /** Clips the columns that were chosen in training. */
    record Fitted(List<Bounds> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream().map(Bounds::operation).toList();
        }
    }

    static final Codec<Clip> CODEC = Codec.of(
            "clip",
            Clip.class,
            clip -> State.empty()
                    .with("columns", clip.columns.toString())
                    .with("method", clip.method.name())
                    .with("low", clip.low)
                    .with("high", clip.high),
            state -> new Clip(
                    Columns.parse(state.string("columns")),
                    Method.valueOf(state.string("method")),
                    state.number("low"),
                    state.number("high")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "clip.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream()
                                    .map(bounds -> State.empty()
                                            .with("name", bounds.name)
                                            .with("low", bounds.low)
                                            .with("high", bounds.high))
                                    .toList()),
            state -> new Fitted(state.states("columns").stream()
                    .map(bounds -> new Bounds(bounds.string("name"), bounds.number("low"), bounds.number("high")))
                    .toList()));

    @Override
    public String describe() {
        return "clip " + columns.describe()
                + switch (method) {
                    case BETWEEN -> " to " + low + " to " + high;
                    case QUANTILES -> " at the quantiles " + low + " and " + high;
                    case FENCES -> " " + low + " interquartile ranges beyond the quartiles";
                };
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return NumberColumns.plan(columns, input);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        return TransformerFit.of(new Fitted(NumberColumns.of(columns).in(training, describe()).stream()
                .map(this::bounds)
                .toList()));
    }

    private Bounds bounds(Column column) {
        if (method == Method.BETWEEN) return new Bounds(column.name(), low, high);
        double[] values = Statistics.present(column, "Drop it, or use Clip.between.");
        Arrays.sort(values);
        if (method == Method.QUANTILES) {
            return new Bounds(column.name(), Statistics.quantile(values, low), Statistics.quantile(values, high));
        }
        double first = Statistics.quantile(values, 0.25);
        double third = Statistics.quantile(values, 0.75);
        double reach = low * (third - first);
        return new Bounds(column.name(), first - reach, third + reach);
    }
}
