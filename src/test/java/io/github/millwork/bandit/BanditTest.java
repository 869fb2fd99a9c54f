package io.github.millwork.bandit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BanditTest {
    private static final List<String> ARMS = List.of("champion", "challenger", "other");

    static List<Policy> policies() {
        return List.of(new EpsilonGreedy(), new ThompsonSampling(), new LinUcb(2));
    }

    private static double[] context(Policy policy, SplittableRandom random) {
        return random.doubles(policy.contextSize(), -1, 1).toArray();
    }

    @Nested
    class EveryPolicy {
        static List<Policy> policies() {
            return BanditTest.policies();
        }

        @ParameterizedTest
        @MethodSource("policies")
        void givesProbabilitiesThatAddUpToOneWhateverItHasLearned(Policy policy) {
            SplittableRandom random = new SplittableRandom(3);
            Bandit bandit = Bandit.of(policy, ARMS);
            for (int i = 0; i < 300; i++) {
                double[] context = context(policy, random);
                double[] probabilities = bandit.probabilities(context);
                assertThat(probabilities).hasSize(3);
                for (double probability : probabilities) assertThat(probability).isPositive();
                assertThat(Arrays.stream(probabilities).sum()).isCloseTo(1, within(1e-12));
                String arm = bandit.choose(random.nextDouble(), context).arm();
                bandit.learn(arm, random.nextDouble() < 0.5 ? 0 : random.nextDouble(), context);
            }
        }

        @ParameterizedTest
        @MethodSource("policies")
        void choosesAsOftenAsItSays(Policy policy) {
            SplittableRandom random = new SplittableRandom(4);
            Bandit bandit = Bandit.of(policy, ARMS);
            double[] context = context(policy, random);
            for (String arm : ARMS) for (int i = 0; i < 5; i++) bandit.learn(arm, i / 5.0, context);
            bandit.learn("other", 1, context);
            double[] probabilities = bandit.probabilities(context);
            double[] counted = new double[3];
            int steps = 10_000;
            for (int i = 0; i < steps; i++) {
                Choice choice = bandit.choose((i + 0.5) / steps, context);
                int arm = ARMS.indexOf(choice.arm());
                counted[arm] += 1.0 / steps;
                assertThat(choice.propensity()).isEqualTo(probabilities[arm]);
            }
            assertThat(counted).containsExactly(probabilities, within(2.0 / steps));
        }

        @ParameterizedTest
        @MethodSource("policies")
        void prefersTheArmThatIsRewarded(Policy policy) {
            SplittableRandom random = new SplittableRandom(5);
            Bandit bandit = Bandit.of(policy, ARMS);
            for (int i = 0; i < 2000; i++) {
                double[] context = context(policy, random);
                String arm = bandit.choose(random.nextDouble(), context).arm();
                bandit.learn(arm, random.nextDouble() < (arm.equals("challenger") ? 0.8 : 0.3) ? 1 : 0, context);
            }
            assertThat(bandit.probabilities(context(policy, random))[1]).isGreaterThan(0.9);
            assertThat(bandit.winner()).hasValue("challenger");
        }

        @ParameterizedTest
        @MethodSource("policies")
        void isEqualByValueAndDescribesItself(Policy policy) {
            assertThat(BanditTest.policies()).contains(policy);
            assertThat(policy.describe()).isNotBlank();
        }
    }

    @Test
    void aDrawAtTheVeryEndChoosesAnArmThatCanBeChosen() {
        Bandit bandit = Bandit.of(new EpsilonGreedy(0), List.of("a", "b", "c"));
        for (String arm : List.of("a", "b", "c")) bandit.learn(arm, arm.equals("a") ? 1 : 0);
        assertThat(bandit.choose(Math.nextDown(1.0))).isEqualTo(new Choice("a", 1));
    }

    @Test
    void theContextDecidesWhereRewardsDependOnIt() {
        SplittableRandom random = new SplittableRandom(6);
        Bandit bandit = Bandit.of(new LinUcb(1), List.of("for small", "for large"));
        for (int i = 0; i < 1000; i++) {
            double x = random.nextDouble(-1, 1);
            String arm = bandit.choose(random.nextDouble(), x).arm();
            double chance = arm.equals("for large") ? 0.5 + x / 2 : 0.5 - x / 2;
            bandit.learn(arm, random.nextDouble() < chance ? 1 : 0, x);
        }
        assertThat(bandit.probabilities(0.8)[1]).isGreaterThan(0.9);
        assertThat(bandit.probabilities(-0.8)[0]).isGreaterThan(0.9);
    }

    @Test
    void standingsTellWhatWasChosenAndWhatIsKnown() {
        Bandit bandit = Bandit.of(new EpsilonGreedy(), List.of("a", "b"));
        bandit.choose(0);
        bandit.learn("a", 1);
        bandit.learn("a", 0.5);
        Standing a = bandit.standings().get(0);
        assertThat(a.chosen()).isEqualTo(1);
        assertThat(a.rewarded()).isEqualTo(2);
        assertThat(a.mean()).isEqualTo(0.75);
        assertThat(a.low()).isBetween(0.0, 0.75);
        assertThat(a.high()).isBetween(0.75, 1.0);
        assertThat(bandit.standings().get(1).mean()).isNaN();
        assertThat(bandit).hasToString(String.format(Locale.ROOT, """
                epsilon-greedy (0.1 by chance)
                a: mean reward 0.7500 [%.4f, 1.0000] of 2 rewards, chosen 1 times
                b: mean reward NaN [0.0000, 1.0000] of 0 rewards, chosen 0 times""", a.low()));
    }

    @Test
    void rewardsFromManyThreadsAreAllCounted() throws InterruptedException {
        Bandit bandit = Bandit.of(new ThompsonSampling(), List.of("a", "b"));
        CountDownLatch done = new CountDownLatch(4);
        for (int t = 0; t < 4; t++) {
            new Thread(() -> {
                        for (int i = 0; i < 250; i++)
                            bandit.learn(bandit.choose(i / 250.0).arm(), i % 2);
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        assertThat(bandit.standings())
                .extracting(Standing::rewarded)
                .satisfies(counts -> assertThat(
                                counts.stream().mapToLong(Long::longValue).sum())
                        .isEqualTo(1000));
    }

    @Test
    void whatCannotBeIsRefused() {
        Bandit bandit = Bandit.of(new LinUcb(1), List.of("a", "b"));
        assertThatThrownBy(() -> Bandit.of(new EpsilonGreedy(), List.of("a")))
                .hasMessage("Expected at least two arms of different names but found [a].");
        assertThatThrownBy(() -> bandit.learn("c", 1, 0)).hasMessage("Expected one of the arms [a, b] but found 'c'.");
        assertThatThrownBy(() -> bandit.learn("a", 1.5, 0))
                .hasMessage("Expected a reward from 0 to 1 but found 1.5. Scale rewards before they are learned from.");
        assertThatThrownBy(() -> bandit.choose(0.5))
                .hasMessage(
                        "Expected 1 numbers of context for LinUCB (1 numbers of context, alpha 1.0, 0.05 by chance) "
                                + "but found 0.");
        assertThatThrownBy(() -> bandit.choose(0.5, Double.NaN))
                .hasMessage("Expected finite numbers of context but found NaN. Impute what is missing before.");
        assertThatThrownBy(() -> bandit.choose(1, 0)).hasMessage("Expected a draw from 0 to below 1 but found 1.0.");
        assertThatThrownBy(() -> Bandit.of(new ThompsonSampling(0.4), ARMS)).hasMessageContaining("below 0.333");
        assertThatThrownBy(() -> new Logged(0, 0, 1, new double[0]))
                .hasMessageContaining("Only choices whose probability was logged can be used.");
    }
}
