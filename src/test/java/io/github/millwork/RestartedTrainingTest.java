package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryEvent;
import io.github.millwork.monitor.RetrainingPolicy;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Metric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose process ends in the middle of a renewal, and one that is not alone. */
class RestartedTrainingTest {
    @TempDir
    private Path folder;

    private Registry registry;
    private Path state;
    private boolean armed;
    private Path found; // what a process finds that is started after this one was killed

    @BeforeEach
    void open() {
        registry = Registry.at(folder.resolve("models"));
        state = folder.resolve("state");
        found = folder.resolve("found");
    }

    /** Is asked while a challenger is compared: after its fit, and before it may answer. */
    record InTheMiddle(Runnable happening) implements Metric<Classification> {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public boolean higherIsBetter() {
            return true;
        }

        @Override
        public double measure(Assessment<Classification> assessment) {
            happening.run();
            return 0;
        }
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private ContinuousTraining<Classification> training() {
        return ContinuousTraining.of(TurningRows.PIPELINE, registry, "m", ACCURACY)
                .monitor(TurningRows.QUIET)
                .policy(RetrainingPolicy.onDecay("accuracy", 0.1))
                .rows(4_000, 150)
                .state(state);
    }

    private void keep() {
        try {
            if (Files.exists(state)) Files.copy(state, found, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The world turns at the thousandth row, and the stream goes on until another version answers. */
    private int untilRenewed(TrainingLoop<Classification> loop) {
        int at = 1_000;
        for (; loop.version().number() == 1 && at < 4_000; at += 50) loop.step(TurningRows.of(at, at + 50, true));
        return at;
    }

    private static Dataset known(int to) {
        return TurningRows.of(0, 1_000, false).union(TurningRows.of(1_000, to, true));
    }

    private static long labels(TrainingLoop<Classification> loop) {
        return loop.monitor().current().coverage().joined();
    }

    @Test
    void killedAfterThePromotionItKnowsAllRowsAndStillGoesBackIfThatWasWrong() throws IOException {
        TrainingLoop<Classification> loop =
                training().guards(new InTheMiddle(this::keep)).start(TurningRows.of(0, 1_000, false));
        int at = untilRenewed(loop);
        assertThat(loop.version().number()).isEqualTo(2);
        Files.copy(found, state, StandardCopyOption.REPLACE_EXISTING); // it was killed before it could write that down

        TrainingLoop<Classification> after = training().start(known(at));

        assertThat(after.version().number()).isEqualTo(2);
        assertThat(labels(after)).isZero();
        assertThat(after.learn(known(at)).learned()).isZero();
        for (int row = at; row < at + 300; row += 50) after.step(TurningRows.of(row, row + 50, false));
        assertThat(after.version().number()).isEqualTo(1);
        assertThat(registry.history("m").stream().map(RegistryEvent::why))
                .anyMatch(why -> why.contains(" rows since the promotion, where version 1 would have had 0."));
    }

    @Test
    void killedBeforeThePromotionItIsRenewedAfterTheRestart() {
        TrainingLoop<Classification> loop = training()
                .guards(new InTheMiddle(() -> {
                    if (armed) throw new Killed();
                }))
                .start(TurningRows.of(0, 1_000, false));
        int at = 1_000;
        armed = true;
        try {
            for (; at < 4_000; at += 50) loop.step(TurningRows.of(at, at + 50, true));
        } catch (Killed e) {
            at += 50; // whose labels had come
        }
        assertThat(at).isLessThan(4_000);
        assertThat(registry.production("m").number()).isEqualTo(1);

        TrainingLoop<Classification> after = training().start(known(at));

        assertThat(after.learn(known(at)).learned()).isZero();
        assertThat(after.version().number()).isEqualTo(2);
    }

    @Test
    void whatIsNotKnownOfAVersionThatSomebodyPutThereIsReadFromTheDigestsOfItsRows() {
        registry.publish("m", TurningRows.PIPELINE.fit(TurningRows.of(300, 700, true)))
                .promote(Alias.PRODUCTION, "by hand");

        TrainingLoop<Classification> loop = training().start(TurningRows.of(0, 1_000, true));

        assertThat(loop.fitted()
                        .record()
                        .digests()
                        .orElseThrow()
                        .in(TurningRows.of(0, 1_000, true))
                        .cardinality())
                .isEqualTo(400);
        assertThat(loop.learn(TurningRows.of(0, 1_000, true)).learned()).isZero();
    }

    @Test
    void ofTwoTrainingsOfOneModelEachFollowsTheOther() {
        TrainingLoop<Classification> one = training().start(TurningRows.of(0, 1_000, false));
        TrainingLoop<Classification> two =
                training().state(folder.resolve("other")).start(TurningRows.of(0, 1_000, false));
        for (int at = 1_000; at < 2_000; at += 50) {
            one.step(TurningRows.of(at, at + 50, true));
            two.step(TurningRows.of(at, at + 50, true));
        }
        one.learn(TurningRows.of(0, 0, true));

        assertThat(one.version()).isEqualTo(two.version()).isEqualTo(registry.production("m"));
        assertThat(one.version().number()).isGreaterThan(1);
        assertThat(one.fitted()
                        .evaluate(TurningRows.of(5_000, 6_000, true), ACCURACY)
                        .score(ACCURACY)
                        .value())
                .as("it would have 0.5 without")
                .isGreaterThan(0.75);
    }

    @Test
    void theStateOfAnotherModelIsNotTaken() {
        training().start(TurningRows.of(0, 400, false));
        registry.publish("n", TurningRows.PIPELINE.fit(TurningRows.of(0, 300, false)))
                .promote();
        TrainingLoop<Classification> other = ContinuousTraining.of(TurningRows.PIPELINE, registry, "n", ROC_AUC)
                .state(state)
                .start(TurningRows.of(0, 400, false));

        assertThat(other.version().model()).isEqualTo("n");
        assertThat(other.learn(TurningRows.of(390, 410, false)).learned()).isEqualTo(10);
    }

    @Test
    void aStateThatIsCutOffIsRefusedAndSaysWhatToDo() throws IOException {
        training().start(TurningRows.of(0, 400, false));
        String whole = Files.readString(state);
        for (int length : new int[] {0, 10, whole.length() / 2, whole.length() - 1}) {
            Files.writeString(state, whole.substring(0, length));
            assertThatThrownBy(() -> training().start(TurningRows.of(0, 400, false)))
                    .as("%s", length)
                    .isInstanceOf(BundleException.class);
        }
    }
}
