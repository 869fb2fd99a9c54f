package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairnessTest {
    /** Of group a: 6 of 10 positive, 4 of them found, 1 false alarm; of group b: 5 of 10, 2 found, 2 false alarms. */
    private static final int[] TRUTH = {1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};

    private static final double[] P = {.9, .9, .9, .9, .1, .1, .9, .1, .1, .1, .9, .9, .1, .1, .1, .9, .9, .1, .1, .1};

    private static final Dataset GROUPS = Dataset.of(Column.categories(
            "group", IntStream.range(0, 20).mapToObj(i -> i < 10 ? "a" : "b").toArray(String[]::new)));

    private final Fairness fairness = Fairness.of(Assessments.binary(TRUTH, P), GROUPS, "group", 5);

    @Test
    void eachGroupHasItsRates() {
        assertThat(fairness.rate("a", "share predicted")).isEqualTo(0.5);
        assertThat(fairness.rate("b", "share predicted")).isEqualTo(0.4);
        assertThat(fairness.rate("a", "recall")).isEqualTo(4 / 6.0);
        assertThat(fairness.rate("b", "recall")).isEqualTo(2 / 5.0);
        assertThat(fairness.rate("a", "false positive rate")).isEqualTo(1 / 4.0);
        assertThat(fairness.rate("b", "false positive rate")).isEqualTo(2 / 5.0);
        assertThat(fairness.rate("a", "precision")).isEqualTo(4 / 5.0);
        assertThat(fairness.rate("b", "precision")).isEqualTo(2 / 4.0);
        assertThat(fairness.rate("c", "recall")).isNaN();
    }

    @Test
    void theLargestGapOfEachRateHasAnInterval() {
        Fairness.RateGap gap = fairness.gaps().get(1);
        assertThat(gap.rate() + " " + gap.highest() + " " + gap.lowest()).isEqualTo("recall a b");
        assertThat(gap.gap().value()).isCloseTo(4 / 6.0 - 2 / 5.0, within(1e-15));
        assertThat(gap.ratio()).isCloseTo(0.6, within(1e-15));
        assertThat(gap.gap().isApart()).isFalse();
        assertThat(fairness.toString()).contains("largest gap", "a and b", "recall");
    }

    /** Newcombe (1998), Statistics in Medicine 17, 873-890, table II, example (a), method 10: 56/70 against 48/80. */
    @Test
    void aGapOfTwoSharesHasTheIntervalOfNewcombe() {
        Gap gap = Gap.between(share(56, 70), share(48, 80));
        assertThat(gap.value()).isCloseTo(0.2, within(1e-12));
        assertThat(gap.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(gap.high()).isCloseTo(0.3339, within(5e-5));
        assertThat(gap.isApart()).isTrue();
        assertThat(gap.pValue()).isBetween(0.005, 0.02);
        assertThat(Gap.between(share(5, 10), share(5, 10)).pValue()).isEqualTo(1);
    }

    private static Score share(int hits, int rows) {
        int[] truth = new int[rows];
        Arrays.fill(truth, 0, hits, 1);
        double[] sure = new double[rows];
        Arrays.fill(sure, 0.9);
        return ClassificationMetrics.ACCURACY.score(Assessments.binary(truth, sure));
    }

    /** With 100 columns that tell nothing, about one slice in twenty searches is found by chance, and not ten in each. */
    @Test
    void slicesOfNoiseAreHardlyEverWorse() {
        int found = 0;
        for (int search = 0; search < 20; search++) {
            SplittableRandom random = new SplittableRandom(search);
            int[] truth = IntStream.range(0, 600).map(i -> random.nextInt(2)).toArray();
            double[] p = IntStream.range(0, 600)
                    .mapToDouble(i -> random.nextDouble())
                    .toArray();
            Column[] columns = IntStream.range(0, 50)
                    .mapToObj(c -> Column.categories(
                            "c" + c,
                            IntStream.range(0, 600)
                                    .mapToObj(i -> "v" + random.nextInt(4))
                                    .toArray(String[]::new)))
                    .toArray(Column[]::new);
            Assessment<Classification> assessment = Assessments.binary(truth, p);
            found += Slices.worst(assessment, Dataset.of(columns), ClassificationMetrics.ACCURACY, 30)
                            .slices()
                            .isEmpty()
                    ? 0
                    : 1;
        }
        assertThat(found).isLessThanOrEqualTo(4); // 1 is expected; more than 4 has a probability of 0.003
    }

    @Test
    void theTargetIsNoSliceOfItself() {
        Dataset rows = GROUPS.with(Column.categories(
                "target",
                Arrays.stream(TRUTH).mapToObj(i -> i == 1 ? "yes" : "no").toArray(String[]::new)));
        Assessment<Classification> assessment = Assessments.binary(TRUTH, P);
        assertThat(Slices.of(assessment, rows, ClassificationMetrics.LOG_LOSS, 2, "target")
                        .slices())
                .as("asked for by name it is")
                .hasSize(2);
        assertThat(Slices.worst(assessment, rows, ClassificationMetrics.LOG_LOSS, 2)
                        .slices())
                .extracting(Slices.Slice::column)
                .doesNotContain("target");
    }
}
