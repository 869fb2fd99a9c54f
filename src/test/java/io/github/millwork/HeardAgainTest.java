package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryEvent;
import io.github.millwork.monitor.RetrainingPolicy;
import io.github.millwork.monitor.RetrainingReason;
import io.github.millwork.monitor.StateFile;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A challenger that was refused because it came too early, and is heard again as labels come. */
class HeardAgainTest {
    /** Asks for one fit, after 120 labels. */
    private static final RetrainingPolicy ONCE = evidence -> evidence.learned() == 120
            ? Optional.of(new RetrainingReason("labels", "120 labels came"))
            : Optional.empty();

    @TempDir
    private Path folder;

    private Registry registry;
    private Path state;

    @BeforeEach
    void open() {
        registry = Registry.at(folder.resolve("models"));
        state = folder.resolve("state");
    }

    private ContinuousTraining<Classification> training() {
        return ContinuousTraining.of(TurningRows.PIPELINE, registry, "m", ACCURACY)
                .monitor(TurningRows.QUIET)
                .policy(ONCE)
                .rows(4_000, 60)
                .recent(120)
                .state(state);
    }

    /** The challenger is fitted to rows of the world to come, and refused on sixty of the old one. */
    private TrainingLoop<Classification> refused() {
        TrainingLoop<Classification> loop = training().start(TurningRows.of(0, 400, false));
        loop.step(TurningRows.of(400, 460, true));
        TrainingStep<Classification> step = loop.step(TurningRows.of(460, 520, false));

        assertThat(step.refinement()).isPresent();
        assertThat(step.refinement().get().promoted()).isFalse();
        assertThat(step.refinement().get().leaky()).isFalse();
        assertThat(loop.version().number()).isEqualTo(1);
        return loop;
    }

    private static List<TrainingStep<Classification>> stream(
            TrainingLoop<Classification> loop, int from, int to, boolean turned) {
        List<TrainingStep<Classification>> steps = new ArrayList<>();
        for (int at = from; at < to; at += 50) steps.add(loop.step(TurningRows.of(at, at + 50, turned)));
        return steps;
    }

    private static Dataset known(int to) {
        return TurningRows.of(0, 400, false)
                .union(TurningRows.of(400, 460, true))
                .union(TurningRows.of(460, 520, false))
                .union(TurningRows.of(520, to, true));
    }

    @Test
    void itAnswersWithoutAnotherFitOnceItIsBetterOnTheRowsSince() {
        TrainingLoop<Classification> loop = refused();

        List<TrainingStep<Classification>> steps = stream(loop, 520, 720, true);

        assertThat(steps).allMatch(step -> step.refinement().isEmpty());
        assertThat(steps.subList(0, 3)).allMatch(step -> step.heard().isEmpty());
        assertThat(steps.get(3).heard().orElseThrow())
                .startsWith("it was refused, and on the 200 rows since it is better than the champion by accuracy "
                        + "differs by 0.");
        assertThat(loop.version().number()).isEqualTo(2);
        assertThat(registry.history("m").stream().map(RegistryEvent::why))
                .contains(steps.get(3).heard().get());
    }

    @Test
    void whereNothingHasChangedItIsHeardInVainAndNotForEver() {
        TrainingLoop<Classification> loop = refused();

        List<TrainingStep<Classification>> steps = stream(loop, 520, 2_120, false);
        assertThat(steps).allMatch(step -> step.heard().isEmpty());

        steps = stream(loop, 2_120, 5_320, true);
        assertThat(steps)
                .as("after 1,600 rows it is forgotten")
                .allMatch(step -> step.heard().isEmpty());
        assertThat(loop.version().number()).isEqualTo(1);
    }

    @Test
    void itIsOnProbationAsAnyOther() {
        TrainingLoop<Classification> loop = refused();
        stream(loop, 520, 720, true);

        List<TrainingStep<Classification>> steps = stream(loop, 720, 920, false);

        assertThat(steps.get(3).rollback()).isPresent();
        assertThat(loop.version().number()).isEqualTo(1);
    }

    @Test
    void killedWhenItAnswersAlreadyItIsOnProbationAfterTheRestart() {
        Path found = folder.resolve("found");
        ContinuousTraining<Classification> watched =
                training().guards(new RestartedTrainingTest.InTheMiddle(() -> copy(state, found)));
        TrainingLoop<Classification> loop = watched.start(TurningRows.of(0, 400, false));
        loop.step(TurningRows.of(400, 460, true));
        loop.step(TurningRows.of(460, 520, false));
        assertThat(stream(loop, 520, 720, true).get(3).heard()).isPresent();
        copy(found, state); // it was killed before it could write that down

        TrainingLoop<Classification> after = training().start(known(720));

        assertThat(after.version().number()).isEqualTo(2);
        assertThat(after.learn(known(720)).learned()).isZero();
        assertThat(stream(after, 720, 920, false))
                .anyMatch(step -> step.rollback().isPresent());
        assertThat(after.version().number()).isEqualTo(1);
    }

    private static void copy(Path from, Path to) {
        try {
            if (Files.exists(from)) Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRestartDoesNotForgetIt() {
        TrainingLoop<Classification> loop = refused();
        stream(loop, 520, 620, true);
        loop.save();

        TrainingLoop<Classification> after = training().start(known(620));

        assertThat(stream(after, 620, 670, true).get(0).heard()).isEmpty();
        assertThat(after.step(TurningRows.of(670, 720, true)).heard()).isPresent();
        assertThat(after.version().number()).isEqualTo(2);
        assertThat(stream(after, 720, 920, false).get(3).rollback()).isPresent();
    }

    private static State without(State state, Set<String> names) {
        State left = State.empty();
        for (Map.Entry<String, Object> value : state.values().entrySet()) {
            if (!names.contains(value.getKey())) left = left.with(value.getKey(), value.getValue());
        }
        return left;
    }

    @Test
    void aStateOfBeforeThereWereAppealsAndBudgetsIsRead() {
        TrainingLoop<Classification> loop = refused();
        loop.save();
        State saved = StateFile.read(state);
        assertThat(saved.has("appeal")).isTrue();
        State trigger = saved.state("trigger");
        assertThat(trigger.numbers("tries")).containsExactly(120);
        StateFile.write(
                state,
                without(saved, Set.of("appeal", "trigger"))
                        .with("trigger", without(trigger, Set.of("learned", "tries"))));

        TrainingLoop<Classification> after = training().start(known(520));

        assertThat(after.version().number()).isEqualTo(1);
        assertThat(after.learn(known(520)).learned()).isZero();
        assertThat(stream(after, 520, 720, true)).allMatch(step -> step.heard().isEmpty());
    }

    @Test
    void aBudgetHoldsOverARestart() {
        ContinuousTraining<Classification> sparing =
                training().policy(RetrainingPolicy.onLabels(50).budget(400, 1));
        TrainingLoop<Classification> loop = sparing.start(TurningRows.of(0, 400, false));
        assertThat(fits(stream(loop, 400, 800, false))).isEqualTo(1);
        loop.save();

        TrainingLoop<Classification> after = sparing.start(TurningRows.of(0, 800, false));

        assertThat(fits(stream(after, 800, 850, false))).isEqualTo(1);
        assertThat(fits(stream(after, 850, 1_200, false))).isZero();
        assertThat(fits(stream(after, 1_200, 1_250, false))).isEqualTo(1);
    }

    private static long fits(List<TrainingStep<Classification>> steps) {
        return steps.stream().filter(step -> step.refinement().isPresent()).count();
    }
}
