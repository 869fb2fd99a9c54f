package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.Aggregation;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FoldScoresTest {
    static Stream<State> compared() {
        return Fixtures.sets("compared.json");
    }

    static Stream<State> student() {
        return Fixtures.sets("student.json");
    }

    static FoldScores scores(State set, String model) {
        List<Double> values = Arrays.stream(set.numbers(model)).boxed().toList();
        return FoldScores.mean("accuracy", values, set.number("test") / set.number("train"), Aggregation.MEAN, 100);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("compared")
    void meanErrorAndIntervalAreThoseOfScipyWithTheCorrectedVariance(State set) {
        FoldScores scores = scores(set, "first");
        assertThat(scores.mean()).isCloseTo(set.number("mean"), within(1e-12));
        assertThat(scores.value()).isEqualTo(scores.mean());
        assertThat(scores.standardError()).isCloseTo(set.number("error"), within(1e-12));
        assertThat(scores.low()).isCloseTo(set.numbers("ends")[0], within(1e-10));
        assertThat(scores.high()).isCloseTo(set.numbers("ends")[1], within(1e-10));
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("student")
    void studentsDistributionIsThatOfScipy(State set) {
        double df = set.number("df");
        double t = set.number("t");
        double quantile = set.number("quantile");
        double digits = df > 1000 ? 1e-8 : 1e-11;
        assertThat(StudentT.quantile(set.number("p"), df))
                .isCloseTo(quantile, within(1e-12 + digits * Math.abs(quantile)));
        assertThat(1 - StudentT.above(t, df)).isCloseTo(set.number("cdf"), within(1e-9));
        assertThat(StudentT.above(-t, df)).isCloseTo(set.number("cdf"), Percentage.withPercentage(1e-6));
    }

    @Test
    void cutsWithoutAValueAreLeftOutAndCounted() {
        FoldScores all = FoldScores.mean("ROC AUC", List.of(0.5, 0.7, 0.9), 0.25, Aggregation.MEAN, 40);
        FoldScores some =
                FoldScores.mean("ROC AUC", List.of(0.5, Double.NaN, 0.7, 0.9, Double.NaN), 0.25, Aggregation.MEAN, 40);
        assertThat(some.mean()).isEqualTo(all.mean());
        assertThat(some.standardError()).isEqualTo(all.standardError());
        assertThat(some.cuts()).isEqualTo(3);
        assertThat(some.method()).isEqualTo("corrected resampled t, 3 of 5 cuts");
        assertThat(all.method()).isEqualTo("corrected resampled t, 3 cuts");
    }

    @Test
    void oneValueHasNoInterval() {
        Score one =
                FoldScores.mean("R2", List.of(0.5), 0.25, Aggregation.MEAN, 40).toScore();
        assertThat(one.value()).isEqualTo(0.5);
        assertThat(one.low()).isNaN();
        assertThat(one.high()).isNaN();
        assertThat(FoldScores.mean("R2", List.of(Double.NaN, Double.NaN), 0.25, Aggregation.MEAN, 40)
                        .mean())
                .isNaN();
    }

    @Test
    void theScoreSaysHowItCameAbout() {
        FoldScores inTime = FoldScores.mean("MAE", List.of(1.0, 3.0), 0.5, Aggregation.CHRONOLOGICAL, 40);
        Score score = inTime.toScore();
        assertThat(score.metric()).isEqualTo("MAE");
        assertThat(score.value()).isEqualTo(2);
        assertThat(score.rows()).isEqualTo(40);
        assertThat(score.level()).isEqualTo(0.95);
        assertThat(score.method()).isEqualTo("corrected resampled t, 2 cuts in time, not exchangeable");
        // variance 2, times 1/2 + 1/2, and 12.706 is the quantile for one degree of freedom
        assertThat(score.high() - 2).isCloseTo(12.7062047 * Math.sqrt(2), within(1e-6));
        assertThat(2 - score.low()).isCloseTo(score.high() - 2, within(1e-12));
        assertThat(inTime.withValue(2.5).toScore().value()).isEqualTo(2.5);
    }
}
