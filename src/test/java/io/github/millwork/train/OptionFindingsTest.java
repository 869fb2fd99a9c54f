package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What training options learned can be seen in what was fitted. */
class OptionFindingsTest {
    private static final double[][] X = TestRows.numbers(300, 2, 5);
    private static final Dataset ROWS = Dataset.of(
            Column.numbers("a", Arrays.stream(X).mapToDouble(row -> row[0]).toArray()),
            Column.numbers("b", Arrays.stream(X).mapToDouble(row -> row[1]).toArray()),
            Column.numbers(
                    "y",
                    IntStream.range(0, X.length)
                            .mapToDouble(row -> 3 * X[row][0] + row % 7)
                            .toArray()),
            Column.categories(
                    "rare",
                    IntStream.range(0, X.length)
                            .mapToObj(row -> rare(row) ? "yes" : "no")
                            .toArray(String[]::new)));

    private static boolean rare(int row) {
        return X[row][0] + row % 9 / 4.0 > 1.7;
    }

    private static FittedPipeline<Classification> fit(Learner<Classification> learner) {
        return Pipeline.classify(Target.of("rare").positive("yes"))
                .drop("y")
                .train(learner)
                .fit(ROWS);
    }

    @Test
    void theThresholdIsTold(@TempDir Path folder) {
        FittedPipeline<Classification> fitted =
                fit(LogisticRegression.create().with(Threshold.forMetric(ClassificationMetrics.F1)));
        assertThat(fitted.findings()).extracting(Finding::name).containsExactly("threshold");
        double threshold = fitted.findings().get(0).value();
        assertThat(threshold).isBetween(0.05, 0.95).isNotEqualTo(0.5);
        assertThat(fitted.toString()).contains("; " + fitted.findings().get(0));
        fitted.predict(ROWS)
                .forEach(row -> assertThat(row.label().equals("yes")).isEqualTo(row.probability("yes") >= threshold));
        fitted.save(folder.resolve("model"));
        assertThat(FittedPipeline.load(folder.resolve("model"), Classification.class)
                        .findings())
                .isEqualTo(fitted.findings());
    }

    @Test
    void theIntervalIsTold() {
        FittedPipeline<Regression> fitted = Pipeline.regress("y")
                .drop("rare")
                .train(LinearRegression.create().with(ConformalInterval.split(0.9)))
                .fit(ROWS);
        assertThat(fitted.findings()).extracting(Finding::name).containsExactly("interval coverage", "interval width");
        assertThat(fitted.findings().get(0).value()).isEqualTo(0.9);
        Regression some = fitted.predict(ROWS).get(0);
        assertThat(fitted.findings().get(1).value()).isCloseTo(some.high() - some.low(), within(1e-9));
    }

    @Test
    void theCurveOfACalibrationIsTold() {
        assertThat(fit(LogisticRegression.create().with(Calibration.sigmoid())).findings())
                .extracting(Finding::name)
                .containsExactly("sigmoid slope", "sigmoid offset");
        assertThat(fit(LogisticRegression.create().with(Calibration.isotonic())).findings())
                .extracting(Finding::name)
                .containsExactly("corners of the isotonic curve");
    }

    @Test
    void theRowsThatWereLearnedFromAreCounted(@TempDir Path folder) {
        FittedPipeline<Classification> fitted = fit(LogisticRegression.create().with(OverSample.create()));
        int yes = (int)
                IntStream.range(0, X.length).filter(OptionFindingsTest::rare).count();
        assertThat(fitted.findings())
                .containsExactly(new Finding("rows learned from", 2 * Math.max(yes, ROWS.rowCount() - yes)));
        fitted.save(folder.resolve("model"));
        assertThat(FittedPipeline.load(folder.resolve("model"), Classification.class)
                        .findings())
                .isEqualTo(fitted.findings());
    }

    /** The baseline of the report has no intervals to compare with. */
    @Test
    void aRunMeasuresHowOftenTheTruthIsWithin(@TempDir Path folder) throws IOException {
        Run<Regression> run = Pipeline.regress("y")
                .collect(InMemory.of(ROWS))
                .drop("rare")
                .train(LinearRegression.create().with(ConformalInterval.split(0.9)))
                .evaluate(
                        Holdout.random(0.3),
                        RegressionMetrics.RMSE,
                        RegressionMetrics.COVERAGE,
                        RegressionMetrics.WIDTH)
                .run();
        assertThat(run.evaluation().score(RegressionMetrics.COVERAGE).value()).isBetween(0.75, 1.0);
        run.writeReport(folder.resolve("report.html"));
        assertThat(Files.readString(folder.resolve("report.html"))).contains("coverage", "interval width");
    }
}
