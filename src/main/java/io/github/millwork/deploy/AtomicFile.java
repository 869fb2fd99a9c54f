package io.github.millwork.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes files that appear whole or not at all, and stay after a crash of the machine. */
final class AtomicFile {
    private AtomicFile() {}

    /**
     * Writes a file; one that is there is replaced.
     *
     * @param file where; folders that are not there are made
     * @param bytes what
     * @param check is given the bytes as they are read back, before the file appears under its name; if it throws, nothing
     *     has changed
     * @throws UncheckedIOException if it cannot be written; nothing has changed then, or the file is there but perhaps
     *     would not be after a crash
     */
    static void write(Path file, byte[] bytes, Consumer<byte[]> check) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(
                    "Expected the path of a file but found '" + file + "'. Add a file name.");
        }
        try {
            Path there = folder;
            while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
            Files.createDirectories(folder);
            // Not a temporary file of the platform, which only its owner could read.
            Path temporary = folder.resolve(".millwork-" + UUID.randomUUID() + ".part");
            try {
                try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    ByteBuffer rest = ByteBuffer.wrap(bytes);
                    while (rest.hasRemaining()) channel.write(rest);
                    channel.force(true);
                }
                check.accept(Files.readAllBytes(temporary));
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                discard(temporary);
            }
            for (Path made = folder; made != null; made = made.getParent()) {
                force(made);
                if (made.equals(there)) break;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e, e);
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

    /** Makes the names in a folder durable; Windows does so by itself, and cannot open folders. */
    private static void force(Path folder) throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
