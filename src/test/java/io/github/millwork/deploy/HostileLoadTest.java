package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
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
        String said = inLittleMemory(HostileLoad.class, good.toString(), files.toString());
        assertThat(said.lines().toList()).isEqualTo(expected);
    }

    @Test
    void someFilesThatAreCutOffOrHaveABitFlippedAreRefused() throws Exception {
        damaged(97);
    }

    @Tag("proof")
    @Test
    void aFileCutOffAtAnyByteOrWithAnyBitFlippedIsRefused() throws Exception {
        System.out.println(damaged(1));
    }

    private String damaged(int step) throws Exception {
        byte[] file = Chains.bytes(Chains.small());
        Path good = Files.write(folder.resolve("good"), file);
        String said = inLittleMemory(DamagedLoad.class, good.toString(), Integer.toString(step));
        int cut = (file.length + step - 1) / step;
        int flipped = (8 * file.length + step - 1) / step;
        assertThat(said.strip())
                .isEqualTo("cut " + cut + " refused " + cut + " flipped " + flipped + " refused " + flipped);
        return said.strip();
    }

    /** Runs a program with 64 MB, of which no class is loaded that a file names. */
    private String inLittleMemory(Class<?> program, String... args) throws Exception {
        Path log = folder.resolve("classes");
        Process process = Processes.java(List.of("-Xmx64m", "-Xlog:class+load:file=" + log), program, args);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        List<String> classes = Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst(".*\\] ", "").replaceFirst(" .*", ""))
                .toList();
        int begin = classes.indexOf(HostileLoad.Begin.class.getName());
        assertThat(begin).isPositive();
        assertThat(classes.subList(begin, classes.size()))
                .noneMatch(name -> name.contains("Trap") || name.contains("Evil") || name.contains("ObjectInput"))
                .noneMatch(name -> name.startsWith("org.tribuo") || name.startsWith("de.bwaldvogel"));
        return said;
    }
}
