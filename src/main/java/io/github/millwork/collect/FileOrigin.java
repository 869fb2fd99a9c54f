package io.github.millwork.collect;

import io.github.millwork.data.Names;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One file. */
record FileOrigin(Path file) implements Origin {
    @Override
    public List<Part> parts(String label, FitContext context) {
        return List.of(() -> open(label));
    }

    private Body open(String label) throws IOException {
        if (Files.isDirectory(file)) {
            throw unreachable(label, "that is a folder. Name a file in it.", new FileSystemException(file.toString()));
        }
        try {
            return Body.of(file.toString(), Files.newInputStream(file), Files.size(file));
        } catch (NoSuchFileException e) {
            throw unreachable(label, "there is none. " + nearest(), e);
        }
    }

    private UncheckedIOException unreachable(String label, String found, IOException cause) {
        String message = "Expected a " + label + " file at " + file.toAbsolutePath() + " but " + found;
        return new UncheckedIOException(message, cause);
    }

    private String nearest() {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) return "There is no such folder either.";
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names =
                    siblings.map(path -> path.getFileName().toString()).sorted().toList();
            return names.isEmpty()
                    ? "The folder is empty."
                    : Names.suggest(file.getFileName().toString(), names);
        } catch (IOException | UncheckedIOException e) {
            return "The folder cannot be read: " + e.getMessage();
        }
    }

    @Override
    public String describe() {
        return "read " + file.getFileName();
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public State into(State state) {
        return state.with("file", file.toString());
    }

    static FileOrigin of(State state) {
        return new FileOrigin(Path.of(state.string("file")));
    }
}
