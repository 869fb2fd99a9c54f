package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.HoldoutTest.checkParts;
import static io.github.millwork.evaluate.HoldoutTest.classes;
import static io.github.millwork.evaluate.HoldoutTest.ids;
import static io.github.millwork.evaluate.HoldoutTest.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Split;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hold-outs that keep groups together, or the order of time. */
class BoundHoldoutTest {
    @Nested
    class Grouped {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
        void groupsStayWholeAndTheShareIsKeptToWithinHalfTheLargest(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] users = new String[200];
            Arrays.setAll(users, row -> "user" + random.nextInt(30));
            Dataset data = numbered(users).rename("kind", "user");
            Split split = data.split(Holdout.grouped("user", 0.25).seed(seed));
            checkParts(data, split);
            Set<String> test = new TreeSet<>(split.test().column("user").levels());
            assertThat(test)
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(split.train().column("user").levels());
            int largest = (int) data.column("user").levels().stream()
                    .mapToLong(user -> Arrays.stream(users).filter(user::equals).count())
                    .max()
                    .orElseThrow();
            assertThat(Math.abs(split.test().rowCount() - 50)).isLessThanOrEqualTo(largest / 2);
        }

        @Test
        void theColumnOfRoleGroupIsTakenWhereNoneIsNamed() {
            Dataset data = numbered("a", "b", "a", "b", "b", "c").withRole("kind", Role.GROUP);
            assertThat(ids(data.split(Holdout.grouped(0.2).seed(3)).test()))
                    .isEqualTo(
                            ids(data.split(Holdout.grouped("kind", 0.2).seed(3)).test()));
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void whereNoGroupFitsTheSmallestIsHeldOut(long seed) {
            Split split =
                    numbered(classes(50, 60)).split(Holdout.grouped("kind", 0.1).seed(seed));
            assertThat(split.test().rowCount()).isEqualTo(50);
        }

        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void aGroupIsAlwaysLeftToFitOn(long seed) {
            Split split =
                    numbered(classes(1, 99)).split(Holdout.grouped("kind", 0.9).seed(seed));
            assertThat(split.train().rowCount()).isPositive();
            assertThat(split.test().rowCount()).isPositive();
        }

        @Test
        void oneGroupIsAnError() {
            assertThatThrownBy(() -> numbered("a", "a", "a").split(Holdout.grouped("kind", 0.3)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected at least two groups in the column 'kind' but all rows have the same value. "
                            + "Group by another column.");
        }

        @Test
        void vectorsAreNoGroups() {
            Dataset data =
                    Dataset.of(Column.vectors("words", List.of("a"), SparseVector.unit(0), SparseVector.unit(0)));
            assertThatThrownBy(() -> data.split(Holdout.grouped("words", 0.3)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the column 'words' to group by to hold one value in each cell but it is "
                            + "vector. Group by another column.");
        }

        @Test
        void aRoleThatNoColumnHasIsAnError() {
            assertThatThrownBy(() -> numbered("a", "b").split(Holdout.grouped(0.3)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected a column of the role group for a grouped hold-out of 30 % but there is none. "
                            + "Give a column that role with withRole(\"column\", Role.GROUP), or name it: "
                            + "Holdout.grouped(\"column\", 0.3).");
        }
    }

    @Nested
    class Chronological {
        @Test
        void theLatestRowsAreHeldOutInTheOrderOfTheRows() {
            Dataset data = numbered(classes(6)).with(Column.numbers("time", 5, -1, 3, 0.5, 4, 2));
            Split split = data.split(Holdout.chronological("time", 0.3));
            assertThat(ids(split.test())).containsExactly(0L, 4L);
            assertThat(ids(split.train())).containsExactly(1L, 2L, 3L, 5L);
        }

        @Test
        void equalTimesAreHeldOutTogether() {
            LocalDate day = LocalDate.of(2024, 2, 28);
            Dataset data = Dataset.of(
                    Column.dates("day", day, day, day.plusDays(1), day.plusDays(1), day.plusDays(1), day.plusDays(2)));
            Split split = data.split(Holdout.chronological("day", 0.2));
            assertThat(split.test().rowCount()).isEqualTo(4);
            assertThat(split.train().column("day").toDoubles())
                    .containsOnly((double) day.toEpochDay())
                    .hasSize(2);
        }

        @Test
        void equalTimesAreFittedOnOnlyIfNothingElseWouldBeLeft() {
            Dataset data = Dataset.of(Column.integers("year", 2023, 2024, 2023, 2023));
            Split split = data.split(Holdout.chronological("year", 0.5));
            assertThat(split.test().column("year").toDoubles()).containsExactly(2024);
        }

        @Test
        void integersAreComparedToTheLastDigit() {
            long nanos = 1_700_000_000_000_000_000L;
            Dataset data = Dataset.of(Column.integers("nanos", nanos + 2, nanos, nanos + 1));
            Split split = data.split(Holdout.chronological("nanos", 0.3));
            assertThat(split.test().column("nanos").integer(0)).hasValue(nanos + 2);
            assertThat(split.test().rowCount()).isEqualTo(1);
        }

        @Test
        void theColumnOfRoleTimeIsTakenWhereNoneIsNamed() {
            Dataset data = Dataset.of(Column.timestamps(
                            "at", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Instant.EPOCH.minusSeconds(60))
                    .withRole(Role.TIME));
            Split split = data.split(Holdout.chronological(0.3));
            assertThat(split.test().column("at").timestamp(0)).hasValue(Instant.EPOCH.plusSeconds(60));
        }

        @Test
        void oneTimeIsAnError() {
            assertThatThrownBy(() ->
                            Dataset.of(Column.numbers("time", 0.0, -0.0)).split(Holdout.chronological("time", 0.3)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected at least two times in the column 'time' but all rows have the same. Order by "
                            + "another column, or use Holdout.random.");
        }

        @Test
        void textHasNoTime() {
            assertThatThrownBy(() -> numbered("May", "June").split(Holdout.chronological("kind", 0.3)))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the column 'kind' to order by time to be a date, timestamp or number but it "
                            + "is category. Read it as a date or timestamp, or name another column.");
        }
    }
}
