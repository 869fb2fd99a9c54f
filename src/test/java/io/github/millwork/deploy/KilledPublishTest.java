package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Regression;
import io.github.millwork.store.AtomicFile;
import io.github.millwork.store.Disk;
import io.github.millwork.store.FaultyDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed at any step of a publish leaves the old state or the new one, and nobody is hindered by it. */
class KilledPublishTest {
    private static final Bundle<Regression> SMALL = RegistryTest.SMALL;

    @TempDir
    Path folder;

    /** Checks that a registry is in the state before a publish or after it, and goes on working; says which. */
    private static boolean isThere(Path folder, int before) throws IOException {
        Registry registry = Registry.at(folder);
        int found = registry.versions("flats").size();
        assertThat(found).isIn(before, before + 1);
        assertThat(registry.history("flats")).hasSize(before == 0 ? found : found + 1);
        for (ModelVersion version : registry.versions("flats")) version.load(Regression.class);
        if (before > 0) assertThat(registry.production("flats").number()).isEqualTo(1);

        ModelVersion next = registry.publish("flats", SMALL);
        assertThat(next.number()).isEqualTo(found + 1);
        next.promote();
        Registry reader = Registry.at(folder);
        assertThat(reader.production("flats")).isEqualTo(next);
        assertThat(reader.versions("flats")).hasSize(found + 1);
        for (ModelVersion version : reader.versions("flats")) version.load(Regression.class);
        try (Stream<Path> files = Files.list(folder.resolve("flats"))) {
            assertThat(files.filter(AtomicFile::isLeftOver)).isEmpty();
        }
        return found > before;
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.When.class)
    void theOldStateOrTheNewAtEveryStepOfAFurtherVersion(FaultyDisk.When when) throws IOException {
        assertThat(states(when, 1)).startsWith(false, false).endsWith(true).isSorted();
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.When.class)
    void theOldStateOrTheNewAtEveryStepOfTheFirstVersion(FaultyDisk.When when) throws IOException {
        assertThat(states(when, 0)).startsWith(false, false).endsWith(true).isSorted();
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.When.class)
    void theOldStateOrTheNewWhereAnEarlierProcessWasKilledToo(FaultyDisk.When when) throws IOException {
        // What it left must be overwritten: half a file, and half a line.
        assertThat(states(when, -1)).startsWith(false, false).endsWith(true).isSorted();
    }

    /** Whether the new version is there, for each step that a publish can be killed at, and at last for none. */
    private List<Boolean> states(FaultyDisk.When when, int versions) throws IOException {
        List<Boolean> states = new ArrayList<>();
        for (int step = 1; ; step++) {
            Path registry = Files.createDirectory(folder.resolve(versions + "-" + step));
            if (versions != 0) Registry.at(registry).publish("flats", SMALL).promote();
            if (versions < 0) {
                Files.writeString(registry.resolve("flats").resolve(".millwork-0.part"), "half");
                Files.write(registry.resolve("flats").resolve("2.millwork"), new byte[5]);
                Disk.REAL.append(registry.resolve("flats").resolve("history.log"), new byte[] {'a', 'b', 'c'});
            }
            FaultyDisk disk = FaultyDisk.throwing(step, when);
            boolean killed = publish(registry, disk);
            assertThat(disk.steps() >= step).isEqualTo(killed);
            states.add(isThere(registry, Math.abs(versions)));
            if (!killed) return states;
        }
    }

    private static boolean publish(Path registry, Disk disk) {
        try {
            StoredRegistry.of(FolderStore.at(registry, disk)).publish("flats", SMALL);
            return false;
        } catch (FaultyDisk.Killed e) {
            return true;
        }
    }

    @Test
    void aProcessThatIsReallyKilledLeavesTheLockFree() throws Exception {
        Registry.at(folder).publish("flats", SMALL).promote();

        assertThat(kill(folder, 4, FaultyDisk.When.WITHIN)).isTrue();
        assertThat(isThere(folder, 1)).isFalse();
    }

    @Tag("proof")
    @ParameterizedTest
    @EnumSource(FaultyDisk.When.class)
    void aProcessThatIsReallyKilledLeavesTheOldStateOrTheNewAtEveryStep(FaultyDisk.When when) throws Exception {
        List<Boolean> states = new ArrayList<>();
        for (int step = 1; ; step++) {
            Path registry = Files.createDirectory(folder.resolve("killed-" + step));
            Registry.at(registry).publish("flats", SMALL).promote();
            boolean killed = kill(registry, step, when);
            states.add(isThere(registry, 1));
            if (!killed) break;
        }
        System.out.println("killed " + when + " at each of " + (states.size() - 1) + " steps: " + states);
        assertThat(states).startsWith(false, false).endsWith(true).isSorted();
    }

    /** Has a process publish and kills it (with signal 9) at a step; false if it came to its end before. */
    private static boolean kill(Path registry, int step, FaultyDisk.When when) throws Exception {
        Process process = Processes.java(
                List.of(), KilledPublisher.class, registry.toString(), Integer.toString(step), when.name());
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(line).isIn("there", "done");
            return line.equals("there");
        }
    }
}
