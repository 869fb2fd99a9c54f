package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.deploy.Processes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile sources in a process with 256 MB, a fraction of what they are: each is refused, and none takes the memory. */
class HostileMemoryTest {
    @Test
    void eachIsRefusedInLittleMemory(@TempDir Path folder) throws Exception {
        Process process = Processes.java(List.of("-Xmx256m"), HostileSources.class, folder.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        String cell = "Expected well-formed CSV but found a cell of more than 16 million characters";
        String json = "Expected JSON nested at most 100 deep";
        assertThat(said.lines())
                .containsExactly(
                        "a line of 1 GB: " + cell,
                        "a quote that is not closed in 1 GB: " + cell,
                        "a line of cells in 1 GB: Expected 2 cells",
                        "a string of 1 GB: " + json,
                        "nesting in 1 GB: " + json,
                        "an answer of 1 GB: Could not read ADDRESS Expected at most 1048576 bytes but found more in ADDRESS",
                        "1 GB of zeros: " + cell,
                        "1 GB of zeros for JSON: Expected well-formed JSON but found",
                        "a packed file that is a hundred times as large: " + cell,
                        "a binary file: Expected UTF-8 but found 0xD5",
                        "another charset: Expected UTF-8 but found 0xE9",
                        "100,000 columns: Expected at most 50000 columns but found more",
                        "100,000 columns that are meant: 100000 columns",
                        "SQL in the name of a table: Expected a table 'people; DROP TABLE people' but the database has none",
                        "a redirect to loopback: Expected a public address but '127.0.0.1' is 127.0.0.1 (loopback) after "
                                + "a redirect from ADDRESS");
    }
}
