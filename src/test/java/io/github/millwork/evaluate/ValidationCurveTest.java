package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.report.Section;
import io.github.millwork.stage.FitContext;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.tune.Searches;
import org.junit.jupiter.api.Test;

class ValidationCurveTest {
    private static final FitContext CONTEXT = FitContext.of(2).withThreads(2);

    private final Dataset data = Searches.rows(200, 5);

    private ValidationCurve byTrees(double... trees) {
        return ValidationCurve.<Classification>of(
                "trees",
                trees,
                count -> Searches.chain(
                        GradientBoosting.classifier().trees((int) count).depth(4)),
                data,
                CrossValidation.stratified(3),
                ClassificationMetrics.LOG_LOSS,
                CONTEXT);
    }

    @Test
    void moreTreesKnowTheTrainingRowsBetterAndAtLastTheOthersWorse() {
        ValidationCurve curve = byTrees(1, 20, 300);
        assertThat(curve.points())
                .extracting(ValidationCurve.Point::train)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(curve.best().value()).isEqualTo(20);
        assertThat(curve.isBestAtTheEnd()).isFalse();
        assertThat(curve.gap()).isPositive();
        assertThat(curve.points().get(2).test().value())
                .isGreaterThan(curve.best().test().value());
        assertThat(curve.verdict()).startsWith("Best at trees 20: log loss 0.").endsWith("on the training rows.");
        Section section = CurveSections.validation(curve);
        assertThat(section.blocks()).hasSize(1);
    }

    @Test
    void theScoresAreThoseOfACrossValidation() {
        CrossEvaluation<Classification> evaluation = CrossEvaluation.over(
                Searches.chain(GradientBoosting.classifier().trees(20).depth(4)),
                data,
                CrossValidation.stratified(3),
                java.util.List.of(ClassificationMetrics.LOG_LOSS),
                CONTEXT);
        assertThat(byTrees(20).points().get(0).test()).isEqualTo(evaluation.score(ClassificationMetrics.LOG_LOSS));
    }

    @Test
    void theLastValueMayNotBeTheBestOfAll() {
        assertThat(byTrees(1, 5).verdict()).endsWith("it is the last value tried, and a better one may lie beyond.");
        assertThatThrownBy(() -> byTrees()).isInstanceOf(IllegalArgumentException.class);
    }
}
