package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final int ROWS = 103;

    private final Dataset rows = Dataset.of(
            Column.integers("row", IntStream.range(0, ROWS).asLongStream().toArray()));
    private final TargetValues none = new TargetValues.None(ROWS);

    private static TargetValues.Classes classes(int... codes) {
        int labels = Arrays.stream(codes).max().orElse(0) + 1;
        return new TargetValues.Classes(
                IntStream.range(0, labels).mapToObj(i -> "c" + i).toList(), codes, null);
    }

    private static Map<Integer, Long> sizes(int[] dealt) {
        Map<Integer, Long> sizes = new HashMap<>();
        for (int fold : dealt) sizes.merge(fold, 1L, Long::sum);
        return sizes;
    }

    @Test
    void foldsDifferByOneRowAtMost() {
        int[] fold = Folds.assign(rows, none, 5, 1);
        assertThat(sizes(fold))
                .hasSize(5)
                .allSatisfy((k, size) -> assertThat(size).isBetween(20L, 21L));
        assertThat(Folds.assign(rows, none, 5, 1)).isEqualTo(fold);
        assertThat(Folds.assign(rows, none, 5, 2)).isNotEqualTo(fold);
    }

    @Test
    void everyClassIsSpreadOverAllFolds() {
        int[] codes = IntStream.range(0, ROWS).map(row -> row % 10 == 0 ? 0 : 1).toArray();
        int[] fold = Folds.assign(rows, classes(codes), 5, 1);
        for (int k = 0; k < 5; k++) {
            int held = k;
            assertThat(IntStream.range(0, ROWS)
                            .filter(row -> fold[row] == held && codes[row] == 0)
                            .count())
                    .isBetween(2L, 3L);
        }
    }

    @Test
    void rareClassesDoNotAllEndInOneFold() {
        int[] codes = IntStream.range(0, ROWS).toArray(); // each row a class of its own
        assertThat(sizes(Folds.assign(rows, classes(codes), 5, 1)))
                .hasSize(5)
                .allSatisfy((k, size) -> assertThat(size).isBetween(20L, 21L));
    }

    @Test
    void groupsAreDealtAsAWhole() {
        String[] groups = IntStream.range(0, ROWS)
                .mapToObj(row -> row % 20 == 0 ? null : row % 20 == 1 ? "null" : "g" + row % 20)
                .toArray(String[]::new);
        Dataset grouped = rows.with(Column.categories("g", groups).withRole(Role.GROUP));
        for (int[] dealt : List.of(Folds.assign(grouped, none, 4, 1), Folds.cutOff(grouped, none, 0.25, 1))) {
            Map<String, Integer> home = new HashMap<>();
            for (int row = 0; row < ROWS; row++) {
                Integer before = home.putIfAbsent("" + grouped.column("g").isMissing(row) + groups[row], dealt[row]);
                if (before != null) assertThat(dealt[row]).isEqualTo(before);
            }
            assertThat(home).hasSize(20);
        }
        Map<Integer, Long> sizes = sizes(Folds.assign(grouped, none, 4, 1));
        assertThat(sizes).hasSize(4).allSatisfy((k, size) -> assertThat(size).isBetween(20L, 30L));
    }

    @Test
    void aShareIsCutOffOfEachClass() {
        int[] codes = IntStream.range(0, ROWS)
                .map(row -> row < 20 ? 0 : row < 22 ? 1 : 2)
                .toArray();
        int[] cut = Folds.cutOff(rows, classes(codes), 0.2, 1);
        assertThat(cut).containsOnly(0, 1);
        assertThat(IntStream.range(0, 20).map(row -> cut[row]).sum()).isEqualTo(4);
        assertThat(IntStream.range(20, 22).map(row -> cut[row]).sum()).isZero();
        assertThat(IntStream.range(22, ROWS).map(row -> cut[row]).sum()).isEqualTo(16);
        assertThat(Folds.cutOff(rows, classes(codes), 0.2, 1)).isEqualTo(cut);
    }

    @Test
    void aShareIsCutOffAtRandom() {
        int[] counts = new int[ROWS];
        for (int seed = 0; seed < 2_000; seed++) {
            int[] cut = Folds.cutOff(rows, none, 0.1, seed);
            assertThat(Arrays.stream(cut).sum()).isEqualTo(10);
            for (int row = 0; row < ROWS; row++) counts[row] += cut[row];
        }
        // 194 expected, standard deviation 13
        assertThat(Arrays.stream(counts).boxed()).allMatch(count -> count > 120 && count < 270);
    }

    @Test
    void aLearnerCutsItsRowsAsTheyWouldHaveBeenCutBefore() {
        long[] groups = IntStream.range(0, ROWS).mapToLong(row -> row % 13).toArray();
        double[] times =
                IntStream.range(0, ROWS).mapToDouble(row -> (row * 31) % 50).toArray();
        Dataset grouped = rows.with(Column.integers("g", groups).withRole(Role.GROUP));
        Dataset timed = rows.with(Column.numbers("t", times).withRole(Role.TIME));
        for (Dataset data : List.of(rows, grouped, timed)) {
            TrainingData learned = new TrainingData(
                    new FeatureMatrix.Builder(0, 0).build(), List.of(), none, null, Ties.of(data), null);
            assertThat(Folds.assign(learned, 4, 7)).isEqualTo(Folds.assign(data, none, 4, 7));
        }
        int[] some = {3, 16, 4, 4};
        assertThat(Ties.of(grouped).rows(some).groups()).containsExactly(3, 3, 4, 4);
        assertThat(Ties.of(timed).rows(some).times()).containsExactly(times[3], times[16], times[4], times[4]);
    }
}
