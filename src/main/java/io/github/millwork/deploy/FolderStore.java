package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.store.AtomicFile;
import io.github.millwork.store.Disk;
import io.github.millwork.store.FolderLocks;
import io.github.millwork.store.LineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final int ALL = Integer.MAX_VALUE;
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
    public LineFile.Lines after(String model, long position) {
        return history(model).after(position, ALL);
    }

    private LineFile history(String model) {
        return new LineFile(root.resolve(model).resolve(HISTORY), disk);
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
        public LineFile.Lines after(long position) {
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
            LineFile history = history(model);
            try {
                history.append(position, List.of(line));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Could not write " + history.file()
                                + ", which may hold the change or not: look at its history. " + e,
                        e);
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
