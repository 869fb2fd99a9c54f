package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.nio.charset.StandardCharsets;

/**
 * How an event is written as a line: the digest of the line before together with this one, a blank, the event as JSON. So
 * no line can be changed, left out or put in without all that follow being wrong.
 */
final class Journal {
    /** What the first line follows on. */
    static final String START = "0".repeat(64);

    private static final int DIGEST = 64;

    private Journal() {}

    static String line(String before, RegistryEvent event) {
        String json = event.toState().toJson();
        return digest(before, json) + " " + json;
    }

    /** Reads a line, and checks that it follows on the one before. */
    static RegistryEvent event(String before, String line) {
        if (line.length() <= DIGEST
                || !digest(before, line.substring(DIGEST + 1)).equals(digestOf(line))) {
            throw new BundleException(
                    "Expected each line of the history to follow on the one before, but one does not: '"
                            + (line.length() > 200 ? line.substring(0, 200) + "..." : line)
                            + "'. The history was changed or is damaged: put back a copy of it.");
        }
        return RegistryEvent.fromState(State.fromJson(line.substring(DIGEST + 1)));
    }

    static String digestOf(String line) {
        return line.substring(0, DIGEST);
    }

    private static String digest(String before, String json) {
        return Digests.sha256((before + " " + json).getBytes(StandardCharsets.UTF_8));
    }
}
