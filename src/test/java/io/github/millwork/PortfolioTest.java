package io.github.millwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.DatasetBuilder;
import io.github.millwork.data.Expression;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.select.Portfolio;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is compared for someone who names no candidates. */
class PortfolioTest {
    /** Three heaps of rows in a plane, and a few rows far from all; labels that say on which side a row lies. */
    private static final Dataset ROWS = rows();

    private static Dataset rows() {
        Random random = new Random(1);
        DatasetBuilder builder = Dataset.builder()
                .column("x", ColumnType.NUMBER)
                .column("y", ColumnType.NUMBER)
                .column("right", ColumnType.BOOLEAN)
                .column("upper", ColumnType.BOOLEAN)
                .column("heap", ColumnType.CATEGORY);
        for (int i = 0; i < 150; i++) {
            boolean odd = i % 25 == 0;
            double x =
                    odd ? 40 - random.nextInt(80) : 10 * (i % 3 == 0 ? 0 : i % 3 == 1 ? 1 : -1) + random.nextGaussian();
            double y = odd ? 40 : 10 * (i % 3 == 0 ? 1 : 0) + random.nextGaussian();
            builder.row(x, y, x > 0, y > 5, odd ? "none" : "heap " + i % 3);
        }
        return builder.build();
    }

    private static <P extends Prediction> FittedPipeline<P> chosen(Pipeline<P> pipeline, Dataset rows) {
        return pipeline.preprocess(Scale.standard(Columns.numeric()))
                .select()
                .seed(2)
                .fit(rows);
    }

    @Test
    void theBaselineALinearModelAForestAndBoostingAreCompared() {
        assertThat(Portfolio.of(Classification.class, 5_000).learners())
                .hasSize(4)
                .contains(LogisticRegression.create(), RandomForest.classifier(), HistogramBoosting.classifier());
        assertThat(Portfolio.of(Regression.class, 5_000).learners()).hasSize(4).contains(RandomForest.regressor());
        assertThat(Portfolio.metric(Regression.class).name()).isEqualTo("RMSE");
    }

    @Test
    void theAdviceDependsOnTheNumberOfRows() {
        Portfolio<Classification> few = Portfolio.of(Classification.class, 999);
        Portfolio<Classification> many = Portfolio.of(Classification.class, 100_000);
        assertThat(few.learners())
                .hasSize(6)
                .contains(HistogramBoosting.classifier().trees(100).depth(2).learningRate(0.05));
        assertThat(few.folds()).isEqualTo(CrossValidation.stratified(5).repeated(3));
        assertThat(few.reason()).startsWith("Few rows: ");
        assertThat(many.learners())
                .hasSize(5)
                .contains(HistogramBoosting.classifier().trees(500).leaves(127));
        assertThat(many.folds()).isEqualTo(CrossValidation.stratified(3));
        assertThat(Portfolio.of(Regression.class, 20_000).folds()).isEqualTo(CrossValidation.of(5));
    }

    @Test
    void asManyClustersAreFoundAsThereAre() {
        Dataset heaps = ROWS.where(Expression.text("heap").isNot("none")).select("x", "y");
        FittedPipeline<Cluster> clusters = chosen(Pipeline.cluster(), heaps);
        assertThat(clusters.leaderboard().entries()).hasSize(7);
        assertThat(clusters.learner()).startsWith("k-means (clusters 3");
    }

    @Test
    void labelsAreFoundByThemselvesAndInChains() {
        FittedPipeline<MultiLabel> labels =
                chosen(Pipeline.classifyLabels(Target.labels("right", "upper")), ROWS.drop("heap"));
        assertThat(labels.leaderboard().entries()).hasSize(3);
        assertThat(labels.leaderboard().best().score().value()).isGreaterThan(0.6);
    }

    @Test
    void whatLiesApartIsFoundWhereTheTruthIsKnown() {
        FittedPipeline<Anomaly> apart =
                chosen(Pipeline.detectAnomalies(Truth.of("heap").anomalous("none")), ROWS.select("x", "y", "heap"));
        assertThat(apart.leaderboard().entries()).hasSize(3);
        assertThat(apart.leaderboard().best().score().value()).isGreaterThan(0.95);

        assertThatThrownBy(() -> chosen(Pipeline.detectAnomalies(), ROWS.select("x", "y")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected to know which rows are anomalies but found None.");
    }
}
