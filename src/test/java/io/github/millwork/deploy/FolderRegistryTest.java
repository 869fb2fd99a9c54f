package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.stage.BundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderRegistryTest extends RegistryTest {
    @TempDir
    Path folder;

    @Override
    Registry open() {
        return Registry.at(folder.resolve("models"));
    }

    private Path file(String name) {
        return folder.resolve("models").resolve("flats").resolve(name);
    }

    @Override
    void damage(String model, int version) {
        try {
            byte[] bytes = Files.readAllBytes(file(version + ".millwork"));
            bytes[bytes.length / 2] ^= 1;
            Files.write(file(version + ".millwork"), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void forge(String model) {
        try {
            Path history = file("history.log");
            Files.writeString(history, Files.readString(history).replace("\"first\"", "\"other\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0123456789abcdef {\"number\":3,", "\u0000\u0000\u0000\n\u0000"})
    void whatIsLeftOfALineThatNeverBecameWholeIsPassedOverAndOverwritten(String torn) throws IOException {
        registry.publish("flats", SMALL).promote();
        Files.writeString(file("history.log"), torn, StandardCharsets.UTF_8, StandardOpenOption.APPEND);

        assertThat(registry.history("flats")).hasSize(2);
        assertThat(open().history("flats")).hasSize(2);
        open().publish("flats", SMALL);
        assertThat(open().history("flats")).hasSize(3).isEqualTo(registry.history("flats"));
    }

    @Test
    void aHistoryThatBecameShorterIsRefused() throws IOException {
        registry.publish("flats", SMALL).promote();
        assertThat(registry.history("flats")).hasSize(2);
        String all = Files.readString(file("history.log"));
        Files.writeString(file("history.log"), all.substring(0, all.indexOf('\n') + 1));

        assertThatThrownBy(() -> registry.history("flats"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("to be added to only but it has become shorter");
        assertThatThrownBy(() -> registry.publish("flats", SMALL)).isInstanceOf(BundleException.class);
        assertThat(open().history("flats")).hasSize(1);
    }

    @Test
    void filesOfOthersInTheFolderAreLeftAlone() throws IOException {
        registry.publish("flats", SMALL).delete("");
        Path report = Files.writeString(folder.resolve("models").resolve("report.html"), "a report");
        Path own = Files.writeString(file("notes.txt"), "a note");
        Files.createDirectory(folder.resolve("models").resolve("other"));
        registry.publish("flats", SMALL);

        assertThat(registry.models()).containsExactly("flats");
        assertThat(report).exists();
        assertThat(own).exists();
        assertThat(file("1.millwork")).doesNotExist();
    }

    @Test
    void whatAKilledProcessLeftIsRemoved() throws IOException {
        registry.publish("flats", SMALL);
        Path part = Files.writeString(file(".millwork-0.part"), "half of a file");
        Path orphan = Files.writeString(file("2.millwork"), "a file that no line tells of");

        assertThat(registry.versions("flats")).hasSize(1);
        ModelVersion second = registry.publish("flats", SMALL);
        assertThat(second.number()).isEqualTo(2);
        assertThat(second.content()).hasSizeGreaterThan(1000);
        assertThat(part).doesNotExist();
        assertThat(orphan).exists();
    }
}
