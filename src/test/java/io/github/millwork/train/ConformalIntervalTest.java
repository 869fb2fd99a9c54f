package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.preprocess.TargetTransform;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Task;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformalIntervalTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(1);

    /** A line with errors of long tails, which grow with the number. */
    private static Dataset rows(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] x = random.doubles(rows, 1, 3).toArray();
        double[] y = Arrays.stream(x)
                .map(each -> 2 * each + each * Math.tan(1.4 * (random.nextDouble() - 0.5)))
                .toArray();
        return Dataset.of(Column.numbers("x", x), Column.numbers("y", y));
    }

    private static FittedChain<Regression> fit(Learner<Regression> learner, Dataset rows, long seed) {
        return new Chain<>(Task.regress(Target.of("y")), List.of(), learner)
                .fit(rows, FitContext.of(seed).withThreads(1));
    }

    private static double covered(FittedChain<Regression> fitted, Dataset rows) {
        double[] y = rows.column("y").toDoubles();
        List<Regression> predictions = fitted.predict(rows);
        return IntStream.range(0, y.length)
                        .filter(i -> predictions.get(i).low() <= y[i]
                                && y[i] <= predictions.get(i).high())
                        .count()
                / (double) y.length;
    }

    private static double meanCoverage(ConformalInterval option, int rows, int draws) {
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
            FittedChain<Regression> fitted = fit(LinearRegression.create().with(option), rows(rows, 1000 + draw), draw);
            sum += covered(fitted, rows(1000, 500_000 + draw)) / draws;
        }
        return sum;
    }

    /** With n rows cut off the coverage is that of rank ceil(coverage * (n + 1)) of n + 1. */
    private static double expected(double coverage, int cutOff) {
        return Math.ceil(coverage * (cutOff + 1) - 1e-9) / (cutOff + 1);
    }

    @ParameterizedTest
    @CsvSource({"0.9,50,0.5", "0.8,95,0.2", "0.5,40,0.5"})
    void bySplitTheStatedCoverageIsKept(double coverage, int rows, double share) {
        double found = meanCoverage(ConformalInterval.split(coverage).share(share), rows, 60);
        int cutOff = (int) Math.floor(rows * share);
        // of 60 draws the mean has a standard error of about 0.35 / sqrt(cutOff * 60)
        assertThat(found).isCloseTo(expected(coverage, cutOff), within(4 * 0.5 / Math.sqrt(cutOff * 60.0)));
    }

    @Tag("proof")
    @ParameterizedTest
    @CsvSource({"0.9,100,0.2", "0.95,200,0.5", "0.8,95,0.2", "0.5,40,0.5"})
    void bySplitTheStatedCoverageIsKeptOverThousandsOfDraws(double coverage, int rows, double share) {
        double found = meanCoverage(ConformalInterval.split(coverage).share(share), rows, 4000);
        int cutOff = (int) Math.floor(rows * share);
        double error = Math.sqrt(coverage * (1 - coverage) * (1.0 / cutOff + 1.0 / 1000) / 4000);
        assertThat(found).isCloseTo(expected(coverage, cutOff), within(4 * error));
    }

    @Test
    void inFoldsTheCoverageIsAboutAsStated() {
        assertThat(meanCoverage(ConformalInterval.inFolds(0.9).folds(5), 60, 30))
                .isBetween(0.87, 0.95);
    }

    @Test
    void theWidthIsTheErrorOfTheRankThatCoverageAsksFor() {
        double[] predicted = new double[19];
        double[] actual =
                IntStream.range(0, 19).mapToDouble(i -> i % 2 == 0 ? i : -i).toArray();
        Predictions<Regression> rows = Predictions.of(new RegressionOutputs(false), predicted, Map.of());
        TargetValues truth = new TargetValues.Numbers(actual);
        // the errors are 0 to 18: of 19 rows and a new one, nine tenths are 18 of 20, so the 18th error counts
        assertThat(ConformalInterval.split(0.9).fit(rows, truth, null, CONTEXT).width())
                .isEqualTo(17);
        assertThat(ConformalInterval.split(0.95).fit(rows, truth, null, CONTEXT).width())
                .isEqualTo(18);
        assertThatThrownBy(() -> ConformalInterval.split(0.96).fit(rows, truth, null, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected at least 24 rows to learn conformal intervals of 96.0 % from but found 19. Collect "
                                + "more rows, cut off a larger share, or ask for less coverage.");
    }

    @Test
    void weightsCountRowsSoManyTimes() {
        double[] actual = IntStream.range(0, 40).mapToDouble(i -> i).toArray();
        double[] weights =
                IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 0 : 7).toArray();
        Predictions<Regression> rows = Predictions.of(new RegressionOutputs(false), new double[40], Map.of());
        Predictions<Regression> half = Predictions.of(new RegressionOutputs(false), new double[20], Map.of());
        assertThat(ConformalInterval.split(0.8).fit(rows, new TargetValues.Numbers(actual), weights, CONTEXT))
                .isEqualTo(ConformalInterval.split(0.8)
                        .fit(half, new TargetValues.Numbers(Arrays.copyOfRange(actual, 20, 40)), null, CONTEXT));
    }

    @Test
    void thePredictionStaysInTheMiddle() {
        Dataset rows = rows(200, 5);
        Learner<Regression> learner = LinearRegression.create().with(ConformalInterval.inFolds(0.9));
        FittedChain<Regression> fitted = fit(learner, rows, 1);
        FittedChain<Regression> plain = fit(LinearRegression.create(), rows, 1);
        Regression found = fitted.predict(rows.row(3));
        assertThat(found.value()).isEqualTo(plain.predict(rows.row(3)).value());
        assertThat(found.high() - found.value()).isCloseTo(found.value() - found.low(), within(1e-9));
        assertThat(found.high()).isGreaterThan(found.value());
    }

    @Test
    void bySplitTheRowsCutOffAreNotFittedTo() {
        Dataset rows = rows(200, 5);
        FittedChain<Regression> fitted = fit(LinearRegression.create().with(ConformalInterval.split(0.9)), rows, 1);
        assertThat(fitted.predict(rows.row(3)).value())
                .isNotEqualTo(fit(LinearRegression.create(), rows, 1)
                        .predict(rows.row(3))
                        .value());
    }

    @Test
    void ofRowsWithATimeTheLatestAreCutOff() {
        Dataset rows = rows(200, 5)
                .with(Column.integers(
                                "t",
                                IntStream.range(0, 200).mapToLong(i -> 200 - i).toArray())
                        .withRole(Role.TIME));
        FittedChain<Regression> fitted = fit(LinearRegression.create().with(ConformalInterval.split(0.9)), rows, 1);
        Dataset earlier = rows.rows(IntStream.range(40, 200).toArray());
        assertThat(fitted.predict(rows.row(3)).value())
                .isEqualTo(fit(LinearRegression.create(), earlier, 1)
                        .predict(rows.row(3))
                        .value());
    }

    @Test
    void theIntervalIsInTheUnitOfTheTarget() {
        Dataset rows = rows(300, 5);
        double[] large = Arrays.stream(rows.column("y").toDoubles())
                .map(y -> Math.exp(y / 5))
                .toArray();
        Dataset positive = rows.with(Column.numbers("y", large));
        FittedChain<Regression> fitted = fit(
                LinearRegression.create()
                        .with(ConformalInterval.split(0.9).share(0.4))
                        .with(TargetTransform.log()),
                positive,
                1);
        assertThat(covered(fitted, positive)).isBetween(0.85, 0.95);
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> fit(LinearRegression.create().with(ConformalInterval.split(0.9)), rows(30, 1), 1))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected at least 9 rows to learn conformal intervals of 90.0 % from but found 6.");
        assertThatThrownBy(() -> fit(LinearRegression.create().with(ConformalInterval.split(0.9)), rows(3, 1), 1))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected enough training rows, or groups of them, to cut off a share of 0.2 for conformal "
                        + "intervals of 90.0 %, but of 3 rows 0 would be cut off. Collect more rows.");
    }

    @Test
    void whatIsWrongIsRefused() {
        for (double coverage : new double[] {0, 1, Double.NaN, 90}) {
            assertThatThrownBy(() -> ConformalInterval.split(coverage)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> ConformalInterval.split(0.9).share(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a share above 0 and below 1, or at least 2 folds, but found 1.0 and 0.");
        assertThatThrownBy(() -> ConformalInterval.inFolds(0.9).folds(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearRegression.create()
                        .with(ConformalInterval.split(0.9))
                        .with(ConformalInterval.inFolds(0.8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theOptionAndWhatItLearnedAreSaved() {
        for (ConformalInterval option : List.of(ConformalInterval.split(0.9), ConformalInterval.inFolds(0.8))) {
            assertThat(Codecs.decode(Codecs.encode(option), ConformalInterval.class))
                    .isEqualTo(option);
            Dataset rows = rows(100, 2);
            FittedChain<Regression> fitted = fit(LinearRegression.create().with(option), rows, 1);
            FittedChain<?> read = Codecs.decode(Codecs.encode(fitted), FittedChain.class);
            assertThat(read.fingerprint()).isEqualTo(fitted.fingerprint());
            assertThat(read.predict(rows)).isEqualTo(fitted.predict(rows));
            assertThat(fitted.learner()).contains("conformal intervals of");
        }
        assertThatThrownBy(() -> new ConformalInterval.Margin(-1, 0.9)).isInstanceOf(BundleException.class);
    }
}
