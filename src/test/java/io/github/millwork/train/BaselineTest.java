package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineTest {
    private static final double[][] X = {{1}, {2}, {3}, {4}, {5}};

    @Test
    void classesGetTheirShares() {
        var model = Baseline.classifier().fit(TestRows.of(X, "b", "a", "b", "b", "a"), CONTEXT);
        assertThat(TestRows.predict(model, 99)).containsExactly(0.4, 0.6);
        assertThat(model.outputs().read(new double[] {0.4, 0.6}, 0).label()).isEqualTo("b");
    }

    @Test
    void sharesAreWeighted() {
        TrainingData data = TestRows.weighted(TestRows.of(X, "b", "a", "b", "c", "a"), 1, 0.5, 2, 0, 4.5);
        assertThat(TestRows.predict(Baseline.classifier().fit(data, CONTEXT), 0))
                .containsExactly(0.625, 0.375, 0);
    }

    @Test
    void numbersGetTheirMean() {
        var model = Baseline.regressor().fit(TestRows.of(X, 1, 2, 3, 4, 12.5), CONTEXT);
        assertThat(TestRows.predict(model, 99)).containsExactly(4.5);
    }

    /** numpy.average([1, 2, 3, 4, 12.5], weights=[1, 0.5, 2, 0, 4.5]) is 8.03125. */
    @Test
    void numbersThatCannotBeAddedUpHaveAMean() {
        Model<?> model =
                Baseline.regressor().fit(TestRows.of(TestRows.numbers(4, 1, 1), 1.5e308, 1.5e308, 1e308, 0), CONTEXT);
        assertThat(TestRows.predict(model, 0)[0]).isEqualTo(1e308);
    }

    @Test
    void theMeanIsWeighted() {
        TrainingData data = TestRows.weighted(TestRows.of(X, 1, 2, 3, 4, 12.5), 1, 0.5, 2, 0, 4.5);
        assertThat(TestRows.predict(Baseline.regressor().fit(data, CONTEXT), 0)).containsExactly(8.03125);
    }

    @Test
    void aWeightOfTwoIsTwoRows() {
        double[][] x = TestRows.numbers(70, 2, 1);
        double[] weights = IntStream.range(0, 70).mapToDouble(i -> 1 + i % 2).toArray();
        int[] repeated =
                IntStream.range(0, 105).map(i -> i < 70 ? i : (i - 70) * 2 + 1).toArray();
        double[] target =
                IntStream.range(0, 70).mapToDouble(i -> i * i % 37 / 8.0).toArray();
        for (TrainingData data :
                List.of(TestRows.of(x, TestRows.classes(x, 1, "a", "b", "c")), TestRows.of(x, target))) {
            Baseline<?> learner =
                    data.target() instanceof TargetValues.Numbers ? Baseline.regressor() : Baseline.classifier();
            assertThat(learner.fit(TestRows.weighted(data, weights), CONTEXT).fingerprint())
                    .isEqualTo(learner.fit(data.rows(repeated), CONTEXT).fingerprint())
                    .isNotEqualTo(learner.fit(data, CONTEXT).fingerprint());
        }
    }

    @Test
    void someWeightMustBeAboveZero() {
        for (TrainingData data : List.of(TestRows.of(X, "a", "b", "a", "b", "a"), TestRows.of(X, 1, 2, 3, 4, 5))) {
            Baseline<?> learner =
                    data.target() instanceof TargetValues.Numbers ? Baseline.regressor() : Baseline.classifier();
            assertThatThrownBy(() -> learner.fit(TestRows.weighted(data, new double[5]), CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "Expected a training row with a weight above zero but all weights are zero.");
        }
    }

    @Test
    void thereIsNoneForOtherKindsOfPredictions() {
        assertThatThrownBy(() -> new Baseline<>(Cluster.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a baseline for Classification or Regression but found Cluster. Use classifier() or "
                                + "regressor().");
    }
}
