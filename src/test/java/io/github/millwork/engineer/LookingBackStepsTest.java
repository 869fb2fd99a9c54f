package io.github.millwork.engineer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Step;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.Transformer;
import io.github.millwork.testkit.References;
import io.github.millwork.train.GradientBoosting;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lags and windows: only the past is seen, and history makes single rows what they are among others. */
class LookingBackStepsTest {
    private static final Dataset ROWS = Dataset.of(
            Column.integers("t", 5, 1, 3, 3, 2, Long.MIN_VALUE, 9),
            Column.categories("g", "a", "a", "a", "a", "b", "a", "a"),
            Column.numbers("x", 50, 10, 30, 40, 7, 1, 90));

    private static double[] one(Transformer step, Dataset rows, String column) {
        return References.apply(step, rows).column(column).toDoubles();
    }

    @Test
    void aLagIsTheValueOfAnEarlierTimeInTheGroup() {
        double nan = Double.NaN;
        assertThat(one(Lags.of("x", "t", 1).by("g"), ROWS, "x_lag_1_by_g"))
                .containsExactly(35, nan, 10, 10, nan, nan, 50);
        assertThat(one(Lags.of("x", "t", 2).by("g"), ROWS, "x_lag_2_by_g"))
                .containsExactly(10, nan, nan, nan, nan, nan, 35);
        assertThat(one(Lags.of("x", "t", 1), ROWS, "x_lag_1")).containsExactly(35, nan, 7, 7, 10, nan, 50);
    }

    @Test
    void aWindowHasTheLastRowsOfEarlierTimesAndCutsNoTimeInTwo() {
        double nan = Double.NaN;
        assertThat(one(Windows.last(1, "x", "t").by("g"), ROWS, "x_mean_last_1_by_g"))
                .containsExactly(35, nan, 10, 10, nan, nan, 50);
        assertThat(one(
                        Windows.last(2, "x", "t")
                                .by("g")
                                .statistics(Statistic.SUM)
                                .withOwnTime(),
                        ROWS,
                        "x_sum_last_2_by_g"))
                .containsExactly(120, 10, 70, 70, 7, nan, 140);
        assertThat(one(Windows.soFar("x", "t").by("g").statistics(Statistic.COUNT), ROWS, "x_count_so_far_by_g"))
                .containsExactly(3, 0, 1, 1, 0, nan, 4);
    }

    @Test
    void aWindowMayBeAStretchOfTime() {
        Dataset hours = Dataset.of(
                Column.timestamps(
                        "when",
                        Instant.parse("2024-01-01T00:00:00Z"),
                        Instant.parse("2024-01-01T01:00:00Z"),
                        Instant.parse("2024-01-01T03:30:00Z")),
                Column.numbers("x", 1, 2, 3));
        assertThat(one(Windows.within(Duration.ofHours(3), "x", "when").statistics(Statistic.SUM), hours, "x_sum_t3h"))
                .containsExactly(0, 1, 2);
        Dataset days = Dataset.of(
                Column.dates("when", LocalDate.of(2024, 1, 1), LocalDate.of(2024, 1, 2), LocalDate.of(2024, 1, 4)),
                Column.numbers("x", 1, 2, 3));
        assertThat(one(Windows.within(Duration.ofDays(2), "x", "when"), days, "x_mean_t48h"))
                .containsExactly(Double.NaN, 1, 2);
    }

    /** The last rows, of any number, say all that a step needs to know of the past. */
    @Test
    void aRowWithItsHistoryIsWhatItIsAmongAllRows() {
        SplittableRandom random = new SplittableRandom(2);
        int rows = 200;
        Dataset series = Dataset.of(
                Column.integers(
                        "t", IntStream.range(0, rows).mapToLong(row -> row / 2).toArray()),
                Column.numbers("x", random.doubles(rows).toArray()),
                Column.numbers("y", random.doubles(rows).toArray()));
        FittedChain<Regression> fitted = new Chain<>(
                        Task.regress(Target.of("y")),
                        List.of(
                                new Step("engineer", Lags.of("y", "t", 1, 2)),
                                new Step("engineer", Windows.last(4, "x", "t").statistics(Statistic.values()))),
                        GradientBoosting.regressor().trees(5))
                .fit(series, FitContext.of(0));
        for (int row = 20; row < rows; row += 7) {
            int[] until = IntStream.range(row - 20, row).toArray();
            Dataset single = series.rows(row);
            assertThat(fitted.predict(single, series.rows(until)))
                    .containsExactly(fitted.predict(series).get(row));
        }
    }

    @Test
    void onlyThePastIsSeen() {
        SplittableRandom random = new SplittableRandom(5);
        int rows = 120;
        long[] times = random.longs(rows, 0, 60).toArray();
        double[] x = random.doubles(rows).toArray();
        Dataset before = Dataset.of(Column.integers("t", times), Column.numbers("x", x));
        double[] changed = x.clone();
        for (int row = 0; row < rows; row++) {
            if (times[row] >= 30) changed[row] = 1e6;
        }
        Dataset after = before.with(Column.numbers("x", changed));
        for (Transformer step : List.of(
                Lags.of("x", "t", 1, 2, 5),
                Windows.last(3, "x", "t").statistics(Statistic.values()),
                Windows.soFar("x", "t").statistics(Statistic.values()))) {
            Dataset one = References.apply(step, before).drop("x");
            Dataset other = References.apply(step, after).drop("x");
            int[] early =
                    IntStream.range(0, rows).filter(row -> times[row] <= 30).toArray();
            assertThat(one.rows(early).fingerprint())
                    .isEqualTo(other.rows(early).fingerprint());
        }
    }

    @Test
    void whatCannotBeLookedBackOnIsRefused() {
        assertThatThrownBy(() -> References.apply(Lags.of("g", "t", 1), ROWS))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'g' to be a number to look back on but it is category. Choose another "
                        + "column.");
        assertThatThrownBy(() -> References.apply(Windows.within(Duration.ofHours(1), "x", "t"), ROWS))
                .hasMessage("Expected column 't' to be a timestamp, or a date and whole days, to look back by time but "
                        + "it is integer. Use Windows.last to look back by rows.");
        assertThatThrownBy(() ->
                        References.apply(Windows.last(1, "x", "t").withOwnTime(), ROWS.withRole("x", Role.TARGET)))
                .hasMessageStartingWith("Expected a window over the target to end before the row's own time");
        assertThatThrownBy(() -> Lags.of("x", "t", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Windows.last(0, "x", "t")).isInstanceOf(IllegalArgumentException.class);
    }
}
