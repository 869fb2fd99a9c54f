package io.github.millwork.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.train.Baseline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a model is to be fitted anew, and what is said of it. */
class RetrainingPolicyTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final MonitorReport GOOD = window(Drift.STABLE, 0.9, false);
    private static final MonitorReport DRIFTED = window(Drift.DRIFTED, 0.9, false);
    private static final MonitorReport BAD = window(Drift.STABLE, 0.7, true);

    private static MonitorReport window(Drift verdict, double accuracy, boolean worse) {
        ColumnReport age = new ColumnReport(
                "age",
                verdict,
                "Wasserstein / deviation",
                0.25,
                0.1,
                0.03,
                0.0001,
                500,
                0,
                "",
                Double.NaN,
                Double.NaN,
                List.of(),
                Map.of());
        return new MonitorReport(
                "m",
                500,
                Optional.of(START),
                Optional.of(START),
                true,
                List.of(age),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new LabelCoverage(500, 480, 0, 0, 0),
                List.of(
                        new MetricReport("home = rent", "accuracy", 0.1, 20, 0.9, Double.NaN, Double.NaN, false),
                        new MetricReport("", "accuracy", accuracy, 480, 0.9, 0.87, 0.93, worse)),
                Map.of(),
                List.of());
    }

    private static RetrainingEvidence evidence(Duration age, long rows, long labels, MonitorReport... windows) {
        return new RetrainingEvidence(
                START.plus(age), START, rows, labels, 1000, Map.of(), 0, List.of(windows), labels, List.of(), 0);
    }

    private static Optional<String> why(RetrainingPolicy policy, RetrainingEvidence evidence) {
        return policy.reason(evidence).map(RetrainingReason::why);
    }

    @Test
    void driftCountsOnceItHasLastedForSoManyWindows() {
        RetrainingPolicy policy = RetrainingPolicy.onDrift(2);
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0))).isEmpty();
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0, DRIFTED))).isEmpty();
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0, DRIFTED, GOOD, DRIFTED)))
                .isEmpty();
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0, GOOD, DRIFTED, DRIFTED)))
                .contains("2 windows drifted: Wasserstein / deviation of age is 0.2500, where 0.1000 matters");
    }

    @Test
    void decayIsOfTheLastWindowAndNotOfASlice() {
        RetrainingPolicy policy = RetrainingPolicy.onDecay("accuracy", 0);
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0, BAD, GOOD))).isEmpty();
        assertThat(why(policy, evidence(Duration.ZERO, 0, 0, GOOD, BAD)))
                .contains("accuracy is 0.7000 on 480 rows, where it was 0.9000 and 0.8700 to 0.9300 is usual");
        assertThat(why(RetrainingPolicy.onDecay("accuracy", 0.3), evidence(Duration.ZERO, 0, 0, BAD)))
                .isEmpty();
        assertThat(why(RetrainingPolicy.onDecay("log loss", 0), evidence(Duration.ZERO, 0, 0, BAD)))
                .isEmpty();
    }

    @Test
    void aDecayThatAFitDidNotMendIsNotAskedAboutAgainUnlessItGetsWorse() {
        RetrainingPolicy policy = RetrainingPolicy.onDecay("accuracy", 0);
        for (double tolerated : new double[] {0.5, 0.72, 0.729}) {
            assertThat(policy.reason(tolerating(tolerated, 1)))
                    .as("%s", tolerated)
                    .isEmpty();
        }
        assertThat(policy.reason(tolerating(0.74, 0))).isPresent();
        assertThat(policy.reason(tolerating(0.74, 1))).isEmpty();
        assertThat(policy.reason(tolerating(0.76, 1))).isPresent();
        assertThat(policy.reason(tolerating(0.99, 3))).isPresent();
    }

    @Test
    void aDecayThatLastsIsAskedAboutAgainOnceThereAreNewLabels() {
        RetrainingPolicy policy = RetrainingPolicy.onLastingDecay("accuracy", 0.5);
        assertThat(why(policy, after(0, 900, BAD))).as("no fit was in vain").isEmpty();
        assertThat(why(policy, after(1, 499, BAD))).isEmpty();
        assertThat(why(policy, after(1, 500, GOOD))).isEmpty();
        assertThat(why(policy, after(1, 500))).isEmpty();
        assertThat(why(policy, after(1, 500, BAD, GOOD, GOOD, GOOD, GOOD)))
                .as("the last four count")
                .isEmpty();
        assertThat(why(policy, after(2, 500, GOOD, BAD)))
                .contains("accuracy is still 0.8000 on the last 960 rows, where it was 0.9000 and 0.8700 to 0.9300 is "
                        + "usual, and 500 labels came since a fit did not mend it");
        assertThat(why(RetrainingPolicy.onLastingDecay("log loss", 0.5), after(1, 500, BAD)))
                .isEmpty();
        assertThatThrownBy(() -> RetrainingPolicy.onLastingDecay("accuracy", 0))
                .hasMessage("Expected a share above zero but found 0.0.");
    }

    private static RetrainingEvidence after(int inVain, long labels, MonitorReport... windows) {
        return new RetrainingEvidence(
                START, START, 0, labels, 1000, Map.of(), inVain, List.of(windows), labels, List.of(), 0);
    }

    private static RetrainingEvidence tolerating(double accuracy, int inVain) {
        return new RetrainingEvidence(
                START, START, 0, 0, 1000, Map.of("accuracy", accuracy), inVain, List.of(BAD), 0, List.of(), 0);
    }

    @Test
    void aScheduleGoesByTheClockWhichMayGoBackwards() {
        RetrainingPolicy policy = RetrainingPolicy.onSchedule(Duration.ofDays(7));
        assertThat(why(policy, evidence(Duration.ofDays(6), 0, 0))).isEmpty();
        assertThat(why(policy, evidence(Duration.ofDays(-60), 0, 0))).isEmpty();
        assertThat(why(policy, evidence(Duration.ofDays(7), 0, 0)))
                .contains("the last fit was PT168H ago, where one is due every PT168H");
    }

    @Test
    void rowsAndLabelsAreCountedSinceTheLastFit() {
        assertThat(why(RetrainingPolicy.onRows(300), evidence(Duration.ZERO, 299, 900)))
                .isEmpty();
        assertThat(why(RetrainingPolicy.onRows(300), evidence(Duration.ZERO, 300, 0)))
                .contains("300 rows were scored since the last fit, where one is due every 300");
        assertThat(why(RetrainingPolicy.onLabels(50), evidence(Duration.ZERO, 900, 51)))
                .contains("51 labels came since the last fit, where one is due every 50");
        assertThat(why(RetrainingPolicy.onGrowth(0.5), evidence(Duration.ZERO, 900, 499)))
                .isEmpty();
        assertThat(why(RetrainingPolicy.onGrowth(0.5), evidence(Duration.ZERO, 900, 500)))
                .contains("500 labels came since the last fit, 0.50 for each of the 1000 rows fitted to "
                        + "then, where one is due at 0.50");
    }

    @Test
    void afterEachFitInVainTwiceAsManyLabelsAreWaitedFor() {
        RetrainingPolicy policy = RetrainingPolicy.onLabels(100, 500);
        assertThat(why(policy, after(0, 99))).isEmpty();
        assertThat(why(policy, after(0, 100))).contains("100 labels came since the last fit, where one is due at 100");
        assertThat(why(policy, after(1, 199))).isEmpty();
        assertThat(why(policy, after(1, 200)))
                .contains("200 labels came since the last fit, where one is due at 200 after 1 in vain");
        assertThat(why(policy, after(2, 399))).isEmpty();
        assertThat(why(policy, after(3, 499))).isEmpty();
        assertThat(why(policy, after(90, 500))).as("500 at most").isPresent();
        assertThatThrownBy(() -> RetrainingPolicy.onLabels(100, 99))
                .hasMessage("Expected at least one label, and no fewer at most than at first, but found 100 and 99.");
    }

    private static boolean asks(RetrainingPolicy policy, long learned, Long... tries) {
        return policy.reason(new RetrainingEvidence(
                        START, START, 0, 1, 1000, Map.of(), 0, List.of(), learned, List.of(tries), 0))
                .isPresent();
    }

    @Test
    void aBudgetSavesWhatIsNotUsedAndIsNeverOverdrawn() {
        RetrainingPolicy policy = RetrainingPolicy.onLabels(1).budget(1_000, 3);
        assertThat(asks(policy, 0)).as("one at the start").isTrue();
        assertThat(asks(policy, 999, 0L)).isFalse();
        assertThat(asks(policy, 1_000, 0L)).isTrue();
        assertThat(asks(policy, 2_499, 500L, 1_500L)).isTrue();
        assertThat(asks(policy, 2_499, 500L, 1_500L, 2_000L)).isFalse();
        assertThat(asks(policy, 3_000, 500L, 1_500L, 2_000L)).isTrue();
        assertThat(asks(policy, 9_010, 9_000L, 9_001L))
                .as("the third of those saved")
                .isTrue();
        assertThat(asks(policy, 9_010, 9_000L, 9_001L, 9_002L))
                .as("no more are saved")
                .isFalse();
        assertThat(asks(policy, 10_000, 9_000L, 9_001L, 9_002L)).isTrue();
        assertThatThrownBy(() -> RetrainingPolicy.onLabels(1).budget(0, 3))
                .hasMessage("Expected at least one label for a fit and at least one fit to save, but found 0 and 3.");
    }

    @Test
    void ofAnyStreamABudgetLeavesNoMoreFitsThanItHas() {
        RetrainingPolicy policy = RetrainingPolicy.onLabels(1).budget(100, 4);
        SplittableRandom random = new SplittableRandom(3);
        for (int stream = 0; stream < 50; stream++) {
            List<Long> tries = new ArrayList<>();
            double greed = random.nextDouble();
            for (long learned = 1; learned <= 3_000; learned++) {
                RetrainingEvidence evidence =
                        new RetrainingEvidence(START, START, 0, 1, 1000, Map.of(), 0, List.of(), learned, tries, 0);
                if (random.nextDouble() < greed && policy.reason(evidence).isPresent()) tries.add(learned);
                assertThat(tries.size()).isLessThanOrEqualTo((int) (1 + learned / 100));
            }
        }
    }

    /** Many fits, of which a trigger remembers the last ones alone. */
    @Test
    void aBudgetIsNotOverdrawnWhereTheFirstFitsAreForgotten() {
        RetrainingPolicy policy = RetrainingPolicy.onLabels(1).budget(100, 4);
        MonitorOptions options = MonitorOptions.standard().window(Window.ofRows(50));
        Dataset rows = Dataset.of(Column.numbers("x", 1, 2), Column.categories("y", "a", "b"));
        RetrainingTrigger trigger = RetrainingTrigger.of(policy, options);
        Monitor<Classification> monitor =
                Monitor.of(Pipeline.classify("y").train(Baseline.classifier()).fit(rows), options);
        long learned = 0;
        int fits = 0;
        while (fits < 160) {
            trigger.labelled(1);
            learned++;
            if (trigger.check(monitor).isEmpty()) continue;
            fits++;
            trigger.tried();
            assertThat(fits).isLessThanOrEqualTo((int) (1 + learned / 100));
        }
        RetrainingTrigger restarted = RetrainingTrigger.of(policy, options);
        restarted.restore(trigger.toState());
        for (int label = 0; label < 99; label++) {
            restarted.labelled(1);
            assertThat(restarted.check(monitor)).isEmpty();
        }
        restarted.labelled(1);
        assertThat(restarted.check(monitor)).isPresent();
    }

    @Test
    void policiesArePutTogetherAndTheReasonSaysWhichAsked() {
        RetrainingPolicy labels = RetrainingPolicy.onLabels(50);
        RetrainingPolicy decay = RetrainingPolicy.onDecay("accuracy", 0);
        RetrainingEvidence both = evidence(Duration.ofHours(1), 0, 60, BAD);
        RetrainingEvidence one = evidence(Duration.ofHours(1), 0, 60, GOOD);
        assertThat(decay.or(labels).reason(both).map(RetrainingReason::rule)).contains("decay");
        assertThat(decay.or(labels).reason(one).map(RetrainingReason::rule)).contains("labels");
        assertThat(decay.and(labels).reason(one)).isEmpty();
        assertThat(decay.and(labels).reason(both).map(RetrainingReason::rule)).contains("decay and labels");
        assertThat(decay.and(labels).reason(both).map(RetrainingReason::why).orElseThrow())
                .startsWith("accuracy is 0.7000")
                .contains("; and 60 labels came");
        assertThat(decay.cooldown(Duration.ofHours(2), 0).reason(both)).isEmpty();
        assertThat(decay.cooldown(Duration.ZERO, 61).reason(both)).isEmpty();
        assertThat(decay.cooldown(Duration.ofHours(1), 60).reason(both)).isPresent();
        RetrainingPolicy own = evidence -> Optional.of(new RetrainingReason("monday", "it is Monday"));
        assertThat(decay.or(own).reason(one)).contains(new RetrainingReason("monday", "it is Monday"));
    }

    @Test
    void policiesAreEqualByValueAndRefuseWhatMakesNoSense() {
        assertThat(RetrainingPolicy.onDrift(2).or(RetrainingPolicy.onRows(3)))
                .isEqualTo(RetrainingPolicy.onDrift(2).or(RetrainingPolicy.onRows(3)));
        assertThatThrownBy(() -> RetrainingPolicy.onDrift(0))
                .hasMessage("Expected at least one window that has drifted but found 0.");
        assertThatThrownBy(() -> RetrainingPolicy.onDecay("accuracy", Double.NaN))
                .hasMessage("Expected by how much a score must be worse, 0 for any amount, but found NaN.");
        assertThatThrownBy(() -> RetrainingPolicy.onSchedule(Duration.ZERO))
                .hasMessage("Expected a time above zero but found PT0S.");
        assertThatThrownBy(() -> RetrainingPolicy.onLabels(0)).hasMessage("Expected at least one row but found 0.");
        assertThatThrownBy(() -> RetrainingPolicy.onGrowth(0)).hasMessage("Expected a share above zero but found 0.0.");
        assertThatThrownBy(() -> RetrainingPolicy.onRows(3).cooldown(Duration.ofDays(-1), 0))
                .hasMessage("Expected a pause of at least no time and no labels but found PT-24H and 0.");
        assertThatThrownBy(() -> RetrainingTrigger.of(RetrainingPolicy.onRows(3), MonitorOptions.standard()))
                .hasMessageStartingWith("Expected a monitor that closes windows, for a policy to look at");
    }
}
