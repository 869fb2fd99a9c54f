package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Values against scikit-learn or numpy, on the prediction sets that metrics.py wrote. */
class MetricValuesTest {
    /** The metrics that the sets hold the values of. */
    private static final Map<String, List<? extends Metric<?>>> ALL = Map.of(
            "classes", AllMetrics.CLASSES,
            "numbers", AllMetrics.NUMBERS,
            "intervals", AllMetrics.INTERVALS,
            "clusters", AllMetrics.CLUSTERS,
            "anomalies", AllMetrics.ANOMALIES,
            "labels", AllMetrics.LABELS);

    static Stream<State> classes() {
        return Fixtures.sets("metrics-classes.json");
    }

    static Stream<State> numbers() {
        return Fixtures.sets("metrics-numbers.json");
    }

    static Stream<State> intervals() {
        return Fixtures.sets("metrics-intervals.json");
    }

    static Stream<State> clusters() {
        return Fixtures.sets("metrics-clusters.json");
    }

    static Stream<State> anomalies() {
        return Fixtures.sets("metrics-anomalies.json");
    }

    static Stream<State> labels() {
        return Fixtures.sets("metrics-labels.json");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("classes")
    void metricsOfClassesEqualTheReference(State set) {
        check(set, AllMetrics.CLASSES, PredictionSets.classes(set), 1e-12);
        Metric<Classification> cost = ClassificationMetrics.cost("cost", PredictionSets.costs(set));
        near(cost.measure(PredictionSets.classes(set)), set.state("metrics").number("cost"), 1e-12, "cost");
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("numbers")
    void metricsOfNumbersEqualTheReference(State set) {
        check(set, AllMetrics.NUMBERS, PredictionSets.numbers(set), 1e-12);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("intervals")
    void metricsOfIntervalsEqualTheReference(State set) {
        check(set, AllMetrics.INTERVALS, PredictionSets.intervals(set), 1e-12);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("clusters")
    void metricsOfClustersEqualTheReference(State set) {
        check(set, AllMetrics.CLUSTERS, PredictionSets.clusters(set), 1e-9);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("anomalies")
    void metricsOfAnomaliesEqualTheReference(State set) {
        check(set, AllMetrics.ANOMALIES, PredictionSets.anomalies(set), 1e-12);
    }

    @ParameterizedTest(name = "set {index}")
    @MethodSource("labels")
    void metricsOfLabelsEqualTheReference(State set) {
        check(set, AllMetrics.LABELS, PredictionSets.labels(set), 1e-12);
    }

    /** Each metric has a value in at least 50 random sets, and in all five real ones. */
    @Test
    void everyMetricHasAReferenceInFiftyRandomAndFiveRealSets() {
        ALL.forEach((kind, metrics) -> {
            Map<String, Integer> random = new TreeMap<>();
            Map<String, Integer> real = new TreeMap<>();
            Fixtures.sets("metrics-" + kind + ".json")
                    .forEach(set -> set.state("metrics")
                            .values()
                            .keySet()
                            .forEach(name ->
                                    (set.string("kind").equals("real") ? real : random).merge(name, 1, Integer::sum)));
            for (Metric<?> metric : metrics) {
                assertThat(random.get(metric.name())).as(metric.name()).isGreaterThanOrEqualTo(50);
                assertThat(real.get(metric.name())).as(metric.name()).isEqualTo(5);
            }
        });
    }

    private static <P extends Prediction> void check(
            State set, List<Metric<P>> metrics, Assessment<P> assessment, double tolerance) {
        State values = set.state("metrics");
        int checked = 0;
        for (Metric<P> metric : metrics) {
            if (!values.has(metric.name())) continue;
            double measured = metric.measure(assessment);
            near(measured, values.number(metric.name()), tolerance, metric.name());
            checked++;
        }
        assertThat(checked).isGreaterThan(3);
    }

    static void near(double found, double expected, double tolerance, String what) {
        if (Double.isNaN(expected)) assertThat(found).as(what).isNaN();
        else
            assertThat(Math.abs(found - expected) / Math.max(1, Math.abs(expected)))
                    .as("%s: %s for %s", what, found, expected)
                    .isLessThan(tolerance);
    }

    @Test
    void theSetsHoldTiesWeightsAbsentClassesExtremesAndTwoToSixClasses() {
        assertThat(classes().map(set -> set.string("kind")))
                .contains("ties", "extreme", "absent", "unknown", "one class found", "real");
        assertThat(classes().map(set -> set.strings("labels").size()).distinct())
                .containsExactlyInAnyOrder(2, 3, 4, 5, 6);
        assertThat(Stream.of(classes(), numbers(), clusters(), anomalies(), labels())
                        .map(sets -> sets.filter(set -> set.numbers("weights").length > 0)
                                .count()))
                .allMatch(count -> count > 20);
        assertThat(classes().filter(set -> Arrays.stream(set.numbers("values")).anyMatch(p -> p == 1)))
                .hasSizeGreaterThan(8);
    }
}
