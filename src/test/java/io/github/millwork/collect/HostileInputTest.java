package io.github.millwork.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that is not what it is taken for, by mistake or on purpose: a clear error, before much of it was read. Gigabytes
 * are streams that are made as they are read; each counts how much of it was.
 */
class HostileInputTest {
    private static final long GIGABYTE = 1L << 30;

    @TempDir
    Path folder;

    private final CsvFormat csv = new CsvFormat(StandardCharsets.UTF_8, null, null);
    private final JsonFormat json = JsonFormat.of("");

    /** Reads a beginning and a gigabyte of a piece, and gives how many bytes were asked for. */
    private long read(Format format, String beginning, String piece, String message) throws IOException {
        long[] read = new long[1];
        InputStream endless = Texts.endless(beginning, piece, GIGABYTE);
        InputStream counted = new InputStream() {
            @Override
            public int read() throws IOException {
                read[0]++;
                return endless.read();
            }

            @Override
            public int read(byte[] to, int offset, int length) throws IOException {
                int count = endless.read(to, offset, length);
                read[0] += Math.max(0, count);
                return count;
            }
        };
        Body body = Body.of("FILE", counted, GIGABYTE);
        RawTable table = new RawTable(Reading.plain(), "Csv");
        assertThatThrownBy(() -> format.read(body, table, share -> {}))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
        return read[0];
    }

    @Test
    void aLineOfAGigabyte() throws IOException {
        long most = 64 << 20;
        assertThat(read(csv, "a,b\n1,", "x", "a cell of more than 16 million characters"))
                .isLessThan(most);
        assertThat(read(csv, "a,b\n1,\"", "x\n", "a cell of more than 16 million characters"))
                .isLessThan(most);
        assertThat(read(csv, "a,b\n", "1,", "Expected 2 cells, as many as the header has, but found more than 4194304"))
                .isLessThan(most);
        assertThat(read(csv, "", "a,", "Expected a header of at most 4194304 characters"))
                .isLessThan(most);
        assertThat(read(csv, "a,b\n1,", "\0", "a cell of more than 16 million characters"))
                .isLessThan(most);
    }

    @Test
    void aValueOfAGigabyteInJson() throws IOException {
        long most = 64 << 20;
        String limits =
                "Expected JSON nested at most 100 deep, strings of at most 16777216 characters, names of at most "
                        + "10,000 and numbers of at most 1,000, but found more in line 1, column ";
        assertThat(read(json, "{\"a\":\"", "x", limits)).isLessThan(most);
        assertThat(read(json, "{\"a\":", "7", limits)).isLessThan(most);
        assertThat(read(json, "{\"", "x", limits)).isLessThan(most);
        assertThat(read(json, "[{\"a\":[", "1,", "an array of at most 16777216 characters within a record"))
                .isLessThan(most);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void nestingWithoutEnd(String piece) throws IOException {
        String limits = "Expected JSON nested at most 100 deep";
        boolean array = piece.equals("[");
        String message = array ? "Expected a record, which is a JSON object, but found an array" : limits;
        assertThat(read(json, "", piece, message)).isLessThan(1 << 20);
        assertThat(read(JsonFormat.of("/data"), "{\"x\":", piece, limits)).isLessThan(1 << 20);
        assertThat(read(json, "{\"a\":", piece, limits)).isLessThan(1 << 20);
    }

    @Test
    void aHundredThousandColumns() {
        String names = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Csv wide = CsvFiles.csv(folder, names + "\n");
        assertThatThrownBy(wide::load)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected at most 50000 columns but found more in line 1 of " + folder.resolve("people.csv")
                                + ". Check that names are not data; if so many are meant, allow them with Csv.mostColumns(...).");
        assertThat(wide.mostColumns(100_000).load().columnCount()).isEqualTo(100_000);
        String fields =
                IntStream.range(0, 100_000).mapToObj(i -> "\"c" + i + "\":1").collect(Collectors.joining(","));
        assertThatThrownBy(() -> Json.file(Texts.write(folder, "x.json", "{" + fields + "}"))
                        .load())
                .hasMessageStartingWith("Expected at most 50000 columns but found more in line 1 of ");
    }

    @Test
    void recordsWithEverNewFields() {
        String records =
                IntStream.range(0, 20_000).mapToObj(i -> "{\"id" + i + "\":1}").collect(Collectors.joining("\n"));
        assertThatThrownBy(
                        () -> Json.file(Texts.write(folder, "x.json", records)).load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected rows with the same columns but found 1001 columns in 1001 rows, nearly all "
                                + "cells missing, in line 1002 of ")
                .hasMessageEndingWith(
                        "Names of fields are probably data, such as identifiers: read the records below them.");
    }

    @Test
    void bytesThatAreNoText() {
        byte[] bytes = new byte[1 << 20];
        for (int seed = 0; seed < 20; seed++) {
            new Random(seed).nextBytes(bytes);
            Path file = Texts.write(folder, "x", bytes);
            assertThatThrownBy(() -> Csv.file(file).load()).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Json.file(file).load()).isInstanceOf(DataException.class);
        }
    }

    @Test
    void aPackedFileThatUnpacksToTheWrongThing() {
        Path zeros = Texts.write(folder, "x.gz", Texts.gzip("\0".repeat(50_000_000)));
        assertThatThrownBy(() -> Csv.file(zeros).load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected well-formed CSV but found a cell of more than 16 million characters");
    }

    @Test
    void aPageNestedWithoutEnd() {
        String page = "<div>".repeat(200_000) + "<table><tr><th>a<tr><td>1</table>";
        Path file = Texts.write(folder, "x.html", page);
        assertThatThrownBy(() -> WebPage.file(file).load()) // below 512 levels all is on one
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected a table with rows but 'table' has none in ");
    }

    @Test
    void cellsThatSpanBillionsOfOthers() {
        Path file =
                Texts.write(folder, "x.html", "<table><tr><th>a<tr><td colspan=999999999 rowspan=999999999>1</table>");
        assertThatThrownBy(() -> WebPage.file(file).load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected at most 1 cells, as many as the first row has, but found 1000 in row 1");
    }
}
