package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.BOOLEAN;
import static io.github.millwork.data.ColumnType.CATEGORY;
import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.INTEGER;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TEXT;
import static io.github.millwork.data.ColumnType.TIMESTAMP;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fills missing cells with one value for each column, learned from training rows or given. The definitions are those of
 * scikit-learn's SimpleImputer. Weights of rows are not looked at.
 *
 * <p>Mean and median make integer columns numbers, since both may have a fraction. Mean, median and most frequent refuse
 * a column that has no value in any training row, and infinite values in training rows.
 *
 * @param columns which columns; by type, only those that the strategy can fill
 * @param strategy where the value comes from
 * @param constant the value for {@link Strategy#CONSTANT}, a String or a finite Double; else null
 * @param indicator whether a boolean column {@code <name>_missing} is added for each column
 */
public record Impute(
        Columns columns, Strategy strategy, @Nullable Object constant, boolean indicator) implements Transformer {
    /** Where the value that is filled in comes from. */
    public enum Strategy {
        /** The mean of the column; for numbers and integers. */
        MEAN,
        /** The median of the column; for numbers and integers. */
        MEDIAN,
        /** The most frequent value, the smallest of equally frequent ones; for all but text and vectors. */
        MOST_FREQUENT,
        /** A given value: a number for numbers and integers, a string for categories and text. */
        CONSTANT;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        /** What can be filled with something that is learned. */
        Selection selection(Columns columns) {
            return this == MOST_FREQUENT
                    ? Selection.of(columns, NUMBER, INTEGER, BOOLEAN, CATEGORY, DATE, TIMESTAMP)
                    : Selection.of(columns, NUMBER, INTEGER);
        }

        /** What a column is once it is filled with something that is learned. */
        ColumnType typeAfter(ColumnType before) {
            return this == MOST_FREQUENT ? before : NUMBER;
        }

        /** What a column is filled with: a String for a category, else a Double. */
        Object value(Column column) {
            if (column.type() == CATEGORY) return mostFrequentLevel(column);
            double[] values = Statistics.present(column, REMEDY);
            if (this == MEAN) return Statistics.mean(values);
            Arrays.sort(values);
            return this == MEDIAN ? Statistics.quantile(values, 0.5) : Statistics.mode(values);
        }
    }

    private static final String REMEDY = "Drop it, or use Impute.constant.";

    /**
     * Checks that a constant is there exactly where it is needed.
     *
     * @param columns which columns; by type, only those that the strategy can fill
     * @param strategy where the value comes from
     * @param constant the value for {@link Strategy#CONSTANT}, a String or a finite Double; else null
     * @param indicator whether a boolean column {@code <name>_missing} is added for each column
     */
    public Impute {
        boolean usable = (constant instanceof String string && !string.isEmpty())
                || (constant instanceof Double number && Double.isFinite(number));
        if (strategy == Strategy.CONSTANT ? !usable : constant != null) {
            throw new IllegalArgumentException("Expected a finite number or a string that is not empty, to fill in as "
                    + "a constant, but found " + constant + ". Give the value that missing cells are to have.");
        }
    }

    /**
     * {@return the step that fills in the mean of the training rows}
     *
     * @param columns numbers and integers; they come out as numbers
     */
    public static Impute mean(Columns columns) {
        return new Impute(columns, Strategy.MEAN, null, false);
    }

    /**
     * {@return the step that fills in the median of the training rows}
     *
     * @param columns numbers and integers; they come out as numbers
     */
    public static Impute median(Columns columns) {
        return new Impute(columns, Strategy.MEDIAN, null, false);
    }

    /**
     * {@return the step that fills in the most frequent value of the training rows, the smallest of equally frequent
     * ones}
     *
     * @param columns any but text and vectors; they keep their type
     */
    public static Impute mostFrequent(Columns columns) {
        return new Impute(columns, Strategy.MOST_FREQUENT, null, false);
    }

    /**
     * {@return the step that fills in a number}
     *
     * @param columns numbers and integers; an integer column comes out as a number if the value has a fraction
     * @param value any finite number
     */
    public static Impute constant(Columns columns, double value) {
        return new Impute(columns, Strategy.CONSTANT, value, false);
    }

    /**
     * {@return the step that fills in a string}
     *
     * @param columns categories and text; they keep their type
     * @param value any string but the empty one
     */
    public static Impute constant(Columns columns, String value) {
        return new Impute(columns, Strategy.CONSTANT, value, false);
    }

    /**
     * {@return this step with a boolean column {@code <name>_missing} for each column that it fills} Unlike in
     * scikit-learn that is also so for a column without missing cells in training: what a step writes is known before
     * anything is fitted, and the same in every fold.
     */
    public Impute withIndicator() {
        return new Impute(columns, strategy, constant, true);
    }

    /**
     * {@return the step that fills in what a regression on the other columns says, in rounds}
     *
     * @param columns numbers and integers; they come out as numbers
     */
    public static IterativeImpute iterative(Columns columns) {
        return new IterativeImpute(columns, IterativeImpute.DEFAULTS, false);
    }

    /**
     * {@return the step that fills in the mean of a column in the nearest training rows that have it}
     *
     * @param columns numbers and integers, on one scale; they come out as numbers
     * @param count how many rows, at least 1
     */
    public static NeighbourImpute neighbours(Columns columns, int count) {
        return new NeighbourImpute(columns, NeighbourImpute.DEFAULTS.with(NeighbourImpute.NEIGHBOURS, count), false);
    }

    /**
     * {@return the step that fills in the mean, the median or the most frequent value of the row's group instead of that of
     * all rows}
     *
     * @param group the column whose levels make the groups: a category, integer or boolean
     * @throws IllegalArgumentException if this step fills in a constant
     */
    public GroupImpute within(String group) {
        return new GroupImpute(columns, group, strategy, indicator);
    }

    /** What one column is filled with: a Double for the types that fit in one, else a String. */
    record Filled(String name, ColumnType type, Object value, boolean indicator) {
        List<Operation> operations() {
            Operation fill = new Operation(
                    List.of(name), List.of(new Field(name, type)), true, (in, out) -> filling(in[0], out[0]));
            return indicator
                    ? List.of(said(fill, filled()), Indicator.operation(name, type))
                    : List.of(said(fill, filled()));
        }

        /** Expressions have no dates. */
        private Operation said(Operation operation, Expression expression) {
            return type == DATE || type == TIMESTAMP ? operation : operation.meaning(new Meaning.Formulas(expression));
        }

        private Expression filled() {
            return value instanceof Double number
                    ? Expression.number(name).orElse(number)
                    : Expression.text(name).orElse((String) value);
        }

        private Kernel filling(int in, int out) {
            if (value instanceof Double number) {
                double filler = number;
                return frame -> frame.set(out, Double.isNaN(frame.number(in)) ? filler : frame.number(in));
            }
            return frame -> frame.set(out, Objects.requireNonNullElse(frame.string(in), value));
        }

        State toState() {
            return State.empty()
                    .with("name", name)
                    .with("type", type.name())
                    .with("value", value)
                    .with("indicator", indicator);
        }

        static Filled fromState(State state) {
            ColumnType type = ColumnType.valueOf(state.string("type"));
            Object value = type.fitsDouble() ? (Object) state.number("value") : state.string("value");
            return new Filled(state.string("name"), type, value, state.flag("indicator"));
        }
    }

    /** Fills the columns that were chosen in training. */
    record Fitted(List<Filled> columns) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            return columns.stream()
                    .flatMap(column -> column.operations().stream())
                    .toList();
        }
    }

    static final Codec<Impute> CODEC = Codec.of(
            "impute",
            Impute.class,
            impute -> {
                State state = State.empty()
                        .with("columns", impute.columns.toString())
                        .with("strategy", impute.strategy.name())
                        .with("indicator", impute.indicator);
                return impute.constant == null ? state : state.with("constant", impute.constant);
            },
            state -> new Impute(
                    Columns.parse(state.string("columns")),
                    Strategy.valueOf(state.string("strategy")),
                    state.values().get("constant"),
                    state.flag("indicator")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "impute.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with(
                            "columns",
                            fitted.columns.stream().map(Filled::toState).toList()),
            state -> new Fitted(
                    state.states("columns").stream().map(Filled::fromState).toList()));

    @Override
    public String describe() {
        String what = strategy == Strategy.CONSTANT ? "'" + constant + "'" : strategy.words();
        return "impute " + what + " of " + columns.describe() + (indicator ? " with indicator" : "");
    }

    private Selection selection() {
        if (constant == null) return strategy.selection(columns);
        return constant instanceof String
                ? Selection.of(columns, CATEGORY, TEXT)
                : Selection.of(columns, NUMBER, INTEGER);
    }

    private ColumnType typeAfter(ColumnType before) {
        if (constant == null) return strategy.typeAfter(before);
        return constant instanceof Double number && number != Math.rint(number) ? NUMBER : before;
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Schema.Rewrite> rewrites = new ArrayList<>();
        for (Field field : selection().in(input)) {
            Field filled = new Field(field.name(), typeAfter(field.type()));
            rewrites.add(new Schema.Rewrite(List.of(field.name()), List.of(filled)));
            if (indicator) rewrites.add(Indicator.plan(field.name()));
        }
        return rewrites;
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        List<Column> chosen = selection().in(training, describe());
        return TransformerFit.of(new Fitted(context.workers()
                .forCells((long) training.rowCount() * chosen.size())
                .each(
                        chosen,
                        column -> new Filled(column.name(), typeAfter(column.type()), valueFor(column), indicator))));
    }

    private Object valueFor(Column column) {
        return constant == null ? strategy.value(column) : constant;
    }

    private static String mostFrequentLevel(Column column) {
        Map<String, Integer> counts = new HashMap<>();
        for (int row = 0; row < column.size(); row++) {
            String level = column.string(row);
            if (level != null) counts.merge(level, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(
                                Map.Entry.<String, Integer>comparingByKey().reversed()))
                .map(Map.Entry::getKey)
                .orElseThrow(() -> Statistics.allMissing(column, REMEDY));
    }
}
