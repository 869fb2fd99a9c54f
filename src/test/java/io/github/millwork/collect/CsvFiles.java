package io.github.millwork.collect;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes the small files that tests read. */
final class CsvFiles {
    private CsvFiles() {}

    /** A source of a file {@code people.csv} in UTF-8. */
    static Csv csv(Path folder, String content) {
        return csv(folder, content, StandardCharsets.UTF_8);
    }

    static Csv csv(Path folder, String content, Charset charset) {
        return csv(folder, content.getBytes(charset));
    }

    static Csv csv(Path folder, byte[] content) {
        try {
            return Csv.file(Files.write(folder.resolve("people.csv"), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a column, null where missing. */
    static List<Object> cells(Dataset data, String name) {
        Column column = data.column(name);
        return IntStream.range(0, column.size())
                .mapToObj(column::value)
                .collect(ArrayList::new, List::add, List::addAll);
    }

    /** A file with the one column {@code x}. */
    static Csv column(Path folder, String... cells) {
        return csv(folder, "x\n" + String.join("\n", cells) + "\n");
    }
}
