package io.github.millwork.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** Each thing that is done to files, one by one, so that a test can have any of them be the last one. Thread-safe. */
public interface Disk {
    /** The file system of the platform. */
    Disk REAL = new Disk() {};

    /**
     * Makes a folder, and those that it lies in.
     *
     * @param folder the folder
     * @throws IOException if it cannot be made
     */
    default void folders(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /**
     * Makes a file of some bytes, which is not there yet.
     *
     * @param file the file
     * @param bytes what is in it
     * @throws IOException if it is there or cannot be written
     */
    default void create(Path file, byte[] bytes) throws IOException {
        put(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /**
     * Adds bytes to a file, which is made if it is not there.
     *
     * @param file the file
     * @param bytes what is added
     * @throws IOException if it cannot be written
     */
    default void append(Path file, byte[] bytes) throws IOException {
        put(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void put(Path file, byte[] bytes, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) channel.write(rest);
        }
    }

    /**
     * Cuts a file off.
     *
     * @param file the file
     * @param length how many bytes stay
     * @throws IOException if it cannot be written
     */
    default void truncate(Path file, long length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    /**
     * Makes what is in a file durable.
     *
     * @param file the file
     * @throws IOException if that fails
     */
    default void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /**
     * Makes the names in a folder durable; Windows does so by itself, and cannot open folders.
     *
     * @param folder the folder
     * @throws IOException if that fails
     */
    default void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) return;
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /**
     * Gives a file another name in one step, whatever is there under that name.
     *
     * @param from the file
     * @param to its new name
     * @throws IOException if that fails
     */
    default void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Deletes a file, if it is there.
     *
     * @param file the file
     * @throws IOException if that fails
     */
    default void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}
