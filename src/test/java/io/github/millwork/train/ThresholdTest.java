package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.Average;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(1);

    private static Predictions<Classification> rows(@Nullable String positive, double... probabilities) {
        double[] values = Arrays.stream(probabilities)
                .flatMap(p -> Arrays.stream(new double[] {1 - p, p}))
                .toArray();
        return Predictions.of(ClassificationOutputs.probabilities(List.of("no", "yes"), positive), values, Map.of());
    }

    private static TargetValues classes(@Nullable String positive, int... codes) {
        return new TargetValues.Classes(List.of("no", "yes"), codes, positive);
    }

    private static double learned(Metric<Classification> metric, double[] weights, int[] codes, double... rows) {
        return Threshold.forMetric(metric)
                .fit(rows("yes", rows), classes("yes", codes), weights, CONTEXT)
                .threshold();
    }

    @Test
    void theThresholdWithTheBestValueIsTaken() {
        int[] codes = {0, 0, 1, 0, 1, 1};
        double[] numbers = {0.1, 0.2, 0.3, 0.4, 0.6, 0.8};
        double[] one = {1, 1, 1, 1, 1, 1};
        // F1: 6/7 from 0.3 on, 4/5 from 0.6 on
        assertThat(learned(ClassificationMetrics.F1, one, codes, numbers)).isEqualTo(0.25);
        // accuracy: 5/6 at both, of which the second is nearer to a half
        assertThat(learned(ClassificationMetrics.ACCURACY, one, codes, numbers)).isEqualTo(0.5);
        assertThat(learned(ClassificationMetrics.HAMMING_LOSS, one, codes, numbers))
                .isEqualTo(0.5);
        // a 'no' that is taken for a 'yes' costs most: only from 0.6 on there is none
        assertThat(learned(
                        ClassificationMetrics.cost(
                                "cost", Costs.of("no", "yes", 9).and("yes", "no", 1)),
                        one,
                        codes,
                        numbers))
                .isEqualTo(0.5);
        assertThat(learned(
                        ClassificationMetrics.cost(
                                "cost", Costs.of("no", "yes", 1).and("yes", "no", 9)),
                        one,
                        codes,
                        numbers))
                .isEqualTo(0.25);
    }

    @Test
    void weightsCount() {
        int[] codes = {0, 0, 1, 0, 1, 1};
        double[] numbers = {0.1, 0.2, 0.3, 0.4, 0.6, 0.8};
        double[] weights = {1, 1, 1, 5, 1, 1};
        assertThat(learned(ClassificationMetrics.F1, weights, codes, numbers)).isEqualTo(0.5);
    }

    @Test
    void everybodyAndNobodyAreTriedToo() {
        int[] codes = {1, 0};
        double[] one = {1, 1};
        Metric<Classification> noYes = ClassificationMetrics.cost("cost", Costs.of("no", "yes", 1));
        AtThreshold nobody =
                new Threshold(noYes, Double.NaN, 2).fit(rows("yes", 0.7, 0.9), classes("yes", codes), one, CONTEXT);
        assertThat(nobody.threshold()).isGreaterThan(0.9);
        Metric<Classification> noNo = ClassificationMetrics.cost("cost", Costs.of("yes", "no", 1));
        AtThreshold everybody =
                new Threshold(noNo, Double.NaN, 2).fit(rows("yes", 0.1, 0.2), classes("yes", codes), one, CONTEXT);
        assertThat(everybody.threshold()).isEqualTo(0.1);
    }

    @Test
    void thePositiveClassMayBeTheFirst() {
        AtThreshold fitted = Threshold.forMetric(ClassificationMetrics.RECALL)
                .fit(rows("no", 0.1, 0.6, 0.9), classes("no", 0, 0, 1), null, CONTEXT);
        double[] out = new double[3];
        fitted.adjust(new double[] {0.4, 0.6}, out);
        assertThat(out).containsExactly(0.4, 0.6, 0);
    }

    @Test
    void ofManyRowsTwoHundredThresholdsAreTried() {
        int[] measured = {0};
        Metric<Classification> counting = new Metric<>() {
            @Override
            public String name() {
                return "counting";
            }

            @Override
            public boolean higherIsBetter() {
                return true;
            }

            @Override
            public double measure(Assessment<Classification> assessment) {
                measured[0]++;
                return assessment.predictions().stream()
                        .filter(each -> each.label().equals("yes"))
                        .count();
            }
        };
        double[] numbers = new double[5000];
        Arrays.setAll(numbers, i -> i / 5000.0);
        double threshold = learned(counting, new double[5000], new int[5000], numbers);
        assertThat(measured[0]).isEqualTo(200);
        assertThat(threshold).isZero();
        assertThat(Threshold.forMetric(counting).isData()).isFalse();
    }

    @Test
    void whereNothingCanBeMeasuredItStaysAtAHalf() {
        Metric<Classification> undefined = ClassificationMetrics.of("undefined", true, assessment -> Double.NaN);
        assertThat(learned(undefined, new double[] {1, 1}, new int[] {0, 1}, 0.1, 0.3))
                .isEqualTo(0.5);
    }

    private static FittedChain<Classification> fit(Learner<Classification> learner, Dataset rows, String positive) {
        return new Chain<>(Task.classify(Target.of("kind").positive(positive)), List.of(), learner).fit(rows, CONTEXT);
    }

    @Test
    void aThresholdDecidesAndLeavesProbabilitiesAlone() {
        Dataset rows = CalibrationTest.rows(300, 1, "a", "b");
        FittedChain<Classification> plain = fit(LogisticRegression.create(), rows, "b");
        FittedChain<Classification> sure = fit(LogisticRegression.create().with(Threshold.at(0.9)), rows, "b");
        int decidedOtherwise = 0;
        for (int row = 0; row < 300; row++) {
            Classification before = plain.predict(rows.row(row));
            Classification after = sure.predict(rows.row(row));
            assertThat(after.probability("b")).isEqualTo(before.probability("b"));
            assertThat(after.label()).isEqualTo(before.probability("b") >= 0.9 ? "b" : "a");
            if (!after.label().equals(before.label())) decidedOtherwise++;
        }
        assertThat(decidedOtherwise).isGreaterThan(30);
    }

    @Test
    void aThresholdOfScoresIsLearnedToo() {
        Dataset rows = CalibrationTest.rows(300, 1, "a", "b");
        Metric<Classification> dear =
                ClassificationMetrics.cost("cost", Costs.of("b", "a", 20).and("a", "b", 1));
        FittedChain<Classification> careful =
                fit(SupportVectorMachine.classifier().with(Threshold.forMetric(dear)), rows, "b");
        FittedChain<Classification> plain = fit(SupportVectorMachine.classifier(), rows, "b");
        assertThat(dear.measure(careful.assess(rows, null, CONTEXT)))
                .isLessThan(0.6 * dear.measure(plain.assess(rows, null, CONTEXT)));
    }

    @Test
    void aThresholdComesAfterTheCalibrationWhicheverIsGivenFirst() {
        Dataset rows = CalibrationTest.rows(300, 1, "a", "b");
        Learner<Classification> one = GradientBoosting.classifier()
                .trees(20)
                .with(Calibration.isotonic())
                .with(Threshold.forMetric(ClassificationMetrics.F1));
        Learner<Classification> other = GradientBoosting.classifier()
                .trees(20)
                .with(Threshold.forMetric(ClassificationMetrics.F1))
                .with(Calibration.isotonic());
        FittedChain<Classification> fitted = fit(one, rows, "b");
        assertThat(fitted.outputs())
                .isEqualTo(ClassificationOutputs.probabilities(List.of("a", "b"), "b")
                        .withDecision());
        assertThat(fit(other, rows, "b").predict(rows)).isEqualTo(fitted.predict(rows));
    }

    @Test
    void theClassOfTheLeastCostIsPredicted() {
        Dataset rows = CalibrationTest.rows(300, 1, "a", "b", "c");
        Costs costs = Costs.of("a", "b", 1)
                .and("a", "c", 1)
                .and("b", "a", 1)
                .and("b", "c", 1)
                .and("c", "a", 50)
                .and("c", "b", 50);
        Learner<Classification> learner =
                GradientBoosting.classifier().trees(20).depth(2).with(Threshold.forCosts(costs));
        FittedChain<Classification> fitted =
                new Chain<>(Task.classify(Target.of("kind")), List.of(), learner).fit(rows, CONTEXT);
        for (int row = 0; row < 300; row++) {
            Classification found = fitted.predict(rows.row(row));
            double c = found.probability("c");
            double a = found.probability("a");
            double b = found.probability("b");
            double[] expected = {b + 50 * c, a + 50 * c, a + b};
            int least = 0;
            for (int k = 1; k < 3; k++) if (expected[k] < expected[least]) least = k;
            assertThat(found.label()).isEqualTo(List.of("a", "b", "c").get(least));
        }
        assertThat(fitted.predict(rows))
                .extracting(Classification::label)
                .filteredOn("c"::equals)
                .hasSizeGreaterThan(150);
    }

    @Test
    void whatIsWrongIsRefused() {
        Dataset three = CalibrationTest.rows(90, 1, "a", "b", "c");
        assertThatThrownBy(() -> fit(Baseline.classifier().with(Threshold.at(0.3)), three, "c"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected two classes to part by a threshold 0.3 but found 'a', 'b', 'c'. Use "
                        + "Threshold.forCosts.");
        assertThatThrownBy(() -> fit(
                        SupportVectorMachine.classifier().with(Threshold.forCosts(Costs.of("a", "b", 1))), three, "c"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected probabilities to expect costs by but the learner gives scores only. Add "
                        + "Calibration.sigmoid() to it.");
        assertThatThrownBy(() -> fit(Baseline.classifier().with(Threshold.forCosts(Costs.of("a", "d", 1))), three, "c"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected costs of the classes of the target but 'd' is none.");
        for (Metric<Classification> metric : List.of(
                ClassificationMetrics.ROC_AUC,
                ClassificationMetrics.LOG_LOSS,
                ClassificationMetrics.BRIER,
                ClassificationMetrics.AVERAGE_PRECISION,
                ClassificationMetrics.lift(0.1))) {
            assertThatThrownBy(() -> Threshold.forMetric(metric))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a metric of which class is decided for, to learn a threshold for, but "
                            + metric.name() + " does not depend on the decision: no threshold changes it. Use F1, or a "
                            + "cost made of Costs.");
        }
        Dataset two = CalibrationTest.rows(60, 1, "a", "b");
        for (double beyond : new double[] {2, -1}) {
            assertThatThrownBy(() -> fit(Baseline.classifier().with(Threshold.at(beyond)), two, "b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a threshold from 0 to 1, since the learner gives probabilities, but found "
                            + beyond + ". Use Threshold.at(0.3), say; only scores may have any threshold.");
        }
        assertThat(fit(SupportVectorMachine.classifier().with(Threshold.at(-1)), two, "b")
                        .findings())
                .containsExactly(new Finding("threshold", -1));
        assertThatThrownBy(() -> Threshold.at(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Threshold.at(0.5).folds(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a finite threshold, or a metric and at least 2 folds to learn one in, but found a "
                                + "threshold of 0.5 and 3 folds. Use at or forMetric.");
    }

    static List<TrainingOption<Classification>> options() {
        return List.of(
                Threshold.at(0.2),
                Threshold.forMetric(ClassificationMetrics.ACCURACY),
                Threshold.forMetric(ClassificationMetrics.HAMMING_LOSS).folds(3),
                Threshold.forMetric(ClassificationMetrics.BALANCED_ACCURACY),
                Threshold.forMetric(ClassificationMetrics.fBeta(2)),
                Threshold.forMetric(ClassificationMetrics.f1(Average.MACRO)),
                Threshold.forMetric(ClassificationMetrics.MATTHEWS),
                Threshold.forMetric(ClassificationMetrics.cost("loss", Costs.of("a", "b", 2))),
                Threshold.forCosts(Costs.of("a", "b", 2).and("b", "a", 0.5)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void aThresholdIsAValueAndWhatItLearnedIsSaved(TrainingOption<Classification> option) {
        assertThat(option.isData()).isTrue();
        assertThat(Codecs.decode(Codecs.encode(option), TrainingOption.class)).isEqualTo(option);
        Dataset rows = CalibrationTest.rows(60, 1, "a", "b");
        FittedChain<Classification> fitted = fit(Baseline.classifier().with(option), rows, "b");
        FittedChain<?> read = Codecs.decode(Codecs.encode(fitted), FittedChain.class);
        assertThat(read.fingerprint()).isEqualTo(fitted.fingerprint());
        assertThat(read.predict(rows)).isEqualTo(fitted.predict(rows));
    }

    @Test
    void thresholdsForOtherClassesAreRefused() {
        Outputs<Classification> three = ClassificationOutputs.probabilities(List.of("a", "b", "c"), null);
        for (Adjustment<Classification> adjustment :
                List.of(new AtThreshold(1, 0.5), new LeastCost.Decision(new double[4]))) {
            assertThatThrownBy(() -> adjustment.outputs(three))
                    .isInstanceOf(io.github.millwork.stage.BundleException.class)
                    .hasMessageEndingWith("The file is damaged.");
        }
    }
}
