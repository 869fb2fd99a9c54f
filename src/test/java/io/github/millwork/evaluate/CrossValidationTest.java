package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrossValidationTest {
    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    static Stream<State> sets() {
        return Fixtures.sets("folds.json");
    }

    /** Rows of classes and groups, some of them large and some small. */
    private record Draw(Dataset data, int[] kinds, int[] users, int folds) {
        static Draw of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int rows = 40 + random.nextInt(160);
            int classes = 2 + random.nextInt(4);
            int people = 10 + random.nextInt(30);
            int[] users = IntStream.range(0, rows)
                    .map(row -> row < people ? row : (int) (people * Math.pow(random.nextDouble(), 2)))
                    .toArray();
            int[] kinds = IntStream.range(0, rows)
                    .map(row -> row < 8 * classes
                            ? row % classes
                            : random.nextInt(3) == 0 ? users[row] % classes : random.nextInt(classes))
                    .toArray();
            return new Draw(table(kinds, users), kinds, users, 2 + random.nextInt(6));
        }

        int classes() {
            return Arrays.stream(kinds).max().orElse(0) + 1;
        }
    }

    private static Dataset table(int[] kinds, int[] users) {
        return Dataset.of(Column.categories("kind", names("k", kinds)), Column.categories("user", names("u", users)));
    }

    private static String[] names(String prefix, int[] codes) {
        return Arrays.stream(codes).mapToObj(code -> prefix + code).toArray(String[]::new);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyRowIsTestedOnceInEachRepeatAndFittedOnOtherwise(long seed) {
        Draw draw = Draw.of(seed);
        for (CrossValidation how : List.of(
                CrossValidation.random(draw.folds),
                CrossValidation.stratified("kind", draw.folds),
                CrossValidation.grouped("user", draw.folds),
                CrossValidation.stratifiedGrouped("kind", "user", draw.folds))) {
            List<Cut> cuts = CutRows.of(how.repeated(3).seed(seed), draw.data);
            assertThat(cuts).hasSize(3 * draw.folds);
            CutRows.areApart(cuts);
            CutRows.areComplete(cuts, draw.data.rowCount());
            for (int repeat = 0; repeat < 3; repeat++) {
                List<Cut> own = cuts.subList(repeat * draw.folds, (repeat + 1) * draw.folds);
                CutRows.areTested(own, draw.data.rowCount(), 1);
            }
            assertThat(CutRows.shown(cuts).stream().distinct().count() > draw.folds)
                    .as("repeats of %s differ", how.describe())
                    .isTrue();
            CutRows.areEqual(cuts.subList(0, draw.folds), CutRows.of(how.seed(seed), draw.data));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void foldsDifferByOneRowAtMostInAllAndOfEachClass(long seed) {
        Draw draw = Draw.of(seed);
        List<Cut> cuts =
                CutRows.of(CrossValidation.stratified("kind", draw.folds).seed(seed), draw.data);
        assertThat(spread(cuts.stream().mapToInt(cut -> cut.test().length).toArray()))
                .isLessThanOrEqualTo(1);
        for (int k = 0; k < draw.classes(); k++) {
            int kind = k;
            assertThat(spread(cuts.stream()
                            .mapToInt(cut -> CutRows.counts(cut.test(), draw.kinds, draw.classes())[kind])
                            .toArray()))
                    .isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void groupsStayWholeAndFoldsDifferByTheLargestAtMost(long seed) {
        Draw draw = Draw.of(seed);
        int[] sizes = CutRows.counts(IntStream.range(0, draw.users.length).toArray(), draw.users, 40);
        int largest = Arrays.stream(sizes).max().orElseThrow();
        List<Cut> grouped =
                CutRows.of(CrossValidation.grouped("user", draw.folds).seed(seed), draw.data);
        assertThat(spread(grouped.stream().mapToInt(cut -> cut.test().length).toArray()))
                .isLessThanOrEqualTo(largest);
        List<Cut> both = CutRows.of(
                CrossValidation.stratifiedGrouped("kind", "user", draw.folds).seed(seed), draw.data);
        for (Cut cut : Stream.concat(grouped.stream(), both.stream()).toList()) {
            int[] tested = CutRows.counts(cut.test(), draw.users, 40);
            for (int user = 0; user < 40; user++) assertThat(tested[user]).isIn(0, sizes[user]);
        }
    }

    private static int spread(int[] values) {
        return Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
    }

    /** Users are of one class each, 30 to 50 rows of a class per user, so that chance would spread classes badly. */
    @Test
    void stratifiedGroupsAreNearerToProportionThanGroupsAlone() {
        double withClasses = 0;
        double without = 0;
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] users = IntStream.range(0, 600).map(row -> random.nextInt(60)).toArray();
            int[] kinds = Arrays.stream(users)
                    .map(user -> user % 10 == 0 ? 2 : user % 3 == 0 ? 1 : 0)
                    .toArray();
            Dataset data = table(kinds, users);
            withClasses += imbalance(
                    CutRows.of(
                            CrossValidation.stratifiedGrouped("kind", "user", 3).seed(seed), data),
                    kinds);
            without += imbalance(CutRows.of(CrossValidation.grouped("user", 3).seed(seed), data), kinds);
        }
        assertThat(withClasses / 30).isLessThan(0.05);
        assertThat(without / 30).isGreaterThan(3 * withClasses / 30);
    }

    /** How far the share of a class that is in a fold is from a third, on average. */
    private static double imbalance(List<Cut> cuts, int[] kinds) {
        int[] all = CutRows.counts(IntStream.range(0, kinds.length).toArray(), kinds, 3);
        double sum = 0;
        for (Cut cut : cuts) {
            int[] here = CutRows.counts(cut.test(), kinds, 3);
            for (int k = 0; k < 3; k++) sum += Math.abs(here[k] / (double) all[k] - 1 / 3.0);
        }
        return sum / 9;
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("sets")
    void foldsAreAsLargeAsThoseOfScikitLearn(State set) {
        switch (set.string("kind")) {
            case "random" -> {
                Dataset data = Dataset.of(Column.numbers("x", new double[set.integer("rows")]));
                List<Cut> cuts = CutRows.of(CrossValidation.random(set.integer("folds")), data);
                assertThat(cuts.stream().mapToInt(cut -> cut.test().length))
                        .containsExactly(boxed(set.integers("sizes")));
            }
            case "stratified" -> {
                int[] y = set.integers("y");
                int classes = set.integers("counts").length / set.integer("folds");
                List<Cut> cuts = CutRows.of(CrossValidation.stratified(set.integer("folds")), table(y, y), "kind", 1);
                assertThat(cuts.stream().flatMapToInt(cut -> IntStream.of(CutRows.counts(cut.test(), y, classes))))
                        .containsExactly(boxed(set.integers("counts")));
            }
            default -> {
                Dataset data = Dataset.of(Column.integers(
                                "plot",
                                Arrays.stream(set.integers("groups"))
                                        .asLongStream()
                                        .toArray())
                        .withRole(Role.GROUP));
                List<Cut> expected = set.states("cuts").stream()
                        .map(cut -> new Cut(cut.integers("train"), cut.integers("test")))
                        .toList();
                CutRows.areEqual(CutRows.of(CrossValidation.leaveOneGroupOut(), data), expected);
                CutRows.areEqual(CutRows.of(CrossValidation.leaveOneGroupOut("plot"), data), expected);
            }
        }
    }

    private static Integer[] boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    }

    @Test
    void theSeedDecidesAndWithoutOneThatOfTheRequest() {
        Draw draw = Draw.of(5);
        CrossValidation how = CrossValidation.stratified("kind", 4);
        CutRows.areEqual(CutRows.of(how.seed(9), draw.data), CutRows.of(how, draw.data, "kind", 9));
        CutRows.areEqual(CutRows.of(how.seed(9), draw.data), CutRows.of(how.seed(9), draw.data, "kind", 2));
        CutRows.areEqual(CutRows.of(how.seed(0), draw.data), CutRows.of(how, draw.data));
        assertThat(CutRows.shown(CutRows.of(how.seed(9), draw.data)))
                .isNotEqualTo(CutRows.shown(CutRows.of(how.seed(8), draw.data)));
    }

    @Test
    void otherColumnsAndTheirOrderDoNotMatter() {
        Draw draw = Draw.of(6);
        CrossValidation how =
                CrossValidation.stratifiedGrouped("kind", "user", 3).seed(4);
        Dataset other = draw.data.select("user", "kind").with(Column.numbers("x", new double[draw.kinds.length]));
        CutRows.areEqual(CutRows.of(how, other), CutRows.of(how, draw.data));
    }

    @Test
    void rolesAndTargetAreTakenWhereNoColumnIsNamed() {
        Draw draw = Draw.of(7);
        Dataset data = draw.data.withRole("user", Role.GROUP);
        CutRows.areEqual(
                CutRows.of(CrossValidation.grouped(3), data), CutRows.of(CrossValidation.grouped("user", 3), data));
        CutRows.areEqual(
                CutRows.of(CrossValidation.stratifiedGrouped(3), data, "kind", 0),
                CutRows.of(CrossValidation.stratifiedGrouped("kind", "user", 3), data));
        CutRows.areEqual(
                CutRows.of(CrossValidation.stratified(3), data, "kind", 0),
                CutRows.of(CrossValidation.stratified("kind", 3), data));
    }

    @Test
    void whatSuitsTheDataDependsOnGroupsAndTheTypeOfTheTarget() {
        Draw draw = Draw.of(8);
        Dataset plain = draw.data.with(Column.numbers("height", new double[draw.kinds.length]));
        Dataset grouped = plain.withRole("user", Role.GROUP);
        CrossValidation suited = CrossValidation.of(3);
        CutRows.areEqual(
                CutRows.of(suited, plain, "kind", 2),
                CutRows.of(CrossValidation.stratified("kind", 3).seed(2), plain));
        CutRows.areEqual(
                CutRows.of(suited, plain, "height", 2),
                CutRows.of(CrossValidation.random(3).seed(2), plain));
        CutRows.areEqual(CutRows.of(suited, plain), CutRows.of(CrossValidation.random(3), plain));
        CutRows.areEqual(
                CutRows.of(suited, grouped, "height", 2),
                CutRows.of(CrossValidation.grouped(3).seed(2), grouped));
        CutRows.areEqual(
                CutRows.of(suited, grouped, "kind", 2),
                CutRows.of(CrossValidation.stratifiedGrouped("kind", "user", 3).seed(2), grouped));
    }

    @Test
    void eachRowCanBeLeftOut() {
        List<Cut> cuts = CutRows.of(CrossValidation.leaveOneGroupOut("id"), Dataset.of(Column.integers("id", 4, 2, 9)));
        assertThat(CutRows.shown(cuts)).containsExactly("[0, 2][1]", "[1, 2][0]", "[0, 1][2]");
    }

    @Test
    void theRowsOfAFoldAreDrawnAtRandom() {
        Dataset data = Dataset.of(Column.numbers("x", new double[40]));
        TreeSet<Integer> first = new TreeSet<>();
        for (int seed = 0; seed < 40; seed++) {
            for (int row : CutRows.of(CrossValidation.random(4).seed(seed), data)
                    .get(0)
                    .test()) first.add(row);
        }
        assertThat(first).hasSize(40);
    }

    @Test
    void theValuesOfItsCutsAreAveraged() {
        assertThat(CrossValidation.random(3).aggregation()).isEqualTo(Aggregation.MEAN);
    }
}
