package io.github.millwork.monitor;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes data to a file that appears whole or not at all, with a digest that is looked at when it is read. */
final class StateFile {
    private StateFile() {}

    static void write(Path file, State state) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) throw new IllegalArgumentException("Expected the path of a file but found '" + file + "'.");
        byte[] bytes = (state.digest() + "\n" + state.toJson()).getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(folder);
            Path temporary = folder.resolve(".millwork-" + UUID.randomUUID() + ".part");
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) channel.write(rest);
                    channel.force(true);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e, e);
        }
    }

    static State read(Path file) {
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
        return new BundleException("Expected what a monitor saved in " + file
                + " but its content does not suit its digest. The file is damaged: use an earlier one, or begin anew.");
    }
}
