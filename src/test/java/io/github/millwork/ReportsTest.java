package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.InMemory;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.evaluate.AnomalyMetrics;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.ClusterMetrics;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.MultiLabelMetrics;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.train.BinaryRelevance;
import io.github.millwork.train.IsolationForest;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of prediction has a report that shows where it goes wrong. */
class ReportsTest {
    private static final int ROWS = 240;

    @TempDir
    Path folder;

    private static Dataset rows(Column... more) {
        Random random = new Random(5);
        double[] x = IntStream.range(0, ROWS)
                .mapToDouble(i -> group(i) * 4 + random.nextGaussian())
                .toArray();
        double[] y = IntStream.range(0, ROWS)
                .mapToDouble(i -> (i % 40 == 0 ? 30 : 0) + random.nextGaussian())
                .toArray();
        Dataset rows = Dataset.of(Column.numbers("x", x), Column.numbers("y", y));
        for (Column column : more) rows = rows.with(column);
        return rows;
    }

    private static int group(int row) {
        return row % 3 - 1;
    }

    private static Column words(String name, IntFunction<String> word) {
        return Column.categories(name, IntStream.range(0, ROWS).mapToObj(word).toArray(String[]::new));
    }

    private static Column flags(String name, IntPredicate flag) {
        return Column.booleans(
                name, IntStream.range(0, ROWS).mapToObj(flag::test).toArray(Boolean[]::new));
    }

    @SafeVarargs
    private <P extends Prediction> String report(
            Pipeline<P> pipeline, Dataset rows, Learner<P> learner, Metric<P>... metrics) throws Exception {
        Path page = folder.resolve("report.html");
        pipeline.collect(InMemory.of(rows))
                .preprocess(Scale.standard(Columns.named("x", "y")))
                .train(learner)
                .evaluate(Holdout.random(0.5), metrics)
                .seed(4)
                .run()
                .writeReport(page);
        return Files.readString(page);
    }

    private static String section(String page, String heading) {
        int at = page.indexOf(">" + heading + "</h2>");
        assertThat(at).as(heading).isPositive();
        return page.substring(at, page.indexOf("</section>", at));
    }

    /** The cells of the table below a heading, row by row. */
    private static String table(String page, String heading) {
        Matcher cells = Pattern.compile("<t[hd][^>]*>([^<]*)<").matcher(section(page, heading));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 30 && cells.find(); i++) text.append(cells.group(1)).append('|');
        return text.toString();
    }

    @Test
    void ofClassesConfusionAndCurves() throws Exception {
        String page = report(
                Pipeline.classify(Target.of("kind").positive("a")),
                rows(words("kind", i -> group(i) > 0 ? "a" : "b")),
                LogisticRegression.create(),
                ClassificationMetrics.ROC_AUC,
                ClassificationMetrics.ACCURACY);
        assertThat(page).contains("Confusion matrix", ">ROC<", "Calibration", "Against the baseline");
        String baseline = section(page, "Against the baseline");
        assertThat(baseline.split(">accuracy<", -1))
                .as("accuracy is told once, by its own test")
                .hasSize(2);
        assertThat(baseline).contains("McNemar");
    }

    @Test
    void ofNumbersResiduals() throws Exception {
        String page = report(
                Pipeline.regress("z"),
                rows(Column.numbers(
                        "z",
                        IntStream.range(0, ROWS)
                                .mapToDouble(i -> group(i) * 2.0)
                                .toArray())),
                LinearRegression.create(),
                RegressionMetrics.RMSE);
        assertThat(page).contains("Truth and prediction", "Distribution of the residuals");
    }

    @Test
    void ofSetsOfLabelsEachLabel() throws Exception {
        String page = report(
                Pipeline.classifyLabels(Target.labels("low", "high")),
                rows(flags("low", i -> group(i) < 0), flags("high", i -> group(i) > 0)),
                BinaryRelevance.of(LogisticRegression.create()),
                MultiLabelMetrics.F1_SAMPLES);
        assertThat(table(page, "Labels")).startsWith("|label|rows with it|rows predicted|precision|recall|F1|");
        assertThat(table(page, "Labels")).contains("low|", "high|");
    }

    @Test
    void ofClustersTheirSizesAndClasses() throws Exception {
        String page = report(
                Pipeline.cluster(Truth.of("kind")),
                rows(words("kind", i -> "kind " + group(i))),
                KMeans.clusters(3),
                ClusterMetrics.SILHOUETTE);
        assertThat(table(page, "Clusters")).startsWith("|cluster|rows|share|mean distance from its centre|0|");
        assertThat(page).contains("Classes in clusters", "kind -1", "kind 1").doesNotContain(">noise<");
    }

    @Test
    void ofAnomaliesScoresAndVerdicts() throws Exception {
        String page = report(
                Pipeline.detectAnomalies(Truth.of("kind").anomalous("odd")),
                rows(words("kind", i -> i % 40 == 0 ? "odd" : "usual")),
                IsolationForest.create(),
                AnomalyMetrics.ROC_AUC);
        assertThat(page).contains("Verdicts", "anomalous in truth", "usual in truth");
    }
}
