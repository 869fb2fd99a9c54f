package io.github.millwork.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.stage.Score;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Numbers that numpy and scipy computed in other ways; bandit/reference.py made them. */
class BanditReferenceTest {
    private static List<double[]> rows(String what) {
        try (InputStream in =
                Objects.requireNonNull(BanditReferenceTest.class.getResourceAsStream("/bandit/reference.csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(what + ","))
                    .map(line -> Arrays.stream(line.split(","))
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theProbabilityToBeBestIsTheIntegralOverTheDensities() {
        assertThat(rows("best")).hasSize(4).allSatisfy(row -> {
            int arms = (int) row[0];
            double[] a = Arrays.copyOfRange(row, 1, 1 + arms);
            double[] b = Arrays.copyOfRange(row, 1 + arms, 1 + 2 * arms);
            double[] best = BestArm.probabilities(a, b);
            assertThat(best[0]).isCloseTo(row[1 + 2 * arms], within(2e-3));
            assertThat(Arrays.stream(best).sum()).isCloseTo(1, within(1e-12));
        });
    }

    @Test
    void theBoundsAreWhereTheMixtureCrossesTheLikelihood() {
        assertThat(rows("bounds")).hasSize(5).allSatisfy(row -> {
            double[] bounds = ConfidenceSequence.bounds(row[0], row[1], row[2]);
            assertThat(bounds[0]).isCloseTo(row[3], within(1e-9));
            assertThat(bounds[1]).isCloseTo(row[4], within(1e-9));
        });
    }

    @Test
    void linUcbUpdatesTheInverseAsIfItWereInvertedAnew() {
        double[] row = rows("linucb").get(0);
        LinUcb policy = new LinUcb(2, 1, 0);
        LinUcb.Models models = policy.new Models(2);
        for (int i = 0; i < 5; i++) {
            models.learn(0, new double[] {row[3 * i], row[3 * i + 1]}, row[3 * i + 2]);
        }
        assertThat(models.score(0, new double[] {row[15], row[16]})).isCloseTo(row[18], within(1e-12));
    }

    @Test
    void theEstimatesOfAnotherPolicyAreThoseOfNumpy() {
        double[] row = rows("offpolicy").get(0);
        List<Logged> log = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            log.add(new Logged((int) row[3 * i], row[3 * i + 1], row[3 * i + 2], new double[0]));
        }
        OffPolicy estimate = OffPolicy.always(log, 1);
        check(estimate.inversePropensity(), row[36], row[37]);
        check(estimate.selfNormalised(), row[38], row[39]);
        check(estimate.doublyRobust(), row[40], row[41]);
        assertThat(estimate.effectiveRows()).isCloseTo(row[42], within(1e-9));
    }

    private static void check(Score score, double value, double reach) {
        assertThat(score.value()).isCloseTo(value, within(1e-12));
        assertThat(score.high() - score.value()).isCloseTo(reach, within(1e-12));
        assertThat(score.value() - score.low()).isCloseTo(reach, within(1e-12));
    }
}
