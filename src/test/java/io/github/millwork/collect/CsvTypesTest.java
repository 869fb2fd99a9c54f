package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static io.github.millwork.collect.CsvFiles.column;
import static io.github.millwork.collect.CsvFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTypesTest {
    @TempDir
    Path folder;

    private ColumnType typeOf(String... cells) {
        return column(folder, cells).load().column("x").type();
    }

    private List<Object> read(String... cells) {
        return cells(column(folder, cells).load(), "x");
    }

    @Test
    void wholeNumbersAreIntegers() {
        assertThat(read("1", "-2", "+3", "0", "-0")).containsExactly(1L, -2L, 3L, 0L, 0L);
    }

    @Test
    void wholeNumbersUpToTheLongestLongAreIntegersWithoutLoss() {
        assertThat(read("9223372036854775807", "-9223372036854775807", "123456789012345678"))
                .containsExactly(Long.MAX_VALUE, -Long.MAX_VALUE, 123456789012345678L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775808", "12345678901234567890123"})
    void wholeNumbersTooLongForALongAreIdentifiers(String tooLong) {
        assertThat(typeOf("1", tooLong)).isEqualTo(ColumnType.CATEGORY);
        assertThat(read("1", tooLong)).containsExactly("1", tooLong);
    }

    @Test
    void wholeNumbersTooLongForALongAreNumbersAmongFractions() {
        assertThat(read("1.5", "12345678901234567890123")).containsExactly(1.5, 12345678901234567890123.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"007", "00", "-01", "+01.5", "00.5"})
    void numbersWithLeadingZerosAreIdentifiers(String padded) {
        assertThat(read("12", padded)).containsExactly("12", padded);
    }

    @Test
    void oneFractionInTheLastRowMakesNumbersOfThemAll() {
        String[] cells = new String[5000];
        Arrays.setAll(cells, i -> Integer.toString(i));
        cells[4999] = "0.25";
        assertThat(read(cells)).startsWith(0.0, 1.0, 2.0).endsWith(4998.0, 0.25);
    }

    @Test
    void oneWordInTheLastRowMakesCategoriesOfThemAllAndKeepsTheirText() {
        String[] cells = new String[5000];
        Arrays.setAll(cells, i -> i % 2 == 0 ? "1.50" : "-" + i);
        cells[4999] = "none of these";
        assertThat(read(cells)).containsExactly((Object[]) cells);
    }

    @Test
    void numbersAreReadAsTheNearestDouble() {
        assertThat(read("0.1", "2.5e-3", "-1E+2", ".5", "5.", "-0.0", "1e-400", "0.30000000000000004"))
                .containsExactly(0.1, 0.0025, -100.0, 0.5, 5.0, -0.0, 0.0, 0.30000000000000004);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999", "Infinity", "inf", "0x1p3", "1f", "1.2.3", "1,5", "1e", "e5", ".", "+", "--1", "1_000"})
    void whatIsNoDecimalNumberIsACategory(String cell) {
        assertThat(csv(folder, "x|y\n1.5|a\n" + cell + "|b\n")
                        .load()
                        .column("x")
                        .type())
                .isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void whiteSpaceAroundValuesDoesNotCount() {
        Dataset data = csv(
                        folder,
                        "integer,number,boolean,date,timestamp\n"
                                + " 1, 1.5 ,true , 2024-02-29,2024-02-29T10:00Z \n"
                                + "2 ,\t2.5, false,2024-03-01 , 2024-03-01T10:00Z\n")
                .load();
        assertThat(data.schema().fields())
                .extracting(field -> field.type().label())
                .containsExactly("integer", "number", "boolean", "date", "timestamp");
        assertThat(cells(data, "number")).containsExactly(1.5, 2.5);
    }

    @Test
    void whiteSpaceInCategoriesCounts() {
        assertThat(read(" a", "a", "a ")).containsExactly(" a", "a", "a ");
    }

    @Test
    void quotedNumbersAreNumbers() {
        assertThat(read("\"1\"", "\"2\"")).containsExactly(1L, 2L);
    }

    @Test
    void trueAndFalseInAnyCaseAreBooleans() {
        assertThat(read("true", "FALSE", "True", "false")).containsExactly(true, false, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "T", "1", "0.0"})
    void otherWaysToSayTrueAreNot(String cell) {
        assertThat(typeOf("true", cell)).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void isoDaysAreDates() {
        assertThat(read("2024-02-29", "1969-07-20"))
                .containsExactly(LocalDate.of(2024, 2, 29), LocalDate.of(1969, 7, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29", "29.02.2024", "2024-2-9", "20240229"})
    void otherDaysAreCategories(String cell) {
        assertThat(typeOf("2024-02-29", cell)).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void isoTimesAreTimestampsAndWithoutOffsetInUtc() {
        assertThat(read(
                        "2024-02-29T13:45:30Z",
                        "2024-02-29T13:45:30.250+01:00",
                        "2024-02-29T13:45",
                        "2024-02-29 13:45:30",
                        "2024-02-29 13:45:30-05:30"))
                .containsExactly(
                        Instant.parse("2024-02-29T13:45:30Z"),
                        Instant.parse("2024-02-29T12:45:30.250Z"),
                        Instant.parse("2024-02-29T13:45:00Z"),
                        Instant.parse("2024-02-29T13:45:30Z"),
                        Instant.parse("2024-02-29T19:15:30Z"));
    }

    @Test
    void datesAndTimestampsInOneColumnAreCategories() {
        assertThat(typeOf("2024-02-29", "2024-02-29T13:45")).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void otherStringsAreCategoriesWithTheirLevels() {
        Dataset data = column(folder, "red", "blue", "red").load();
        assertThat(data.column("x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(data.column("x").levels()).containsExactly("blue", "red");
    }

    @Test
    void stringsOfEqualHashAreKeptApart() {
        assertThat("Aa").hasSameHashCodeAs("BB");
        assertThat(read("Aa", "BB", "Aa", "AaBB", "BBAa")).containsExactly("Aa", "BB", "Aa", "AaBB", "BBAa");
    }

    @Test
    void manyDistinctStringsThatComeAgainAreLevelsOnce() {
        String[] cells =
                IntStream.range(0, 200_000).mapToObj(i -> "id" + i % 100_000).toArray(String[]::new);
        Dataset data = column(folder, cells).load();
        assertThat(data.column("x").levels()).hasSize(100_000);
        assertThat(cells(data, "x")).containsExactly((Object[]) cells);
    }

    @Test
    void declaredTextIsTextWhateverIsInIt() {
        Dataset data =
                csv(folder, "a,b\n1,007\n1.50,2024-02-29\n").text("a", "b").load();
        assertThat(data.column("a").type()).isEqualTo(ColumnType.TEXT);
        assertThat(cells(data, "a")).containsExactly("1", "1.50");
        assertThat(cells(data, "b")).containsExactly("007", "2024-02-29");
    }

    @Test
    void declaredCategoriesAreCategoriesWhateverIsInThem() {
        Dataset data = column(folder, "3", "1", "3").categorical("x").load();
        assertThat(data.column("x").levels()).containsExactly("1", "3");
    }

    @Test
    void declaredIntegersMayHaveZerosBeforeThemAndAfterThePoint() {
        assertThat(cells(
                        column(folder, "041", "41.0", "7")
                                .type("x", ColumnType.INTEGER)
                                .load(),
                        "x"))
                .containsExactly(41L, 41L, 7L);
    }

    @Test
    void declaredNumbersMayBeWholeAndHaveLeadingZeros() {
        assertThat(cells(
                        column(folder, "1", "02.5").type("x", ColumnType.NUMBER).load(), "x"))
                .containsExactly(1.0, 2.5);
    }

    @Test
    void declaredBooleansMayBeZeroAndOne() {
        assertThat(cells(
                        column(folder, "1", "0", "TRUE")
                                .type("x", ColumnType.BOOLEAN)
                                .load(),
                        "x"))
                .containsExactly(true, false, true);
    }

    @Test
    void theLastDeclarationOfAColumnHolds() {
        assertThat(column(folder, "1")
                        .text("x")
                        .type("x", ColumnType.NUMBER)
                        .load()
                        .column("x")
                        .type())
                .isEqualTo(ColumnType.NUMBER);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "VECTOR")
    void aHeaderWithoutRowsIsADatasetOfNoRowsWithTheDeclaredTypes(ColumnType type) {
        Dataset data = csv(folder, "a,x\n").type("x", type).load();
        assertThat(data.rowCount()).isZero();
        assertThat(data.schema().names()).containsExactly("a", "x");
        assertThat(data.column("a").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(data.column("x").type()).isEqualTo(type);
    }
}
