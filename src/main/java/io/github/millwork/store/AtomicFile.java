package io.github.millwork.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;

/** Writes files that appear whole or not at all, and stay after a crash of the machine. */
public final class AtomicFile {
    private static final String BEGINNING = ".millwork-";

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
    public static void write(Path file, byte[] bytes, Consumer<byte[]> check) {
        write(Disk.REAL, file, bytes, check);
    }

    /**
     * Writes a file; one that is there is replaced.
     *
     * @param disk what is done to files
     * @param file where; folders that are not there are made
     * @param bytes what
     * @param check is given the bytes as they are read back, before the file appears under its name; if it throws, nothing
     *     has changed
     * @throws UncheckedIOException if it cannot be written; nothing has changed then, or the file is there but perhaps
     *     would not be after a crash
     */
    public static void write(Disk disk, Path file, byte[] bytes, Consumer<byte[]> check) {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null) {
            throw new IllegalArgumentException(
                    "Expected the path of a file but found '" + file + "'. Add a file name.");
        }
        try {
            folders(disk, folder);
            // Not a temporary file of the platform, which only its owner could read.
            Path temporary = folder.resolve(BEGINNING + UUID.randomUUID() + ".part");
            try {
                disk.create(temporary, bytes);
                disk.force(temporary);
                check.accept(Files.readAllBytes(temporary));
                disk.move(temporary, target);
            } finally {
                discard(disk, temporary);
            }
            disk.forceFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e, e);
        }
    }

    /**
     * Makes a folder and those that it lies in, durably.
     *
     * @param disk what is done to files
     * @param folder the folder
     * @throws IOException if it cannot be made
     */
    public static void folders(Disk disk, Path folder) throws IOException {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) there = there.getParent();
        if (there.equals(folder)) return;
        disk.folders(folder);
        for (Path made = folder.getParent(); made != null; made = made.getParent()) {
            disk.forceFolder(made);
            if (made.equals(there)) return;
        }
    }

    /**
     * {@return whether a file is one that a process left which did not come to an end}
     *
     * @param file the file
     */
    public static boolean isLeftOver(Path file) {
        return file.getFileName().toString().startsWith(BEGINNING);
    }

    /** Deletes what is left after a failure, which is the thing to report and not that this fails too. */
    private static void discard(Disk disk, Path temporary) {
        try {
            disk.delete(temporary);
        } catch (IOException ignored) {
            // see above
        }
    }
}
