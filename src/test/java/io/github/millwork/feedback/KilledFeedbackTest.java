package io.github.millwork.feedback;

import static io.github.millwork.feedback.FeedbackResult.DUPLICATE;
import static io.github.millwork.feedback.FeedbackResult.JOINED;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.store.Disk;
import io.github.millwork.store.FaultyDisk;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed while it keeps feedback has kept it or not, and hinders nobody. */
class KilledFeedbackTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private static FeedbackStore store(Path folder, Disk disk) {
        return FeedbackStore.over(new FolderLines(folder, disk, 400)).clock(() -> NOON);
    }

    private static LoggedPrediction prediction(String id) {
        return new LoggedPrediction(id, NOON, "1", Route.only("production"), Map.of("age", "39.0"), new double[] {1});
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.When.class)
    void atEachStepOfTwoChanges(FaultyDisk.When when) {
        boolean killed = true;
        for (int step = 1; killed; step++) {
            Path mine = folder.resolve("at" + step);
            store(mine, Disk.REAL).log("m", List.of(prediction("a"), prediction("b")));
            FaultyDisk disk = FaultyDisk.throwing(step, when);
            try {
                FeedbackStore dying = store(mine, disk);
                dying.label("m", "a", "yes"); // in the first file
                dying.log("m", List.of(prediction("c")));
                dying.label("m", "c", "no"); // in a new one, since that is full
                killed = false;
            } catch (FaultyDisk.Killed e) {
                killed = true;
            }

            FeedbackStore after = store(mine, Disk.REAL);
            FeedbackCounts found = after.counts("m");
            assertThat(found.damaged()).isZero();
            assertThat(found.predictions()).isBetween(2L, 3L);
            assertThat(found.labelled()).isBetween(0L, found.predictions() == 2 ? 1L : 2L);
            assertThat(after.label("m", "a", "yes")).isEqualTo(found.labelled() > 0 ? DUPLICATE : JOINED);
            after.log("m", List.of(prediction("c"), prediction("d")));
            assertThat(after.label("m", "c", "no")).isEqualTo(found.labelled() > 1 ? DUPLICATE : JOINED);
            FeedbackStore reader = store(mine, Disk.REAL);
            assertThat(reader.counts("m")).isEqualTo(new FeedbackCounts(4, 2, 0, 0, 0, 0, 0, 0));
        }
    }
}
