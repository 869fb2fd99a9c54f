package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private record Own(ToDoubleFunction<Assessment<Regression>> function) implements Metric<Regression> {
        @Override
        public String name() {
            return "own";
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double measure(Assessment<Regression> assessment) {
            return function.applyAsDouble(assessment);
        }
    }

    private static final Metric<Regression> MEAN = new Own(assessment ->
            assessment.predictions().stream().mapToDouble(Regression::value).sum() / assessment.rows());

    private static Assessment<Regression> uniform(int rows) {
        double[] values = new SplittableRandom(1).doubles(rows).toArray();
        return new Assessment<>(
                Predictions.of(new RegressionOutputs(false), values, Map.of()),
                new TargetValues.None(rows),
                null,
                null);
    }

    @Test
    void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
        Score score = MEAN.score(uniform(2000));
        double error = 1.96 * Math.sqrt(1 / 12.0 / 2000);
        assertThat(score.low()).isCloseTo(score.value() - error, within(0.1 * error));
        assertThat(score.high()).isCloseTo(score.value() + error, within(0.1 * error));
        assertThat(score.method()).isEqualTo("bootstrap");
        assertThat(score.rows()).isEqualTo(2000);
    }

    @Test
    void theSameRowsGiveTheSameInterval() {
        assertThat(MEAN.score(uniform(50))).isEqualTo(MEAN.score(uniform(50)));
    }

    @Test
    void aThousandDrawsAreMadeAndFewerOfManyRows() {
        assertThat(measurements(20_000)).isEqualTo(1001);
        assertThat(measurements(50_000)).isEqualTo(401);
        assertThat(measurements(200_000)).isEqualTo(201);
    }

    private static int measurements(int rows) {
        int[] calls = {0};
        new Own(assessment -> calls[0]++).score(uniform(rows));
        return calls[0];
    }

    @Test
    void drawsOnWhichTheMetricIsUndefinedAreLeftOut() {
        double least = MEAN.measure(uniform(400));
        Score score = new Own(assessment -> {
                    double mean = MEAN.measure(assessment);
                    return mean < least ? Double.NaN : mean;
                })
                .score(uniform(400));
        assertThat(score.low()).isGreaterThanOrEqualTo(least);
        assertThat(score.high()).isGreaterThan(score.low());
    }

    @Test
    void anUndefinedMetricHasNoInterval() {
        Score score = new Own(assessment -> Double.NaN).score(uniform(10));
        assertThat(score.value()).isNaN();
        assertThat(score.low()).isNaN();
        assertThat(score.high()).isNaN();
    }
}
