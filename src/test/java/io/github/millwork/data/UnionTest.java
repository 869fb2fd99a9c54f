package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows below others whose columns differ, and rows given as maps. */
class UnionTest {
    private static List<Object> cells(Dataset data, String name) {
        Object[] cells = IntStream.range(0, data.rowCount())
                .mapToObj(data.column(name)::value)
                .toArray();
        return Arrays.asList(cells);
    }

    @Test
    void aColumnThatOnlyOneHasIsMissingInTheOther() {
        Dataset all = Dataset.of(Column.integers("a", 1), Column.categories("b", "x"))
                .union(Dataset.of(Column.booleans("c", true, false), Column.integers("a", 2, 3)));
        assertThat(all.schema().names()).containsExactly("a", "b", "c");
        assertThat(cells(all, "a")).containsExactly(1L, 2L, 3L);
        assertThat(cells(all, "b")).containsExactly("x", null, null);
        assertThat(cells(all, "c")).containsExactly(null, true, false);
    }

    @Test
    void typesThatGoTogetherAreWidened() {
        Dataset all = Dataset.of(
                        Column.integers("n", 1),
                        Column.categories("c", "x"),
                        Column.integers("i", 7),
                        Column.categories("t", "x"),
                        Column.numbers("empty", Double.NaN))
                .union(Dataset.of(
                        Column.numbers("n", 2.5),
                        Column.integers("c", 3),
                        Column.categories("i", "seven"),
                        Column.texts("t", "long"),
                        Column.dates("empty", LocalDate.EPOCH)));
        assertThat(cells(all, "n")).containsExactly(1.0, 2.5);
        assertThat(cells(all, "c")).containsExactly("x", "3");
        assertThat(cells(all, "i")).containsExactly("7", "seven");
        assertThat(all.column("t").type()).isEqualTo(ColumnType.TEXT);
        assertThat(cells(all, "empty")).containsExactly(null, LocalDate.EPOCH);
    }

    @Test
    void typesThatDoNotGoTogetherAreAnError() {
        assertThatThrownBy(() -> Dataset.of(Column.numbers("x", 1.5)).union(Dataset.of(Column.categories("x", "a"))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'x' to be of types that go together but it is number in the first dataset and "
                                + "category in the second. Read or cast both alike.");
        assertThatThrownBy(() -> Dataset.of(Column.dates("x", LocalDate.EPOCH))
                        .union(Dataset.of(Column.timestamps("x", Instant.EPOCH))))
                .isInstanceOf(DataException.class);
    }

    @Test
    void theSourcesOfBothAreKept() {
        Dataset a = Dataset.of(Column.integers("a", 1)).collectedFrom("csv", "a.csv", Instant.EPOCH);
        Dataset b = Dataset.of(Column.integers("a", 2)).collectedFrom("csv", "b.csv", Instant.EPOCH);
        assertThat(a.concat(b).provenance()).extracting(Provenance::place).containsExactly("a.csv", "b.csv");
        assertThat(a.union(b).provenance()).hasSize(2);
        assertThat(a.rename("a", "k")
                        .join(Join.left(b.rename("a", "k")).on("k"))
                        .provenance())
                .hasSize(2);
    }

    private static Map<String, Object> map(Object... cells) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 2) map.put((String) cells[i], cells[i + 1]);
        return map;
    }

    @Test
    void mapsBecomeColumnsOfTheTypesOfTheirValues() {
        Dataset data = Dataset.ofMaps(List.of(
                map("i", 1, "n", 2, "c", "x", "when", LocalDate.EPOCH, "none", null),
                map("n", new BigDecimal("2.5"), "c", 7, "b", true, "i", 5L)));
        assertThat(data.schema().names()).containsExactly("i", "n", "c", "when", "none", "b");
        assertThat(cells(data, "i")).containsExactly(1L, 5L);
        assertThat(cells(data, "n")).containsExactly(2.0, 2.5);
        assertThat(cells(data, "c")).containsExactly("x", "7");
        assertThat(cells(data, "when")).containsExactly(LocalDate.EPOCH, null);
        assertThat(cells(data, "none")).containsExactly(null, null);
        assertThat(cells(data, "b")).containsExactly(null, true);
    }

    @Test
    void mapsOfValuesThatDoNotGoTogether() {
        assertThatThrownBy(() -> Dataset.ofMaps(List.of(map("a", 1.5), map("a", "x"))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'a' to be number, as the rows before are, but found the String 'x' at row 1. "
                                + "Give values of one type.");
        assertThatThrownBy(() -> Dataset.ofMaps(List.of(map("a", new int[0]))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("at row 0. Turn it into one of these, or leave it out.");
    }
}
