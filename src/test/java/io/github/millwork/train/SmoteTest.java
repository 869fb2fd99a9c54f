package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoteTest {
    private static double[] row(TrainingData data, int row) {
        FeatureVector vector = new FeatureVector(data.features().dimension());
        data.features().row(row, vector);
        return vector.dense(0).clone();
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(IntStream.range(0, one.length)
                .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                .sum());
    }

    private static TrainingData numbers(int rows, int rare) {
        SplittableRandom random = new SplittableRandom(4);
        double[][] numbers = new double[rows][];
        for (int i = 0; i < rows; i++) numbers[i] = new double[] {random.nextGaussian(), random.nextGaussian() * 3};
        return TestRows.of(
                numbers,
                IntStream.range(0, rows)
                        .mapToObj(i -> i < rare ? "rare" : "usual")
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5})
    void everyNewRowLiesBetweenARowAndOneOfItsNearest(int neighbours) {
        TrainingData given = numbers(90, 20);
        TrainingData all = Smote.create().neighbours(neighbours).apply(given, CONTEXT);
        assertThat(ClassSizes.of(all.classes())).containsExactly(70, 70);
        double[][] rare = IntStream.range(0, 20).mapToObj(i -> row(given, i)).toArray(double[][]::new);
        Set<Integer> bases = new HashSet<>();
        Set<Long> ways = new HashSet<>();
        for (int made = 90; made < 140; made++) {
            double[] point = row(all, made);
            int base = all.ties().groups()[made];
            bases.add(base);
            boolean between = IntStream.range(0, 20)
                    .filter(i -> i != base)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> distance(rare[i], rare[base])))
                    .limit(neighbours)
                    .anyMatch(i -> distance(rare[base], point) + distance(point, rare[i])
                            <= distance(rare[base], rare[i]) + 1e-12);
            assertThat(between).as("row %s from %s", made, base).isTrue();
            ways.add(Math.round(distance(rare[base], point) * 1e9));
        }
        assertThat(bases).hasSizeGreaterThan(15);
        assertThat(ways).hasSizeGreaterThan(45);
    }

    @Test
    void theGivenRowsStayAsTheyAre() {
        TrainingData given = numbers(90, 20);
        TrainingData all = Smote.create().apply(given, CONTEXT);
        for (int row = 0; row < 90; row++) {
            assertThat(row(all, row)).containsExactly(row(given, row));
            assertThat(all.classes().codes()[row]).isEqualTo(given.classes().codes()[row]);
        }
        assertThat(ClassSizes.of(Smote.create().share(0.5).apply(given, CONTEXT).classes()))
                .containsExactly(35, 70);
    }

    @Test
    void theSameSeedMakesTheSameRows() {
        TrainingData given = numbers(90, 20);
        TrainingData one = Smote.create().apply(given, CONTEXT);
        TrainingData two = Smote.create().apply(given, CONTEXT.withThreads(2));
        TrainingData other = Smote.create().apply(given, CONTEXT.child("other"));
        assertThat(row(two, 130)).containsExactly(row(one, 130));
        assertThat(row(other, 130)).isNotEqualTo(row(one, 130));
    }

    /** The example of Chawla et al. (2002), section 6.1, with three further rows that are farther away. */
    private static TrainingData example() {
        double[][] rows = {
            {1, 2, 3, 1, 0, 1, 0, 0, 1, 0}, // A B C
            {4, 6, 5, 1, 0, 0, 1, 0, 0, 1}, // A D E
            {3, 5, 6, 1, 0, 1, 0, 0, 0, 0}, // A B K
            {9, 9, 9, 0, 1, 0, 0, 1, 0, 0},
            {0, 0, 0, 1, 0, 1, 0, 0, 1, 0},
            {0, 0, 0, 1, 0, 1, 0, 0, 1, 0},
            {0, 0, 0, 1, 0, 1, 0, 0, 1, 0},
            {0, 0, 0, 1, 0, 1, 0, 0, 1, 0},
            {0, 0, 0, 1, 0, 1, 0, 0, 1, 0}
        };
        String[] names = {"n1", "n2", "n3", "c1=A", "c1=X", "c2=B", "c2=D", "c2=Y", "c3=C", "c3=E"};
        List<Feature> features = Arrays.stream(names)
                .map(name -> new Feature(name, List.of(name.split("=")[0])))
                .toList();
        TargetValues.Classes target =
                new TargetValues.Classes(List.of("f", "g"), new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1}, null);
        return new TrainingData(TestRows.matrix(rows), features, target, null, null);
    }

    @Test
    void oneHotFeaturesOfAColumnAreOneCategory() {
        Nominal nominal = Nominal.of(example());
        assertThat(nominal.numbers()).containsExactly(0, 1, 2);
        assertThat(nominal.groups()).hasSize(3);
        assertThat(nominal.groups().get(1)).containsExactly(5, 6, 7);
        assertThat(nominal.values(TestRows.vector(3, 5, 6, 1, 0, 1, 0, 0, 0, 0)))
                .containsExactly(0, 0, -1);
    }

    @Test
    void categoriesThatDifferAddTheMedianDeviation() {
        TrainingData data = example();
        SmoteClass ofClass = new SmoteClass(data, new int[] {0, 1, 2, 3}, Nominal.of(data), 2);
        // The deviations of 1 4 3 9, 2 6 5 9 and 3 5 6 9 are 2.947, 2.5 and 2.165: the median is 2.5. From the row
        // (3 5 6 A B K) the first is sqrt(4 + 9 + 9 + 6.25) = 5.315 away, the second sqrt(1 + 1 + 1 + 2 * 6.25) =
        // 3.937.
        assertThat(ofClass.nearest(2)).containsExactly(1, 0);
        double[][] numbers = {{1, 2, 3}, {4, 6, 5}, {3, 5, 6}, {9, 9, 9}};
        assertThat(SmoteClass.medianDeviation(TestRows.matrix(numbers))).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void newRowsHaveTheCategoryOfMostNeighbours() {
        SplittableRandom random = new SplittableRandom(8);
        double[][] rows = new double[60][];
        for (int i = 0; i < 60; i++) {
            double x = random.nextDouble();
            boolean left = x < 0.5;
            rows[i] = new double[] {x, left ? 1 : 0, left ? 0 : 1, i % 7 == 0 ? 1 : 0};
        }
        List<Feature> names = List.of(
                new Feature("x", List.of("x")),
                new Feature("side=left", List.of("side")),
                new Feature("side=right", List.of("side")),
                new Feature("flag", List.of("flag")));
        int[] codes = IntStream.range(0, 60).map(i -> i < 20 ? 0 : 1).toArray();
        TrainingData data = new TrainingData(
                TestRows.matrix(rows),
                names,
                new TargetValues.Classes(List.of("few", "many"), codes, null),
                null,
                null);
        TrainingData all = Smote.create().apply(data, CONTEXT);
        for (int row = 60; row < all.rows(); row++) {
            double[] made = row(all, row);
            assertThat(made[1] + made[2]).isEqualTo(1);
            assertThat(made[3]).isIn(0.0, 1.0);
            if (made[0] < 0.3) assertThat(made[1]).isEqualTo(1);
            if (made[0] > 0.7) assertThat(made[2]).isEqualTo(1);
        }
    }

    @Test
    void categoriesThatReachTheLearnerAsTheyAreAreCategories() {
        double[][] rows = {{1, 5}, {2, 5}, {3, Double.NaN}, {1.5, 7}, {8, 1}, {9, 1}, {8, 2}, {7, 2}, {6, 0}};
        List<Feature> names = List.of(
                new Feature("x", List.of("x")),
                new Feature("c", List.of("c"), List.of("a", "b", "c", "d", "e", "f", "g", "h")));
        TargetValues.Classes target =
                new TargetValues.Classes(List.of("p", "q"), new int[] {0, 0, 0, 0, 1, 1, 1, 1, 1}, null);
        TrainingData all =
                Smote.create().apply(new TrainingData(TestRows.matrix(rows), names, target, null, null), CONTEXT);
        assertThat(all.rows()).isEqualTo(10);
        assertThat(row(all, 9)[1]).isIn(5.0, 7.0, Double.NaN);
    }

    @Test
    void aClassOfOneRowIsRepeated() {
        TrainingData all =
                Smote.create().apply(TestRows.of(new double[][] {{1}, {2}, {3}, {7}}, "a", "a", "a", "b"), CONTEXT);
        assertThat(all.rows()).isEqualTo(6);
        assertThat(row(all, 4)).containsExactly(7);
        assertThat(row(all, 5)).containsExactly(7);
    }

    @Test
    void weightsLieBetweenThoseOfTheRows() {
        TrainingData given = numbers(30, 8);
        double[] weights = IntStream.range(0, 30).mapToDouble(i -> 1 + i).toArray();
        TrainingData all = Smote.create().apply(TestRows.weighted(given, weights), CONTEXT);
        for (int row = 30; row < all.rows(); row++) assertThat(all.weight(row)).isBetween(1.0, 8.0);
        TrainingData zero = Smote.create().apply(TestRows.weighted(given, new double[30]), CONTEXT);
        assertThat(zero.weights()).containsOnly(0);
    }

    @Test
    void whatIsNotHeldStaysSparse() {
        double[][] rows = new double[12][];
        for (int i = 0; i < 12; i++) {
            rows[i] = new double[] {TestRows.ABSENT, 0, i % 4 == 0 ? i : TestRows.ABSENT};
        }
        TrainingData data = TestRows.of(rows, "a", "b", "a", "b", "b", "b", "b", "b", "b", "b", "b", "b");
        TrainingData all = Smote.create().apply(data, CONTEXT);
        for (int row = 12; row < all.rows(); row++) {
            int size = all.features().start(row + 1) - all.features().start(row);
            assertThat(size).isBetween(1, 2);
        }
    }

    @Test
    void missingNumbersAreRefused() {
        assertThatThrownBy(() -> Smote.create()
                        .apply(TestRows.of(new double[][] {{1}, {Double.NaN}, {3}}, "a", "a", "b"), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected no missing values for SMOTE but feature 'x0' is missing in a training row. Add "
                        + "Impute before the learner, or use OverSample.");
    }
}
