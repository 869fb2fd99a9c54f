package io.github.millwork.feedback;

import io.github.millwork.store.AtomicFile;
import io.github.millwork.store.Disk;
import io.github.millwork.store.FolderLocks;
import io.github.millwork.store.LineFile;
import io.github.millwork.store.LineFile.Lines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with a folder for each model, in which lines are added to the last of numbered files. A new one is begun when
 * that has become large, so that old ones can be deleted. Readers take no lock. A position is the number of a file and a
 * place in it.
 *
 * @param root the folder
 * @param disk what is done to files
 * @param large how many bytes a file has before the next one is begun
 */
record FolderLines(Path root, Disk disk, long large) implements FeedbackLines {
    private static final Pattern FILE = Pattern.compile("feedback-([0-9]{6})\\.log");
    private static final String LOCK = ".lock";
    private static final long LARGE = 64L << 20;
    private static final int CHUNK = 4 << 20;
    private static final int BITS = 40;

    static FolderLines at(Path folder) {
        return new FolderLines(folder.toAbsolutePath().normalize(), Disk.REAL, LARGE);
    }

    @Override
    public List<String> models() {
        if (!Files.exists(root)) return List.of();
        try (Stream<Path> inside = Files.list(root)) {
            return inside.filter(folder -> !numbers(folder).isEmpty())
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + root + ": " + e, e);
        }
    }

    private static TreeSet<Integer> numbers(Path folder) {
        TreeSet<Integer> numbers = new TreeSet<>();
        if (!Files.isDirectory(folder)) return numbers;
        try (Stream<Path> inside = Files.list(folder)) {
            inside.forEach(file -> {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) numbers.add(Integer.valueOf(name.group(1)));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + folder + ": " + e, e);
        }
        return numbers;
    }

    private LineFile file(String model, int number) {
        return new LineFile(root.resolve(model).resolve(String.format(Locale.ROOT, "feedback-%06d.log", number)), disk);
    }

    private static int number(long position) {
        return (int) (position >>> BITS);
    }

    private static long place(long position) {
        return position & ((1L << BITS) - 1);
    }

    private static long position(int number, long place) {
        return ((long) number << BITS) | place;
    }

    @Override
    public Lines after(String model, long position) {
        int number = number(position);
        if (number > 0) {
            Lines lines = in(model, number, place(position));
            if (!lines.lines().isEmpty()) return lines;
        }
        Integer next = numbers(root.resolve(model)).higher(number);
        if (next == null) return new Lines(List.of(), position);
        if (number > 0) {
            // Before the next file was begun, lines may have been added to this one since it was read.
            Lines lines = in(model, number, place(position));
            if (!lines.lines().isEmpty()) return lines;
        }
        return after(model, position(next, 0));
    }

    /** What was deleted is past. */
    private Lines in(String model, int number, long place) {
        LineFile file = file(model, number);
        if (!Files.exists(file.file())) return new Lines(List.of(), position(number, place));
        Lines lines = file.after(place, CHUNK);
        return new Lines(lines.lines(), position(number, lines.position()));
    }

    @Override
    public <T> T change(String model, Function<Change, T> change) {
        Path folder = root.resolve(model);
        try {
            AtomicFile.folders(disk, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not make " + folder + ": " + e, e);
        }
        return FolderLocks.locked(folder.resolve(LOCK), () -> change.apply(new FolderChange(model)));
    }

    private final class FolderChange implements Change {
        private final String model;

        FolderChange(String model) {
            this.model = model;
        }

        @Override
        public Lines after(long position) {
            return FolderLines.this.after(model, position);
        }

        @Override
        public long append(long position, List<String> lines) {
            int number = Math.max(1, number(position));
            long place = place(position);
            if (place >= large) {
                number++;
                place = 0;
            }
            LineFile file = file(model, number);
            try {
                return position(number, file.append(place, lines));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Could not write " + file.file() + ", which may hold the feedback or not: tell it again. " + e,
                        e);
            }
        }
    }

    @Override
    public void discard(String model, long position) {
        try {
            for (int number : numbers(root.resolve(model)).headSet(number(position))) {
                disk.delete(file(model, number).file());
            }
            Path last = file(model, number(position)).file();
            boolean past = numbers(root.resolve(model)).higher(number(position)) != null;
            if (past && Files.exists(last) && Files.size(last) <= place(position)) disk.delete(last);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete old feedback in " + root + ": " + e, e);
        }
    }
}
