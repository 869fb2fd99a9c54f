package io.github.millwork.store;

import io.github.millwork.stage.BundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A file of lines that are only ever added. A line counts when it is whole; what was left by a process or machine that died
 * while it added is cut off by whoever adds next. Readers take no lock; of writers there may be one at a time
 * ({@link FolderLocks}).
 *
 * @param file the file; it need not be there
 * @param disk what is done to it
 */
public record LineFile(Path file, Disk disk) {
    /**
     * Lines that were read.
     *
     * @param lines the lines, without what ends them
     * @param position where the next ones will be
     */
    public record Lines(List<String> lines, long position) {
        /**
         * Copies the list.
         *
         * @param lines the lines
         * @param position where the next ones will be
         */
        public Lines {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Gives the whole lines from a position on.
     *
     * @param position 0, or what was given before
     * @param most how many bytes to read at most, or more where a line is longer
     * @return the lines; none where there is no such file yet
     * @throws BundleException if the file has become shorter
     * @throws UncheckedIOException if it cannot be read
     */
    public Lines after(long position, int most) {
        if (position == 0 && !Files.exists(file)) return new Lines(List.of(), 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long rest = channel.size() - position;
            if (rest < 0) throw shorter();
            for (long size = most; ; size *= 2) {
                byte[] bytes = read(channel, position, Math.toIntExact(Math.min(size, rest)));
                Lines lines = lines(bytes, position);
                if (!lines.lines.isEmpty() || size >= rest) return lines;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ": " + e, e);
        }
    }

    private static byte[] read(FileChannel channel, long position, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, position + bytes.position()) < 0) break;
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private BundleException shorter() {
        return new BundleException("Expected " + file
                + " to be added to only but it has become shorter. Put back a copy of the folder, and open it anew.");
    }

    /** Gives the whole lines; what comes behind them is being written, or was by a process or machine that died. */
    private static Lines lines(byte[] bytes, long position) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length && bytes[i] != 0; i++) {
            if (bytes[i] != '\n') continue;
            lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
            start = i + 1;
        }
        return new Lines(lines, position + start);
    }

    /**
     * Adds lines; when this returns they are durable.
     *
     * @param position behind the last whole line
     * @param lines the lines, without line breaks in them
     * @return where the next ones will be
     * @throws IOException if they could not be written; the file may hold some of them
     */
    public long append(long position, List<String> lines) throws IOException {
        if (Files.exists(file) && Files.size(file) > position) {
            disk.truncate(file, position);
            disk.force(file);
        }
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        disk.append(file, bytes);
        disk.force(file);
        Path folder = file.toAbsolutePath().getParent();
        if (position == 0 && folder != null) disk.forceFolder(folder);
        return position + bytes.length;
    }
}
