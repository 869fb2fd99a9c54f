package io.github.millwork.deploy;

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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a folder for each model: {@code history.log}, to which lines are added, and a file for each version. A
 * change has happened when its line is there, whole and made durable; what a process left that was killed before is
 * overwritten by the next change. Readers take no lock.
 *
 * @param root the folder
 * @param disk what is done to files
 */
record FolderStore(Path root, Disk disk) implements RegistryStore {
    private static final String HISTORY = "history.log";
    private static final String LOCK = ".lock";
    private static final Pattern VERSION = Pattern.compile("([1-9][0-9]{0,8})\\.millwork");

    static FolderStore at(Path folder, Disk disk) {
        return new FolderStore(folder.toAbsolutePath().normalize(), disk);
    }

    @Override
    public List<String> models() {
        if (!Files.exists(root)) return List.of();
        try (Stream<Path> inside = Files.list(root)) {
            return inside.filter(folder -> Files.exists(folder.resolve(HISTORY)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + root + ": " + e, e);
        }
    }

    @Override
    public Lines after(String model, long position) {
        Path file = root.resolve(model).resolve(HISTORY);
        if (position == 0 && !Files.exists(file)) return new Lines(List.of(), 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < position) throw shorter(file);
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size - position));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) break;
            }
            return lines(bytes.array(), bytes.position(), position);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + file + ": " + e, e);
        }
    }

    private static BundleException shorter(Path file) {
        return new BundleException("Expected " + file
                + " to be added to only but it has become shorter. Put back a copy of the folder, and open it anew.");
    }

    /** Gives the whole lines; what comes behind them is being written, or was by a process or machine that died. */
    private static Lines lines(byte[] bytes, int length, long position) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < length && bytes[i] != 0; i++) {
            if (bytes[i] != '\n') continue;
            lines.add(new String(bytes, start, i - start, StandardCharsets.UTF_8));
            start = i + 1;
        }
        return new Lines(lines, position + start);
    }

    @Override
    public byte[] content(String model, int version) {
        Path file = file(model, version);
        try {
            return Bundle.bytes(file);
        } catch (IOException e) {
            throw new BundleException("Could not read " + file + ": " + e, e);
        }
    }

    private Path file(String model, int version) {
        return root.resolve(model).resolve(version + ".millwork");
    }

    @Override
    public <T> T change(String model, Function<Change, T> change) {
        Path folder = root.resolve(model);
        try {
            AtomicFile.folders(disk, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make " + folder + ": " + e, e);
        }
        return FolderLocks.locked(folder.resolve(LOCK), () -> change.apply(new FolderChange(model, folder)));
    }

    private final class FolderChange implements Change {
        private final String model;
        private final Path folder;

        FolderChange(String model, Path folder) {
            this.model = model;
            this.folder = folder;
        }

        @Override
        public Lines after(long position) {
            return FolderStore.this.after(model, position);
        }

        @Override
        public void put(int version, byte[] content) {
            AtomicFile.write(disk, file(model, version), content, written -> {
                if (!Arrays.equals(written, content)) {
                    throw new BundleException(
                            "Expected " + folder + " to give back what was written but it does not. Check the disk.");
                }
            });
        }

        @Override
        public void append(long position, String line) {
            Path file = folder.resolve(HISTORY);
            try {
                // Behind the last whole line is what is left of one that never became whole.
                if (Files.exists(file) && Files.size(file) > position) {
                    disk.truncate(file, position);
                    disk.force(file);
                }
                disk.append(file, (line + "\n").getBytes(StandardCharsets.UTF_8));
                disk.force(file);
                if (position == 0) disk.forceFolder(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Could not write " + file + ", which may hold the change or not: look at its history. " + e, e);
            }
        }

        @Override
        public void keep(Set<Integer> versions) {
            try (Stream<Path> inside = Files.list(folder)) {
                for (Path file : inside.toList()) {
                    if (AtomicFile.isLeftOver(file) || isVersionBut(versions, file)) disk.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("Could not tidy " + folder + ": " + e, e);
            }
        }

        private static boolean isVersionBut(Set<Integer> versions, Path file) {
            Matcher name = VERSION.matcher(file.getFileName().toString());
            return name.matches() && !versions.contains(Integer.valueOf(name.group(1)));
        }
    }
}
