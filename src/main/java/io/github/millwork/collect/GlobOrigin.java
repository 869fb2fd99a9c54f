package io.github.millwork.collect;

import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** All files below a folder whose path from there matches a pattern, in the order of their paths. */
record GlobOrigin(Path folder, String glob) implements Origin {
    @Override
    public List<Part> parts(String label, FitContext context) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UncheckedIOException(
                    "Expected a folder at " + folder.toAbsolutePath() + " but there is none. Check the path.",
                    new FileSystemException(folder.toString()));
        }
        PathMatcher matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> matcher.matches(folder.relativize(file)))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new UncheckedIOException(
                    "Expected " + label + " files that match '" + glob + "' in " + folder.toAbsolutePath()
                            + " but there are none. '*' stops at folders; '**' goes through them.",
                    new FileSystemException(folder.toString()));
        }
        return files.stream()
                .map(file -> (Part)
                        () -> new FileOrigin(file).parts(label, context).get(0).open())
                .toList();
    }

    @Override
    public String describe() {
        return "read " + glob;
    }

    @Override
    public String place() {
        return folder.resolve("").toString() + "/" + glob;
    }

    @Override
    public State into(State state) {
        return state.with("folder", folder.toString()).with("glob", glob);
    }

    static GlobOrigin of(State state) {
        return new GlobOrigin(Path.of(state.string("folder")), state.string("glob"));
    }
}
