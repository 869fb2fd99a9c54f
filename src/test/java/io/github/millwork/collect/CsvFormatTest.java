package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static io.github.millwork.collect.CsvFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFormatTest {
    private static final String TITANIC = """
            PassengerId,Survived,Name,Age,Cabin
            1,0,"Braund, Mr. Owen Harris",22,
            2,1,"Cumings, Mrs. John Bradley (Florence ""Briggs"" Thayer)",38,C85
            3,1,Heikkinen; Miss. Laina,26,"C23 C25"
            """;

    @TempDir
    Path folder;

    private void isTitanic(Dataset data) {
        assertThat(data.schema().names()).containsExactly("PassengerId", "Survived", "Name", "Age", "Cabin");
        assertThat(cells(data, "Name"))
                .containsExactly(
                        "Braund, Mr. Owen Harris",
                        "Cumings, Mrs. John Bradley (Florence \"Briggs\" Thayer)",
                        "Heikkinen; Miss. Laina");
        assertThat(cells(data, "Age")).containsExactly(22L, 38L, 26L);
        assertThat(cells(data, "Cabin")).containsExactly(null, "C85", "C23 C25");
    }

    @Test
    void quotedCellsMayHoldDelimitersAndQuotes() {
        isTitanic(csv(folder, TITANIC).load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\n\n", "\r\n\r\n\r\n"})
    void linesEndInAnyWayAndEmptyOnesAreSkipped(String lineBreak) {
        isTitanic(csv(folder, lineBreak + TITANIC.replace("\n", lineBreak)).load());
    }

    @Test
    void theLastLineNeedsNoLineBreak() {
        isTitanic(csv(folder, TITANIC.strip()).load());
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstName() {
        isTitanic(csv(folder, "\uFEFF" + TITANIC).load());
    }

    @Test
    void quotedCellsMayHoldLineBreaks() {
        Dataset data = csv(folder, "a,b\n\"one\ntwo\r\n\r\nthree\",1\nfour,2\n").load();
        assertThat(cells(data, "a")).containsExactly("one\ntwo\r\n\r\nthree", "four");
    }

    @Test
    void namesMayBeQuotedAndHaveWhiteSpaceAroundThem() {
        assertThat(csv(folder, " a ,\"b, c\", d\n1,2,3\n").load().schema().names())
                .containsExactly("a", "b, c", "d");
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void theDelimiterIsDetected(char delimiter) {
        Dataset data =
                csv(folder, "a,b,c\n1,2.5,x\n2,3.5,y\n".replace(',', delimiter)).load();
        assertThat(data.schema().names()).containsExactly("a", "b", "c");
        assertThat(cells(data, "b")).containsExactly(2.5, 3.5);
    }

    @Test
    void otherDelimitersInTheCellsDoNotMislead() {
        assertThat(csv(folder, "a;b\n1,5;x,y,z\n2,5;w|v\n").load().schema().names())
                .containsExactly("a", "b");
        assertThat(csv(folder, "price (net, EUR);amount, total;c\n1;2;3\n4;5;6\n")
                        .load()
                        .columnCount())
                .isEqualTo(3);
        assertThat(csv(folder, "a,\"b;c;d\"\n1,x;y\n").load().columnCount()).isEqualTo(2);
    }

    @Test
    void aGivenDelimiterIsNotDetected() {
        assertThat(csv(folder, "a,b;c,d\n1,2;3,4\n")
                        .delimiter(';')
                        .load()
                        .schema()
                        .names())
                .containsExactly("a,b", "c,d");
        assertThat(cells(csv(folder, "a^b\n1^2\n").delimiter('^').load(), "b")).containsExactly(2L);
    }

    @Test
    void aFileWithoutAnyDelimiterHasOneColumn() {
        assertThat(cells(csv(folder, "word\nten\ntwelve\n").load(), "word")).containsExactly("ten", "twelve");
    }

    @Test
    void singleQuotesAreDetectedWhereTheHeaderHasThem() {
        Dataset data = csv(folder, "'a','b'\n'x','it''s'\n").load();
        assertThat(cells(data, "b")).containsExactly("it's");
    }

    @Test
    void singleQuotesAreDetectedWhereTheLinesWouldNotAgreeWithoutThem() {
        assertThat(cells(csv(folder, "a,b\n'x, y',1\nz,2\n").load(), "a")).containsExactly("x, y", "z");
    }

    @Test
    void singleQuotesAreDetectedInLongFilesFromTheirFirstLines() {
        Dataset data = csv(folder, "a,b\n" + "'x, y',1\nz,2\n".repeat(20_000)).load();
        assertThat(data.column("a").levels()).containsExactly("x, y", "z");
    }

    @Test
    void anApostropheIsNoQuote() {
        assertThat(cells(csv(folder, "a,b\n'tis,1\n'so',2\n").load(), "a")).containsExactly("'tis", "'so'");
    }

    @Test
    void aGivenQuoteIsNotDetected() {
        Dataset data = csv(folder, "a,b\n*x,y*,\"\n").quote('*').load();
        assertThat(cells(data, "a")).containsExactly("x,y");
        assertThat(cells(data, "b")).containsExactly("\"");
        assertThat(cells(csv(folder, "a,b\n|x,y|,2\n").quote('|').load(), "a")).containsExactly("x,y");
    }

    @ParameterizedTest
    @CsvSource({"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-8"})
    void theCharsetCanBeGiven(String name) {
        Charset charset = Charset.forName(name);
        Dataset data = csv(folder, "größe,ort\n1,Málaga\n2,Åre\n", charset)
                .charset(charset)
                .load();
        assertThat(cells(data, "ort")).containsExactly("Málaga", "Åre");
        assertThat(data.has("größe")).isTrue();
    }

    @Test
    void charactersOfFourBytesAreReadWhereverTheyLie() {
        // Every place where a block of the file may end falls into one of these.
        String cell = "a😀".repeat(50_000);
        for (int shift = 0; shift < 4; shift++) {
            String padded = "b".repeat(shift) + cell;
            assertThat(cells(csv(folder, "x\n" + padded + "\n").load(), "x")).containsExactly(padded);
        }
    }

    @Test
    void delimitersAreDetectedInLongFilesFromTheirFirstLines() {
        String row = "1;\"" + "long, and with commas, ".repeat(1000) + "\";2.5\n";
        Dataset data = csv(folder, "a;b;c\n" + String.join("", Collections.nCopies(20, row)))
                .load();
        assertThat(data.rowCount()).isEqualTo(20);
        assertThat(data.columnCount()).isEqualTo(3);
    }

    @Test
    void whatADatasetWritesIsReadBackAlike() {
        Dataset written = Dataset.of(
                Column.numbers("number", 1e-7, -0.1, Double.NaN, 1.7976931348623157e308),
                Column.integers("integer", 1, Long.MAX_VALUE, Long.MIN_VALUE, -3),
                Column.booleans("boolean", true, null, false, true),
                Column.categories("category", "NA", "a,b", null, "c\n\"d\""),
                Column.dates("date", LocalDate.of(2024, 2, 29), null, LocalDate.EPOCH, LocalDate.MAX.withYear(9999)),
                Column.timestamps(
                        "time", Instant.EPOCH, null, Instant.parse("2024-02-29T10:00:00.125Z"), Instant.EPOCH));
        Path file = folder.resolve("written.csv");
        written.writeCsv(file);
        assertThat(Csv.file(file).load().fingerprint()).isEqualTo(written.fingerprint());
    }

    @Test
    void missingCellsOfASingleColumnAreReadBackToo() {
        Dataset written = Dataset.of(Column.numbers("x", 1, Double.NaN, 2.5, Double.NaN));
        Path file = folder.resolve("written.csv");
        written.writeCsv(file);
        assertThat(cells(Csv.file(file).load(), "x")).isEqualTo(cells(written, "x"));
    }

    @Test
    void aWideFileIsReadToo() {
        int width = 3000;
        List<String> names = java.util.stream.IntStream.range(0, width)
                .mapToObj(i -> "c" + i)
                .toList();
        String row = String.join(",", Collections.nCopies(width, "7")) + "\n";
        Dataset data = csv(folder, String.join(",", names) + "\n" + row + row).load();
        assertThat(data.columnCount()).isEqualTo(width);
        assertThat(cells(data, "c2999")).containsExactly(7L, 7L);
    }
}
