package io.github.millwork.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a dataset as CSV: UTF-8, a header, dates in ISO form, missing cells empty. */
final class CsvOut {
    private CsvOut() {}

    /** Writes beside the file first and moves it into place, so that no half-written file is ever seen. */
    static void write(Dataset data, Path file) {
        for (Column column : data.columns()) {
            if (column.type() == ColumnType.VECTOR) {
                throw new DataException("Expected columns that a CSV file can hold but '" + column.name()
                        + "' is a vector. Drop it, or write toTable().");
            }
        }
        Path target = file.toAbsolutePath();
        try {
            if (target.getParent() != null) Files.createDirectories(target.getParent());
            Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                writeRows(data, temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e.getMessage(), e);
        }
    }

    private static void writeRows(Dataset data, Path file) throws IOException {
        // An empty line would be no row for most readers: where it stands for a missing cell it is quoted.
        String missing = data.columnCount() == 1 ? "" : null;
        try (CsvWriter csv = CsvWriter.builder()
                .quoteStrategy(QuoteStrategies.EMPTY)
                .lineDelimiter(LineDelimiter.LF)
                .build(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            csv.writeRecord(data.schema().names());
            @Nullable String[] cells = new @Nullable String[data.columnCount()];
            for (int row = 0; row < data.rowCount(); row++) {
                for (int c = 0; c < cells.length; c++) {
                    Object value = data.columns().get(c).value(row);
                    cells[c] = value == null ? missing : value.toString();
                }
                csv.writeRecord(cells);
            }
        }
    }
}
