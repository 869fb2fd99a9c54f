package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramBoostingTest {
    private static double[][] gaps(double[][] rows) {
        for (int i = 0; i < rows.length; i += 3) rows[i][i % 2] = Double.NaN;
        return rows;
    }

    /** On bins that hold one value each both look at the same cuts; XGBoost sums in floats. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 7})
    void numbersAreThoseOfXgBoost(double lambda) {
        double[][] x = gaps(TestRows.numbers(400, 4, 20));
        TrainingData data = TestRows.weighted(
                TestRows.of(x, TestRows.target(x, 20)),
                IntStream.range(0, 400).mapToDouble(i -> 1 + i % 3).toArray());
        Model<Regression> own = HistogramBoosting.regressor()
                .minimumLeaf(1)
                .trees(8)
                .depth(4)
                .lambda(lambda)
                .alpha(0.3)
                .minimumChildWeight(4)
                .fit(data, CONTEXT);
        Model<Regression> other = GradientBoosting.regressor()
                .trees(8)
                .depth(4)
                .lambda(lambda)
                .alpha(0.3)
                .minimumChildWeight(4)
                .fit(data, CONTEXT);
        for (double[] row : x) {
            assertThat(TestRows.predict(own, row)[0]).isCloseTo(TestRows.predict(other, row)[0], within(1e-4));
        }
    }

    /** XGBoost begins at one half; so does this where there are as many rows of either class. */
    @Test
    void probabilitiesAreThoseOfXgBoost() {
        double[][] x = gaps(TestRows.numbers(400, 4, 21));
        TrainingData data = TestRows.of(x, TestRows.classes(x, 21, "no", "yes"));
        Model<Classification> own = HistogramBoosting.classifier()
                .trees(8)
                .depth(4)
                .minimumLeaf(1)
                .minimumChildWeight(1)
                .fit(data, CONTEXT);
        Model<Classification> other =
                GradientBoosting.classifier().trees(8).depth(4).fit(data, CONTEXT);
        // Where two cuts gain the same, the sums of floats decide there.
        int same = 0;
        for (double[] row : x) {
            double found = TestRows.predict(own, row)[1];
            double expected = TestRows.predict(other, row)[1];
            assertThat(found).isCloseTo(expected, within(0.02));
            if (Math.abs(found - expected) < 1e-4) same++;
        }
        assertThat(same).isGreaterThan(360);
    }

    /** See boosting.py. Each feature of these birds has fewer than 255 values, so that the bins are exact. */
    @ParameterizedTest
    @CsvSource({"6, 20, 0", "12, 8, 1", "31, 20, 0.5"})
    void treesAreGrownLeafByLeafLikeThoseOfScikitLearn(int leaves, int leaf, double penalty) {
        Penguins penguins = new Penguins();
        Model<Regression> mass = HistogramBoosting.regressor()
                .trees(20)
                .leaves(leaves)
                .minimumLeaf(leaf)
                .lambda(penalty)
                .fit(penguins.bodyMass(), CONTEXT);
        Model<Classification> sex = HistogramBoosting.classifier()
                .trees(20)
                .leaves(leaves)
                .minimumLeaf(leaf)
                .lambda(penalty)
                .fit(penguins.classes("sex"), CONTEXT);
        double[] masses = Penguins.reference("boosted mass " + leaves);
        double[] males = Penguins.reference("boosted sex " + leaves);
        for (int i = 0; i < masses.length; i++) {
            assertThat(TestRows.predict(mass, penguins.features(3)[i])[0]).isCloseTo(masses[i], within(0.01));
            assertThat(TestRows.predict(sex, penguins.features(4)[i])[1]).isCloseTo(males[i], within(1e-5));
        }
    }

    /** So many rows that threads share the columns of large nodes, and look into small ones ahead of their turn. */
    @Test
    void threadsThatLookAheadChangeNothing() {
        double[][] x = TestRows.numbers(30_000, 8, 5);
        TrainingData data = TestRows.of(x, TestRows.target(x, 5));
        HistogramBoosting<Regression> learner =
                HistogramBoosting.regressor().trees(4).leaves(40).rowShare(0.9);
        for (HistogramBoosting<Regression> each : List.of(learner, learner.quantile(0.3), learner.depth(4))) {
            String alone = each.fit(data, FitContext.of(1).withThreads(1)).fingerprint();
            for (int threads = 2; threads <= 5; threads++) {
                assertThat(each.fit(data, FitContext.of(1).withThreads(threads)).fingerprint())
                        .isEqualTo(alone);
            }
        }
    }

    @Test
    void aLeafHasAsManyRowsAsAreAskedForAndATreeNoMoreLeaves() {
        double[][] x = TestRows.numbers(2000, 3, 9);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 9, "no", "yes"));
        Model<Classification> model = HistogramBoosting.classifier()
                .trees(1)
                .leaves(6)
                .minimumLeaf(60)
                .learningRate(1)
                .fit(data, CONTEXT);
        Map<Double, Long> leaves = Arrays.stream(x)
                .collect(Collectors.groupingBy(row -> TestRows.predict(model, row)[1], Collectors.counting()));
        assertThat(leaves).hasSize(6);
        assertThat(leaves.values()).allMatch(rows -> rows >= 60);
    }

    /** The bound of 16 leaves is none for trees of four levels. */
    @Test
    void leavesThatDepthBoundsAnywayAreNoBound() {
        double[][] x = TestRows.numbers(3000, 4, 10);
        TrainingData data = TestRows.of(x, TestRows.target(x, 10));
        HistogramBoosting<Regression> learner =
                HistogramBoosting.regressor().trees(5).depth(4);
        assertThat(learner.leaves(16).fit(data, CONTEXT).fingerprint())
                .isEqualTo(learner.leaves(1 << 30).fit(data, CONTEXT).fingerprint());
    }

    @Test
    void threadsChangeNothing() {
        double[][] x = TestRows.numbers(5000, 12, 4);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 4, "a", "b", "c"));
        HistogramBoosting<Classification> learner =
                HistogramBoosting.classifier().trees(5).rowShare(0.8).columnShare(0.5);
        String alone = learner.fit(data, FitContext.of(1).withThreads(1)).fingerprint();
        for (int threads = 2; threads <= 4; threads++) {
            assertThat(learner.fit(data, FitContext.of(1).withThreads(threads)).fingerprint())
                    .isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void aQuantileHasItsShareOfTheRowsBelow(double share) {
        SplittableRandom random = new SplittableRandom(6);
        double[][] x = new double[3000][1];
        double[] target = new double[3000];
        for (int i = 0; i < 3000; i++) {
            x[i][0] = random.nextInt(10);
            target[i] = x[i][0] * 100 + random.nextDouble() * (1 + x[i][0]);
        }
        Model<Regression> model =
                HistogramBoosting.regressor().quantile(share).learningRate(0.5).fit(TestRows.of(x, target), CONTEXT);
        for (int value = 0; value < 10; value++) {
            double found = TestRows.predict(model, value)[0];
            assertThat(found).isCloseTo(value * 100 + share * (1 + value), within(0.15 * (1 + value)));
        }
        Model<Regression> median = HistogramBoosting.regressor().absoluteError().fit(TestRows.of(x, target), CONTEXT);
        Model<Regression> half = HistogramBoosting.regressor().quantile(0.5).fit(TestRows.of(x, target), CONTEXT);
        assertThat(median.fingerprint()).isEqualTo(half.fingerprint());
    }

    @Test
    void countsAreMeansOfPoissonRows() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] x = new double[4000][1];
        double[] target = new double[4000];
        double[] sums = new double[5];
        for (int i = 0; i < 4000; i++) {
            int value = i % 5;
            x[i][0] = value;
            double mean = StrictMath.exp(value - 2.0);
            double limit = StrictMath.exp(-mean);
            for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) target[i]++;
            sums[value] += target[i] / 800;
        }
        Model<Regression> model = HistogramBoosting.regressor()
                .poisson()
                .lambda(0)
                .minimumChildWeight(0)
                .fit(TestRows.of(x, target), CONTEXT);
        for (int value = 0; value < 5; value++) {
            assertThat(TestRows.predict(model, value)[0]).isCloseTo(sums[value], within(0.01 * sums[value]));
        }
        TrainingData below =
                TestRows.of(x, Arrays.stream(target).map(t -> t - 1).toArray());
        assertThatThrownBy(() -> HistogramBoosting.regressor().poisson().fit(below, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected no target below zero for the Poisson loss but found -1.0. Leave the row out, or use "
                                + "another loss.");
        assertThatThrownBy(() -> HistogramBoosting.regressor().poisson().fit(TestRows.of(x, new double[4000]), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a target above zero for the Poisson loss but all that count are zero.");
    }

    @Test
    void categoriesAreLearnedAsTheyAre() {
        SplittableRandom random = new SplittableRandom(8);
        double[] means = random.doubles(40).toArray();
        double[][] x = new double[4000][1];
        double[] target = new double[4000];
        for (int i = 0; i < 4000; i++) {
            x[i][0] = i % 41 == 40 ? Double.NaN : i % 41;
            target[i] = i % 41 == 40 ? 3 : means[i % 41];
        }
        List<String> levels = IntStream.range(0, 40).mapToObj(i -> "l" + i).toList();
        TrainingData data = new TrainingData(
                TestRows.matrix(x),
                List.of(new Feature("kind", List.of("kind"), levels)),
                new TargetValues.Numbers(target),
                null,
                null);
        Model<Regression> model =
                HistogramBoosting.regressor().depth(3).lambda(0).fit(data, CONTEXT);
        for (int i = 0; i < 41; i++) {
            assertThat(TestRows.predict(model, x[i])[0]).isCloseTo(target[i], within(0.01));
        }
    }

    @Test
    void veryDeepTreesDoNotTakeAllMemory() {
        double[][] x = TestRows.numbers(3000, 6, 3);
        SplittableRandom random = new SplittableRandom(1);
        for (double[] row : x) row[3] = random.nextDouble();
        TrainingData data = TestRows.of(x, random.doubles(3000).toArray());
        Model<Regression> model = HistogramBoosting.regressor()
                .trees(2)
                .depth(30)
                .leaves(3000)
                .minimumLeaf(1)
                .lambda(0)
                .minimumChildWeight(0)
                .learningRate(1)
                .fit(data, CONTEXT);
        for (int i = 0; i < 300; i++) {
            assertThat(TestRows.predict(model, x[i])[0]).isCloseTo(data.numbers()[i], within(0.5));
        }
    }

    @Test
    void whatWasSavedBeforeLeavesHadABoundHasNone() {
        Hyperparameters now = HistogramBoosting.regressor().hyperparameters();
        State before = State.empty().with("trees", 200.0).with("depth", 6.0).with("minimumChildWeight", 1.0);
        Hyperparameters read = BoostingSettings.read(now, before);
        assertThat(read.integer("leaves")).isGreaterThan(64);
        assertThat(read.integer("minimumLeaf")).isEqualTo(1);
        assertThat(read.integer("trees")).isEqualTo(200);
        assertThat(BoostingSettings.read(now, now.toState())).isEqualTo(now);
        assertThat(BoostingSettings.read(GradientBoosting.classifier().hyperparameters(), before)
                        .integer("leaves"))
                .isGreaterThan(64);
    }

    @Test
    void earlyStoppingIsToldWhereItIsOn() {
        assertThat(HistogramBoosting.classifier().describe())
                .isEqualTo(
                        "histogram boosting (trees 125, leaves 31, depth 30, learningRate 0.1, minimumChildWeight 0.001, "
                                + "rowShare 1.0, columnShare 1.0, lambda 1.0, alpha 0.0, minimumLeaf 20)");
        assertThat(GradientBoosting.classifier().earlyStopping(0.2).describe())
                .contains("earlyStopping 0.2, patience 10");
    }

    @Test
    void settingsThatAreNotLegalAreRefused() {
        assertThatThrownBy(() -> HistogramBoosting.classifier().poisson())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected boosting of numbers for the loss 'poisson' but found boosting of classes, whose loss "
                                + "is the log loss. Use HistogramBoosting.regressor().");
        assertThatThrownBy(() -> HistogramBoosting.regressor().quantile(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected the share of the targets that lies below a quantile to be above 0 and below 1 but found "
                                + "1.0. Use quantile(0.9) for what nine in ten lie below.");
    }
}
