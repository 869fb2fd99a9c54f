package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Explainer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinearModelTest {
    private static LinearModel<Classification> model(double[][] weights, double... intercepts) {
        List<String> labels = List.of("a", "b", "c").subList(0, Math.max(2, intercepts.length));
        int[] spoken = intercepts.length == 1 ? new int[] {1} : new int[] {0, 1, 2};
        return new LinearModel<>(
                ClassificationOutputs.probabilities(labels, null),
                weights,
                intercepts,
                new double[weights[0].length],
                spoken);
    }

    @Test
    void aNumberIsTheWeightedSum() {
        LinearModel<Regression> model = numbers();
        assertThat(TestRows.predict(model, 3, 4, 1)).containsExactly(12.5);
        assertThat(TestRows.predict(model, TestRows.ABSENT, 4, TestRows.ABSENT)).containsExactly(6);
    }

    private static LinearModel<Regression> numbers() {
        return new LinearModel<>(
                new RegressionOutputs(false),
                new double[][] {{2, -1, 0.5}},
                new double[] {10},
                new double[] {1, 3, 0.25},
                new int[] {0});
    }

    @Test
    void aFeatureContributesItsWeightTimesItsDistanceFromTheMean() {
        Explainer explainer = numbers().explainer().orElseThrow();
        double[] out = new double[3];
        explainer.contributions(TestRows.vector(3, 4, TestRows.ABSENT), 0, out);
        assertThat(out).containsExactly(4, -1, -0.125);
        assertThat(explainer.expected(0)).isEqualTo(10 + 2 - 3 + 0.125);
        assertThat(explainer.raw(TestRows.vector(3, 4, TestRows.ABSENT), 0)).isEqualTo(12);
        assertThat(explainer.unit()).isEqualTo(Explainer.Unit.TARGET);
        assertThat(explainer.raws()).isEqualTo(1);
        assertThat(explainer.label(0)).isZero();
        assertThat(model(new double[][] {{1, 1}}, -1).explainer().orElseThrow().unit())
                .isEqualTo(Explainer.Unit.LOG_ODDS);
    }

    @Test
    void scoresAreTheSumsAndThatOfTheFirstOfTwoClassesIsTheOtherTurnedRound() {
        var two = new LinearModel<>(
                ClassificationOutputs.scores(List.of("a", "b"), null),
                new double[][] {{2, -1}},
                new double[] {0.5},
                new double[2],
                new int[] {1});
        assertThat(TestRows.predict(two, 3, 1)).containsExactly(-5.5, 5.5);
        assertThat(two.explainer().orElseThrow().unit()).isEqualTo(Explainer.Unit.SCORE);
        var ofThree = new LinearModel<>(
                ClassificationOutputs.scores(List.of("a", "b", "c"), null),
                new double[][] {{2, -1}, {1, 1}},
                new double[] {0.5, 0},
                new double[2],
                new int[] {0, 2});
        assertThat(TestRows.predict(ofThree, 3, 1)).containsExactly(5.5, -Double.MAX_VALUE, 4);
    }

    @Test
    void logarithmsBecomeProbabilitiesHoweverFarFromZeroTheyAre() {
        var model = new LinearModel<>(
                ClassificationOutputs.probabilities(List.of("a", "b", "c"), null),
                new double[][] {{0}, {0}},
                new double[] {Math.log(0.25) - 5000, Math.log(0.75) - 5000},
                new double[1],
                new int[] {0, 2},
                true);
        double[] found = TestRows.predict(model, 1);
        assertThat(found[0]).isCloseTo(0.25, within(1e-12));
        assertThat(found[1]).isZero();
        assertThat(found[2]).isCloseTo(0.75, within(1e-12));
        assertThat(model.explainer().orElseThrow().unit()).isEqualTo(Explainer.Unit.LOG_PROBABILITY);
    }

    @Test
    void aClassWithoutASumHasNoProbability() {
        var model = new LinearModel<>(
                ClassificationOutputs.probabilities(List.of("a", "b", "c", "d"), null),
                new double[][] {{1}, {-1}},
                new double[] {0, 0},
                new double[1],
                new int[] {0, 2});
        double[] out = TestRows.predict(model, 2);
        assertThat(out[0]).isCloseTo(0.8807970779778823, within(1e-15));
        assertThat(out[2]).isCloseTo(0.11920292202211755, within(1e-15));
        assertThat(out[1]).isZero();
        assertThat(out[3]).isZero();
        double[] far = TestRows.predict(model, 1e9);
        assertThat(far).containsExactly(1, 0, 0, 0);
        Explainer explainer = model.explainer().orElseThrow();
        assertThat(explainer.raws()).isEqualTo(2);
        assertThat(explainer.label(1)).isEqualTo(2);
    }

    @Test
    void theSumSpeaksForTheSecondOfTwoClasses() {
        double[] out = TestRows.predict(model(new double[][] {{1, 1}}, -1), 2, 1);
        assertThat(out[1]).isCloseTo(0.8807970779778823, within(1e-15)); // 1 / (1 + exp(-2))
        assertThat(out[0]).isCloseTo(0.11920292202211755, within(1e-15));
    }

    @Test
    void farFromTheBoundaryTheClassIsCertain() {
        LinearModel<Classification> model = model(new double[][] {{1}}, 0);
        assertThat(TestRows.predict(model, 1e9)).containsExactly(0, 1);
        assertThat(TestRows.predict(model, -1e9)).containsExactly(1, 0);
        assertThat(TestRows.predict(model, Double.POSITIVE_INFINITY)).containsExactly(0, 1);
    }

    @Test
    void oneAgainstTheRestIsDividedByTheSum() {
        double[] out = TestRows.predict(model(new double[][] {{1}, {2}, {-1}}, 0, 0, 0), 1);
        double[] logistic = {0.7310585786300049, 0.8807970779778823, 0.2689414213699951};
        double sum = Arrays.stream(logistic).sum();
        for (int k = 0; k < 3; k++) assertThat(out[k]).isCloseTo(logistic[k] / sum, within(1e-15));
    }

    /** Where all logistic functions are zero as doubles, their ratios are still known. */
    @Test
    void aRowThatEveryClassRejectsGoesToTheOneThatRejectsItLeast() {
        LinearModel<Classification> model = model(new double[][] {{-3}, {-1}, {-2}}, 0, 0, 1);
        for (double x : new double[] {101, 800, 1e6}) {
            double[] out = TestRows.predict(model, x);
            assertThat(out[1]).isEqualTo(1);
            assertThat(out[0] + out[2]).isBetween(0.0, 1e-40);
        }
        LinearModel<Classification> near = model(new double[][] {{-1}, {-1}, {-1}}, 0, StrictMath.log(2), 0);
        for (double x : new double[] {99, 110, 5000}) {
            double[] out = TestRows.predict(near, x);
            assertThat(out[0]).isCloseTo(0.25, within(1e-12));
            assertThat(out[1]).isCloseTo(0.5, within(1e-12));
        }
    }
}
