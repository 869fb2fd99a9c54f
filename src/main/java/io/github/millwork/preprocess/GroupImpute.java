package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.DATE;
import static io.github.millwork.data.ColumnType.NUMBER;
import static io.github.millwork.data.ColumnType.TIMESTAMP;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.NumberExpression;
import io.github.millwork.data.Schema;
import io.github.millwork.data.TextExpression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Meaning;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Fills missing cells with the mean, the median or the most frequent value of the row's group, learned from training rows: as
 * pandas' groupby with fillna. Where the group has no value, or was not there in training, it is that of all rows. Rows
 * without a group are a group of their own. What each strategy can fill, and what comes out, is as in {@link Impute}; weights
 * of rows are not looked at.
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only those that the strategy can fill
 * @param group the column whose levels make the groups: a category, integer or boolean
 * @param strategy any but {@link Impute.Strategy#CONSTANT}
 * @param indicator whether a boolean column {@code <name>_missing} is added for each column
 */
public record GroupImpute(Columns columns, String group, Impute.Strategy strategy, boolean indicator)
        implements Transformer {
    private static final int MOST_SAID = 100;

    /**
     * Checks the strategy.
     *
     * @param columns which columns; by type, only those that the strategy can fill
     * @param group the column whose levels make the groups: a category, integer or boolean
     * @param strategy any but {@link Impute.Strategy#CONSTANT}
     * @param indicator whether a boolean column {@code <name>_missing} is added for each column
     */
    public GroupImpute {
        if (strategy == Impute.Strategy.CONSTANT) {
            throw new IllegalArgumentException("Expected the mean, the median or the most frequent value of a group to "
                    + "fill in but found a constant, which is the same in all groups. Leave within out.");
        }
    }

    /** {@return this step with a boolean column {@code <name>_missing} for each column that it fills} */
    public GroupImpute withIndicator() {
        return new GroupImpute(columns, group, strategy, true);
    }

    /**
     * What one column is filled with in each group, then where there is none, then in other groups: numbers, or strings.
     *
     * @param name the column
     * @param type what it comes out as
     * @param numbers of columns whose cells are numbers; else empty
     * @param strings of the others; else empty
     */
    record Filled(String name, ColumnType type, double[] numbers, List<String> strings) {
        static Filled of(String name, ColumnType type, List<Object> values) {
            boolean number = type.fitsDouble();
            double[] numbers = values.stream()
                    .filter(value -> number)
                    .mapToDouble(value -> (Double) value)
                    .toArray();
            return new Filled(
                    name,
                    type,
                    numbers,
                    number ? List.of() : values.stream().map(String.class::cast).toList());
        }

        void fill(Frame frame, int in, int out, int place) {
            if (type.fitsDouble()) {
                double cell = frame.number(in);
                frame.set(out, Double.isNaN(cell) ? numbers[place] : cell);
            } else {
                frame.set(out, Objects.requireNonNullElse(frame.string(in), strings.get(place)));
            }
        }

        /** The same as an expression: which group it is, is asked one after the other. */
        Expression said(Levels groups) {
            int missing = groups.size();
            if (type.fitsDouble()) {
                NumberExpression filler = Expression.constant(numbers[missing + 1]);
                for (int group = missing - 1; group >= 0; group--) {
                    filler = groups.is(group).then(Expression.constant(numbers[group]), filler);
                }
                return Expression.number(name)
                        .orElse(groups.isMissing().then(Expression.constant(numbers[missing]), filler));
            }
            TextExpression filler = Expression.literal(strings.get(missing + 1));
            for (int group = missing - 1; group >= 0; group--) {
                filler = groups.is(group).then(Expression.literal(strings.get(group)), filler);
            }
            return Expression.text(name)
                    .orElse(groups.isMissing().then(Expression.literal(strings.get(missing)), filler));
        }

        State toState() {
            State state = State.empty().with("name", name).with("type", type.name());
            return type.fitsDouble() ? state.with("values", numbers) : state.with("levels", strings);
        }

        /** Without a type it was saved when all came out as numbers. */
        static Filled fromState(State state) {
            ColumnType type = state.has("type") ? ColumnType.valueOf(state.string("type")) : NUMBER;
            return new Filled(
                    state.string("name"),
                    type,
                    type.fitsDouble() ? state.numbers("values") : new double[0],
                    type.fitsDouble() ? List.of() : state.strings("levels"));
        }
    }

    /** Fills the columns that were chosen in training; the group is read and written as it is, since it stays. */
    record Fitted(Levels groups, List<Filled> columns, boolean indicator) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (columns.isEmpty()) return List.of();
            List<String> inputs =
                    new ArrayList<>(columns.stream().map(Filled::name).toList());
            List<Field> outputs = new ArrayList<>(columns.stream()
                    .map(column -> new Field(column.name, column.type))
                    .toList());
            inputs.add(groups.name());
            outputs.add(new Field(groups.name(), groups.type()));
            List<Operation> operations = new ArrayList<>();
            operations.add(said(new Operation(inputs, outputs, true, this::filling)));
            if (indicator) columns.forEach(column -> operations.add(Indicator.operation(column.name, column.type)));
            return operations;
        }

        /** Expressions have no dates, and get long where there are many groups. */
        private Operation said(Operation operation) {
            boolean dates = columns.stream().anyMatch(column -> column.type == DATE || column.type == TIMESTAMP);
            if (dates || groups.size() > MOST_SAID) return operation;
            List<Expression> formulas = new ArrayList<>();
            for (Filled column : columns) formulas.add(column.said(groups));
            formulas.add(
                    groups.type().fitsDouble() ? Expression.number(groups.name()) : Expression.text(groups.name()));
            return operation.meaning(new Meaning.Formulas(formulas));
        }

        private Kernel filling(int[] in, int[] out) {
            int last = in.length - 1;
            ToIntFunction<Frame> reader = groups.reader(in[last]);
            boolean number = groups.type().fitsDouble();
            int missing = groups.size();
            return frame -> {
                int code = reader.applyAsInt(frame);
                int place = code >= 0 ? code : code == Levels.MISSING ? missing : missing + 1;
                for (int i = 0; i < last; i++) columns.get(i).fill(frame, in[i], out[i], place);
                if (number) frame.set(out[last], frame.number(in[last]));
                else frame.set(out[last], frame.object(in[last]));
            };
        }
    }

    static final Codec<GroupImpute> CODEC = Codec.of(
            "impute.group",
            GroupImpute.class,
            impute -> State.empty()
                    .with("columns", impute.columns.toString())
                    .with("group", impute.group)
                    .with("strategy", impute.strategy.name())
                    .with("indicator", impute.indicator),
            state -> new GroupImpute(
                    Columns.parse(state.string("columns")),
                    state.string("group"),
                    Impute.Strategy.valueOf(state.string("strategy")),
                    state.flag("indicator")));

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "impute.group.fitted",
            Fitted.class,
            fitted -> State.empty()
                    .with("groups", fitted.groups.toState())
                    .with(
                            "columns",
                            fitted.columns.stream().map(Filled::toState).toList())
                    .with("indicator", fitted.indicator),
            state -> new Fitted(
                    Levels.fromState(state.state("groups")),
                    state.states("columns").stream().map(Filled::fromState).toList(),
                    state.flag("indicator")));

    @Override
    public String describe() {
        return "impute " + strategy.words() + " of " + columns.describe() + " by '" + group + "'"
                + (indicator ? " with indicator" : "");
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        Field groups = Levels.selection(Columns.named(group)).in(input).get(0);
        List<Field> filled = strategy.selection(columns).in(input).stream()
                .filter(field ->
                        !field.name().equals(group)) // it is not filled, whether or not it is among the columns
                .map(field -> new Field(field.name(), strategy.typeAfter(field.type())))
                .toList();
        if (filled.isEmpty()) return List.of();
        List<String> consumed = new ArrayList<>(filled.stream().map(Field::name).toList());
        List<Field> written = new ArrayList<>(filled);
        consumed.add(group);
        written.add(new Field(group, groups.type()));
        List<Schema.Rewrite> rewrites = new ArrayList<>(List.of(new Schema.Rewrite(consumed, written)));
        if (indicator) filled.forEach(field -> rewrites.add(Indicator.plan(field.name())));
        return rewrites;
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Column by =
                Levels.selection(Columns.named(group)).in(training, describe()).get(0);
        Levels groups = Levels.of(by);
        int[][] rows = rows(groups, by);
        List<Filled> filled = strategy.selection(columns).in(training, describe()).stream()
                .filter(column -> !column.name().equals(group))
                .map(column -> Filled.of(column.name(), strategy.typeAfter(column.type()), values(column, rows)))
                .toList();
        return TransformerFit.of(new Fitted(groups, filled, indicator));
    }

    /** The rows of each group, and last those without one. */
    private static int[][] rows(Levels groups, Column by) {
        int[] codes = groups.codes(by);
        int[] places = IntStream.of(codes)
                .map(code -> code >= 0 ? code : groups.size())
                .toArray();
        int[] counts = new int[groups.size() + 1];
        for (int place : places) counts[place]++;
        int[][] rows = IntStream.of(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int row = places.length - 1; row >= 0; row--) rows[places[row]][--counts[places[row]]] = row;
        return rows;
    }

    private List<Object> values(Column column, int[][] rows) {
        Object all = strategy.value(column);
        List<Object> values = new ArrayList<>();
        for (int[] group : rows) {
            Column own = column.rows(group);
            values.add(own.missingCount() == own.size() ? all : strategy.value(own));
        }
        values.add(all);
        return values;
    }
}
