package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values against scikit-learn and intervals against numpy, on the prediction sets that reference.py wrote. */
class MetricsReferenceTest {
    private static final List<Metric<Classification>> CLASSES = List.of(
            ClassificationMetrics.ACCURACY,
            ClassificationMetrics.PRECISION,
            ClassificationMetrics.RECALL,
            ClassificationMetrics.F1,
            ClassificationMetrics.ROC_AUC,
            ClassificationMetrics.LOG_LOSS);
    private static final List<Metric<Regression>> NUMBERS =
            List.of(RegressionMetrics.RMSE, RegressionMetrics.MAE, RegressionMetrics.R2);

    static Stream<State> classification() {
        return Fixtures.sets("classification.json");
    }

    static Stream<State> regression() {
        return Fixtures.sets("regression.json");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("classification")
    void metricsOfClassesEqualScikitLearn(State set) {
        Assessment<Classification> assessment = classes(set);
        for (Metric<Classification> metric : CLASSES) {
            if (set.has(metric.name())) check(metric, assessment, set.numbers(metric.name()));
        }
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("classification")
    void confusionMatricesEqualScikitLearn(State set) {
        ConfusionMatrix matrix = ConfusionMatrix.of(classes(set));
        double[] expected = set.numbers("matrix");
        int next = 0;
        for (String truth : matrix.truthLabels()) {
            for (String predicted : matrix.labels()) near(matrix.count(truth, predicted), expected[next++], truth);
        }
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("regression")
    void metricsOfNumbersEqualScikitLearn(State set) {
        Assessment<Regression> assessment =
                Assessments.numbers(set.numbers("truth"), weights(set), set.numbers("predicted"));
        for (Metric<Regression> metric : NUMBERS) check(metric, assessment, set.numbers(metric.name()));
    }

    @Test
    void theSetsHoldTiesWeightsAbsentClassesAndExtremeProbabilities() {
        assertThat(classification().map(set -> set.string("kind")))
                .hasSize(72)
                .contains("plain", "ties", "extreme", "absent", "unknown", "separated");
        assertThat(classification().filter(set -> weights(set) != null)).hasSize(48);
        assertThat(regression().map(set -> set.string("kind")))
                .hasSize(60)
                .contains("normal", "skewed", "ties", "constant", "perfect");
    }

    private static Assessment<Classification> classes(State set) {
        List<String> labels = set.strings("labels");
        String positive = set.string("positive");
        ClassificationOutputs outputs = ClassificationOutputs.probabilities(labels, positive);
        boolean two = labels.size() == 2;
        double[] values = set.numbers("values");
        return Assessments.classes(
                two ? outputs.withDecision() : outputs,
                new TargetValues.Classes(labels, set.integers("codes"), positive, List.of("unknown")),
                weights(set),
                two ? decided(values, labels.indexOf(positive)) : values);
    }

    /** The reference decides for the positive class from one half on, also where that is the second of equals. */
    private static double[] decided(double[] values, int positive) {
        double[] decided = new double[values.length / 2 * 3];
        for (int row = 0; row < values.length / 2; row++) {
            System.arraycopy(values, 2 * row, decided, 3 * row, 2);
            decided[3 * row + 2] = values[2 * row + positive] >= 0.5 ? positive : 1 - positive;
        }
        return decided;
    }

    private static double[] weights(State set) {
        double[] weights = set.numbers("weights");
        return weights.length == 0 ? null : weights;
    }

    private static <P extends Prediction> void check(Metric<P> metric, Assessment<P> assessment, double[] expected) {
        Score score = metric.score(assessment);
        near(score.value(), expected[0], metric.name());
        near(score.low(), expected[1], metric.name() + " low");
        near(score.high(), expected[2], metric.name() + " high");
        assertThat(metric.measure(assessment)).isEqualTo(Double.valueOf(score.value()));
        assertThat(score.rows()).isEqualTo(assessment.rows());
    }

    private static void near(double found, double expected, String what) {
        if (Double.isNaN(expected)) assertThat(found).as(what).isNaN();
        else
            assertThat(Math.abs(found - expected) / Math.max(1, Math.abs(expected)))
                    .as(what)
                    .isLessThan(1e-12);
    }
}
