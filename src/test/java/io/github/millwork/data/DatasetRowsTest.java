package io.github.millwork.data;

import static io.github.millwork.data.Expression.number;
import static io.github.millwork.data.Expression.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetRowsTest {
    private final Dataset data = Dataset.of(
            Column.integers("row", 0, 1, 2, 3, 4, 5),
            Column.numbers("x", 3, Double.NaN, 1, 3, -0.0, 0.0),
            Column.categories("c", "b", "a", null, "a", "B", "a"));

    private static long[] rowNumbers(Dataset rows) {
        return rows.rows().stream().mapToLong(row -> (Long) row.value("row")).toArray();
    }

    @Test
    void whereKeepsRowsForWhichTheConditionIsTrueAndNotMissing() {
        assertThat(rowNumbers(data.where(number("x").greaterThan(0)))).containsExactly(0, 2, 3);
        assertThat(rowNumbers(data.where(number("x").greaterThan(0).not()))).containsExactly(4, 5);
        assertThat(rowNumbers(data.where(text("c").isNot("a")))).containsExactly(0, 4);
        assertThat(rowNumbers(data.where(text("c").isMissing().or(number("x").isMissing()))))
                .containsExactly(1, 2);
        assertThat(rowNumbers(data.where(number("row").plus(number("x")).isEqualTo(3))))
                .containsExactly(0, 2);
    }

    @Test
    void whereMayReadAColumnOfAnyRole() {
        assertThat(data.withRole("x", Role.TARGET)
                        .where(number("x").greaterThan(2))
                        .rowCount())
                .isEqualTo(2);
    }

    @Test
    void whereChecksItsColumnsFirst() {
        assertThatThrownBy(() -> data.where(number("rows").lessThan(1)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'rows' but there is none. Did you mean 'row'?");
        assertThatThrownBy(() -> data.where(number("c").lessThan(1)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'c' to be a number in the expression number(\"c\") but it is category. "
                        + "Use another column, or read it with another type.");
    }

    @Test
    void anExpressionGivesAColumnOfNumbers() {
        Dataset more = data.with("sum", number("row").times(10).plus(number("x")));
        assertThat(more.column("sum").toDoubles()).containsExactly(3, Double.NaN, 21, 33, 40, 50);
        assertThat(more.with("x", number("sum").minus(number("x"))).column("x").toDoubles())
                .containsExactly(0, Double.NaN, 20, 30, 40, 50);
        assertThat(data.has("sum")).isFalse();
        assertThatThrownBy(() -> data.with("sum", number("rows").plus(1)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'rows' but there is none. Did you mean 'row'?");
    }

    @Test
    void ofRowsThatAgreeInSomeColumnsTheFirstStays() {
        assertThat(rowNumbers(data.dropDuplicates("c"))).containsExactly(0, 1, 2, 4);
        assertThat(rowNumbers(data.dropDuplicates("c", "x"))).containsExactly(0, 1, 2, 3, 4, 5);
        assertThatThrownBy(() -> data.dropDuplicates("C"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected a column 'C' but there is none.");
    }

    @Test
    void rowsAreGatheredInAnyOrderAndMayRepeat() {
        assertThat(rowNumbers(data.rows(5, 0, 0))).containsExactly(5, 0, 0);
        assertThat(rowNumbers(data.head(2))).containsExactly(0, 1);
        assertThat(data.head(100).rowCount()).isEqualTo(6);
        assertThat(data.head(0).rowCount()).isZero();
        assertThatThrownBy(() -> data.head(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sortIsAscendingAndStableWithMissingCellsLast() {
        assertThat(rowNumbers(data.sort("x"))).containsExactly(4, 5, 2, 0, 3, 1);
        assertThat(rowNumbers(data.sort("c"))).containsExactly(4, 1, 3, 5, 0, 2);
        assertThat(rowNumbers(data.sort("c", "x"))).containsExactly(4, 5, 3, 1, 0, 2);
    }

    @Test
    void sortTellsApartIntegersThatADoubleCannot() {
        long large = 1L << 53;
        Dataset sorted = Dataset.of(Column.integers("row", large + 1, large, Long.MIN_VALUE, -large - 1))
                .sort("row");
        assertThat(sorted.column("row").integer(0)).contains(-large - 1);
        assertThat(sorted.column("row").integer(1)).contains(large);
        assertThat(sorted.column("row").integer(2)).contains(large + 1);
        assertThat(sorted.column("row").integer(3)).isEmpty();
    }

    @Test
    void sortOrdersBooleansAndDates() {
        Dataset mixed = Dataset.of(
                Column.integers("row", 0, 1, 2),
                Column.booleans("b", true, null, false),
                Column.dates("d", LocalDate.of(2024, 1, 1), LocalDate.of(-1, 1, 1), null));
        assertThat(rowNumbers(mixed.sort("b"))).containsExactly(2, 0, 1);
        assertThat(rowNumbers(mixed.sort("d"))).containsExactly(1, 0, 2);
    }

    @Test
    void sortNeedsAColumnThatHasAnOrder() {
        Dataset vectors = Dataset.of(Column.vectors("v", java.util.List.of("a"), SparseVector.ZERO));
        assertThatThrownBy(() -> vectors.sort("v"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'v' is a vector");
        assertThatThrownBy(data::sort).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSampleIsDrawnWithoutReplacementInTheOrderOfTheRows() {
        Dataset many = Dataset.of(
                Column.integers("row", IntStream.range(0, 1000).asLongStream().toArray()));
        long[] drawn = rowNumbers(many.sample(100, 7));
        assertThat(drawn).hasSize(100).isSorted().doesNotHaveDuplicates();
        assertThat(rowNumbers(many.sample(100, 7))).isEqualTo(drawn);
        assertThat(rowNumbers(many.sample(100, 8))).isNotEqualTo(drawn);
        assertThat(many.sample(2000, 7).rowCount()).isEqualTo(1000);
        assertThatThrownBy(() -> many.sample(-1, 7)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyRowHasTheSameChanceToBeDrawn() {
        int[] drawn = new int[10];
        Dataset ten = Dataset.of(
                Column.integers("row", IntStream.range(0, 10).asLongStream().toArray()));
        for (int seed = 0; seed < 10_000; seed++) {
            for (long row : rowNumbers(ten.sample(3, seed))) drawn[(int) row]++;
        }
        // 3,000 expected, standard deviation 46
        for (int count : drawn) assertThat(count).isBetween(2_750, 3_250);
    }

    @Test
    void duplicatesAreRowsWhoseCellsAreAllEqualMissingOnesToo() {
        Dataset doubled = Dataset.of(
                Column.numbers("x", 1, 1, Double.NaN, Double.NaN, 1),
                Column.categories("c", "a", "a", null, "", "b"),
                Column.integers("row", 0, 0, 2, 2, 4));
        assertThat(rowNumbers(doubled.dropDuplicates())).containsExactly(0, 2, 4);
    }

    @Test
    void duplicatesAreFoundInColumnsOfEveryType() {
        long large = (1L << 53) + 1;
        Dataset rows = Dataset.of(
                Column.numbers("n", 0, -0.0, 0, 0, 0, 0, 0, 0, 0),
                Column.integers("i", large, large, large - 1, large, large, large, large, large, large),
                Column.booleans("b", true, true, true, null, true, true, true, true, true),
                Column.texts("t", "Aa", "Aa", "Aa", "Aa", "BB", "Aa", "Aa", "Aa", "Aa"), // of one hash code
                Column.dates("d", days(9, 5)),
                Column.timestamps("s", times(9, 6)),
                Column.vectors("v", List.of("p", "q"), vectors(9, 7)));
        Dataset distinct = rows.rows(first(8)); // the last row is the first one again
        assertThat(rows.dropDuplicates().fingerprint()).isEqualTo(distinct.fingerprint());
        assertThat(rows.concat(rows).dropDuplicates().fingerprint()).isEqualTo(distinct.fingerprint());
    }

    private static int[] first(int count) {
        return IntStream.range(0, count).toArray();
    }

    private static LocalDate[] days(int count, int other) {
        return IntStream.range(0, count)
                .mapToObj(row -> LocalDate.of(2024, 1, row == other ? 2 : 1))
                .toArray(LocalDate[]::new);
    }

    private static Instant[] times(int count, int other) {
        return IntStream.range(0, count)
                .mapToObj(row -> Instant.ofEpochMilli(row == other ? 2 : 1))
                .toArray(Instant[]::new);
    }

    private static SparseVector[] vectors(int count, int other) {
        return IntStream.range(0, count)
                .mapToObj(row -> SparseVector.unit(row == other ? 1 : 0))
                .toArray(SparseVector[]::new);
    }

    @Test
    void duplicatesAreFoundAmongManyRows() {
        int[] cells = IntStream.range(0, 30_000).map(row -> row * 7 % 9_973).toArray();
        Dataset many = Dataset.of(
                Column.numbers("x", Arrays.stream(cells).asDoubleStream().toArray()),
                Column.categories(
                        "c",
                        Arrays.stream(cells).mapToObj(cell -> "c" + cell % 5).toArray(String[]::new)));
        Dataset distinct = many.dropDuplicates();
        assertThat(distinct.fingerprint()).isEqualTo(many.head(9_973).fingerprint());
    }

    @Test
    void rowsAreKeptWhereAllColumnsAreDropped() {
        Dataset none = data.drop("row", "x", "c");
        assertThat(none.columnCount()).isZero();
        assertThat(none.rowCount()).isEqualTo(6);
        assertThat(data.select().rowCount()).isEqualTo(6);
        assertThat(none.head(2).rowCount()).isEqualTo(2);
        assertThat(none.rows(5, 5, 0).rowCount()).isEqualTo(3);
        assertThat(none.concat(none.head(4)).rowCount()).isEqualTo(10);
        assertThat(none.sample(3, 1).rowCount()).isEqualTo(3);
        assertThat(none.rows()).hasSize(6);
        assertThat(none.toString()).startsWith("6 rows, 0 columns");
        assertThat(none.with(data.column("x")).rowCount()).isEqualTo(6);
        assertThatThrownBy(() -> none.with(Column.numbers("y", 1)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'y' to have 6 cells, one for each row, but it has 1. Give one cell for each "
                                + "row.");
        assertThat(none.fingerprint()).isNotEqualTo(none.head(5).fingerprint());
        assertThat(Dataset.of(List.of(), 6).fingerprint()).isEqualTo(none.fingerprint());
    }

    @Test
    void rowsThatColumnsDoNotHaveAreRefused() {
        assertThatThrownBy(() -> Dataset.of(List.of(Column.numbers("x", 1, 2)), 3))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected all columns to have 3 rows but 'x' has 2. Give all columns the same number of cells.");
        assertThatThrownBy(() -> Dataset.of(List.of(), -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void concatMatchesColumnsByNameAndKeepsTheFirstOrderAndRoles() {
        Dataset below = data.select("c", "x", "row").withRole("c", Role.GROUP);
        Dataset both = data.concat(below);
        assertThat(both.schema().names()).containsExactly("row", "x", "c");
        assertThat(both.column("c").role()).isEqualTo(Role.FEATURE);
        assertThat(both.rowCount()).isEqualTo(12);
        assertThat(both.rows(IntStream.range(6, 12).toArray()).fingerprint()).isEqualTo(data.fingerprint());
    }

    @Test
    void concatJoinsTheLevelsOfBoth() {
        Dataset one = Dataset.of(Column.categories("c", "b", null));
        Dataset two = Dataset.of(Column.categories("c", java.util.List.of("z", "a", "b"), new int[] {1, 2, -1}));
        Column both = one.concat(two).column("c");
        assertThat(both.levels()).containsExactly("a", "b");
        assertThat(both.missingCount()).isEqualTo(2);
        assertThat(both.string(2)).isEqualTo("a");
    }

    @Test
    void concatSaysWhichColumnsDoNotMatch() {
        assertThatThrownBy(() -> data.concat(data.drop("x")))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected both datasets to have the same columns but 'x' is in the first only. Drop it "
                        + "there, or add it to the second.");
        assertThatThrownBy(() -> data.drop("x").concat(data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'x' is in the second only");
        assertThatThrownBy(() -> data.concat(data.with(Column.integers("x", 1, 2, 3, 4, 5, 6))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected column 'x' to be number in both datasets but it is integer in the second. Read "
                        + "or cast both alike.");
    }

    @Test
    void concatTellsApartVectorsOfOtherDimensions() {
        Dataset ab = Dataset.of(Column.vectors("v", java.util.List.of("a", "b"), SparseVector.unit(1)));
        Dataset ba = Dataset.of(Column.vectors("v", java.util.List.of("b", "a"), SparseVector.unit(1)));
        assertThat(ab.concat(ab).rowCount()).isEqualTo(2);
        assertThatThrownBy(() -> ab.concat(ba))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to have the same dimensions in both datasets");
    }

    @Test
    void aSplitAsksTheSplitter() {
        Split split = data.split((rows, request) -> {
            assertThat(request.target()).isNull();
            assertThat(request.seed()).isEmpty();
            return new Split(rows.head(4), rows.rows(4, 5));
        });
        assertThat(rowNumbers(split.train())).containsExactly(0, 1, 2, 3);
        assertThat(rowNumbers(split.test())).containsExactly(4, 5);
    }

    @Test
    void aShuffleIsAPermutationAndAllOfThemComeUp() {
        Set<String> seen = new HashSet<>();
        for (long seed = 0; seed < 500; seed++) {
            int[] order = RowOrder.shuffled(4, new java.util.SplittableRandom(seed));
            assertThat(order).containsExactlyInAnyOrder(0, 1, 2, 3);
            seen.add(java.util.Arrays.toString(order));
        }
        assertThat(seen).hasSize(24);
        assertThat(RowOrder.shuffled(0, new java.util.SplittableRandom(1))).isEmpty();
    }
}
