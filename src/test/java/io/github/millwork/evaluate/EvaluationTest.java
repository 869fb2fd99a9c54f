package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
    /** Answers what was predicted, so that nothing has to be fitted. */
    private static Fitted<Classification> known(Assessment<Classification> known) {
        return new StubFitted<>(Task.classify(Target.of("kind")), known);
    }

    private static final Assessment<Classification> PREDICTED = Assessments.binary(
            new int[] {1, 0, 1, 0, 1, 0, 1, 0, 1, 1}, 0.9, 0.1, 0.8, 0.3, 0.4, 0.6, 0.7, 0.2, 0.55, 0.95);

    /** Answers what was predicted, so that nothing has to be fitted. */
    @Test
    void itShowsEachScoreWithItsIntervalAndMethod() {
        assertThat(Evaluation.of(PREDICTED, List.of(ROC_AUC, F1, LOG_LOSS)).toString())
                .isEqualTo("""
                        metric     value  95 % interval     method               rows
                        ROC AUC   0.9167  0.4671 to 0.9928  DeLong, logit scale    10
                        F1        0.8333  0.5283 to 0.9571  Wilson                 10
                        log loss  0.3852  0.1521 to 0.7463  Hall                   10""");
    }

    @Test
    void scoresThatAreUndefinedTinyOrHugeAreShownToo() {
        List<Metric<Regression>> metrics = List.of(
                RegressionMetrics.RMSE,
                RegressionMetrics.of("tiny", true, assessment -> 1e-5),
                RegressionMetrics.of("huge", true, assessment -> -2e12),
                RegressionMetrics.of("none", true, assessment -> Double.NaN));
        assertThat(Evaluation.of(Assessments.numbers(new double[] {1, 2}, null, 1, 2), metrics)
                        .toString())
                .isEqualTo("""
                        metric       value  95 % interval             method     rows
                        RMSE        0.0000  0.0000 to 0.0000          Hall          2
                        tiny     1.000e-05  1.000e-05 to 1.000e-05    bootstrap     2
                        huge    -2.000e+12  -2.000e+12 to -2.000e+12  bootstrap     2
                        none     undefined  undefined to undefined    bootstrap     2""");
    }

    @Test
    void aScoreIsFoundByItsMetric() {
        Evaluation<Classification> evaluation = Evaluation.of(PREDICTED, List.of(ACCURACY, F1, ACCURACY));
        assertThat(evaluation.score(ACCURACY).value()).isEqualTo(0.8);
        assertThat(evaluation.scores()).extracting(Score::metric).containsExactly("accuracy", "F1");
        assertThat(evaluation.rows()).isEqualTo(10);
        assertThat(evaluation.assessment()).isSameAs(PREDICTED);
    }

    @Test
    void aMetricThatWasNotMeasuredIsAWrongCall() {
        Evaluation<Classification> evaluation = Evaluation.of(PREDICTED, List.of(ACCURACY, F1));
        assertThatThrownBy(() -> evaluation.score(ROC_AUC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric that was measured but 'ROC AUC' was not. There are: 'accuracy', 'F1'.");
    }

    @Test
    void aFittedEstimatorIsEvaluatedOnRows() {
        Dataset rows = Dataset.of(Column.numbers("x", new double[10]));
        assertThat(Evaluation.of(known(PREDICTED), rows, List.of(ACCURACY))
                        .score(ACCURACY)
                        .value())
                .isEqualTo(0.8);
    }

    @Test
    void noRowsAreAnError() {
        String message = "Expected rows to evaluate on but there are none. Check what selected them.";
        assertThatThrownBy(() -> Evaluation.of(known(PREDICTED), Dataset.of(Column.numbers("x")), List.of(ACCURACY)))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> Evaluation.of(PREDICTED.rows(new int[0]), List.of(ACCURACY)))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void noMetricIsAWrongCall() {
        assertThatThrownBy(() -> Evaluation.of(PREDICTED, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoMetricsOfOneNameAreAWrongCall() {
        Metric<Classification> other = ClassificationMetrics.of("F1", true, assessment -> 1);
        assertThatThrownBy(() -> Evaluation.of(PREDICTED, List.of(F1, other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected the names of metrics to differ but two are called 'F1'. Rename one.");
    }

    @Test
    void classesHaveAConfusionMatrix() {
        ConfusionMatrix matrix = Evaluation.of(PREDICTED, List.of(ACCURACY)).confusionMatrix();
        assertThat(matrix.count("yes", "yes")).isEqualTo(5);
        assertThat(matrix.count("no", "yes")).isEqualTo(1);
    }

    @Test
    void numbersHaveNoConfusionMatrix() {
        Evaluation<Regression> evaluation =
                Evaluation.of(Assessments.numbers(new double[] {1, 2}, null, 1, 2), List.of(RegressionMetrics.MAE));
        assertThatThrownBy(evaluation::confusionMatrix)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected predictions of classes to make a confusion matrix of but these are of the kind "
                        + "Regression. Use the scores.");
    }

    /** A missed yes costs 5, a false one 1. */
    @Test
    void anOwnMetricIsAFunctionWithAName() {
        Metric<Classification> cost = ClassificationMetrics.of("cost", false, assessment -> {
            ConfusionMatrix matrix = ConfusionMatrix.of(assessment);
            return 5 * matrix.count("yes", "no") + matrix.count("no", "yes");
        });
        Score score = Evaluation.of(PREDICTED, List.of(ROC_AUC, cost)).score(cost);
        assertThat(score.value()).isEqualTo(6);
        assertThat(score.method()).isEqualTo("bootstrap");
        assertThat(score.low()).isZero();
        assertThat(score.high()).isBetween(10.0, 20.0);
        assertThat(score).isEqualTo(cost.score(PREDICTED));
    }
}
