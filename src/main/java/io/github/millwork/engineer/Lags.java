package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Adds what a column was some times before: {@code <column>_lag_<steps>}, within groups {@code <column>_lag_<steps>_by_<groups>}, as pandas' shift within groups. It learns nothing,
 * looks backwards only, and leaves its inputs. The target may be read, since its past is known: when rows are scored, the
 * rows before them are given as history. It counts times that are there, not hours or days: a gap in the series is no step.
 *
 * <p>A step back is the next earlier time that there is in the group; where the group has several rows of that time, the
 * value is their mean, so that rows of one time are never told apart by their order. Where there is no such time, or its
 * value is missing, the lag is missing, and so it is where the row's own time is.
 *
 * @param columns the columns that are looked back on: numbers, integers, booleans; of any role
 * @param time what orders the rows: a date, timestamp or number
 * @param by the columns whose values make the groups; empty where all rows are one series
 * @param steps how many times back, each at least 1
 */
public record Lags(List<String> columns, String time, List<String> by, List<Integer> steps) implements Transformer {
    /**
     * Checks the steps.
     *
     * @param columns the columns that are looked back on: numbers, integers, booleans; of any role
     * @param time what orders the rows: a date, timestamp or number
     * @param by the columns whose values make the groups; empty where all rows are one series
     * @param steps how many times back, each at least 1
     */
    public Lags {
        columns = List.copyOf(columns);
        by = List.copyOf(by);
        steps = List.copyOf(steps);
        if (columns.isEmpty() || steps.isEmpty() || steps.stream().anyMatch(step -> step < 1)) {
            throw new IllegalArgumentException("Expected columns to look back on and steps of at least 1 but found "
                    + columns + " and " + steps + ". A step of 1 is the time before.");
        }
    }

    /**
     * {@return the step that adds lags of a column}
     *
     * @param column the column that is looked back on
     * @param time what orders the rows
     * @param steps how many times back, each at least 1
     */
    public static Lags of(String column, String time, int... steps) {
        return new Lags(
                List.of(column), time, List.of(), IntStream.of(steps).boxed().toList());
    }

    /**
     * {@return this step for further columns too}
     *
     * @param more their names
     */
    public Lags and(String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return new Lags(all, time, by, steps);
    }

    /**
     * {@return this step within groups}
     *
     * @param groups the columns whose values make the groups
     */
    public Lags by(String... groups) {
        return new Lags(columns, time, List.of(groups), steps);
    }

    /** Looks back as it was told to. */
    record Fitted(Lags lags) implements HistoryTransformer {
        @Override
        public List<Operation> operations() {
            return Timeline.operations(lags.columns, lags.time, lags.by, lags::written);
        }

        @Override
        public List<Column> transform(Dataset rows) {
            return transform(rows, Workers.of(1));
        }

        @Override
        public List<Column> transform(Dataset rows, Workers workers) {
            return Timeline.columns(rows, lags.columns, lags.time, lags.by, lags::written, this::fill, workers);
        }

        private void fill(Timeline.Series series, double[][] values) {
            List<Double> means = new ArrayList<>(); // of each time
            for (int begin = 0; begin < series.rows().length; ) {
                int end = series.afterTime(begin);
                for (int i = 0; i < values.length; i++) {
                    int at = means.size() - lags.steps.get(i);
                    if (at < 0) continue;
                    for (int place = begin; place < end; place++) values[i][series.rows()[place]] = means.get(at);
                }
                means.add(Statistic.MEAN.of(Timeline.present(series.values(), begin, end)));
                begin = end;
            }
        }
    }

    private List<Field> written(String column) {
        return steps.stream()
                .map(step -> new Field(column + "_lag_" + step + Timeline.suffix(by), ColumnType.NUMBER))
                .toList();
    }

    static final Codec<Lags> CODEC = Codec.of("lags", Lags.class, Lags::toState, Lags::fromState);

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "lags.fitted", Fitted.class, fitted -> fitted.lags.toState(), state -> new Fitted(fromState(state)));

    private State toState() {
        return State.empty()
                .with("columns", columns)
                .with("time", time)
                .with("by", by)
                .with("steps", steps.stream().mapToInt(step -> step).toArray());
    }

    private static Lags fromState(State state) {
        return new Lags(
                state.strings("columns"),
                state.string("time"),
                state.strings("by"),
                Arrays.stream(state.integers("steps")).boxed().toList());
    }

    @Override
    public String describe() {
        return "lags of " + Names.list(columns) + (by.isEmpty() ? "" : " by " + Names.list(by));
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        return Timeline.plan(input, columns, time, by, this::written);
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        plan(training.schema());
        return TransformerFit.of(new Fitted(this));
    }
}
