package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Bootstrap632Test {
    @Test
    void theRuleGivesTheNumbersOfThePaper() {
        // err, Err(1) and gamma of a memory that knows nothing: the weight is 1
        assertThat(Bootstrap632.plus(RegressionMetrics.MAE, 0, 0.5, 0.5)).isCloseTo(0.5, within(1e-12));
        // R = 0.25, weight 0.632 / (1 - 0.368 * 0.25) = 0.6960352
        assertThat(Bootstrap632.plus(RegressionMetrics.MAE, 0.1, 0.2, 0.5)).isCloseTo(0.16960352, within(1e-8));
        // no overfitting: the plain .632
        assertThat(Bootstrap632.plus(RegressionMetrics.MAE, 0.3, 0.2, 0.5)).isCloseTo(0.2368, within(1e-12));
        assertThat(Bootstrap632.plus(RegressionMetrics.MAE, 0.1, 0.6, 0.5))
                .isCloseTo(0.632 * 0.6 + 0.368 * 0.5, within(1e-12));
    }

    @Test
    void whatIsBetterWhenMoreIsTurnedRound() {
        assertThat(Bootstrap632.plus(ACCURACY, 0.9, 0.8, 0.5)).isCloseTo(1 - 0.16960352, within(1e-8));
    }

    @Test
    void withoutInformationAllPairsOfPredictionAndTruthCount() {
        // 5 of 8 are yes, 4 are predicted so
        assertThat(Bootstrap632.noInformation(
                        ACCURACY,
                        Assessments.binary(new int[] {1, 1, 1, 1, 1, 0, 0, 0}, .9, .9, .9, .1, .1, .9, .1, .1)))
                .isCloseTo(5 / 8.0 * 0.5 + 3 / 8.0 * 0.5, within(1e-12));
        assertThat(Bootstrap632.noInformation(
                        RegressionMetrics.RMSE, Assessments.numbers(new double[] {0, 4}, new double[] {3, 1}, 1, 5)))
                .isCloseTo(Math.sqrt((9 * 1 + 3 * 9 + 3 * 25 + 1 * 1) / 16.0), within(1e-12));
    }

    @Test
    void withManyRowsPairsAreDrawn() {
        int[] truth = new int[300_000];
        double[] p = new double[300_000];
        Arrays.fill(truth, 150_000, 300_000, 1);
        Arrays.fill(p, 150_000, 300_000, 0.9);
        assertThat(Bootstrap632.noInformation(ACCURACY, Assessments.binary(truth, p)))
                .isCloseTo(0.5, within(0.01));
    }

    /** A memory is always right on what it has seen, and tosses a coin otherwise: 0.632 * 0.5 + 0.368 would be 0.684. */
    @Test
    void aMemoryOfNoiseIsFoundOut() {
        SplittableRandom random = new SplittableRandom(3);
        String[] kinds = new String[80];
        double[] x = new double[80];
        Arrays.setAll(kinds, row -> random.nextBoolean() ? "yes" : "no");
        Arrays.setAll(x, row -> random.nextDouble());
        RuleEstimator memory = new RuleEstimator((training, context) -> (rows, earlier) -> {
            double[] p = new double[rows.rowCount()];
            for (int row = 0; row < p.length; row++) {
                double at = rows.column("x").number(row);
                int nearest = 0;
                for (int i = 1; i < training.rowCount(); i++) {
                    double distance = Math.abs(training.column("x").number(i) - at);
                    if (distance < Math.abs(training.column("x").number(nearest) - at)) nearest = i;
                }
                p[row] = "yes".equals(training.column("kind").string(nearest)) ? 1 : 0;
            }
            return p;
        });
        CrossEvaluation<Classification> evaluation = CrossEvaluation.over(
                memory,
                Dataset.of(Column.categories("kind", kinds), Column.numbers("x", x)),
                BootstrapResampling.of(40),
                List.of(ACCURACY),
                FitContext.of(2));
        FoldScores scores = evaluation.folds(ACCURACY);
        assertThat(scores.mean()).isBetween(0.4, 0.6);
        assertThat(scores.value()).isCloseTo(Math.max(scores.mean(), 0.5), within(0.06));
        assertThat(scores.method()).isEqualTo(".632+, corrected resampled t, 40 cuts");
        assertThat(scores.testShare()).isBetween(0.5, 0.65); // 0.368 / 0.632
        assertThat(scores.rows()).isEqualTo(80);
        assertThat(evaluation.pooled()).isEmpty();
    }
}
