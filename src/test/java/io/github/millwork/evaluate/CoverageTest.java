package io.github.millwork.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Score;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How often intervals of 95 % cover a truth that is known, since the data is simulated. */
class CoverageTest {
    private static final int ROWS = 250;

    enum Simulation {
        ACCURACY(0.85, random -> ClassificationMetrics.ACCURACY.score(Draw.cells(random, 0.45, 0.07, 0.08, 0.40))),
        PRECISION(0.75, random -> ClassificationMetrics.PRECISION.score(Draw.cells(random, 0.30, 0.10, 0.15, 0.45))),
        RECALL(2 / 3.0, random -> ClassificationMetrics.RECALL.score(Draw.cells(random, 0.30, 0.10, 0.15, 0.45))),
        F1(0.6 / 0.85, random -> ClassificationMetrics.F1.score(Draw.cells(random, 0.30, 0.10, 0.15, 0.45))),
        /** Rows of weight 3, which are predicted less well, and rows of weight 1: (0.9 + 3 * 0.7) / 4. */
        WEIGHTED_ACCURACY(0.75, Draw::weightedAccuracy),
        /** The normal distribution function at 1 / sqrt(2). */
        ROC_AUC(0.7602499389065233, random -> Draw.auc(random, 2)),
        MANY_CLASSES_AUC(0.7602499389065233, random -> Draw.auc(random, 3)),
        /** The mean entropy of rows whose probabilities are right. */
        LOG_LOSS((entropy(0.1) + entropy(0.4) + entropy(0.8)) / 3, Draw::logLoss),
        RMSE(2, random -> RegressionMetrics.RMSE.score(Draw.numbers(random))),
        MAE(2 * Math.sqrt(2 / Math.PI), random -> RegressionMetrics.MAE.score(Draw.numbers(random))),
        /** Predictions vary with a standard deviation of 4, errors with one of 2. */
        R2(0.8, random -> RegressionMetrics.R2.score(Draw.numbers(random))),
        BOOTSTRAP(
                2 * Math.sqrt(2 / Math.PI),
                random -> RegressionMetrics.of("own", false, RegressionMetrics.MAE::measure)
                        .score(Draw.numbers(random)));

        private final double truth;
        private final Function<SplittableRandom, Score> draw;

        Simulation(double truth, Function<SplittableRandom, Score> draw) {
            this.truth = truth;
            this.draw = draw;
        }

        double coverage(int simulations) {
            SplittableRandom random = new SplittableRandom(17);
            int covered = 0;
            for (int i = 0; i < simulations; i++) {
                Score score = draw.apply(random.split());
                if (score.low() <= truth && truth <= score.high()) covered++;
            }
            return covered / (double) simulations;
        }

        private static double entropy(double p) {
            return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
        }
    }

    @ParameterizedTest
    @EnumSource(Simulation.class)
    void intervalsCoverTheTruthInNineteenOfTwentySimulationsOrSo(Simulation simulation) {
        assertThat(simulation.coverage(300)).isBetween(0.91, 0.985);
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(Simulation.class)
    void intervalsCoverTheTruthIn93To97PercentOf2000Simulations(Simulation simulation) {
        assertThat(simulation.coverage(2000)).isBetween(0.93, 0.97);
    }

    /** Simulated predictions. */
    private static final class Draw {
        static Assessment<Classification> cells(
                SplittableRandom random, double hit, double falseAlarm, double miss, double rest) {
            int[] truth = new int[ROWS];
            double[] p = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                double u = random.nextDouble() * (hit + falseAlarm + miss + rest);
                p[i] = u < hit + falseAlarm ? 0.8 : 0.2;
                truth[i] = u < hit || (u >= hit + falseAlarm && u < hit + falseAlarm + miss) ? 1 : 0;
            }
            return Assessments.binary(truth, p);
        }

        static Score weightedAccuracy(SplittableRandom random) {
            int[] truth = new int[ROWS];
            double[] p = new double[ROWS];
            double[] weights = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                weights[i] = random.nextBoolean() ? 1 : 3;
                boolean right = random.nextDouble() < (weights[i] == 1 ? 0.9 : 0.7);
                truth[i] = random.nextInt(2);
                p[i] = right == (truth[i] == 1) ? 0.8 : 0.2;
            }
            return ClassificationMetrics.ACCURACY.score(Assessments.binary(truth, weights, p));
        }

        static Score auc(SplittableRandom random, int classes) {
            List<String> labels = List.of("a", "b", "c").subList(0, classes);
            int[] truth = new int[ROWS];
            double[] scores = new double[ROWS * classes];
            for (int i = 0; i < ROWS; i++) {
                truth[i] = random.nextInt(classes);
                for (int k = 0; k < classes; k++) scores[i * classes + k] = gauss(random) + (truth[i] == k ? 1 : 0);
            }
            return ClassificationMetrics.ROC_AUC.score(Assessments.classes(
                    ClassificationOutputs.scores(labels, null),
                    new TargetValues.Classes(labels, truth, null),
                    null,
                    scores));
        }

        static Score logLoss(SplittableRandom random) {
            int[] truth = new int[ROWS];
            double[] p = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                p[i] = new double[] {0.1, 0.4, 0.8}[random.nextInt(3)];
                truth[i] = random.nextDouble() < p[i] ? 1 : 0;
            }
            return ClassificationMetrics.LOG_LOSS.score(Assessments.binary(truth, p));
        }

        static Assessment<Regression> numbers(SplittableRandom random) {
            double[] truth = new double[ROWS];
            double[] predicted = new double[ROWS];
            for (int i = 0; i < ROWS; i++) {
                predicted[i] = 4 * gauss(random);
                truth[i] = predicted[i] + 2 * gauss(random);
            }
            return Assessments.numbers(truth, null, predicted);
        }

        /** Box and Muller. */
        private static double gauss(SplittableRandom random) {
            return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }
    }
}
