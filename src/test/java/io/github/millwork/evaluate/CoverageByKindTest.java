package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often intervals of 95 % cover the value on so many rows that it is as good as the truth. */
class CoverageByKindTest {
    private static final int ROWS = 250;

    /** A metric of simulated predictions. */
    private record Simulation<P extends Prediction>(
            Metric<P> metric, BiFunction<SplittableRandom, Integer, Assessment<P>> draw) {
        double coverage(int simulations, int manyRows) {
            SplittableRandom random = new SplittableRandom(41);
            double truth = metric.measure(draw.apply(random.split(), manyRows));
            int covered = 0;
            for (int i = 0; i < simulations; i++) {
                Score score = metric.score(draw.apply(random.split(), ROWS));
                if (score.low() <= truth && truth <= score.high()) covered++;
            }
            return covered / (double) simulations;
        }

        @Override
        public String toString() {
            return metric.name();
        }
    }

    static Stream<Simulation<?>> simulations() {
        Stream<Metric<Classification>> classes = Stream.of(
                ClassificationMetrics.BALANCED_ACCURACY,
                ClassificationMetrics.MATTHEWS,
                ClassificationMetrics.KAPPA,
                ClassificationMetrics.f1(Average.MACRO),
                ClassificationMetrics.f1(Average.WEIGHTED),
                ClassificationMetrics.precision(Average.MACRO),
                ClassificationMetrics.jaccard(Average.MICRO),
                ClassificationMetrics.fBeta(2),
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_REST, Average.WEIGHTED),
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_ONE, Average.MACRO),
                ClassificationMetrics.rocAuc(MultiClass.ONE_VS_ONE, Average.WEIGHTED),
                ClassificationMetrics.averagePrecision(Average.MACRO),
                ClassificationMetrics.AVERAGE_PRECISION,
                ClassificationMetrics.BRIER,
                ClassificationMetrics.gain(0.2),
                ClassificationMetrics.lift(0.2),
                ClassificationMetrics.cost("cost", Costs.of("a", "b", 4).and("b", "a", 1)));
        Stream<Metric<Regression>> numbers = Stream.of(
                RegressionMetrics.MEDIAN_ABSOLUTE_ERROR,
                RegressionMetrics.pinball(0.9),
                RegressionMetrics.EXPLAINED_VARIANCE,
                RegressionMetrics.SMAPE,
                RegressionMetrics.GAMMA_DEVIANCE);
        Stream<Metric<Cluster>> clusters = Stream.of(
                ClusterMetrics.SILHOUETTE, ClusterMetrics.ADJUSTED_RAND, ClusterMetrics.NORMALIZED_MUTUAL_INFORMATION);
        return Stream.of(
                        classes.map(metric -> new Simulation<>(metric, CoverageByKindTest::classes)),
                        numbers.map(metric -> new Simulation<>(metric, CoverageByKindTest::numbers)),
                        AllMetrics.INTERVALS.stream()
                                .map(metric -> new Simulation<>(metric, CoverageByKindTest::intervals)),
                        clusters.map(metric -> new Simulation<>(metric, CoverageByKindTest::clusters)),
                        Stream.of(new Simulation<>(AnomalyMetrics.AVERAGE_PRECISION, CoverageByKindTest::anomalies)))
                .flatMap(each -> each);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("simulations")
    void intervalsCoverTheTruthInNineteenOfTwentySimulationsOrSo(Simulation<?> simulation) {
        assertThat(simulation.coverage(100, square(simulation) ? 4_000 : 50_000))
                .isBetween(0.86, 0.999);
    }

    @Tag("proof")
    @ParameterizedTest(name = "{0}")
    @MethodSource("simulations")
    void intervalsCoverTheTruthIn93To97PercentOf2000Simulations(Simulation<?> simulation) {
        assertThat(simulation.coverage(2000, square(simulation) ? 20_000 : 400_000))
                .isBetween(0.93, 0.97);
    }

    /** Time grows with the square of the rows. */
    private static boolean square(Simulation<?> simulation) {
        return simulation.metric.equals(ClusterMetrics.SILHOUETTE);
    }

    /** Three classes of different size, with probabilities that are right. */
    private static Assessment<Classification> classes(SplittableRandom random, int rows) {
        List<String> labels = List.of("a", "b", "c");
        int[] codes = new int[rows];
        double[] values = new double[3 * rows];
        for (int row = 0; row < rows; row++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) sum += values[3 * row + k] = Math.exp(1.5 * gauss(random)) * (3 - k);
            for (int k = 0; k < 3; k++) values[3 * row + k] /= sum;
            double u = random.nextDouble();
            codes[row] = u < values[3 * row] ? 0 : u < values[3 * row] + values[3 * row + 1] ? 1 : 2;
        }
        return Assessments.classes(
                ClassificationOutputs.probabilities(labels, "b"),
                new TargetValues.Classes(labels, codes, "b"),
                null,
                values);
    }

    /** Amounts that are predicted with an error of a third or so. */
    private static Assessment<Regression> numbers(SplittableRandom random, int rows) {
        double[] truth = new double[rows];
        double[] predicted = new double[rows];
        for (int row = 0; row < rows; row++) {
            predicted[row] = 5 + 5 * random.nextDouble();
            truth[row] = predicted[row] * Math.exp(0.3 * gauss(random));
        }
        return Assessments.numbers(truth, null, predicted);
    }

    /** Intervals that grow with the number, and cover about four of five. */
    private static Assessment<Regression> intervals(SplittableRandom random, int rows) {
        double[] truth = new double[rows];
        double[] values = new double[3 * rows];
        for (int row = 0; row < rows; row++) {
            double number = 5 + 5 * random.nextDouble();
            truth[row] = number + 0.2 * number * gauss(random);
            values[3 * row] = number;
            values[3 * row + 1] = 0.75 * number;
            values[3 * row + 2] = 1.25 * number;
        }
        return Assessments.intervals(truth, null, values);
    }

    /** Three clouds in the plane, divided at the middle between their centres. */
    private static Assessment<Cluster> clusters(SplittableRandom random, int rows) {
        FeatureMatrix.Builder features = new FeatureMatrix.Builder(2, rows);
        FeatureVector vector = new FeatureVector(2);
        double[] values = new double[2 * rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = random.nextInt(3);
            double x = 3 * codes[row] + gauss(random);
            vector.clear();
            vector.add(0, x);
            vector.add(1, gauss(random));
            features.add(vector);
            values[2 * row] = x < 1.5 ? 0 : x < 4.5 ? 1 : 2;
        }
        return new Assessment<>(
                Predictions.of(new ClusterOutputs(3), values, Map.of()),
                new TargetValues.Classes(List.of("a", "b", "c"), codes, null),
                null,
                features.build());
    }

    private static Assessment<Anomaly> anomalies(SplittableRandom random, int rows) {
        int[] codes = new int[rows];
        double[] values = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            codes[row] = random.nextInt(4) == 0 ? 1 : 0;
            values[2 * row] = gauss(random) + 2 * codes[row];
            values[2 * row + 1] = values[2 * row] > 1 ? 1 : 0;
        }
        return new Assessment<>(
                Predictions.of(new AnomalyOutputs(), values, Map.of()),
                new TargetValues.Classes(List.of("usual", "anomalous"), codes, "anomalous"),
                null,
                null);
    }

    /** Box and Muller. */
    private static double gauss(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }
}
