package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files in a process with 64 MB: each is refused, none takes the memory, none has a class loaded. */
class HostileLoadTest {
    @TempDir
    Path folder;

    @Test
    void eachIsRefusedInLittleMemoryAndNoClassIsLoaded() throws Exception {
        Map<String, byte[]> hostile = HostileFiles.all();
        assertThat(hostile).hasSizeGreaterThanOrEqualTo(30);
        Path good = Files.write(folder.resolve("good"), Chains.bytes(Chains.small()));
        Path files = Files.createDirectory(folder.resolve("files"));
        List<String> expected = new ArrayList<>();
        for (byte[] file : hostile.values()) {
            String name = String.format(Locale.ROOT, "%03d", expected.size());
            Files.write(files.resolve(name), file);
            expected.add(name + " refused");
        }
        Path log = folder.resolve("classes");

        Process process = Processes.java(
                List.of("-Xmx64m", "-Xlog:class+load:file=" + log),
                HostileLoad.class,
                good.toString(),
                files.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().toList()).isEqualTo(expected);
        List<String> classes = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst(".*\\] ", "").replaceFirst(" .*", ""))
                .toList();
        int begin = classes.indexOf(HostileLoad.Begin.class.getName());
        assertThat(begin).isPositive();
        assertThat(classes.subList(begin, classes.size()))
                .noneMatch(name -> name.contains("Trap") || name.contains("Evil") || name.contains("ObjectInput"))
                .noneMatch(name -> name.startsWith("org.tribuo") || name.startsWith("de.bwaldvogel"));
    }
}
