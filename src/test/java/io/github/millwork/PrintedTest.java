package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.DatasetBuilder;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.Registry;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.select.Leaderboard;
import io.github.millwork.stage.Range;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.GridSearch;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one prints while trying things out can be read. */
class PrintedTest {
    private final Dataset rows = rows(80);
    private final Pipeline<Classification> prepared =
            Pipeline.classify("kind").collect(InMemory.of(rows)).preprocess(Scale.standard(Columns.numeric()));
    private final Pipeline<Classification> pipeline = prepared.train(LogisticRegression.create());

    private static Dataset rows(int count) {
        DatasetBuilder builder =
                Dataset.builder().column("x", ColumnType.NUMBER).column("kind", ColumnType.CATEGORY);
        for (int i = 0; i < count; i++) builder.row((double) (i * 37 % 11), i % 3 == 0 ? "a" : "b");
        return builder.build();
    }

    @Test
    void aPipelineTellsItsStepsAndLearner() {
        assertThat(pipeline)
                .hasToString("standard scale number or integer, "
                        + LogisticRegression.create().describe());
        assertThat(Pipeline.classify("kind")).hasToString("no learner yet");
        assertThat(Pipeline.classify("kind").select()).hasToString("the portfolio");
    }

    @Test
    void aFittedPipelineTellsItsLearnerRowsAndScores() {
        assertThat(pipeline.fit(rows)).hasToString(LogisticRegression.create().describe() + ", fitted to 80 rows");
        FittedPipeline<Classification> evaluated = pipeline.evaluate(
                        Holdout.random(0.25), ClassificationMetrics.ACCURACY)
                .run()
                .fitted();
        assertThat(evaluated.toString())
                .startsWith(LogisticRegression.create().describe() + ", fitted to 60 rows; accuracy 0.")
                .endsWith("20 rows)");
    }

    @Test
    void predictionsAreOneALine() {
        assertThat(new Regression(156.25, Double.NaN, Double.NaN)).hasToString("156.25");
        assertThat(new Regression(-0.001, -3, 1e9)).hasToString("-0.001 (-3 to 1E+9)");
        Predictions<Regression> some = Predictions.of(new RegressionOutputs(false), new double[22], Map.of());
        assertThat(some.toString()).startsWith("0: 0\n1: 0\n").endsWith("\n19: 0\nand 2 more");
        assertThat(Predictions.of(new RegressionOutputs(false), new double[0], Map.of()))
                .hasToString("no predictions");
    }

    @Test
    void aRegistryTellsItsHistory(@TempDir Path folder) {
        Registry registry = Registry.at(folder);
        registry.publish("kinds", pipeline.fit(rows)).promote();

        assertThat(registry.history("kinds").get(1).toString())
                .matches("2\\. \\S+Z promoted version 1 as 'production' by .+");
        assertThat(registry.alias("kinds", Alias.PRODUCTION).orElseThrow().toString())
                .matches("production: version 1, since \\S+Z by .+");
    }

    @Test
    void aLeaderboardShowsEveryMetricThatWasMeasured() {
        Leaderboard<Classification> board = prepared.train(
                        LogisticRegression.create().cost(Range.values(0.1, 1)))
                .tune(
                        GridSearch.create(),
                        CrossValidation.stratified(3),
                        ClassificationMetrics.ACCURACY,
                        ClassificationMetrics.LOG_LOSS)
                .fit(rows)
                .leaderboard();

        String[] lines = board.toString().split("\n");
        assertThat(lines[0].split(" {2,}"))
                .containsExactly(
                        "",
                        "#",
                        "accuracy",
                        "± error",
                        "log loss",
                        "fit",
                        "row",
                        "size",
                        "allocated",
                        "peak",
                        "learner",
                        "on");
        assertThat(lines[lines.length - 1]).isEqualTo("> the winner, = cannot be told apart from the best");
        Leaderboard.Entry best = board.best();
        assertThat(lines[1])
                .contains(String.format(
                        Locale.ROOT,
                        "%.4f",
                        best.score(ClassificationMetrics.LOG_LOSS).value()));
        assertThat(best.score(ClassificationMetrics.ACCURACY)).isEqualTo(best.score());
        assertThat(best.score(ClassificationMetrics.LOG_LOSS))
                .isEqualTo(board.trials().best().score(1));
        assertThatThrownBy(() -> best.score(ClassificationMetrics.BRIER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric that was measured in the search but found 'Brier score'. "
                        + "There are: 'accuracy', 'log loss'.");
        assertThat(board.trials().toString())
                .startsWith("2 trials, the best is trial ")
                .doesNotContain("\n");
    }
}
