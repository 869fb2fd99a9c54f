package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.RegressionMetrics.MAE;
import static io.github.millwork.evaluate.RegressionMetrics.R2;
import static io.github.millwork.evaluate.RegressionMetrics.RMSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegressionMetricsTest {
    @Test
    void aWeightOfTwoCountsAsTwoRowsAndAWeightOfZeroAsNone() {
        double[] truth = {1, 2, 3, 7, 100};
        double[] predicted = {1.5, 2, 2, 8, 0};
        Assessment<Regression> weighted = Assessments.numbers(truth, new double[] {2, 1, 1, 3, 0}, predicted);
        Assessment<Regression> repeated =
                Assessments.numbers(truth, null, predicted).rows(new int[] {0, 0, 1, 2, 3, 3, 3});
        for (Metric<Regression> metric : List.of(RMSE, MAE, R2)) {
            assertThat(metric.measure(weighted)).as(metric.name()).isCloseTo(metric.measure(repeated), within(1e-15));
        }
    }

    @Test
    void oneRowHasErrorsButNoR2AndNoInterval() {
        Assessment<Regression> one = Assessments.numbers(new double[] {3}, null, 1);
        assertThat(RMSE.score(one).value()).isEqualTo(2);
        assertThat(RMSE.score(one).low()).isNaN();
        assertThat(MAE.score(one).value()).isEqualTo(2);
        assertThat(R2.score(one).value()).isNaN();
    }

    @Test
    void anIntervalOfPredictionsIsNotLookedAt() {
        Assessment<Regression> withInterval = new Assessment<>(
                Predictions.of(new RegressionOutputs(true), new double[] {1, 0, 9, 2, 0, 9}, Map.of()),
                new TargetValues.Numbers(new double[] {1, 4}),
                null,
                null);
        assertThat(MAE.measure(withInterval)).isEqualTo(1);
    }

    /** Truths below, at the lower end of, within and above an interval of 1 to 5, and one that has no weight. */
    private static Assessment<Regression> intervals() {
        return new Assessment<>(
                Predictions.of(
                        new RegressionOutputs(true),
                        new double[] {3, 1, 5, 3, 1, 5, 3, 1, 5, 3, 1, 7, 3, 1, 50},
                        Map.of()),
                new TargetValues.Numbers(new double[] {0.5, 1, 4, 9, 0}),
                new double[] {1, 1, 2, 1, 0},
                null);
    }

    @Test
    void theCoverageOfIntervalsIsTheShareOfRowsWhoseTruthIsWithin() {
        Score score = RegressionMetrics.COVERAGE.score(intervals());
        assertThat(score.value()).isCloseTo(3 / 5.0, within(1e-15));
        assertThat(score.method()).isEqualTo("Wilson");
        assertThat(score.low()).isBetween(0.0, 0.6);
        assertThat(RegressionMetrics.WIDTH.measure(intervals())).isCloseTo((4 * 4 + 6) / 5.0, within(1e-15));
    }

    /** Each unit outside costs two over the share that may lie outside: 20 for nine in ten. */
    @Test
    void theIntervalScoreIsTheWidthAndWhatLiesOutside() {
        assertThat(RegressionMetrics.intervalScore(0.9).measure(intervals()))
                .isCloseTo(22 / 5.0 + 20 * (0.5 + 2) / 5.0, within(1e-12));
        assertThat(RegressionMetrics.intervalScore(0.5).name()).isEqualTo("interval score of 0.5");
        assertThatThrownBy(() -> RegressionMetrics.intervalScore(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected a coverage above 0 and below 1 but found 1.0.");
    }

    @Test
    void withoutIntervalsNothingIsSaidOfThem() {
        Assessment<Regression> plain = Assessments.numbers(new double[] {3, 4}, null, 1, 2);
        assertThatThrownBy(() -> RegressionMetrics.COVERAGE.measure(plain))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected predictions with intervals to measure coverage of but these have none. Add them to "
                                + "the learner: with(ConformalInterval.split(0.9)).");
    }

    @Test
    void theMethodOfTheIntervalIsSaid() {
        Score score = RMSE.score(Assessments.numbers(new double[] {1, 2, 4}, null, 1.5, 2, 3));
        assertThat(score.method()).isEqualTo("Hall");
        assertThat(score.level()).isEqualTo(0.95);
        assertThat(score.low()).isNotNegative().isLessThan(score.value());
    }

    @Test
    void aTruthThatIsNoNumberIsAnError() {
        Assessment<Regression> without = new Assessment<>(
                Predictions.of(new RegressionOutputs(false), new double[] {1}, Map.of()),
                new TargetValues.None(1),
                null,
                null);
        assertThatThrownBy(() -> MAE.measure(without))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows that have the target column");
    }

    @Test
    void eachMetricKnowsItsDirection() {
        assertThat(RMSE.higherIsBetter()).isFalse();
        assertThat(MAE.higherIsBetter()).isFalse();
        assertThat(R2.higherIsBetter()).isTrue();
        assertThat(RMSE).isNotEqualTo(MAE);
    }
}
