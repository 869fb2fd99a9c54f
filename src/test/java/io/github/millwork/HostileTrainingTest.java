package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.deploy.Registry;
import io.github.millwork.monitor.RetrainingPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running training is told that nobody would wish for. */
class HostileTrainingTest {
    @TempDir
    private Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.at(folder.resolve("models"));
    }

    private ContinuousTraining<Classification> training() {
        return ContinuousTraining.of(TurningRows.PIPELINE, registry, "m", ACCURACY)
                .monitor(TurningRows.QUIET)
                .rows(4_000, 150)
                .state(folder.resolve("state"));
    }

    private TrainingLoop<Classification> running() {
        return training().start(TurningRows.of(0, 400, false));
    }

    private static Dataset allOf(String label, int from, int to) {
        String[] all = new String[to - from];
        Arrays.fill(all, label);
        return TurningRows.of(from, to, false).with(Column.categories("y", all));
    }

    @Test
    void withoutRowsOrWithOneThereIsNoFirstVersionAndThatIsSaid() {
        for (int rows : new int[] {0, 1, 60}) {
            assertThatThrownBy(() -> training().start(TurningRows.of(0, rows, false)))
                    .as("%s rows", rows)
                    .isInstanceOf(DataException.class);
        }
        assertThatThrownBy(() -> training().start(allOf("yes", 0, 400)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("class");
        assertThat(registry.models()).isEmpty();
    }

    @Test
    void aRestartWithoutAnyRowsGoesOn() {
        running();

        TrainingLoop<Classification> after = training().start(TurningRows.of(0, 0, false));

        assertThat(after.learn(TurningRows.of(0, 400, false)).learned())
                .as("their ids are in the state")
                .isZero();
        assertThat(after.step(TurningRows.of(400, 401, false)).learned()).isEqualTo(1);
    }

    @Test
    void labelsOfOneClassOrOfAnUnknownOneDoNotEndIt() {
        TrainingLoop<Classification> loop = running();
        for (int at = 400; at < 1_000; at += 100) {
            Dataset rows = allOf(at < 700 ? "yes" : "perhaps", at, at + 100);
            loop.predict(rows);
            assertThat(loop.learn(rows).learned()).isEqualTo(100);
        }
        assertThat(loop.predict(TurningRows.of(1_000, 1_010, false)).size()).isEqualTo(10);
        TrainingLoop<Classification> after = training().start(TurningRows.of(0, 1_000, false));
        assertThat(after.version()).isEqualTo(loop.version());
    }

    @Test
    void aRowThatIsToldTwiceInOneBatchCountsOnceAndAllMissingNotAtAll() {
        TrainingLoop<Classification> loop = running();
        Dataset rows = TurningRows.of(400, 450, false);
        loop.predict(rows);

        TrainingStep<Classification> step = loop.learn(rows.union(TurningRows.of(400, 450, true)));

        assertThat(step.learned()).isEqualTo(50);
        assertThat(step.ignored()).isEqualTo(50);
        assertThat(loop.monitor().current().coverage().contradictory()).isZero();
        Dataset none = TurningRows.of(450, 500, false).with(Column.categories("y", new String[50]));
        assertThat(loop.learn(none).learned()).isZero();
        assertThat(loop.learn(TurningRows.of(450, 500, false)).learned())
                .as("their truth may still come")
                .isEqualTo(50);
    }

    @Test
    void rowsWithoutAColumnThatTheModelReadsAreRefusedAndNothingIsLearned() {
        TrainingLoop<Classification> loop = running();

        assertThatThrownBy(() -> loop.step(TurningRows.of(400, 450, false).drop("b")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'b'");
        assertThat(loop.step(TurningRows.of(400, 450, false)).learned()).isEqualTo(50);
    }

    /** A clock that somebody sets. */
    private static final class Wrong extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void aClockThatGoesBackwardsCountsNothingTwice() {
        Wrong clock = new Wrong();
        TrainingLoop<Classification> loop = training()
                .monitor(TurningRows.QUIET.clock(clock))
                .policy(RetrainingPolicy.onSchedule(Duration.ofDays(1)))
                .start(TurningRows.of(0, 400, false));
        int fits = 0;
        long joined = 0;
        for (int at = 400; at < 900; at += 50) {
            clock.now = clock.now.minus(Duration.ofDays(3));
            if (loop.step(TurningRows.of(at, at + 50, false)).reason().isPresent()) fits++;
            joined += 50;
            if (at == 700)
                loop = training()
                        .monitor(TurningRows.QUIET.clock(clock))
                        .policy(RetrainingPolicy.onSchedule(Duration.ofDays(1)))
                        .start(TurningRows.of(0, 750, false));
        }
        assertThat(fits).isZero();
        assertThat(joined).isEqualTo(500);
        assertThat(loop.learn(TurningRows.of(0, 900, false)).learned()).isZero();
    }

    @Test
    void severalThreadsMayScoreWhileOneLearns() throws Exception {
        TrainingLoop<Classification> loop = running();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Future<?> scoring = pool.submit(() -> {
                for (int at = 400; at < 1_400; at += 20) loop.predict(TurningRows.of(at, at + 20, true));
            });
            Future<Long> learning = pool.submit(() -> {
                long learned = 0;
                for (int at = 400; at < 1_400; at += 50) {
                    learned += loop.learn(TurningRows.of(at, at + 50, true)).learned();
                }
                return learned;
            });
            scoring.get();
            assertThat(learning.get()).isEqualTo(1_000);
        } finally {
            pool.shutdownNow();
        }
        assertThat(loop.learn(TurningRows.of(400, 1_400, true)).learned()).isZero();
        assertThat(loop.version()).isEqualTo(registry.production("m"));
    }
}
