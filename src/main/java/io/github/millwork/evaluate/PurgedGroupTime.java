package io.github.millwork.evaluate;

import io.github.millwork.data.Column;
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
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cross-validation over periods of time, purged: each period is tested once by what was fitted to rows before and after it,
 * without rows of a group that occurs in it, and without rows too near to it (Lopez de Prado 2018, Advances in Financial
 * Machine Learning, chapter 7; the embargo is kept on both sides). For rows that share what happens over a time, such as
 * orders of one delivery. Groups must come and go: those that are there all the time leave nothing to fit on.
 *
 * <p>Periods have as equal numbers of rows as equal times allow, which are never separated. Each part keeps the order of
 * the rows; which rows it has does not depend on that order. Nothing is random in it.
 *
 * @param groups the column of the groups; null for the one of role {@link Role#GROUP}
 * @param time the column of times: a date, timestamp or number; null for the one of role {@link Role#TIME}
 * @param folds how many periods, at least 2
 * @param embargo how far from the period training rows are at least
 */
public record PurgedGroupTime(
        @Nullable String groups, @Nullable String time, int folds, Span embargo) implements Resampling {
    static final Codec<PurgedGroupTime> CODEC =
            Codec.of("purged-group-time", PurgedGroupTime.class, PurgedGroupTime::encode, PurgedGroupTime::decode);

    /**
     * Checks the number of periods.
     *
     * @param groups the column of the groups; null for the one of role {@link Role#GROUP}
     * @param time the column of times: a date, timestamp or number; null for the one of role {@link Role#TIME}
     * @param folds how many periods, at least 2
     * @param embargo how far from the period training rows are at least
     */
    public PurgedGroupTime {
        if (folds < 2) {
            throw new IllegalArgumentException(
                    "Expected at least 2 periods but found " + folds + ". Use Holdout.chronological to test once.");
        }
    }

    /**
     * {@return purged cross-validation by the columns of role {@link Role#GROUP} and {@link Role#TIME}, without an
     * embargo}
     *
     * @param folds how many periods, at least 2
     */
    public static PurgedGroupTime of(int folds) {
        return new PurgedGroupTime(null, null, folds, Span.NONE);
    }

    /**
     * {@return purged cross-validation without an embargo}
     *
     * @param groups a column that is equal in the rows of a group
     * @param time a date, timestamp or number column
     * @param folds how many periods, at least 2
     */
    public static PurgedGroupTime of(String groups, String time, int folds) {
        return new PurgedGroupTime(groups, time, folds, Span.NONE);
    }

    /**
     * {@return this cross-validation with an embargo before and after each period}
     *
     * @param distance so many rows that are left out at least on each side; or how far from the earliest and the latest
     *     test row each training row is at least
     */
    public PurgedGroupTime embargo(Span distance) {
        return new PurgedGroupTime(groups, time, folds, distance);
    }

    /**
     * {@return this cross-validation with an embargo before and after each period}
     *
     * @param distance how far from the earliest and the latest test row each training row is at least
     */
    public PurgedGroupTime embargo(Duration distance) {
        return embargo(Span.of(distance));
    }

    @Override
    public Aggregation aggregation() {
        return Aggregation.CHRONOLOGICAL;
    }

    @Override
    public String describe() {
        return folds + "-fold purged cross-validation"
                + (groups == null ? "" : " by '" + groups + "'")
                + (time == null ? "" : (groups == null ? " by '" : " and '") + time + "'")
                + (embargo.isNone() ? "" : " with an embargo of " + embargo);
    }

    @Override
    public List<Cut> cuts(Dataset data, Splitter.Request request) {
        String call = "PurgedGroupTime.of(\"group column\", \"time column\", " + folds + ")";
        Column keys = RowKeys.column(data, groups, Role.GROUP, describe(), call);
        RowKeys.Groups group = RowKeys.groups(keys);
        TimeLine line = new TimeLine(RowKeys.column(data, time, Role.TIME, describe(), call));
        line.check(embargo, "an embargo");
        List<Cut> cuts = new ArrayList<>();
        for (int k = 0; k < folds; k++) {
            int begin = line.borderBefore((int) ((long) line.rows() * k / folds));
            int end = line.borderBefore((int) ((long) line.rows() * (k + 1) / folds));
            if (begin == end) {
                throw new DataException("Expected rows in each period but period " + (k + 1) + " of " + describe()
                        + " has none, as there are " + line.rows() + " rows and those of equal time in the column '"
                        + line.name() + "' are not separated. Use fewer periods.");
            }
            int[] test = line.rows(begin, end);
            BitSet tested = new BitSet();
            for (int row : test) tested.set(group.of()[row]);
            int before = begin == 0 ? 0 : line.earlierBy(begin, embargo);
            int after = line.laterBy(end - 1, embargo);
            int[] train = IntStream.concat(
                            IntStream.of(line.rows(0, before)), IntStream.of(line.rows(after, line.rows())))
                    .filter(row -> !tested.get(group.of()[row]))
                    .sorted()
                    .toArray();
            if (train.length == 0) {
                throw new DataException("Expected rows to fit on in each cut but period " + (k + 1) + " of "
                        + describe() + " leaves none: all rows outside are within the embargo, or of the "
                        + tested.cardinality() + " groups of the column '" + keys.name()
                        + "' that occur in it. Use a smaller embargo or more periods; where groups last, use "
                        + "CrossValidation.grouped or TimeSeries.");
            }
            cuts.add(new Cut(train, test));
        }
        return List.copyOf(cuts);
    }

    private State encode() {
        State state = State.empty().with("folds", folds).with("embargo", embargo.toState());
        if (groups != null) state = state.with("groups", groups);
        return time == null ? state : state.with("time", time);
    }

    private static PurgedGroupTime decode(State state) {
        return new PurgedGroupTime(
                state.has("groups") ? state.string("groups") : null,
                state.has("time") ? state.string("time") : null,
                state.integer("folds"),
                Span.fromState(state.state("embargo")));
    }
}
