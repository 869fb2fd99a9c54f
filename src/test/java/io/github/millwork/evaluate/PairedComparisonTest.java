package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.evaluate.PairedComparison.Verdict;
import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedComparisonTest {
    static Stream<State> compared() {
        return Fixtures.sets("compared.json");
    }

    static Stream<State> exact() {
        return Fixtures.sets("mcnemar.json");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("compared")
    void theCorrectedTestIsThatOfScipyWithTheCorrectedVariance(State set) {
        PairedComparison comparison = PairedComparison.ofCuts(
                FoldScoresTest.scores(set, "first"), FoldScoresTest.scores(set, "second"), ACCURACY);
        assertThat(comparison.difference()).isCloseTo(set.number("difference"), within(1e-12));
        assertThat(comparison.low()).isCloseTo(set.number("low"), within(1e-10));
        assertThat(comparison.high()).isCloseTo(set.number("high"), within(1e-10));
        assertThat(comparison.pValue()).isCloseTo(set.number("p"), within(1e-10));
        assertThat(comparison.verdict() == Verdict.TIED).isEqualTo(set.number("p") >= 0.05);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("exact")
    void mcNemarsTestIsTheBinomialTestOfScipy(State set) {
        int first = set.integer("first");
        int second = set.integer("second");
        int rows = first + second + 20;
        int[] truth = new int[rows];
        double[] one = new double[rows];
        double[] other = new double[rows];
        Arrays.fill(one, first, first + second, 0.9);
        Arrays.fill(other, 0, first, 0.9);
        Arrays.fill(one, rows - 5, rows, 0.9); // both wrong
        Arrays.fill(other, rows - 5, rows, 0.9);
        PairedComparison comparison =
                PairedComparison.mcNemar(Assessments.binary(truth, one), Assessments.binary(truth, other));
        assertThat(comparison.pValue()).isCloseTo(set.number("p"), within(1e-12));
        assertThat(comparison.difference()).isEqualTo((first - second) / (double) rows);
        assertThat(comparison.low()).isLessThanOrEqualTo(comparison.difference());
        assertThat(comparison.high()).isGreaterThanOrEqualTo(comparison.difference());
    }

    @Nested
    class OnCuts {
        private FoldScores scores(Double... values) {
            return FoldScores.mean("log loss", List.of(values), 0.25, Aggregation.MEAN, 50);
        }

        @Test
        void theVerdictFollowsWhatIsBetter() {
            FoldScores small = scores(0.30, 0.31, 0.29, 0.30, 0.305);
            FoldScores large = scores(0.50, 0.52, 0.49, 0.51, 0.50);
            assertThat(PairedComparison.ofCuts(small, large, LOG_LOSS).verdict())
                    .isEqualTo(Verdict.FIRST);
            assertThat(PairedComparison.ofCuts(large, small, LOG_LOSS).verdict())
                    .isEqualTo(Verdict.SECOND);
            assertThat(PairedComparison.ofCuts(small, large, ACCURACY).verdict())
                    .isEqualTo(Verdict.SECOND);
            assertThat(PairedComparison.ofCuts(small, scores(0.29, 0.32, 0.28, 0.31, 0.30), LOG_LOSS)
                            .verdict())
                    .isEqualTo(Verdict.TIED);
        }

        @Test
        void equalModelsAreTied() {
            FoldScores scores = scores(0.3, 0.4, 0.5);
            PairedComparison comparison = PairedComparison.ofCuts(scores, scores, LOG_LOSS);
            assertThat(comparison.pValue()).isEqualTo(1);
            assertThat(comparison.verdict()).isEqualTo(Verdict.TIED);
        }

        @Test
        void cutsWithoutAValueAreLeftOut() {
            PairedComparison comparison = PairedComparison.ofCuts(
                    scores(0.3, Double.NaN, 0.5, 0.4), scores(0.5, 0.1, Double.NaN, 0.7), LOG_LOSS);
            assertThat(comparison.difference()).isCloseTo(-0.25, within(1e-12));
            assertThat(comparison.method()).isEqualTo("corrected resampled t test, 2 cuts");
        }

        @Test
        void oneCutTellsNothing() {
            PairedComparison comparison = PairedComparison.ofCuts(scores(0.3), scores(0.4), LOG_LOSS);
            assertThat(comparison.pValue()).isNaN();
            assertThat(comparison.verdict()).isEqualTo(Verdict.TIED);
        }

        @Test
        void ofCutsInTimeItIsSaidThatTheyAreNotExchangeable() {
            FoldScores inTime = FoldScores.mean("MAE", List.of(1.0, 3.0), 0.5, Aggregation.CHRONOLOGICAL, 40);
            assertThat(PairedComparison.ofCuts(inTime, inTime, LOG_LOSS).method())
                    .isEqualTo("corrected resampled t test, 2 cuts in time, not exchangeable");
        }

        @Test
        void theCutsMustBeTheSame() {
            SplittableRandom random = new SplittableRandom(1);
            String[] kinds = new String[60];
            double[] x = new double[60];
            Arrays.setAll(kinds, row -> row % 2 == 0 ? "no" : "yes");
            Arrays.setAll(x, row -> row % 2 + random.nextDouble());
            double[] noise = random.doubles(60).toArray();
            Dataset data = Dataset.of(
                    Column.categories("kind", kinds), Column.numbers("x", x), Column.numbers("noise", noise));
            CrossEvaluation<Classification> good = evaluated("x", data, 1);
            CrossEvaluation<Classification> bad = evaluated("noise", data, 1);
            PairedComparison comparison = PairedComparison.of(good, bad, ACCURACY);
            assertThat(comparison.verdict()).isEqualTo(Verdict.FIRST);
            assertThat(comparison.difference())
                    .isCloseTo(
                            good.score(ACCURACY).value() - bad.score(ACCURACY).value(), within(1e-12));
            CrossEvaluation<Classification> other = evaluated("noise", data, 2);
            assertThatThrownBy(() -> PairedComparison.of(good, other, ACCURACY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Expected both models to be evaluated on the same cuts but the cuts differ. Use the same "
                                    + "rows, resampling and seed for both.");
        }

        private static CrossEvaluation<Classification> evaluated(String column, Dataset data, long seed) {
            return CrossEvaluation.over(
                    RuleEstimator.nearestMean(column),
                    data,
                    CrossValidation.stratified(6).seed(seed),
                    List.of(ACCURACY),
                    FitContext.of(0));
        }
    }

    @Nested
    class OnOneTestSet {
        private final double[] truth = new SplittableRandom(2).doubles(150).toArray();

        private Assessment<Regression> off(double by, long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            return Assessments.numbers(
                    truth,
                    null,
                    Arrays.stream(truth)
                            .map(y -> y + by * (random.nextDouble() - 0.5))
                            .toArray());
        }

        @Test
        void aBootstrapOfTheSameRowsForBothTellsThemApart() {
            PairedComparison comparison = PairedComparison.bootstrap(RegressionMetrics.RMSE, off(1, 3), off(2, 4));
            assertThat(comparison.verdict()).isEqualTo(Verdict.FIRST);
            assertThat(comparison.difference()).isBetween(comparison.low(), comparison.high());
            assertThat(comparison.pValue()).isCloseTo(2 / 2001.0, within(1e-12));
            assertThat(comparison).isEqualTo(PairedComparison.bootstrap(RegressionMetrics.RMSE, off(1, 3), off(2, 4)));
            assertThat(PairedComparison.bootstrap(RegressionMetrics.RMSE, off(2, 4), off(1, 3))
                            .verdict())
                    .isEqualTo(Verdict.SECOND);
        }

        @Test
        void equalModelsAreTied() {
            PairedComparison comparison = PairedComparison.bootstrap(RegressionMetrics.R2, off(1, 3), off(1, 3));
            assertThat(comparison.pValue()).isEqualTo(1);
            assertThat(comparison.verdict()).isEqualTo(Verdict.TIED);
            assertThat(comparison.toString())
                    .isEqualTo(
                            "R2 differs by 0.0000 (95 % 0.0000 to 0.0000, p = 1.000, paired bootstrap, 150 rows): tied");
        }

        /** Of the mean of paired differences the interval is about that of the paired t test. */
        @Test
        void ofAMeanTheIntervalIsNearlyThatOfThePairedTTest() {
            Assessment<Regression> first = off(1, 3);
            Assessment<Regression> second = off(1.2, 4);
            PairedComparison comparison = PairedComparison.bootstrap(RegressionMetrics.MAE, first, second);
            double[] differences = new double[150];
            Arrays.setAll(
                    differences,
                    row -> Math.abs(first.predictions().value(row, 0) - truth[row])
                            - Math.abs(second.predictions().value(row, 0) - truth[row]));
            double mean = Arrays.stream(differences).average().orElseThrow();
            double error = Math.sqrt(
                    Arrays.stream(differences).map(d -> (d - mean) * (d - mean)).sum() / 149 / 150);
            assertThat(comparison.difference()).isCloseTo(mean, within(1e-12));
            assertThat(comparison.low()).isCloseTo(mean - 1.976 * error, within(0.15 * error));
            assertThat(comparison.high()).isCloseTo(mean + 1.976 * error, within(0.15 * error));
            assertThat(comparison.pValue()).isCloseTo(2 * StudentT.above(Math.abs(mean) / error, 149), within(0.03));
        }

        /** Of 10,500 rows, where fewer draws are made, as of 10,000, where an interval can be read off them. */
        @Test
        void ofManyRowsFewerDrawsSayTheSame() {
            double[] many = new SplittableRandom(5).doubles(10_500).toArray();
            PairedComparison few = compared(many, 10_500);
            PairedComparison all = compared(many, 10_000);
            assertThat(few.low()).isCloseTo(all.low(), within(0.1 * (all.high() - all.low())));
            assertThat(few.high()).isCloseTo(all.high(), within(0.1 * (all.high() - all.low())));
            assertThat(few.pValue()).isCloseTo(all.pValue(), within(0.1));
            assertThat(PairedDraws.count(10_000)).isEqualTo(2000);
            assertThat(PairedDraws.count(10_500)).isEqualTo(1904);
            assertThat(PairedDraws.count(1_000_000)).isEqualTo(200);
        }

        private static PairedComparison compared(double[] truth, int rows) {
            double[] known = Arrays.copyOf(truth, rows);
            double[] first =
                    Arrays.stream(known).map(y -> y + 0.1 * (y * 997 % 1 - 0.5)).toArray();
            double[] second = Arrays.stream(known)
                    .map(y -> y + 0.101 * (y * 1009 % 1 - 0.5))
                    .toArray();
            return PairedComparison.bootstrap(
                    RegressionMetrics.MAE,
                    Assessments.numbers(known, null, first),
                    Assessments.numbers(known, null, second));
        }

        @Test
        void theRowsMustBeTheSame() {
            Assessment<Classification> three = Assessments.binary(new int[] {1, 0, 1}, 0.5, 0.5, 0.5);
            Assessment<Classification> two = Assessments.binary(new int[] {1, 0}, 0.5, 0.5);
            Assessment<Classification> others = Assessments.binary(new int[] {1, 1, 1}, 0.5, 0.5, 0.5);
            String different =
                    "Expected predictions for the same rows but there are 3 and 2. Predict the same rows in the "
                            + "same order.";
            assertThatThrownBy(() -> PairedComparison.mcNemar(three, two)).hasMessage(different);
            assertThatThrownBy(() -> PairedComparison.bootstrap(LOG_LOSS, three, two))
                    .hasMessage(different);
            assertThatThrownBy(() -> PairedComparison.mcNemar(three, others))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "Expected predictions for the same rows but the truth of row 1 is 'no' and 'yes'. Predict "
                                    + "the same rows in the same order.");
        }
    }
}
