package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is special to trees that are grown on bins. */
class TreeGrowthTest {
    private static final double NAN = Double.NaN;

    private static DecisionTree<Regression> full() {
        return DecisionTree.regressor().minimumLeaf(1);
    }

    private static DecisionTrees trees(Model<?> model) {
        return ((TreeModel<?>) model).trees();
    }

    @Test
    void zeroAndMissingAreToldApartInSparseRowsToo() {
        double[][] x = new double[300][2];
        double[] target = new double[300];
        for (int i = 0; i < 300; i++) {
            x[i][0] = new double[] {ABSENT, NAN, 1, 0.0, -1}[i % 5];
            x[i][1] = i % 100 == 3 ? 5 : ABSENT;
            target[i] = new double[] {10, -10, 4, 10, 7}[i % 5] + (i % 100 == 3 ? 3 : 0);
        }
        for (Learner<Regression> learner :
                List.of(full(), RandomForest.regressor().withoutBootstrap(), ExtraTrees.regressor())) {
            Model<Regression> model = learner.fit(TestRows.of(x, target), CONTEXT);
            for (int i = 0; i < 300; i++) {
                assertThat(TestRows.predict(model, x[i])[0]).isCloseTo(target[i], within(1e-9));
            }
            assertThat(TestRows.predict(model, 0, 0)[0]).isCloseTo(10, within(1e-9));
            assertThat(TestRows.predict(model, NAN, 0)[0]).isCloseTo(-10, within(1e-9));
        }
    }

    @Test
    void whatIsMissingOnlyWhenScoredGoesWithTheMost() {
        double[][] x = {{1}, {2}, {3}, {4}, {5}};
        Model<?> model = full().depth(1).fit(TestRows.of(x, 1, 1, 9, 9, 9), CONTEXT);
        assertThat(TestRows.predict(model, NAN)[0]).isCloseTo(9, within(1e-12));
        Model<?> other = full().depth(1).fit(TestRows.of(x, 1, 1, 1, 9, 9), CONTEXT);
        assertThat(TestRows.predict(other, NAN)[0]).isCloseTo(1, within(1e-12));
    }

    /** Whatever is asked: the gain is that of the best of all ways to cut the categories in two. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theBestSetOfCategoriesIsFound(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int levels = 7;
        double[] codes = random.ints(80, -1, levels)
                .mapToDouble(code -> code < 0 ? NAN : code)
                .toArray();
        int[] classes = random.ints(80, 0, 2).toArray();
        double[] numbers = random.doubles(80).toArray();
        TrainingData asClasses = categories(codes, levels, new TargetValues.Classes(List.of("a", "b"), classes, null));
        TrainingData asNumbers = categories(codes, levels, new TargetValues.Numbers(numbers));
        for (TrainingData data : List.of(asClasses, asNumbers)) {
            for (boolean entropy : new boolean[] {false, true}) {
                TreesFit fit = new TreesFit(data, entropy, CONTEXT);
                TreeSplit split = fit.grow(new TreeRules(1, Integer.MAX_VALUE, 1, 0, 1, false)).split;
                double best = 0;
                double own = NAN;
                for (int set = 0; set < 1 << levels + 1; set++) {
                    double gain = gain(fit.by(), codes, set);
                    best = Math.max(best, gain);
                    if (set == set(split, levels)) own = gain;
                }
                assertThat(split.gain()).isCloseTo(best, within(1e-9)).isCloseTo(own, within(1e-9));
            }
        }
    }

    private static int set(TreeSplit split, int levels) {
        int set = split.missingLeft() ? 1 << levels : 0;
        for (int category : split.categories()) set |= 1 << category;
        return set;
    }

    private static double gain(Criterion by, double[] codes, int set) {
        double[][] sums = new double[3][by.width()];
        for (int row = 0; row < codes.length; row++) {
            int code = Double.isNaN(codes[row]) ? 7 : (int) codes[row];
            by.add(sums[0], 0, row, 1);
            by.add(sums[1 + (set >> code & 1)], 0, row, 1);
        }
        return by.worth(sums[1], 0) + by.worth(sums[2], 0) - by.worth(sums[0], 0);
    }

    private static TrainingData categories(double[] codes, int levels, TargetValues target) {
        List<String> names =
                IntStream.range(0, levels).mapToObj(i -> "level " + i).toList();
        double[][] x =
                Arrays.stream(codes).mapToObj(code -> new double[] {code}).toArray(double[][]::new);
        return new TrainingData(
                TestRows.matrix(x), List.of(new Feature("kind", List.of("kind"), names)), target, null, null);
    }

    @Test
    void aThousandCategoriesAreCutToo() {
        double[] codes = IntStream.range(0, 4000).mapToDouble(i -> i % 1000).toArray();
        double[] target = DoubleStream.of(codes)
                .map(code -> code < 200 && code % 2 == 0 ? 5 : 1)
                .toArray();
        for (int i = 0; i < 4000; i++) if (codes[i] >= 250) codes[i] = 250 + i % 4; // others are rare
        codes[0] = 999;
        Model<?> model = full().fit(categories(codes, 1000, new TargetValues.Numbers(target)), CONTEXT);
        for (int i = 1; i < 4000; i++) {
            assertThat(TestRows.predict(model, codes[i])[0]).isCloseTo(codes[i] < 250 ? target[i] : 1, within(1e-9));
        }
        assertThat(TestRows.predict(model, NAN)[0]).isFinite();
    }

    @Test
    void whatHasManyValuesIsCutAtQuantiles() {
        SplittableRandom random = new SplittableRandom(5);
        double[] values = random.doubles(20_000).map(u -> Math.exp(8 * u)).toArray();
        Arrays.fill(values, 0, 5000, 3); // a frequent value
        FeatureBins bins = FeatureBins.ofNumbers(values.clone(), 0);
        assertThat(bins.count()).isEqualTo(255);
        int[] rows = new int[255];
        for (double value : values) {
            int bin = bins.bin(value);
            assertThat(value).isBetween(bins.lowest()[bin], bins.highest()[bin]);
            rows[bin]++;
        }
        int frequent = bins.bin(3);
        assertThat(bins.lowest()[frequent]).isEqualTo(3).isEqualTo(bins.highest()[frequent]);
        assertThat(rows[frequent]).isEqualTo(5000);
        rows[frequent] = 60;
        assertThat(Arrays.stream(rows)).allMatch(count -> count >= 1 && count <= 120);
    }

    @Test
    void thresholdsLieHalfwayAndBelowTheNextValue() {
        double[] values = {-1e308, 1e308, Double.MIN_VALUE, 0, 1, Math.nextUp(1.0), -0.0};
        FeatureBins bins = FeatureBins.ofNumbers(values, 3);
        assertThat(bins.lowest()).containsExactly(-1e308, 0, Double.MIN_VALUE, 1, Math.nextUp(1.0), 1e308);
        for (int bin = 0; bin < bins.count() - 1; bin++) {
            assertThat(bins.between(bin, bin + 1))
                    .isGreaterThanOrEqualTo(bins.highest()[bin])
                    .isLessThan(bins.lowest()[bin + 1]);
        }
        assertThat(FeatureBins.ofNumbers(new double[] {1, 4}, 0).between(0, 1)).isEqualTo(2.5);
    }

    /** A sparse column and a dense one with the same cells give the same tree. */
    @Test
    void sparseColumnsGiveTheTreeOfDenseOnes() {
        SplittableRandom random = new SplittableRandom(9);
        double[][] dense = new double[400][40];
        double[][] sparse = new double[400][40];
        double[] target = new double[400];
        for (int row = 0; row < 400; row++) {
            for (int i = 0; i < 40; i++) {
                dense[row][i] = random.nextInt(60) > 0 ? 0 : random.nextInt(-3, 4);
                sparse[row][i] = dense[row][i] == 0 ? ABSENT : dense[row][i];
            }
            target[row] = DoubleStream.of(dense[row]).limit(8).sum() + random.nextDouble();
        }
        assertThat(BinnedColumns.of(TestRows.of(sparse, target), CONTEXT.workers())
                        .column(0)
                        .sparse())
                .isTrue();
        String[] classes =
                Arrays.stream(target).mapToObj(t -> t > 0.5 ? "high" : "low").toArray(String[]::new);
        for (Learner<Classification> learner :
                List.of(DecisionTree.classifier(), RandomForest.classifier(), ExtraTrees.classifier())) {
            assertThat(learner.fit(TestRows.of(sparse, classes), CONTEXT).fingerprint())
                    .isEqualTo(learner.fit(TestRows.of(dense, classes), CONTEXT).fingerprint());
        }
    }

    /** As text gives them: many words, of which a row holds few. */
    @Test
    void twentyThousandWordsAreNotTooMany() {
        SplittableRandom random = new SplittableRandom(3);
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(20_000, 600);
        String[] labels = new String[600];
        for (int row = 0; row < 600; row++) {
            FeatureVector vector = new FeatureVector(20_000);
            labels[row] = row % 2 == 0 ? "even" : "odd";
            if (row % 2 == 0) vector.add(7, 1);
            random.ints(12, 8, 20_000).sorted().distinct().forEach(word -> vector.add(word, 1));
            builder.add(vector);
        }
        FeatureMatrix features = builder.build();
        TrainingData data =
                TestRows.of(features, TestRows.of(new double[600][1], labels).target());
        for (Learner<Classification> learner : List.of(
                DecisionTree.classifier(),
                RandomForest.classifier().trees(10).allFeatures(),
                RandomForest.classifier().trees(60))) {
            Model<?> model = learner.fit(data, CONTEXT);
            double[] out = new double[2];
            FeatureVector vector = new FeatureVector(20_000);
            int right = 0;
            for (int row = 0; row < 600; row++) {
                features.row(row, vector);
                model.predict(vector, out, 0);
                if ((out[row % 2]) > 0.5) right++;
            }
            assertThat(right).isGreaterThan(595);
        }
    }

    @Test
    void manyThreadsGiveTheTreeOfOne() {
        double[][] x = TestRows.numbers(20_000, 15, 4);
        TrainingData data = TestRows.of(x, TestRows.target(x, 4));
        String alone = full().fit(data, FitContext.of(1).withThreads(1)).fingerprint();
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(full().fit(data, FitContext.of(1).withThreads(threads)).fingerprint())
                    .isEqualTo(alone);
        }
    }

    @Test
    void weightsCountAsRowsDo() {
        double[][] x = TestRows.numbers(200, 3, 30);
        double[] weights = IntStream.range(0, 200).mapToDouble(i -> i % 4).toArray();
        int[] repeated = IntStream.range(0, 200)
                .flatMap(i -> IntStream.range(0, i % 4).map(time -> i))
                .toArray();
        DecisionTree<Classification> classes = DecisionTree.classifier().minimumLeaf(1);
        TrainingData two = TestRows.of(x, TestRows.classes(x, 30, "no", "yes"));
        TrainingData three = TestRows.of(x, TestRows.classes(x, 30, "a", "b", "c"));
        for (TrainingData data : List.of(two, three)) {
            DecisionTrees weighted = trees(classes.fit(TestRows.weighted(data, weights), CONTEXT));
            DecisionTrees doubled = trees(classes.fit(data.rows(repeated), CONTEXT));
            assertThat(weighted.asks()).containsExactly(doubled.asks());
            assertThat(weighted.numbers()).containsExactly(doubled.numbers());
            assertThat(weighted.says()).containsExactly(doubled.says(), within(1e-12));
        }
    }

    @Test
    void limitsAreKept() {
        double[][] x = TestRows.numbers(500, 4, 2);
        TrainingData data = TestRows.of(x, TestRows.target(x, 2));
        assertThat(trees(full().depth(3).fit(data, CONTEXT)).depth()).isEqualTo(3);
        assertThat(trees(full().leaves(9).fit(data, CONTEXT)).leaves()).isEqualTo(9);
        DecisionTrees large = trees(full().minimumLeaf(30).fit(data, CONTEXT));
        for (int node = 0; node < large.nodes(); node++) {
            assertThat(large.cover()[node]).isGreaterThanOrEqualTo(30f / 500);
        }
        assertThat(large.leaves()).isGreaterThan(5);
        int full = trees(full().fit(data, CONTEXT)).leaves();
        assertThat(trees(full().pruning(0.05).fit(data, CONTEXT)).leaves()).isLessThan(full / 4);
        assertThat(trees(full().minimumGain(0.05).fit(data, CONTEXT)).leaves()).isLessThan(full / 4);
        assertThat(trees(full().minimumGain(1e9).fit(data, CONTEXT)).leaves()).isEqualTo(1);
    }

    @Test
    void eachSettingOfAForestChangesIt() {
        double[][] x = TestRows.numbers(200, 9, 20);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 20, "a", "b", "c"));
        RandomForest<Classification> plain = RandomForest.classifier().trees(10);
        List<RandomForest<Classification>> variants = List.of(
                plain,
                plain.trees(11),
                plain.depth(3),
                plain.minimumLeaf(10),
                plain.allFeatures(),
                plain.featureShare(0.7),
                plain.withoutBootstrap(),
                plain.entropy());
        List<String> prints = new ArrayList<>();
        for (RandomForest<Classification> each : variants) {
            prints.add(each.fit(data, CONTEXT).fingerprint());
        }
        assertThat(prints).doesNotHaveDuplicates();
        assertThat(plain.allFeatures().rootOfFeatures()).isEqualTo(plain);
    }

    @Test
    void numbersKnowNoEntropy() {
        assertThatThrownBy(() -> RandomForest.regressor().entropy())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected one of the parameters [trees, depth, minimumLeaf, features, ");
        assertThatThrownBy(() -> new DecisionTree<>(
                        io.github.millwork.data.Cluster.class,
                        DecisionTree.regressor().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a tree for Classification or Regression but found Cluster. Use classifier() or "
                        + "regressor().");
    }

    @Test
    void targetsFromOneEndOfDoublesToTheOtherAreRefused() {
        TrainingData data = TestRows.of(new double[][] {{1}, {2}, {3}}, 1.7e308, 1.7e308, -1.7e308);
        assertThatThrownBy(() -> full().fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected features and targets that can be added up and squared");
        Model<?> large = full().fit(TestRows.of(new double[][] {{1}, {2}, {-1e308}}, 1e300, -1e300, 0), CONTEXT);
        assertThat(TestRows.predict(large, 1)[0]).isEqualTo(1e300);
        assertThat(TestRows.predict(large, 1.6)[0]).isEqualTo(-1e300);
    }
}
