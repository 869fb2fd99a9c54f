package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.Splitter;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Resampling;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validation in order of time: each cut tests rows by what was fitted to earlier ones, and the test parts follow each
 * other up to the latest row. Where no two times are equal the cuts are those of scikit-learn's TimeSeriesSplit.
 *
 * <p>Rows of equal time are never separated: where a test part would begin between them, it begins with the first; a gap
 * gets larger by them and a window smaller. Each part keeps the order of the rows; which rows it has does not depend on that
 * order. Nothing is random in it.
 *
 * <pre>{@code
 * TimeSeries weeks = TimeSeries.expanding("day", 8).testing(Span.of(Duration.ofDays(7))).gap(Duration.ofDays(1));
 * }</pre>
 *
 * @param column the column of times: a date, timestamp or number; null for the one of role {@link Role#TIME}
 * @param cuts how many cuts, at least 2
 * @param window how much to fit on before each gap; null for all
 * @param test how much each cut tests; null for {@code rows / (cuts + 1)} rows
 * @param gap how much lies at least between the latest training row and the earliest test row
 */
public record TimeSeries(
        @Nullable String column,
        int cuts,
        @Nullable Span window,
        @Nullable Span test,
        Span gap) implements Resampling {
    static final Codec<TimeSeries> CODEC =
            Codec.of("time-series", TimeSeries.class, TimeSeries::encode, TimeSeries::decode);

    /**
     * Checks that there are cuts, and that parts are not empty.
     *
     * @param column the column of times: a date, timestamp or number; null for the one of role {@link Role#TIME}
     * @param cuts how many cuts, at least 2
     * @param window how much to fit on before each gap; null for all
     * @param test how much each cut tests; null for {@code rows / (cuts + 1)} rows
     * @param gap how much lies at least between the latest training row and the earliest test row
     */
    public TimeSeries {
        if (cuts < 2) {
            throw new IllegalArgumentException(
                    "Expected at least 2 cuts but found " + cuts + ". Use Holdout.chronological to test once.");
        }
        if ((window != null && window.isNone()) || (test != null && test.isNone())) {
            throw new IllegalArgumentException("Expected a span above zero to fit on and to test but found "
                    + (window != null && window.isNone() ? window : test) + ". Leave it out for the default.");
        }
    }

    /**
     * {@return cuts that fit on all earlier rows, by the column of role {@link Role#TIME}}
     *
     * @param cuts how many cuts, at least 2
     */
    public static TimeSeries expanding(int cuts) {
        return new TimeSeries(null, cuts, null, null, Span.NONE);
    }

    /**
     * {@return cuts that fit on all earlier rows}
     *
     * @param column a date, timestamp or number column
     * @param cuts how many cuts, at least 2
     */
    public static TimeSeries expanding(String column, int cuts) {
        return new TimeSeries(column, cuts, null, null, Span.NONE);
    }

    /**
     * {@return cuts that fit on the latest of the earlier rows, by the column of role {@link Role#TIME}}
     *
     * @param cuts how many cuts, at least 2
     * @param window so many rows at most; or those later than the latest training row less a duration or number
     */
    public static TimeSeries sliding(int cuts, Span window) {
        return new TimeSeries(null, cuts, window, null, Span.NONE);
    }

    /**
     * {@return cuts that fit on the latest of the earlier rows}
     *
     * @param column a date, timestamp or number column
     * @param cuts how many cuts, at least 2
     * @param window so many rows at most; or those later than the latest training row less a duration or number
     */
    public static TimeSeries sliding(String column, int cuts, Span window) {
        return new TimeSeries(column, cuts, window, null, Span.NONE);
    }

    /**
     * {@return these cuts with another size of each test part}
     *
     * @param size so many rows; or a duration or number, counted back from the latest time, so that each part covers as
     *     much time
     */
    public TimeSeries testing(Span size) {
        return new TimeSeries(column, cuts, window, size, gap);
    }

    /**
     * {@return these cuts with a gap, for what is known later than it happens}
     *
     * @param between so many rows that are left out at least; or how much earlier than the first test row each training row
     *     is at least
     */
    public TimeSeries gap(Span between) {
        return new TimeSeries(column, cuts, window, test, between);
    }

    /**
     * {@return these cuts with a gap, for what is known later than it happens}
     *
     * @param between how much earlier than the first test row each training row is at least
     */
    public TimeSeries gap(Duration between) {
        return gap(Span.of(between));
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.CHRONOLOGICAL;
    }

    @Override
    public boolean inOrderOfTime() {
        return true;
    }

    @Override
    public String describe() {
        return cuts + " cuts in order of time" + (column == null ? "" : " by '" + column + "'")
                + (window == null ? "" : ", fitted on the last " + window)
                + (test == null ? "" : ", tested on " + test)
                + (gap.isNone() ? "" : ", with a gap of " + gap);
    }

    @Override
    public List<Cut> cuts(Dataset data, Splitter.Request request) {
        TimeLine line = new TimeLine(RowKeys.column(
                data,
                column,
                Role.TIME,
                describe(),
                "TimeSeries." + (window == null ? "expanding" : "sliding") + "(\"column\", " + cuts
                        + (window == null ? ")" : ", ...)")));
        line.check(gap, "a gap");
        if (window != null) line.check(window, "a window to fit on");
        if (test != null) line.check(test, "a test part");
        int[] begins = begins(line);
        List<Cut> made = new ArrayList<>();
        for (int i = 0; i < cuts; i++) {
            int begin = begins[i];
            int end = begins[i + 1];
            if (begin == end) {
                throw new DataException("Expected rows to test in each cut but cut " + (i + 1) + " of " + describe()
                        + " has none, as rows of equal time in the column '" + line.name()
                        + "' are not separated, or there are none in that time. Use fewer cuts, or larger test parts.");
            }
            int trainEnd = begin == 0 ? 0 : line.earlierBy(begin, gap);
            int trainBegin = window == null || trainEnd == 0 ? 0 : line.within(window, trainEnd - 1);
            if (trainBegin == trainEnd) {
                throw new DataException("Expected rows to fit on in each cut but cut " + (i + 1) + " of " + describe()
                        + " has none among the " + begin + " rows before its test part. Use fewer cuts, smaller test "
                        + "parts, a smaller gap" + (window == null ? "." : " or a larger window."));
            }
            made.add(new Cut(line.rows(trainBegin, trainEnd), line.rows(begin, end)));
        }
        return List.copyOf(made);
    }

    /** The places where the test parts begin, and where the last one ends. */
    private int[] begins(TimeLine line) {
        int[] begins = new int[cuts + 1];
        int rows = line.rows();
        begins[cuts] = rows;
        Span size = test != null ? test : Span.rows(rows / (cuts + 1));
        if (size.isNone()) {
            throw new DataException("Expected at least " + (cuts + 1) + " rows for " + describe() + " but found " + rows
                    + ". Collect more rows, or use fewer cuts.");
        }
        for (int i = 0; i < cuts; i++) {
            double all = size.amount() * (cuts - i);
            if (size.unit() == Span.Unit.ROWS) begins[i] = line.borderBefore((int) Math.max(0, rows - all));
            else begins[i] = line.within(new Span(size.unit(), all), rows - 1);
        }
        return begins;
    }

    private State encode() {
        State state = State.empty().with("cuts", cuts).with("gap", gap.toState());
        if (column != null) state = state.with("column", column);
        if (window != null) state = state.with("window", window.toState());
        return test == null ? state : state.with("test", test.toState());
    }

    private static TimeSeries decode(State state) {
        return new TimeSeries(
                state.has("column") ? state.string("column") : null,
                state.integer("cuts"),
                state.has("window") ? Span.fromState(state.state("window")) : null,
                state.has("test") ? Span.fromState(state.state("test")) : null,
                Span.fromState(state.state("gap")));
    }
}
