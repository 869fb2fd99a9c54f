package io.github.millwork.monitor;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import io.github.millwork.store.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes data to a file that appears whole or not at all, with a digest that is looked at when it is read. */
public final class StateFile {
    private StateFile() {}

    /**
     * Writes data.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     * @param state the data
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public static void write(Path file, State state) {
        byte[] bytes = (state.digest() + "\n" + state.toJson()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, bytes, written -> {});
    }

    /**
     * {@return data that was written so}
     *
     * @param file where it is
     * @throws BundleException if there is no such file, or it is damaged
     */
    public static State read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new BundleException("Could not read " + file + ": " + e + ". Check the path.", e);
        }
        int line = text.indexOf('\n');
        if (line < 0) throw damaged(file);
        State state = State.fromJson(text.substring(line + 1));
        if (!state.digest().equals(text.substring(0, line))) throw damaged(file);
        return state;
    }

    private static BundleException damaged(Path file) {
        return new BundleException("Expected what was saved in " + file
                + " but its content does not suit its digest. The file is damaged: use an earlier one, or begin anew.");
    }
}
