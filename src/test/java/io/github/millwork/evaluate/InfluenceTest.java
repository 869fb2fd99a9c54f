package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Variances against the numeric derivative of the value with respect to the weight of each row, on some of the sets that
 * metrics.py wrote.
 */
class InfluenceTest {
    private static final double STEP = 1e-5;

    /**
     * Without a derivative: the first is smoothed at the edge, the second holds what is shared by chance fixed and takes
     * whole weights only.
     */
    private static final Set<Metric<?>> OTHERS = Set.of(
            AnomalyMetrics.precisionAt(1),
            AnomalyMetrics.precisionAt(5),
            AnomalyMetrics.precisionAt(30),
            AnomalyMetrics.AVERAGE_PRECISION,
            ClassificationMetrics.AVERAGE_PRECISION,
            ClassificationMetrics.averagePrecision(Average.MACRO),
            ClassificationMetrics.averagePrecision(Average.WEIGHTED),
            ClusterMetrics.ADJUSTED_MUTUAL_INFORMATION);

    static Stream<State> classes() {
        return MetricValuesTest.classes().skip(2).limit(50).filter(set -> set.integers("codes").length < 60);
    }

    static Stream<State> clusters() {
        // Where a row is alone in its cluster, a little more weight makes it two.
        return MetricValuesTest.clusters().limit(40).filter(set -> {
            Groups groups = Groups.predicted(PredictionSets.clusters(set));
            return groups.areSeveral() && Arrays.stream(groups.weightOf()).noneMatch(weight -> weight == 1);
        });
    }

    static Stream<State> labels() {
        return MetricValuesTest.labels().skip(3).limit(20);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("classes")
    void variancesOfClassesFollowFromTheWeights(State set) {
        // Where the gap of a bin is zero, the calibration error has a kink.
        List<Metric<Classification>> smooth = AllMetrics.CLASSES.stream()
                .filter(metric -> set.string("kind").equals("plain") || !(metric instanceof CalibrationError))
                .toList();
        check(smooth, PredictionSets.classes(set));
        check(List.of(ClassificationMetrics.cost("cost", PredictionSets.costs(set))), PredictionSets.classes(set));
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("clusters")
    void variancesOfClustersFollowFromTheWeights(State set) {
        check(AllMetrics.CLUSTERS, PredictionSets.clusters(set));
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("labels")
    void variancesOfLabelsFollowFromTheWeights(State set) {
        check(AllMetrics.LABELS, PredictionSets.labels(set));
    }

    static Stream<State> real() {
        return MetricValuesTest.classes().filter(set -> set.string("kind").equals("real"));
    }

    /** DeLong's variance is larger by a factor for small samples, as large as rows over rows less one. */
    @ParameterizedTest(name = "set {index}")
    @MethodSource("real")
    void variancesOfAreasFollowFromTheWeightsButForTheSmallSample(State set) {
        Assessment<Classification> assessment = PredictionSets.classes(set);
        for (Metric<Classification> metric : AllMetrics.CLASSES) {
            if (metric instanceof RocAuc roc) {
                Areas areas = roc.areas(assessment);
                double found = Arrays.stream(areas.influence())
                        .map(each -> each * each)
                        .sum();
                checkRatio(metric, assessment, found);
            }
            if (metric instanceof AveragePrecision average) {
                checkRatio(metric, assessment, average.estimate(assessment).variance());
            }
        }
    }

    private static void checkRatio(Metric<Classification> metric, Assessment<Classification> assessment, double found) {
        double numeric = numeric(assessment, metric::measure);
        if (numeric < 1e-12) return;
        assertThat(found / numeric).as(metric.name()).isBetween(0.9999, 1.1);
    }

    private static <P extends Prediction> void check(List<Metric<P>> metrics, Assessment<P> assessment) {
        int checked = 0;
        for (Metric<P> metric : metrics) {
            if (!(metric instanceof Linearised<P> linearised) || OTHERS.contains(metric)) continue;
            if (isUnknownTo(metric, assessment)) continue;
            Estimate estimate = linearised.estimate(assessment);
            if (Double.isNaN(estimate.value()) || estimate.effectiveRows() == 0) continue;
            double numeric = numeric(assessment, linearised::measure);
            assertThat(Math.sqrt(estimate.variance())).as(metric.name()).isCloseTo(Math.sqrt(numeric), within(1e-6));
            checked++;
        }
        assertThat(checked).isPositive();
    }

    private static boolean isUnknownTo(Metric<?> metric, Assessment<?> assessment) {
        return metric instanceof LogLoss
                && assessment.truth() instanceof TargetValues.Classes classes
                && Arrays.stream(classes.codes()).anyMatch(code -> code < 0);
    }

    private static <P extends Prediction> double numeric(
            Assessment<P> assessment, ToDoubleFunction<Assessment<P>> measure) {
        double sum = 0;
        for (int row = 0; row < assessment.rows(); row++) {
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            double more = measure.applyAsDouble(reweighted(assessment, row, weight * (1 + STEP)));
            double less = measure.applyAsDouble(reweighted(assessment, row, weight * (1 - STEP)));
            double influence = (more - less) / (2 * STEP);
            sum += influence * influence;
        }
        return sum;
    }

    private static <P extends Prediction> Assessment<P> reweighted(Assessment<P> assessment, int row, double weight) {
        double[] weights = new double[assessment.rows()];
        Arrays.setAll(weights, assessment::weight);
        weights[row] = weight;
        return new Assessment<>(assessment.predictions(), assessment.truth(), weights, assessment.features());
    }
}
