package io.github.millwork.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What policies, estimates and the rule to stop do over many simulated runs. */
class BanditSimulationTest {
    private static final List<String> ARMS = List.of("a", "b");

    /** The share of the last 1,000 of 5,000 requests that go to the better of two arms, over some seeds. */
    private static double shareOfTheBetter(Policy policy, int seeds) {
        return IntStream.range(0, seeds)
                .parallel()
                .mapToDouble(seed -> {
                    SplittableRandom random = new SplittableRandom(seed);
                    Bandit bandit = Bandit.of(policy, ARMS);
                    int better = 0;
                    for (int i = 0; i < 5000; i++) {
                        String arm = bandit.choose(random.nextDouble()).arm();
                        bandit.learn(arm, random.nextDouble() < (arm.equals("b") ? 0.55 : 0.5) ? 1 : 0);
                        if (i >= 4000 && arm.equals("b")) better++;
                    }
                    return better / 1000.0;
                })
                .average()
                .orElseThrow();
    }

    private static long winnersAmongEquals(Policy policy, int runs, int requests) {
        return IntStream.range(0, runs)
                .parallel()
                .filter(seed -> {
                    SplittableRandom random = new SplittableRandom(1000 + seed);
                    Bandit bandit = Bandit.of(policy, ARMS);
                    for (int i = 0; i < requests; i++) {
                        bandit.learn(bandit.choose(random.nextDouble()).arm(), random.nextDouble() < 0.5 ? 1 : 0);
                    }
                    return bandit.winner().isPresent();
                })
                .count();
    }

    /** How often the interval of each estimate covers what an arm is worth, logged by a policy that leans to the other. */
    private static double[] coverage(int runs) {
        double[] covered = new double[3];
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            List<Logged> log = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                int arm = random.nextDouble() < 0.2 ? 1 : 0;
                double reward = random.nextDouble() < (arm == 1 ? 0.6 : 0.4) ? 1 : 0;
                log.add(new Logged(arm, arm == 1 ? 0.2 : 0.8, reward, new double[0]));
            }
            OffPolicy estimate = OffPolicy.always(log, 1);
            if (covers(
                    estimate.inversePropensity().low(),
                    estimate.inversePropensity().high())) covered[0]++;
            if (covers(
                    estimate.selfNormalised().low(), estimate.selfNormalised().high())) covered[1]++;
            if (covers(estimate.doublyRobust().low(), estimate.doublyRobust().high())) covered[2]++;
        }
        for (int i = 0; i < 3; i++) covered[i] /= runs;
        return covered;
    }

    private static boolean covers(double low, double high) {
        return low <= 0.6 && 0.6 <= high;
    }

    @Test
    void theBetterOfTwoArmsGetsMostRequestsInTheEnd() {
        assertThat(shareOfTheBetter(new ThompsonSampling(), 5)).isGreaterThan(0.85);
    }

    @Test
    void equalArmsHaveFewWinnersHoweverOftenOneLooks() {
        assertThat(winnersAmongEquals(new EpsilonGreedy(), 40, 500)).isLessThanOrEqualTo(4);
    }

    @Test
    void whatAnotherPolicyWouldHaveEarnedIsCoveredByTheInterval() {
        for (double share : coverage(400)) assertThat(share).isBetween(0.92, 0.98);
    }

    @Test
    @Tag("proof")
    void ninetyPercentOfTheLastThousandRequestsGoToTheBetterArm() {
        double share = shareOfTheBetter(new ThompsonSampling(), 100);
        System.out.println("the better arm gets " + share + " of the last 1,000 of 5,000 requests");
        assertThat(share).isGreaterThanOrEqualTo(0.9);
    }

    static List<Policy> policies() {
        return List.of(new EpsilonGreedy(), new EpsilonGreedy(1), new ThompsonSampling());
    }

    @ParameterizedTest
    @MethodSource("policies")
    @Tag("proof")
    void equalArmsHaveAWinnerInFewRuns(Policy policy) {
        long winners = winnersAmongEquals(policy, 1000, 5000);
        System.out.println(policy.describe() + ": " + winners + " of 1000 runs on equal arms have a winner");
        assertThat(winners).isLessThanOrEqualTo(70);
    }
}
