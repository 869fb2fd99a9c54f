package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.PRECISION;
import static io.github.millwork.evaluate.ClassificationMetrics.RECALL;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationMetricsTest {
    private static final List<String> KINDS = List.of("adelie", "chinstrap", "gentoo");

    /** One row is predicted wrongly, and the last one is of a class that the model does not know. */
    private static Assessment<Classification> kinds(String positive) {
        return Assessments.classes(
                ClassificationOutputs.probabilities(KINDS, positive),
                new TargetValues.Classes(KINDS, new int[] {0, 1, 2, 1, -1}, positive, List.of("emperor")),
                null,
                new double[] {0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.1, 0.1, 0.8, 0.5, 0.3, 0.2, 0.1, 0.8, 0.1});
    }

    static List<Metric<Classification>> ofThePositiveClass() {
        return List.of(PRECISION, RECALL, F1);
    }

    @ParameterizedTest
    @MethodSource("ofThePositiveClass")
    void withoutAPositiveClassTheMessageSaysHowToNameIt(Metric<Classification> metric) {
        assertThatThrownBy(() -> metric.score(kinds(null)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a positive class to measure " + metric.name() + " of but none was named, and the "
                        + "classes are 'adelie', 'chinstrap', 'gentoo'. Name the one that is looked for where the "
                        + "pipeline names its target: Target.of(\"column\").positive(\"gentoo\").");
    }

    @Test
    void thePositiveClassMayBeOneOfMany() {
        assertThat(PRECISION.measure(kinds("chinstrap"))).isEqualTo(0.5);
        assertThat(RECALL.measure(kinds("chinstrap"))).isEqualTo(0.5);
        assertThat(F1.measure(kinds("chinstrap"))).isEqualTo(0.5);
        assertThat(RECALL.measure(kinds("gentoo"))).isEqualTo(1);
    }

    @Test
    void aClassThatTheModelDoesNotKnowIsNeverRight() {
        assertThat(ACCURACY.measure(kinds(null))).isEqualTo(0.6);
    }

    @Test
    void aClassThatTheModelDoesNotKnowHasNoLogLoss() {
        assertThatThrownBy(() -> LOG_LOSS.score(kinds(null)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected the model to know every class that it is tested on but 'emperor' at row 4 is none "
                                + "of 'adelie', 'chinstrap', 'gentoo'. Log loss gives such a row no value: fit on rows of that "
                                + "class too, or leave them out.");
    }

    @Test
    void scoresThatAreNoProbabilitiesHaveNoLogLoss() {
        Assessment<Classification> scores = Assessments.classes(
                ClassificationOutputs.scores(Assessments.NO_YES, "yes"),
                new TargetValues.Classes(Assessments.NO_YES, new int[] {0, 1}, "yes"),
                null,
                new double[] {3, -3, -2, 2});
        assertThatThrownBy(() -> LOG_LOSS.score(scores))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected probabilities to measure log loss of but this model gives scores only. Calibrate "
                        + "the learner: learner.with(Calibration.isotonic()), or choose another metric.");
        assertThat(ROC_AUC.measure(scores)).isEqualTo(1);
        assertThat(ACCURACY.measure(scores)).isEqualTo(1);
    }

    @Test
    void aTruthThatIsNoClassIsAnError() {
        Assessment<Classification> without = new Assessment<>(
                Predictions.of(
                        ClassificationOutputs.probabilities(Assessments.NO_YES, "yes"),
                        new double[] {0.5, 0.5},
                        Map.of()),
                new TargetValues.None(1),
                null,
                null);
        assertThatThrownBy(() -> ACCURACY.measure(without))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("rows that have the target column");
    }

    @Test
    void nothingPredictedPositiveIsAPrecisionOfZeroOfWhichNothingIsKnown() {
        Assessment<Classification> never = Assessments.binary(new int[] {0, 1, 0}, 0.1, 0.2, 0.3);
        Score precision = PRECISION.score(never);
        assertThat(precision.value()).isZero();
        assertThat(precision.low()).isZero();
        assertThat(precision.high()).isEqualTo(1);
        assertThat(F1.measure(never)).isZero();
        assertThat(F1.measure(Assessments.binary(new int[] {0, 0}, 0.1, 0.2))).isZero();
    }

    @Test
    void wilsonsIntervalOfAPerfectScoreStaysOpenBelow() {
        Score score = ACCURACY.score(Assessments.binary(new int[] {1, 0, 1, 0}, 0.9, 0.1, 0.9, 0.1));
        // n / (n + z^2), the textbook form for all of n
        assertThat(score.low()).isCloseTo(4 / (4 + 1.959963984540054 * 1.959963984540054), within(1e-15));
        assertThat(score.high()).isEqualTo(1);
        assertThat(score.method()).isEqualTo("Wilson");
    }

    @Test
    void aWeightOfTwoCountsAsTwoRowsAndAWeightOfZeroAsNone() {
        int[] truth = {1, 0, 1, 0, 1};
        double[] p = {0.9, 0.6, 0.4, 0.2, 0.3};
        Assessment<Classification> weighted = Assessments.binary(truth, new double[] {2, 1, 1, 3, 0}, p);
        Assessment<Classification> repeated = Assessments.binary(truth, p).rows(new int[] {0, 0, 1, 2, 3, 3, 3});
        for (Metric<Classification> metric : List.of(ACCURACY, PRECISION, RECALL, F1, ROC_AUC, LOG_LOSS)) {
            assertThat(metric.measure(weighted)).as(metric.name()).isCloseTo(metric.measure(repeated), within(1e-15));
        }
    }

    @Test
    void withoutAnyWeightAShareIsUndefined() {
        Score score = ACCURACY.score(Assessments.binary(new int[] {0, 1}, new double[2], 0.1, 0.9));
        assertThat(score.value()).isNaN();
        assertThat(score.low()).isNaN();
    }

    @Test
    void oneClassAloneHasNoRocAuc() {
        Score score = ROC_AUC.score(Assessments.binary(new int[] {1, 1, 1}, 0.1, 0.5, 0.9));
        assertThat(score.value()).isNaN();
        assertThat(score.low()).isNaN();
        assertThat(score.high()).isNaN();
    }

    @Test
    void oneRowOfAClassHasARocAucWithoutInterval() {
        Score score = ROC_AUC.score(Assessments.binary(new int[] {1, 0, 0}, 0.5, 0.1, 0.9));
        assertThat(score.value()).isEqualTo(0.5);
        assertThat(score.low()).isNaN();
    }

    @Test
    void separatedClassesHaveAnIntervalThatIsOpenOnOneSide() {
        double[] p = {0.1, 0.2, 0.3, 0.7, 0.8, 0.9};
        Score right = ROC_AUC.score(Assessments.binary(new int[] {0, 0, 0, 1, 1, 1}, p));
        assertThat(right.value()).isEqualTo(1);
        assertThat(right.low()).isBetween(0.3, 0.9);
        assertThat(right.method()).isEqualTo("Newcombe");
        Score wrong = ROC_AUC.score(Assessments.binary(new int[] {1, 1, 1, 0, 0, 0}, p));
        assertThat(wrong.value()).isZero();
        assertThat(wrong.high()).isCloseTo(1 - right.low(), within(1e-15));
    }

    @Test
    void bothZerosAreOneScore() {
        assertThat(ROC_AUC.measure(Assessments.binary(new int[] {0, 1}, 0.0, -0.0)))
                .isEqualTo(0.5);
    }

    @Test
    void aScoreThatIsNotANumberLeavesRocAucUndefined() {
        assertThat(ROC_AUC.measure(Assessments.binary(new int[] {0, 1, 1}, 0.2, Double.NaN, 0.4)))
                .isNaN();
    }

    @Test
    void eachMetricKnowsItsDirectionAndIsEqualToItself() {
        assertThat(List.of(ACCURACY, PRECISION, RECALL, F1, ROC_AUC)).allMatch(Metric::higherIsBetter);
        assertThat(LOG_LOSS.higherIsBetter()).isFalse();
        assertThat(ACCURACY).isEqualTo(new Accuracy("accuracy", true)).isNotEqualTo(F1);
    }
}
