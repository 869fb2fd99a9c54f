package io.github.millwork.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file that appears whole or not at all. */
final class PageFile {
    private PageFile() {}

    static void write(Path file, byte[] bytes) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(
                    "Expected the path of a file but found '" + file + "'. Add a file name.");
        }
        try {
            Files.createDirectories(folder);
            // Not a temporary file of the platform, which only its owner could read.
            Path temporary = folder.resolve(".millwork-" + UUID.randomUUID() + ".part");
            try {
                Files.write(temporary, bytes, StandardOpenOption.CREATE_NEW);
                move(temporary, target);
            } finally {
                discard(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e, e);
        }
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes what is left after a failure, which is the thing to report and not that this fails too. */
    private static void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException ignored) {
            // see above
        }
    }
}
