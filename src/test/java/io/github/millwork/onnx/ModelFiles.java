package io.github.millwork.onnx;

import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models of other tools among the test resources, and what they must give. */
final class ModelFiles {
    private ModelFiles() {}

    static Path path(String name) {
        return Path.of("src/test/resources/onnx").resolve(name);
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static State expected(String name) {
        try {
            return State.fromJson(Files.readString(path(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
