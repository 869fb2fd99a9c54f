package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Regression;
import io.github.millwork.deploy.RegistryEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes work on one registry: no read is torn, no generation is lost. */
class TwoProcessesTest {
    private static final Pattern SAID = Pattern.compile("published (\\d+) moved (\\d+) read (\\d+)\\s*");

    @TempDir
    Path folder;

    @Test
    void nothingIsLostInAFewOperations() throws Exception {
        work(150);
    }

    @Tag("proof")
    @Test
    void nothingIsLostInTenThousandOperations() throws Exception {
        work(5000);
    }

    private void work(int each) throws Exception {
        Registry registry = Registry.at(folder);
        registry.publish("flats", RegistryTest.SMALL);
        long start = System.nanoTime();
        List<Process> processes = List.of(start(each, 1), start(each, 2));
        int published = 1;
        long moved = 0;
        int all = 0;
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            Matcher counts = SAID.matcher(said);
            assertThat(counts.matches()).as(said).isTrue();
            published += Integer.parseInt(counts.group(1));
            moved += Long.parseLong(counts.group(2));
            all += Integer.parseInt(counts.group(1))
                    + Integer.parseInt(counts.group(2))
                    + Integer.parseInt(counts.group(3));
        }
        assertThat(all).isEqualTo(2 * each);
        System.out.printf(
                "%d operations of two processes in %d ms: %d versions, %d moves%n",
                all, (System.nanoTime() - start) / 1_000_000, published, moved);

        List<RegistryEvent> history = registry.history("flats");
        assertThat(history).hasSize(published + (int) moved);
        assertThat(history)
                .extracting(RegistryEvent::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, history.size()).boxed().toList());
        assertThat(registry.versions("flats"))
                .extracting(ModelVersion::number)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, published)
                        .mapToObj(Math::toIntExact)
                        .toList());
        Set<Kind> moves = Set.of(Kind.PROMOTED, Kind.ROLLED_BACK);
        for (Alias alias : registry.aliases("flats")) {
            List<Long> generations = history.stream()
                    .filter(event -> moves.contains(event.kind()))
                    .filter(event -> event.alias().orElseThrow().equals(alias.name()))
                    .map(event -> event.details().wide("generation"))
                    .toList();
            assertThat(generations)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, alias.generation())
                            .boxed()
                            .toList());
        }
        assertThat(registry.aliases("flats").stream()
                        .mapToLong(Alias::generation)
                        .sum())
                .isEqualTo(moved);
        registry.production("flats").load(Regression.class);
    }

    private Process start(int each, int seed) throws Exception {
        return Processes.java(
                List.of(), RegistryWorker.class, folder.toString(), Integer.toString(each), Integer.toString(seed));
    }
}
