package io.github.millwork.evaluate;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Cut;
import io.github.millwork.stage.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelComparisonTest {
    private static final int ROWS = 200;
    private static final int[] TRUTH = new SplittableRandom(3).ints(ROWS, 0, 2).toArray();

    /** The more it knows the surer it is of what is true. */
    private static Assessment<Classification> predicted(double knows, long seed) {
        return predicted(TRUTH, null, knows, seed);
    }

    private static Assessment<Classification> predicted(
            int[] truth, double @org.jspecify.annotations.Nullable [] weights, double knows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] yes = Arrays.stream(truth)
                .mapToDouble(y -> 0.05 + 0.9 * ((1 - knows) * random.nextDouble() + knows * y))
                .toArray();
        return Assessments.binary(truth, weights, yes);
    }

    @SafeVarargs
    private static Evaluation<Classification> of(
            Assessment<Classification> assessment, Metric<Classification>... metrics) {
        return Evaluation.of(assessment, List.of(metrics));
    }

    @Test
    void eachMetricThatWasMeasuredForBothHasAPairedTest() {
        ModelComparison comparison =
                of(predicted(0.4, 1), ACCURACY, LOG_LOSS, ROC_AUC).compare(of(predicted(0.1, 2), LOG_LOSS, ACCURACY));
        assertThat(comparison.pairs()).extracting(PairedComparison::metric).containsExactly("accuracy", "log loss");
        assertThat(comparison.of(ACCURACY)).isEqualTo(PairedComparison.mcNemar(predicted(0.4, 1), predicted(0.1, 2)));
        assertThat(comparison.of(LOG_LOSS))
                .isEqualTo(PairedComparison.bootstrap(LOG_LOSS, predicted(0.4, 1), predicted(0.1, 2)));
        assertThat(comparison.of(LOG_LOSS).verdict()).isEqualTo(PairedComparison.Verdict.FIRST);
        assertThatThrownBy(() -> comparison.of(ROC_AUC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a metric that was measured for both but 'ROC AUC' was not. There are: 'accuracy', "
                                + "'log loss'.");
    }

    @Test
    void aModelIsTiedWithItself() {
        ModelComparison comparison =
                of(predicted(0.4, 1), ACCURACY, LOG_LOSS).compare(of(predicted(0.4, 1), ACCURACY, LOG_LOSS));
        assertThat(comparison.pairs())
                .extracting(PairedComparison::verdict)
                .containsOnly(PairedComparison.Verdict.TIED);
        assertThat(comparison.toString()).isEqualTo("""
                metric    first - second  95 % interval           p  verdict  test
                accuracy          0.0000  -0.0137 to +0.0137  1.000  tied     McNemar's exact test, 200 rows
                log loss          0.0000  0.0000 to 0.0000    1.000  tied     paired bootstrap, 200 rows""");
    }

    @Test
    void withWeightsAccuracyIsComparedByTheBootstrapToo() {
        double[] weights =
                IntStream.range(0, ROWS).mapToDouble(row -> 1 + row % 3).toArray();
        ModelComparison comparison = of(predicted(TRUTH, weights, 0.4, 1), ACCURACY)
                .compare(of(predicted(TRUTH, weights, 0.1, 2), ACCURACY));
        assertThat(comparison.of(ACCURACY).method()).startsWith("paired bootstrap");
        assertThatThrownBy(
                        () -> of(predicted(TRUTH, weights, 0.4, 1), ACCURACY).compare(of(predicted(0.1, 2), ACCURACY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the weight of row 1 is 2.0 and 1.0");
    }

    @Test
    void whatWasEvaluatedInCutsIsComparedCutByCut() {
        Evaluation<Classification> one = inCuts(0.4, 1, 0);
        Evaluation<Classification> other = inCuts(0.1, 2, 0);
        PairedComparison pair = one.compare(other).of(LOG_LOSS);
        assertThat(pair.method()).isEqualTo("corrected resampled t test, 4 cuts");
        assertThat(pair.difference())
                .isCloseTo(
                        one.score(LOG_LOSS).value() - other.score(LOG_LOSS).value(),
                        org.assertj.core.api.Assertions.within(1e-12));
        assertThat(pair.verdict()).isEqualTo(PairedComparison.Verdict.FIRST);
        assertThatThrownBy(() -> one.compare(of(predicted(0.4, 1), LOG_LOSS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected both models to be evaluated in the same way but one was evaluated in cuts and the "
                                + "other at once. Use the same resampling for both.");
        assertThatThrownBy(() -> one.compare(inCuts(0.4, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the cuts differ");
    }

    /** Four cuts of fifty rows; shifted, other rows are trained on. */
    private static Evaluation<Classification> inCuts(double knows, long seed, int shift) {
        List<Assessment<Classification>> parts = IntStream.range(0, 4)
                .mapToObj(cut ->
                        predicted(Arrays.copyOfRange(TRUTH, 50 * cut, 50 * cut + 50), null, knows, seed + 10L * cut))
                .toList();
        List<Cut> cuts = IntStream.range(0, 4)
                .mapToObj(cut -> new Cut(
                        IntStream.range(0, ROWS - shift)
                                .filter(row -> row / 50 != cut)
                                .toArray(),
                        IntStream.range(50 * cut, 50 * cut + 50).toArray()))
                .toList();
        return Evaluation.ofCuts(parts, cuts, CrossValidation.of(4), predicted(knows, seed), List.of(LOG_LOSS));
    }

    @Test
    void otherRowsOrNoCommonMetricAreRefused() {
        int[] others = Arrays.stream(TRUTH).map(y -> 1 - y).toArray();
        assertThatThrownBy(() -> of(predicted(0.4, 1), LOG_LOSS).compare(of(predicted(others, null, 0.4, 1), LOG_LOSS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected predictions for the same rows but the truth of row 0 is ");
        assertThatThrownBy(() -> of(predicted(0.4, 1), LOG_LOSS).compare(of(predicted(0.1, 2), ACCURACY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a metric that was measured for both but the first has 'log loss' and the second "
                        + "'accuracy'. Measure both by the same.");
    }
}
