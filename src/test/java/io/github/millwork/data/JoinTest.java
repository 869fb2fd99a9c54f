package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JoinTest {
    private final Dataset flights = Dataset.of(
            Column.categories("tail", "N1", "N2", null, "N9", "N1"),
            Column.integers("hour", 1, 2, 3, 4, 5),
            Column.numbers("delay", 1.5, 2.5, 3.5, 4.5, 5.5));
    private final Dataset planes = Dataset.of(
            Column.texts("tail", "N2", "N1", null),
            Column.integers("seats", 20, 10, 99),
            Column.booleans("jet", true, false, true));

    private static List<Object> cells(Dataset data, String name) {
        Object[] cells = IntStream.range(0, data.rowCount())
                .mapToObj(data.column(name)::value)
                .toArray();
        return Arrays.asList(cells);
    }

    @Test
    void aLeftJoinKeepsAllRowsInTheirOrder() {
        Dataset wide = flights.join(Join.left(planes).on("tail"));
        assertThat(wide.schema().names()).containsExactly("tail", "hour", "delay", "seats", "jet");
        assertThat(cells(wide, "hour")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(cells(wide, "seats")).containsExactly(10L, 20L, null, null, 10L);
        assertThat(cells(wide, "jet")).containsExactly(false, true, null, null, false);
    }

    @Test
    void anInnerJoinKeepsThoseThatMatch() {
        Dataset wide = flights.join(Join.inner(planes).on("tail"));
        assertThat(cells(wide, "hour")).containsExactly(1L, 2L, 5L);
        assertThat(cells(wide, "seats")).containsExactly(10L, 20L, 10L);
    }

    @Test
    void keysMayHaveDifferentNamesAndBeSeveral() {
        Dataset weather = Dataset.of(
                Column.categories("station", "N1", "N1", "N2"),
                Column.integers("hour", 1, 5, 3),
                Column.numbers("delay", 10, 50, 30));
        Dataset wide =
                flights.join(Join.left(weather).on("tail", "station").on("hour").suffix("_weather"));
        assertThat(wide.schema().names()).containsExactly("tail", "hour", "delay", "delay_weather");
        assertThat(cells(wide, "delay_weather")).containsExactly(10.0, null, null, null, 50.0);
    }

    @Test
    void aKeyThatComesTwiceOnTheRightIsAnErrorUnlessAllowed() {
        Dataset twice = planes.concat(
                Dataset.of(Column.texts("tail", "N1"), Column.integers("seats", 11), Column.booleans("jet", true)));
        assertThatThrownBy(() -> flights.join(Join.left(twice).on("tail")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected each key once on the right but 'tail' = N1 is in rows 1 and 3. Drop duplicates, join "
                                + "on more columns, or allow it with manyToMany().");
        Dataset wide = flights.join(Join.left(twice).on("tail").manyToMany());
        assertThat(cells(wide, "seats")).containsExactly(10L, 11L, 20L, null, null, 10L, 11L);
        assertThat(cells(wide, "hour")).containsExactly(1L, 1L, 2L, 3L, 4L, 5L, 5L);
    }

    @Test
    void oneToOneLooksAtTheLeftToo() {
        assertThatThrownBy(() -> flights.join(Join.left(planes).on("tail").oneToOne()))
                .hasMessageStartingWith("Expected each key once on the left but 'tail' = N1 is in rows 0 and 4.");
        assertThat(flights.head(2).join(Join.left(planes).on("tail").oneToOne()).rowCount())
                .isEqualTo(2);
    }

    @Test
    void aNameOnBothSidesIsAnError() {
        Dataset other = planes.rename("seats", "hour");
        assertThatThrownBy(() -> flights.join(Join.left(other).on("tail")))
                .hasMessage(
                        "Expected columns of different names but 'hour' is on both sides of the join. Join on it, drop "
                                + "or rename it on one side, or give a suffix(...).");
    }

    @Test
    void keysOfDifferentTypesAreAnError() {
        assertThatThrownBy(() -> flights.join(Join.left(planes).on("hour", "tail")))
                .hasMessage(
                        "Expected keys of one type but 'hour' is integer on the left and 'tail' is text on the right. "
                                + "Read or cast both alike.");
        assertThatThrownBy(() -> flights.join(Join.left(planes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a key to join by but found none. Name columns with on(...).");
        assertThatThrownBy(() -> flights.join(Join.left(planes).on("tial")))
                .hasMessage("Expected a column 'tial' but there is none. Did you mean 'tail'?");
    }

    @Test
    void emptySidesAndVectorsAreJoined() {
        Dataset vectors = Dataset.of(
                Column.categories("tail", "N1"), Column.vectors("v", List.of("a", "b"), SparseVector.unit(1)));
        Dataset wide = flights.join(Join.left(vectors).on("tail"));
        assertThat(wide.column("v").vector(0)).isEqualTo(SparseVector.unit(1));
        assertThat(wide.column("v").vector(1)).isEqualTo(SparseVector.ZERO);
        assertThat(flights.head(0).join(Join.left(planes).on("tail")).rowCount())
                .isZero();
        assertThat(cells(flights.join(Join.left(planes.head(0)).on("tail")), "seats"))
                .containsOnlyNulls();
    }

    @Test
    void rolesOfBothSidesStay() {
        Dataset wide = flights.withRole("hour", Role.TIME)
                .join(Join.left(planes.withRole("seats", Role.WEIGHT)).on("tail"));
        assertThat(wide.column("hour").role()).isEqualTo(Role.TIME);
        assertThat(wide.column("seats").role()).isEqualTo(Role.WEIGHT);
    }
}
