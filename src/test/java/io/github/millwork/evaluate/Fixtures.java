package io.github.millwork.evaluate;

import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** What reference.py wrote beside itself. */
final class Fixtures {
    private Fixtures() {}

    static Stream<State> sets(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/evaluate/" + file)) {
            byte[] json = Objects.requireNonNull(in, file).readAllBytes();
            return State.fromJson(new String(json, StandardCharsets.UTF_8)).states("sets").stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
