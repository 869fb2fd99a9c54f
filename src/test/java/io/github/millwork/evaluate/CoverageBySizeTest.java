package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.stage.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How often intervals of 95 % cover a known truth on 100 and on 1,000 rows, for several truths and kinds of errors. */
class CoverageBySizeTest {
    /** A metric on simulated rows, of which the truth is known. */
    private record Simulation(String name, double truth, Function<SplittableRandom, Score> draw) {
        double coverage(int simulations) {
            SplittableRandom random = new SplittableRandom(name.hashCode());
            int covered = 0;
            for (int i = 0; i < simulations; i++) {
                Score score = draw.apply(random.split());
                if (score.low() <= truth && truth <= score.high()) covered++;
            }
            return covered / (double) simulations;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Errors with the root of their mean square. */
    private enum Errors {
        NORMAL(1, Errors::gauss),
        UNIFORM(Math.sqrt(1 / 3.0), random -> 2 * random.nextDouble() - 1),
        /** Heavier tails than the normal distribution. */
        LAPLACE(Math.sqrt(2), random -> exponential(random) * (random.nextBoolean() ? 1 : -1)),
        /** Skewed. */
        EXPONENTIAL(1, random -> exponential(random) - 1),
        /** A model that is always too low. */
        BIASED(Math.sqrt(2), random -> 1 + gauss(random));

        private final double root;
        private final ToDoubleFunction<SplittableRandom> draw;

        Errors(double root, ToDoubleFunction<SplittableRandom> draw) {
            this.root = root;
            this.draw = draw;
        }

        private static double exponential(SplittableRandom random) {
            return -Math.log(1 - random.nextDouble());
        }

        /** Box and Muller. */
        static double gauss(SplittableRandom random) {
            return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }
    }

    static Stream<Simulation> simulations() {
        List<Simulation> all = new ArrayList<>();
        for (int rows : new int[] {100, 1000}) {
            for (double share : new double[] {0.6, 0.75, 0.9, 0.95}) {
                all.add(new Simulation(
                        "accuracy " + share + ", " + rows + " rows", share, random -> accuracy(random, rows, share)));
            }
            // Pairs of the area and of the distance of two normal distributions that makes it.
            for (double[] area : new double[][] {{0.6, 0.35828786}, {0.75, 0.95387255}, {0.9, 1.81238754}}) {
                for (double positive : new double[] {0.5, 0.25}) {
                    all.add(new Simulation(
                            "AUC " + area[0] + ", " + positive + " positive, " + rows + " rows",
                            area[0],
                            random -> area(random, rows, area[1], positive)));
                }
            }
            for (Errors errors : Errors.values()) {
                for (double scale : new double[] {0.2, 50}) {
                    all.add(new Simulation(
                            "RMSE of errors " + errors + " times " + scale + ", " + rows + " rows",
                            scale * errors.root,
                            random -> error(random, rows, scale, errors)));
                }
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("simulations")
    void intervalsCoverTheTruthInNineteenOfTwentySimulationsOrSo(Simulation simulation) {
        assertThat(simulation.coverage(200)).isBetween(0.89, 0.995);
    }

    @Tag("proof")
    @ParameterizedTest(name = "{0}")
    @MethodSource("simulations")
    void intervalsCoverTheTruthIn93To97PercentOfSimulations(Simulation simulation) {
        // So many that chance moves the share by half a per cent at most.
        assertThat(simulation.coverage(10_000)).isBetween(0.93, 0.97);
    }

    private static Score accuracy(SplittableRandom random, int rows, double share) {
        int[] truth = new int[rows];
        double[] p = new double[rows];
        for (int i = 0; i < rows; i++) {
            truth[i] = random.nextInt(2);
            p[i] = random.nextDouble() < share == (truth[i] == 1) ? 0.8 : 0.2;
        }
        return ClassificationMetrics.ACCURACY.score(Assessments.binary(truth, p));
    }

    private static Score area(SplittableRandom random, int rows, double distance, double positive) {
        int[] truth = new int[rows];
        double[] p = new double[rows];
        for (int i = 0; i < rows; i++) {
            truth[i] = random.nextDouble() < positive ? 1 : 0;
            p[i] = 1 / (1 + Math.exp(-Errors.gauss(random) - distance * truth[i]));
        }
        return ClassificationMetrics.ROC_AUC.score(Assessments.binary(truth, p));
    }

    private static Score error(SplittableRandom random, int rows, double scale, Errors errors) {
        double[] truth = new double[rows];
        double[] predicted = new double[rows];
        for (int i = 0; i < rows; i++) {
            predicted[i] = scale * 3 * random.nextDouble();
            truth[i] = predicted[i] + scale * errors.draw.applyAsDouble(random);
        }
        return RegressionMetrics.RMSE.score(Assessments.numbers(truth, null, predicted));
    }
}
