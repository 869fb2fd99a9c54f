package io.github.millwork.preprocess;

import static io.github.millwork.data.ColumnType.INTEGER;
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
import io.github.millwork.stage.Kernel;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.Selection;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Fills missing numbers with the mean or the median of the row's group, learned from training rows: as pandas' groupby with
 * fillna. Where the group has no value, or was not there in training, it is that of all rows. Rows without a group are a
 * group of their own. Numbers and integers come out as numbers; weights of rows are not looked at.
 *
 * <p>A column without a value in any training row, or with an infinite one, is refused.
 *
 * @param columns which columns; by type, only numbers and integers
 * @param group the column whose levels make the groups: a category, integer or boolean
 * @param strategy {@link Impute.Strategy#MEAN} or {@link Impute.Strategy#MEDIAN}
 * @param indicator whether a boolean column {@code <name>_missing} is added for each column
 */
public record GroupImpute(Columns columns, String group, Impute.Strategy strategy, boolean indicator)
        implements Transformer {
    /**
     * Checks the strategy.
     *
     * @param columns which columns; by type, only numbers and integers
     * @param group the column whose levels make the groups: a category, integer or boolean
     * @param strategy {@link Impute.Strategy#MEAN} or {@link Impute.Strategy#MEDIAN}
     * @param indicator whether a boolean column {@code <name>_missing} is added for each column
     */
    public GroupImpute {
        if (strategy != Impute.Strategy.MEAN && strategy != Impute.Strategy.MEDIAN) {
            throw new IllegalArgumentException("Expected the mean or the median of a group to fill in but found "
                    + strategy + ". Use Impute.mean or Impute.median with within.");
        }
    }

    /** {@return this step with a boolean column {@code <name>_missing} for each column that it fills} */
    public GroupImpute withIndicator() {
        return new GroupImpute(columns, group, strategy, true);
    }

    /** What one column is filled with in each group, then where there is none, then in other groups. */
    record Filled(String name, double[] values) {}

    /** Fills the columns that were chosen in training; the group is read and written as it is, since it stays. */
    record Fitted(Levels groups, List<Filled> columns, boolean indicator) implements FittedTransformer {
        @Override
        public List<Operation> operations() {
            if (columns.isEmpty()) return List.of();
            List<String> inputs =
                    new ArrayList<>(columns.stream().map(Filled::name).toList());
            List<Field> outputs = new ArrayList<>(
                    inputs.stream().map(name -> new Field(name, NUMBER)).toList());
            inputs.add(groups.name());
            outputs.add(new Field(groups.name(), groups.type()));
            List<Operation> operations = new ArrayList<>();
            operations.add(new Operation(inputs, outputs, true, this::filling));
            if (indicator) columns.forEach(column -> operations.add(Indicator.operation(column.name)));
            return operations;
        }

        private Kernel filling(int[] in, int[] out) {
            int last = in.length - 1;
            ToIntFunction<Frame> reader = groups.reader(in[last]);
            boolean number = groups.type().fitsDouble();
            return frame -> {
                int code = reader.applyAsInt(frame);
                for (int i = 0; i < last; i++) {
                    double[] values = columns.get(i).values;
                    int place = code >= 0 ? code : code == Levels.MISSING ? values.length - 2 : values.length - 1;
                    double cell = frame.number(in[i]);
                    frame.set(out[i], Double.isNaN(cell) ? values[place] : cell);
                }
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
                            fitted.columns.stream()
                                    .map(column -> State.empty()
                                            .with("name", column.name)
                                            .with("values", column.values))
                                    .toList())
                    .with("indicator", fitted.indicator),
            state -> new Fitted(
                    Levels.fromState(state.state("groups")),
                    state.states("columns").stream()
                            .map(column -> new Filled(column.string("name"), column.numbers("values")))
                            .toList(),
                    state.flag("indicator")));

    @Override
    public String describe() {
        return "impute " + strategy.name().toLowerCase(Locale.ROOT) + " of " + columns.describe() + " by '" + group
                + "'" + (indicator ? " with indicator" : "");
    }

    /** The group itself is not filled, whether or not it is among the columns. */
    private Selection selection() {
        return Selection.of(columns, NUMBER, INTEGER);
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        Field groups = Levels.selection(Columns.named(group)).in(input).get(0);
        List<String> names = selection().in(input).stream()
                .map(Field::name)
                .filter(name -> !name.equals(group))
                .toList();
        if (names.isEmpty()) return List.of();
        List<String> consumed = new ArrayList<>(names);
        List<Field> written = new ArrayList<>(
                names.stream().map(name -> new Field(name, NUMBER)).toList());
        consumed.add(group);
        written.add(new Field(group, groups.type()));
        List<Schema.Rewrite> rewrites = new ArrayList<>(List.of(new Schema.Rewrite(consumed, written)));
        if (indicator) {
            for (String name : names) rewrites.add(Indicator.plan(name));
        }
        return rewrites;
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        Column by =
                Levels.selection(Columns.named(group)).in(training, describe()).get(0);
        Levels groups = Levels.of(by);
        int[] codes = groups.codes(by);
        List<Filled> filled = selection().in(training, describe()).stream()
                .filter(column -> !column.name().equals(group))
                .map(column -> new Filled(column.name(), values(column, codes, groups.size())))
                .toList();
        return TransformerFit.of(new Fitted(groups, filled, indicator));
    }

    private double[] values(Column column, int[] codes, int groups) {
        double all = value(Statistics.present(column, "Drop it, or use Impute.constant."));
        double[] values = new double[groups + 2];
        Arrays.fill(values, all);
        for (int group = 0; group <= groups; group++) {
            int wanted = group < groups ? group : Levels.MISSING;
            double[] present = IntStream.range(0, codes.length)
                    .filter(row -> codes[row] == wanted)
                    .mapToDouble(column::number)
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            if (present.length > 0) values[group] = value(present);
        }
        return values;
    }

    private double value(double[] present) {
        if (strategy == Impute.Strategy.MEAN) return Statistics.mean(present);
        Arrays.sort(present);
        return Statistics.quantile(present, 0.5);
    }
}
