package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvOutTest {
    @TempDir
    Path folder;

    private String written(Dataset data) throws IOException {
        Path file = folder.resolve("out.csv");
        data.writeCsv(file);
        return Files.readString(file);
    }

    @Test
    void everyTypeHasItsPlainForm() throws IOException {
        Dataset data = Dataset.of(
                Column.numbers("n", 0.1, Double.NaN, -1e30),
                Column.integers("i", Long.MAX_VALUE, Long.MIN_VALUE, -1),
                Column.booleans("b", true, null, false),
                Column.categories("c", "Ærø", null, "x"),
                Column.dates("d", LocalDate.of(2024, 2, 29), null, LocalDate.of(1, 1, 1)),
                Column.timestamps("s", Instant.parse("2024-02-29T12:00:00.5Z"), null, Instant.EPOCH));
        assertThat(written(data)).isEqualTo("""
                n,i,b,c,d,s
                0.1,9223372036854775807,true,Ærø,2024-02-29,2024-02-29T12:00:00.500Z
                ,,,,,
                -1.0E30,-1,false,x,0001-01-01,1970-01-01T00:00:00Z
                """);
    }

    @Test
    void whatWouldBreakALineIsQuoted() throws IOException {
        String[] odd = {"a,b", "say \"hi\"", "two\nlines", "two\r\nlines", " spaces ", "#comment", "tab\there"};
        Dataset data = Dataset.of(Column.texts("odd, name", odd), Column.integers("i", 1, 2, 3, 4, 5, 6, 7));
        written(data);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(folder.resolve("out.csv"))) {
            assertThat(csv.stream().map(row -> row.getField("odd, name"))).containsExactly(odd);
        }
    }

    @Test
    void aMissingCellOfAnOnlyColumnIsStillARow() throws IOException {
        assertThat(written(Dataset.of(Column.categories("c", "x", null, "y")))).isEqualTo("c\nx\n\"\"\ny\n");
    }

    @Test
    void withoutRowsThereIsTheHeader() throws IOException {
        assertThat(written(Dataset.of(Column.numbers("a"), Column.texts("b")))).isEqualTo("a,b\n");
    }

    @Test
    void foldersAreMadeAndAnExistingFileIsReplaced() throws IOException {
        Path file = folder.resolve("new/folder/out.csv");
        Dataset.of(Column.integers("i", 1, 2, 3)).writeCsv(file);
        Dataset.of(Column.integers("i", 4)).writeCsv(file);
        assertThat(Files.readString(file)).isEqualTo("i\n4\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theFileMayBeReadByThoseWhoMayReadAnyNewFile() throws IOException {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path other = Files.createFile(folder.resolve("other"));
        written(Dataset.of(Column.integers("i", 1)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out.csv"))))
                .isEqualTo(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("out.csv"));
        Files.createFile(occupied.resolve("inside"));
        assertThatThrownBy(() -> Dataset.of(Column.integers("i", 1)).writeCsv(occupied))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Could not write " + occupied);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(occupied);
        }
    }

    @Test
    void aVectorIsRefusedBeforeAnythingIsWritten() throws IOException {
        Dataset data = Dataset.of(Column.vectors("v", List.of("a"), SparseVector.ZERO));
        assertThatThrownBy(() -> data.writeCsv(folder.resolve("out.csv")))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected columns that a CSV file can hold but 'v' is a vector. Drop it, or write "
                        + "toTable().");
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }
}
