package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeSeriesTest {
    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    static Stream<State> sets() {
        return Fixtures.sets("times.json");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("sets")
    void whereNoTimesAreEqualTheCutsAreThoseOfScikitLearn(State set) {
        int[] times = set.integers("times");
        int window = set.integer("window");
        TimeSeries how = window == 0
                ? TimeSeries.expanding(set.integer("k"))
                : TimeSeries.sliding(set.integer("k"), Span.rows(window));
        how = how.gap(Span.rows(set.integer("gap")));
        if (set.integer("size") > 0) how = how.testing(Span.rows(set.integer("size")));
        List<Cut> expected = set.states("cuts").stream()
                .map(cut -> new Cut(cut.integers("train"), cut.integers("test")))
                .toList();
        LocalDate day = LocalDate.of(2023, 11, 30);
        for (Column column : List.of(
                Column.numbers(
                        "t",
                        Arrays.stream(times).mapToDouble(t -> (t - 9) / 8.0).toArray()),
                Column.integers(
                        "t",
                        Arrays.stream(times)
                                .mapToLong(t -> Long.MAX_VALUE - 100 + t)
                                .toArray()),
                Column.dates("t", Arrays.stream(times).mapToObj(day::plusDays).toArray(LocalDate[]::new)))) {
            CutRows.areEqual(CutRows.of(how, Dataset.of(column.withRole(Role.TIME))), expected);
        }
    }

    private static int first(int[] times, int[] rows) {
        return Arrays.stream(rows).map(row -> times[row]).min().orElseThrow();
    }

    private static int last(int[] times, int[] rows) {
        return Arrays.stream(rows).map(row -> times[row]).max().orElseThrow();
    }

    private static long count(int[] times, int from, int to) {
        return Arrays.stream(times).filter(t -> t >= from && t <= to).count();
    }

    private static int[] times(SplittableRandom random, int rows, int distinct) {
        return IntStream.range(0, rows).map(row -> random.nextInt(distinct)).toArray();
    }

    private static Dataset data(int[] times) {
        return Dataset.of(
                Column.integers("t", Arrays.stream(times).asLongStream().toArray()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gapsAndWindowsInRowsAreKeptAndEqualTimesStayTogether(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] times = times(random, 100 + random.nextInt(200), 60 + random.nextInt(100));
        int gap = random.nextInt(10);
        int window = 15 + random.nextInt(40);
        TimeSeries how = TimeSeries.sliding("t", 4, Span.rows(window)).gap(Span.rows(gap));
        List<Cut> cuts = CutRows.of(how, data(times));
        CutRows.areApart(cuts);
        int size = times.length / 5;
        int widest =
                IntStream.of(times).map(t -> (int) count(times, t, t)).max().orElseThrow();
        int tested = 0;
        for (int i = 0; i < 4; i++) {
            Cut cut = cuts.get(i);
            int begin = first(times, cut.test());
            int end = last(times, cut.test());
            assertThat(count(times, begin, end)).isEqualTo(cut.test().length);
            assertThat(begin)
                    .isEqualTo(
                            i == 0
                                    ? begin
                                    : nextTime(
                                            times, last(times, cuts.get(i - 1).test())));
            assertThat(cut.test().length).isBetween(size - widest + 1, size + widest - 1);
            int trainEnd = last(times, cut.train());
            assertThat(trainEnd).isLessThan(begin);
            assertThat(count(times, trainEnd + 1, begin - 1)).isBetween((long) gap, (long) gap + widest);
            assertThat(count(times, first(times, cut.train()), trainEnd)).isEqualTo(cut.train().length);
            long before = count(times, 0, trainEnd);
            assertThat((long) cut.train().length).isBetween(Math.min(window, before) - widest + 1, (long) window);
            tested += cut.test().length;
        }
        assertThat(last(times, cuts.get(3).test()))
                .isEqualTo(IntStream.of(times).max().orElseThrow());
        assertThat(tested).isGreaterThanOrEqualTo(4 * size);
    }

    private static int nextTime(int[] times, int after) {
        return Arrays.stream(times).filter(t -> t > after).min().orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gapsWindowsAndTestPartsInTimeAreKept(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] days = times(random, 150, 100);
        LocalDate start = LocalDate.of(1969, 12, 1);
        Dataset data = Dataset.of(
                Column.dates(
                        "day", Arrays.stream(days).mapToObj(start::plusDays).toArray(LocalDate[]::new)),
                Column.timestamps(
                        "at",
                        Arrays.stream(days)
                                .mapToObj(day -> Instant.EPOCH.plus(Duration.ofDays(day - 40)))
                                .toArray(Instant[]::new)),
                Column.numbers("n", Arrays.stream(days).asDoubleStream().toArray()),
                Column.integers("i", Arrays.stream(days).asLongStream().toArray()));
        int gap = random.nextInt(12);
        int window = 10 + random.nextInt(20);
        int size = 7 + random.nextInt(5);
        int latest = IntStream.of(days).max().orElseThrow();
        List<Cut> byDay = CutRows.of(inDays("day", gap, window, size), data);
        CutRows.areApart(byDay);
        for (int i = 0; i < 3; i++) {
            Cut cut = byDay.get(i);
            int end = latest - (2 - i) * size;
            assertThat(cut.test()).containsExactly(where(days, end - size + 1, end));
            int before = first(days, cut.test()) - Math.max(1, gap);
            assertThat(last(days, cut.train())).isLessThanOrEqualTo(before);
            int trainEnd = last(days, where(days, 0, before));
            assertThat(cut.train()).containsExactly(where(days, trainEnd - window + 1, trainEnd));
        }
        CutRows.areEqual(CutRows.of(inDays("at", gap, window, size), data), byDay);
        for (String column : List.of("n", "i")) {
            TimeSeries how = TimeSeries.sliding(column, 3, Span.of(window))
                    .testing(Span.of(size))
                    .gap(Span.of(gap));
            CutRows.areEqual(CutRows.of(how, data), byDay);
        }
    }

    private static TimeSeries inDays(String column, int gap, int window, int size) {
        return TimeSeries.sliding(column, 3, Span.of(Duration.ofDays(window)))
                .testing(Span.of(Duration.ofDays(size)))
                .gap(Duration.ofDays(gap));
    }

    private static int[] where(int[] times, int from, int to) {
        return IntStream.range(0, times.length)
                .filter(row -> times[row] >= from && times[row] <= to)
                .toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderOfTheRowsDoesNotMatter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] times = times(random, 120, 80);
        Dataset data =
                data(times).with(Column.integers("id", LongStream.range(0, 120).toArray()));
        Dataset other = data.rows(io.github.millwork.data.RowOrder.shuffled(120, random));
        TimeSeries how = TimeSeries.expanding("t", 3).gap(Span.rows(random.nextInt(9)));
        List<Cut> cuts = CutRows.of(how, data);
        List<Cut> others = CutRows.of(how, other);
        for (int i = 0; i < 3; i++) {
            assertThat(ids(others.get(i).of(other).train()))
                    .isEqualTo(ids(cuts.get(i).of(data).train()));
            assertThat(ids(others.get(i).of(other).test()))
                    .isEqualTo(ids(cuts.get(i).of(data).test()));
        }
    }

    private static List<Double> ids(Dataset part) {
        return Arrays.stream(part.column("id").toDoubles()).sorted().boxed().toList();
    }

    @Test
    void aPartOfADayCountsAsADayBetweenDates() {
        LocalDate day = LocalDate.of(2024, 1, 1);
        Dataset data = Dataset.of(Column.dates(
                "day", IntStream.range(0, 6).mapToObj(day::plusDays).toArray(LocalDate[]::new)));
        TimeSeries how = TimeSeries.expanding("day", 2).testing(Span.rows(1)).gap(Duration.ofHours(25));
        assertThat(CutRows.shown(CutRows.of(how, data))).containsExactly("[0, 1, 2][4]", "[0, 1, 2, 3][5]");
    }

    @Test
    void itsCutsAreNotExchangeable() {
        assertThat(TimeSeries.expanding(3).aggregation()).isEqualTo(Aggregation.CHRONOLOGICAL);
    }

    @Test
    void equalTimesThatLeaveATestPartEmptyAreAnError() {
        assertThatThrownBy(() -> CutRows.of(TimeSeries.expanding("t", 3), data(new int[] {1, 2, 2, 2, 2, 2, 2, 3})))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected rows to test in each cut but cut 1 of 3 cuts in order of time by 't' has none, as "
                                + "rows of equal time in the column 't' are not separated, or there are none in that time. Use "
                                + "fewer cuts, or larger test parts.");
    }

    @Test
    void aGapThatLeavesNothingToFitOnIsAnError() {
        TimeSeries how = TimeSeries.expanding("t", 3).gap(Span.rows(2));
        assertThatThrownBy(() -> CutRows.of(how, data(IntStream.range(0, 8).toArray())))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected rows to fit on in each cut but cut 1 of 3 cuts in order of time by 't', with a gap "
                                + "of 2 rows has none among the 2 rows before its test part. Use fewer cuts, smaller test parts, "
                                + "a smaller gap.");
    }

    @Test
    void aSpanThatTheColumnCannotMeasureIsAnError() {
        assertThatThrownBy(() -> CutRows.of(TimeSeries.expanding("t", 2).gap(Duration.ofMinutes(90)), data(new int[9])))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a gap in rows or as a number, since the column 't' is integer, but found 90 min. Use "
                                + "Span.rows, or Span.of(1.0).");
        Dataset days = Dataset.of(Column.dates("day", LocalDate.EPOCH, LocalDate.MAX.withYear(2000)));
        assertThatThrownBy(() -> CutRows.of(TimeSeries.sliding("day", 2, Span.of(7)), days))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a window to fit on in rows or as a Duration, since the column 'day' is date, but "
                        + "found 7. Use Span.rows, or Span.of(Duration.ofDays(1)).");
    }

    @Test
    void tooFewRowsAreAnError() {
        assertThatThrownBy(() -> CutRows.of(TimeSeries.expanding("t", 5), data(new int[] {1, 2, 3})))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected at least 6 rows for 5 cuts in order of time by 't' but found 3. Collect more rows, "
                                + "or use fewer cuts.");
    }
}
