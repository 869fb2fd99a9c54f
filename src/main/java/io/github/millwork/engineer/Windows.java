package io.github.millwork.engineer;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Names;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.HistoryTransformer;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.TransformerFit;
import io.github.millwork.stage.Workers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Adds statistics of a column over earlier rows, within groups: of the last rows or the last stretch of time (rolling), or of
 * all rows so far (expanding). It learns nothing, looks backwards only, and leaves its inputs. The target may be read, since
 * its past is known: when rows are scored, the rows before them are given as history.
 *
 * <p>By default a row sees rows of strictly earlier times; with {@link #withOwnTime} those of its own time too, itself among
 * them. Rows of one time are never told apart: where the last so many rows would cut them, all of that time are in. Missing
 * values are left out of a statistic; where a row's time is missing, so are its statistics. As in pandas' rolling within
 * groups, with {@code closed="left"} and {@code min_periods=1}.
 *
 * @param columns the columns that are looked back on: numbers, integers, booleans; of any role
 * @param time what orders the rows: a date, timestamp or number
 * @param by the columns whose values make the groups; empty where all rows are one series
 * @param reach which earlier rows are in
 * @param width how many rows, or how much time (milliseconds of a timestamp, days of a date); 0 for all so far
 * @param statistics what is computed, each a column {@code <column>_<statistic>_<window>}, within groups {@code ..._by_<groups>}
 * @param ownTime whether rows of the row's own time are in
 */
public record Windows(
        List<String> columns,
        String time,
        List<String> by,
        Reach reach,
        double width,
        List<Statistic> statistics,
        boolean ownTime)
        implements Transformer {
    /** Which earlier rows are in a window. */
    public enum Reach {
        /** The last so many rows. */
        ROWS,
        /** Those within a stretch of time. */
        TIME,
        /** All. */
        ALL
    }

    private static final long MILLIS_A_DAY = 86_400_000;

    /**
     * Checks width and statistics.
     *
     * @param columns the columns that are looked back on: numbers, integers, booleans; of any role
     * @param time what orders the rows: a date, timestamp or number
     * @param by the columns whose values make the groups; empty where all rows are one series
     * @param reach which earlier rows are in
     * @param width how many rows, or how much time (milliseconds of a timestamp, days of a date); 0 for all so far
     * @param statistics what is computed, each a column {@code <column>_<statistic>_<window>}, within groups {@code ..._by_<groups>}
     * @param ownTime whether rows of the row's own time are in
     */
    public Windows {
        columns = List.copyOf(columns);
        by = List.copyOf(by);
        statistics = List.copyOf(statistics);
        boolean wide = reach == Reach.ALL ? width == 0 : width > 0 && width < Double.POSITIVE_INFINITY;
        if (!wide || (reach == Reach.ROWS && width != Math.rint(width))) {
            throw new IllegalArgumentException("Expected a window of at least one row or some time but found " + width
                    + ". Windows.soFar takes all earlier rows.");
        }
        if (columns.isEmpty() || statistics.isEmpty()) {
            throw new IllegalArgumentException("Expected columns to look back on and statistics of them but found "
                    + columns + " and " + statistics + ".");
        }
    }

    private static Windows of(String column, String time, Reach reach, double width) {
        return new Windows(List.of(column), time, List.of(), reach, width, List.of(Statistic.MEAN), false);
    }

    /**
     * {@return the step that adds the mean of the last rows before a row}
     *
     * @param rows how many, at least 1
     * @param column the column that is looked back on
     * @param time what orders the rows
     */
    public static Windows last(int rows, String column, String time) {
        return of(column, time, Reach.ROWS, rows);
    }

    /**
     * {@return the step that adds the mean of the rows within a stretch of time before a row; those at its beginning are in}
     *
     * @param stretch how long, above zero; whole days where the time is a date
     * @param column the column that is looked back on
     * @param time what orders the rows: a date or timestamp
     */
    public static Windows within(Duration stretch, String column, String time) {
        return of(column, time, Reach.TIME, (double) stretch.toMillis());
    }

    /**
     * {@return the step that adds the mean of all rows before a row}
     *
     * @param column the column that is looked back on
     * @param time what orders the rows
     */
    public static Windows soFar(String column, String time) {
        return of(column, time, Reach.ALL, 0);
    }

    /**
     * {@return this step for further columns too}
     *
     * @param more their names
     */
    public Windows and(String... more) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(more));
        return new Windows(all, time, by, reach, width, statistics, ownTime);
    }

    /**
     * {@return this step within groups}
     *
     * @param groups the columns whose values make the groups
     */
    public Windows by(String... groups) {
        return new Windows(columns, time, List.of(groups), reach, width, statistics, ownTime);
    }

    /**
     * {@return this step with other statistics than the mean}
     *
     * @param chosen one or more
     */
    public Windows statistics(Statistic... chosen) {
        return new Windows(columns, time, by, reach, width, List.of(chosen), ownTime);
    }

    /** {@return this step with rows of the row's own time in the window, itself among them; not for the target} */
    public Windows withOwnTime() {
        return new Windows(columns, time, by, reach, width, statistics, true);
    }

    /** Looks back as it was told to; the width is in the unit of the time column. */
    record Fitted(Windows windows, double width) implements HistoryTransformer {
        @Override
        public List<Operation> operations() {
            return Timeline.operations(windows.columns, windows.time, windows.by, windows::written);
        }

        @Override
        public List<Column> transform(Dataset rows) {
            return transform(rows, Workers.of(1));
        }

        @Override
        public List<Column> transform(Dataset rows, Workers workers) {
            boolean all = windows.reach == Reach.ALL;
            return Timeline.columns(
                    rows,
                    windows.columns,
                    windows.time,
                    windows.by,
                    windows::written,
                    all ? this::expand : this::roll,
                    workers);
        }

        /** Each window is computed from its own values, so that no bit depends on what lies before it. */
        private void roll(Timeline.Series series, double[][] values) {
            int from = 0;
            for (int begin = 0; begin < series.rows().length; ) {
                int end = series.afterTime(begin);
                int last = windows.ownTime ? end : begin;
                if (windows.reach == Reach.TIME) {
                    while (from < last && series.times()[from] < series.times()[begin] - width) from++;
                } else {
                    from = (int) Math.max(0, last - width);
                    while (from > 0 && from < last && series.times()[from - 1] == series.times()[from]) from--;
                }
                double[] present = Timeline.present(series.values(), from, last);
                double mean = Statistic.MEAN.of(present);
                for (int i = 0; i < values.length; i++) {
                    double value = windows.statistics.get(i).of(present, mean);
                    for (int place = begin; place < end; place++) values[i][series.rows()[place]] = value;
                }
                begin = end;
            }
        }

        private void expand(Timeline.Series series, double[][] values) {
            RunningStatistics running = new RunningStatistics();
            for (int begin = 0; begin < series.rows().length; ) {
                int end = series.afterTime(begin);
                if (windows.ownTime) running.add(series.values(), begin, end);
                for (int i = 0; i < values.length; i++) {
                    double value = running.get(windows.statistics.get(i));
                    for (int place = begin; place < end; place++) values[i][series.rows()[place]] = value;
                }
                if (!windows.ownTime) running.add(series.values(), begin, end);
                begin = end;
            }
        }
    }

    private List<Field> written(String column) {
        String window = switch (reach) {
            case ROWS -> "last_" + (long) width;
            case TIME -> Duration.ofMillis((long) width).toString().substring(1).toLowerCase(Locale.ROOT);
            case ALL -> "so_far";
        };
        return statistics.stream()
                .map(statistic -> new Field(
                        column + "_" + statistic.label() + "_" + window + Timeline.suffix(by), ColumnType.NUMBER))
                .toList();
    }

    static final Codec<Windows> CODEC = Codec.of("windows", Windows.class, Windows::toState, Windows::fromState);

    static final Codec<Fitted> FITTED_CODEC = Codec.of(
            "windows.fitted",
            Fitted.class,
            fitted -> fitted.windows.toState().with("unit", fitted.width),
            state -> new Fitted(fromState(state), state.number("unit")));

    private State toState() {
        return State.empty()
                .with("columns", columns)
                .with("time", time)
                .with("by", by)
                .with("reach", reach.name())
                .with("width", width)
                .with("statistics", statistics.stream().map(Statistic::name).toList())
                .with("ownTime", ownTime);
    }

    private static Windows fromState(State state) {
        return new Windows(
                state.strings("columns"),
                state.string("time"),
                state.strings("by"),
                Reach.valueOf(state.string("reach")),
                state.number("width"),
                state.strings("statistics").stream().map(Statistic::valueOf).toList(),
                state.flag("ownTime"));
    }

    @Override
    public String describe() {
        return switch (reach) {
                    case ROWS -> "the last " + (long) width + " rows";
                    case TIME -> "the last " + Duration.ofMillis((long) width);
                    case ALL -> "all earlier rows";
                }
                + " of " + Names.list(columns) + (by.isEmpty() ? "" : " by " + Names.list(by));
    }

    @Override
    public List<Schema.Rewrite> plan(Schema input) {
        List<Schema.Rewrite> rewrites = Timeline.plan(input, columns, time, by, this::written);
        ColumnType type = input.field(time).type();
        boolean clock = type == ColumnType.TIMESTAMP || type == ColumnType.DATE;
        boolean whole = type != ColumnType.DATE || width % MILLIS_A_DAY == 0;
        if (reach == Reach.TIME && !(clock && whole)) {
            throw new DataException("Expected column '" + time + "' to be a timestamp, or a date and whole days, to "
                    + "look back by time but it is " + type.label() + ". Use Windows.last to look back by rows.");
        }
        for (String column : columns) {
            if (ownTime && input.field(column).role() == Role.TARGET) {
                throw new DataException("Expected a window over the target to end before the row's own time but "
                        + "withOwnTime was asked for, and the target of a row is not known when it is scored. Leave "
                        + "withOwnTime out.");
            }
        }
        return rewrites;
    }

    @Override
    public TransformerFit fit(Dataset training, FitContext context) {
        plan(training.schema());
        boolean days = training.column(time).type() == ColumnType.DATE;
        return TransformerFit.of(new Fitted(this, reach == Reach.TIME && days ? width / MILLIS_A_DAY : width));
    }
}
