package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Cut;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PurgedGroupTimeTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** Orders that come for some days each. */
    private static Dataset orders(SplittableRandom random, int[] days, int[] orders) {
        for (int row = 0; row < days.length; row++) {
            days[row] = random.nextInt(100);
            orders[row] = (days[row] + random.nextInt(8)) / 4;
        }
        LocalDate start = LocalDate.of(1969, 12, 1);
        return Dataset.of(
                Column.integers("order", Arrays.stream(orders).asLongStream().toArray()),
                Column.dates(
                        "day", Arrays.stream(days).mapToObj(start::plusDays).toArray(LocalDate[]::new)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void exactlyTheRowsNearThePeriodAndOfItsGroupsAreLeftOut(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] days = new int[150];
        int[] orders = new int[150];
        Dataset data = orders(random, days, orders);
        int embargo = random.nextInt(8);
        List<Cut> cuts = CutRows.of(PurgedGroupTime.of("order", "day", 4).embargo(Duration.ofDays(embargo)), data);
        assertThat(cuts).hasSize(4);
        CutRows.areApart(cuts);
        CutRows.areTested(cuts, 150, 1);
        int before = -1;
        for (Cut cut : cuts) {
            int first = Arrays.stream(cut.test()).map(row -> days[row]).min().orElseThrow();
            int last = Arrays.stream(cut.test()).map(row -> days[row]).max().orElseThrow();
            assertThat(first).isGreaterThan(before);
            before = last;
            TreeSet<Integer> tested = new TreeSet<>();
            for (int row : cut.test()) tested.add(orders[row]);
            int distance = Math.max(1, embargo);
            assertThat(cut.train())
                    .containsExactly(IntStream.range(0, 150)
                            .filter(row -> days[row] <= first - distance || days[row] >= last + distance)
                            .filter(row -> !tested.contains(orders[row]))
                            .toArray());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anEmbargoInRowsLeavesAtLeastSoManyOutOnEachSide(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] days = new int[150];
        Dataset data = orders(random, days, new int[150]);
        data = data.with(Column.integers("row", LongStream.range(0, 150).toArray()));
        int embargo = random.nextInt(12);
        for (Cut cut : CutRows.of(PurgedGroupTime.of("row", "day", 4).embargo(Span.rows(embargo)), data)) {
            int first = Arrays.stream(cut.test()).map(row -> days[row]).min().orElseThrow();
            int last = Arrays.stream(cut.test()).map(row -> days[row]).max().orElseThrow();
            TreeSet<Integer> train = new TreeSet<>();
            for (int row : cut.train()) train.add(days[row]);
            Integer earlier = train.lower(first);
            Integer later = train.higher(last);
            long leftBefore = between(days, earlier == null ? -1 : earlier, first);
            long leftAfter = between(days, last, later == null ? 100 : later);
            if (earlier != null) assertThat(leftBefore).isBetween((long) embargo, embargo + widest(days));
            if (later != null) assertThat(leftAfter).isBetween((long) embargo, embargo + widest(days));
            assertThat(cut.train().length + cut.test().length + leftBefore + leftAfter)
                    .isEqualTo(150);
        }
    }

    private static long between(int[] days, int after, int before) {
        return Arrays.stream(days).filter(day -> day > after && day < before).count();
    }

    private static long widest(int[] days) {
        return Arrays.stream(days)
                .mapToLong(day -> between(days, day - 1, day + 1))
                .max()
                .orElseThrow();
    }

    @Test
    void rolesAreTakenWhereNoColumnsAreNamed() {
        Dataset data = orders(new SplittableRandom(3), new int[80], new int[80]);
        CutRows.areEqual(
                CutRows.of(
                        PurgedGroupTime.of(3),
                        data.withRole("order", Role.GROUP).withRole("day", Role.TIME)),
                CutRows.of(PurgedGroupTime.of("order", "day", 3), data));
        assertThat(PurgedGroupTime.of(3).aggregation()).isEqualTo(Aggregation.CHRONOLOGICAL);
    }

    @Test
    void groupsThatLastAllTheTimeAreAnError() {
        Dataset data = Dataset.of(
                Column.categories("shop", "a", "b", "a", "b", "a", "b"), Column.numbers("t", 1, 2, 3, 4, 5, 6));
        assertThatThrownBy(() -> CutRows.of(PurgedGroupTime.of("shop", "t", 2), data))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected rows to fit on in each cut but period 1 of 2-fold purged cross-validation by 'shop' "
                                + "and 't' leaves none: all rows outside are within the embargo, or of the 2 groups of the column "
                                + "'shop' that occur in it. Use a smaller embargo or more periods; where groups last, use "
                                + "CrossValidation.grouped or TimeSeries.");
    }

    @Test
    void equalTimesThatLeaveAPeriodEmptyAreAnError() {
        Dataset data = Dataset.of(Column.integers("g", 1, 2, 3, 4), Column.numbers("t", 1, 1, 1, 2));
        assertThatThrownBy(() -> CutRows.of(PurgedGroupTime.of("g", "t", 3), data))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected rows in each period but period 1 of 3-fold purged cross-validation by 'g' and 't' has "
                                + "none, as there are 4 rows and those of equal time in the column 't' are not separated. Use "
                                + "fewer periods.");
    }
}
