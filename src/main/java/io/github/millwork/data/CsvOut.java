package io.github.millwork.data;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
        Path folder = target.getParent();
        try {
            if (folder != null) Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, file.getFileName().toString(), ".part");
            try {
                try (CsvWriter csv = CsvWriter.builder().build(temporary, StandardCharsets.UTF_8)) {
                    csv.writeRecord(data.schema().names());
                    String[] cells = new String[data.columnCount()];
                    for (int row = 0; row < data.rowCount(); row++) {
                        for (int c = 0; c < cells.length; c++) {
                            Object value = data.columns().get(c).value(row);
                            cells[c] = value == null ? "" : value.toString();
                        }
                        csv.writeRecord(cells);
                    }
                }
                Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file + ": " + e.getMessage(), e);
        }
    }
}
