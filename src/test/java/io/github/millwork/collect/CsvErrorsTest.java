package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Role;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages, to the letter; FILE stands for the path of the file. */
class CsvErrorsTest {
    @TempDir
    Path folder;

    private void says(Csv source, String message) {
        assertThatThrownBy(source::load)
                .isInstanceOf(DataException.class)
                .hasMessage(message.replace("FILE", folder.resolve("people.csv").toString()));
    }

    @Test
    void aMissingFile() {
        csv(folder, "a\n1\n");
        Path file = folder.resolve("poeple.csv");
        assertThatThrownBy(() -> Csv.file(file).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected a CSV file at " + file.toAbsolutePath()
                        + " but there is none. Did you mean 'people.csv'?");
    }

    @Test
    void aMissingFolder() {
        Path file = folder.resolve("data").resolve("people.csv");
        assertThatThrownBy(() -> Csv.file(file).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected a CSV file at " + file.toAbsolutePath()
                        + " but there is none. There is no such folder either.");
    }

    @Test
    void aFolder() {
        assertThatThrownBy(() -> Csv.file(folder).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("Expected a CSV file at " + folder + " but that is a folder. Name a file in it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n", "\uFEFF"})
    void anEmptyFile(String nothing) {
        says(
                csv(folder, nothing),
                "Expected a line with the names of the columns but FILE is empty. Check that it was written to the end.");
    }

    @ParameterizedTest
    @CsvSource({"'4,5', 2", "'4,5,6,7', 4", "' ', 1"})
    void aRaggedLine(String line, int found) {
        says(
                csv(folder, "a,b,c\n1,\"2\n2\",3\n" + line + "\n7,8,9\n"),
                "Expected 3 cells, as many as the header has, but found " + found
                        + " in line 4 of FILE. Repair the line, or quote cells that hold ',' or a line break.");
    }

    @Test
    void aRaggedLineOfTabs() {
        says(
                csv(folder, "a\tb\n1\t2\n3\n"),
                "Expected 2 cells, as many as the header has, but found 1 in line 3 of FILE. Repair the line, or quote "
                        + "cells that hold a tab or a line break.");
    }

    @Test
    void aLineOfMillionsOfCells() {
        says(
                csv(folder, "a,b\n" + ",".repeat(3_000_000) + "\n"),
                "Expected 2 cells, as many as the header has, but found 3000001 in line 2 of FILE. Repair the line, or "
                        + "quote cells that hold ',' or a line break.");
    }

    @Test
    void aHeaderOfMillionsOfCells() {
        says(
                csv(folder, "a,".repeat(3_000_000)),
                "Expected a header of at most 4194304 characters but found more in line 1 of FILE. Check that the file "
                        + "has line breaks and begins with the names of its columns.");
    }

    @Test
    void aDuplicateName() {
        says(
                csv(folder, "age,name, age,x\n1,2,3,4\n"),
                "Expected column names to be unique but columns 1 and 3 are both named 'age' in line 1 of FILE. Rename "
                        + "one of the two.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,,c", "a,\"\",c", "a,  ,c"})
    void aBlankName(String header) {
        says(
                csv(folder, "\n" + header + "\n1,2,3\n"),
                "Expected a name for each column but column 2 has none in line 2 of FILE. Begin the file with a line that "
                        + "names all columns.");
    }

    @Test
    void aCellThatIsNotOfItsDeclaredType() {
        says(
                csv(folder, "name,age\nAda,36\n\"B\nob\",41\nCy,n/a\n").type("age", ColumnType.NUMBER),
                "Expected column 'age' to be of type number but found 'n/a' in line 5 of FILE. Declare it missing with "
                        + "Csv.missing(\"n/a\"), or read the column as text with Csv.text(\"age\").");
    }

    @ParameterizedTest
    @CsvSource({
        "INTEGER, 1.5",
        "INTEGER, 9223372036854775808",
        "INTEGER, 1e3",
        "NUMBER, 1e999",
        "NUMBER, true",
        "BOOLEAN, 2",
        "BOOLEAN, 0.5",
        "BOOLEAN, yes",
        "DATE, 20240229",
        "DATE, 2023-02-29",
        "TIMESTAMP, 2024-02-29",
        "TIMESTAMP, 1709164800",
    })
    void aCellThatFitsNoDeclaredType(ColumnType type, String cell) {
        says(
                csv(folder, "x,y\n,1\n" + cell + ",2\n").type("x", type),
                "Expected column 'x' to be of type " + type.label() + " but found '" + cell
                        + "' in line 3 of FILE. Declare it missing with Csv.missing(\"" + cell
                        + "\"), or read the column as text with Csv.text(\"x\").");
    }

    @Test
    void aLongCellIsCutInTheMessage() {
        assertThatThrownBy(() -> csv(folder, "x,y\n" + "word".repeat(100_000) + ",1\n")
                        .type("x", ColumnType.NUMBER)
                        .load())
                .isInstanceOf(DataException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).contains("'wordword", "word...'"));
    }

    @Test
    void aTypeOfAColumnThatDoesNotExist() {
        says(
                csv(folder, "age,city\n1,Oslo\n").text("citty"),
                "Expected a column 'citty', since its type is given, but FILE has none. Did you mean 'city'?");
    }

    @Test
    void aRoleOfAColumnThatDoesNotExist() {
        says(
                csv(folder, "age,city\n1,Oslo\n").role("ag", Role.WEIGHT),
                "Expected a column 'ag', since its role is given, but FILE has none. Did you mean 'age'?");
    }

    @Test
    void bytesOfAnotherCharset() {
        says(
                csv(folder, "a,b\n1,x\n2,caf\u00e9 noir\n", StandardCharsets.ISO_8859_1),
                "Expected UTF-8 but found 0xE9 at byte 14 in line 3 of FILE. Give the charset of the file, such as "
                        + "charset(StandardCharsets.ISO_8859_1).");
    }

    @Test
    void bytesOfAnotherCharsetFarIntoTheFile() {
        String row = "1,plain\n";
        byte[] bytes = (row.repeat(100_000) + "1,caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1);
        says(
                csv(folder, bytes),
                "Expected UTF-8 but found 0xE9 at byte 800006 in line 100001 of FILE. Give the charset of the file, such "
                        + "as charset(StandardCharsets.ISO_8859_1).");
    }

    @Test
    void aFileThatEndsWithinACharacter() {
        byte[] bytes = "a,b\n1,caf\u00e9".getBytes(StandardCharsets.UTF_8);
        says(
                csv(folder, Arrays.copyOf(bytes, bytes.length - 1)),
                "Expected UTF-8 but found 0xC3 at byte 10 in line 2 of FILE. Give the charset of the file, such as "
                        + "charset(StandardCharsets.ISO_8859_1).");
    }

    @Test
    void aFileInUtf16() {
        says(
                csv(folder, "\uFEFFa,b\n1,2\n", StandardCharsets.UTF_16LE),
                "Expected UTF-8 but found 0xFF at byte 1 in line 1 of FILE. The file begins like one in UTF-16: give it "
                        + "with charset(StandardCharsets.UTF_16).");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\nx\0y,3\n", "a,b\n1,2\n\0,3\n", "\na,b\n\0\0\0,3\n"})
    void aBinaryFile(String content) {
        says(
                csv(folder, content).text("b"),
                "Expected text but found a NUL character in line 3 of FILE. The file is binary, or in another charset: "
                        + "give it with charset(...), such as UTF_16LE.");
    }

    @Test
    void aBinaryHeader() {
        says(
                csv(folder, "a,b\n1,2\n", StandardCharsets.UTF_16LE),
                "Expected text but found a NUL character in line 1 of FILE. The file is binary, or in another charset: "
                        + "give it with charset(...), such as UTF_16LE.");
    }

    private static final String ADVICE =
            " Check its quotes, which are doubled within quoted cells, or give the delimiter and the quote character "
                    + "with delimiter(...) and quote(...).";

    @Test
    void aQuoteThatIsNotClosed() {
        says(
                csv(folder, "a,b\n1,x\n2,\"y\n3,z\n4,w\n"),
                "Expected well-formed CSV but found a quote that is not closed, in the record that begins in line 3 of "
                        + "FILE." + ADVICE);
    }

    @Test
    void charactersAfterAQuote() {
        says(
                csv(folder, "a,b\n1,\"x\" y\n"),
                "Expected well-formed CSV but found characters after a closing quote, in the record that begins in line "
                        + "2 of FILE." + ADVICE);
    }

    @Test
    void aCellOfSeventeenMillionCharacters() {
        says(
                csv(folder, "a,b\n1,2\n3," + "x".repeat(17_000_000) + "\n"),
                "Expected well-formed CSV but found a cell of more than 16 million characters, in the record that begins "
                        + "in line 3 of FILE." + ADVICE);
    }

    @Test
    void aQuoteThatSwallowsSeventeenMillionCharacters() {
        says(
                csv(folder, "a,b\n1,\"2\n" + "x,y\n".repeat(4_250_000)),
                "Expected well-formed CSV but found a cell of more than 16 million characters, in the record that begins "
                        + "in line 2 of FILE." + ADVICE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\"", "\r\"", ",\n", ",\r", ";;"})
    void aDelimiterOrQuoteThatCannotBeOne(String pair) {
        Csv source = Csv.file(Path.of("people.csv"));
        assertThatThrownBy(() -> source.delimiter(pair.charAt(0)).quote(pair.charAt(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Expected a delimiter and a quote character that differ and are no line breaks");
    }

    @Test
    void aVectorColumn() {
        assertThatThrownBy(() -> Csv.file(Path.of("people.csv")).type("x", ColumnType.VECTOR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a type that a cell can have but found vector for column 'x'. Read its parts as "
                        + "numbers.");
    }
}
