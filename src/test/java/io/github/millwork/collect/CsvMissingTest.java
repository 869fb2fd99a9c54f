package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static io.github.millwork.collect.CsvFiles.column;
import static io.github.millwork.collect.CsvFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvMissingTest {
    @TempDir
    Path folder;

    @Test
    void emptyCellsAreMissingInEveryColumn() {
        Dataset data = csv(folder, "a,b,c,d\n1,x,true,2024-02-29\n,,,\n2,\"\",false,2024-03-01\n")
                .text("b")
                .load();
        assertThat(data.columns()).allMatch(each -> each.isMissing(1));
        assertThat(cells(data, "a")).containsExactly(1L, null, 2L);
        assertThat(data.column("b").isMissing(2)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NA", "N/A", "NaN", "nan", "null", "NULL", "None", "-", " NA ", "  "})
    void standardMarkersAreMissingWhereAllOtherCellsAreNoStrings(String marker) {
        Dataset data = csv(
                        folder,
                        "integer,number,boolean,date,timestamp\n1,1.5,true,2024-02-29,2024-02-29T00:00Z\n"
                                + String.join(",", Collections.nCopies(5, marker)) + "\n")
                .load();
        assertThat(data.schema().fields())
                .extracting(field -> field.type().label())
                .containsExactly("integer", "number", "boolean", "date", "timestamp");
        assertThat(data.columns()).allMatch(each -> each.isMissing(1) && !each.isMissing(0));
    }

    @Test
    void standardMarkersAreValuesInACategory() {
        assertThat(cells(column(folder, "NA", "EU", "null", "1").load(), "x")).containsExactly("NA", "EU", "null", "1");
    }

    @Test
    void standardMarkersAreValuesInDeclaredStrings() {
        assertThat(cells(column(folder, "NA", "-").text("x").load(), "x")).containsExactly("NA", "-");
        assertThat(cells(column(folder, "NA", "-").categorical("x").load(), "x"))
                .containsExactly("NA", "-");
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMBER", "INTEGER", "BOOLEAN", "DATE", "TIMESTAMP"})
    void standardMarkersAreMissingInDeclaredColumnsWithoutStrings(ColumnType type) {
        Dataset data = csv(folder, "x,y\nNA,1\n-,2\n").type("x", type).load();
        assertThat(data.column("x").missingCount()).isEqualTo(2);
    }

    @Test
    void aMissingMarkerIsMissingInEveryColumn() {
        Dataset data = csv(folder, "number,category,text,boolean\n?,?,?,?\n1.5,a,b,true\n ?, ? , ?,?\n")
                .text("text")
                .missing("?")
                .load();
        assertThat(data.schema().fields())
                .extracting(field -> field.type().label())
                .containsExactly("number", "category", "text", "boolean");
        assertThat(data.columns()).allMatch(each -> each.isMissing(0) && !each.isMissing(1) && each.isMissing(2));
        assertThat(data.column("category").levels()).containsExactly("a");
    }

    @Test
    void aMissingMarkerMayBeANumberAndIsTakenAsItIsWritten() {
        Dataset data = csv(folder, "a,b,c,d\n-999,-999,x-999, -999\n5,-999.0,-999,7.25\n")
                .missing("-999")
                .load();
        assertThat(cells(data, "a")).containsExactly(null, 5L);
        assertThat(cells(data, "b")).containsExactly(null, -999.0);
        assertThat(cells(data, "c")).containsExactly("x-999", null);
        assertThat(cells(data, "d")).containsExactly(null, 7.25);
    }

    @Test
    void missingMarkersAddUp() {
        Csv source = column(folder, "?", "1", "unknown", "1e3");
        assertThat(cells(source.missing("?").missing("unknown", "1e3").load(), "x"))
                .containsExactly(null, 1L, null, null);
    }

    @Test
    void aColumnWhoseCellsAreAllMissingIsANumberAndSomebodyIsTold() {
        StringBuilder log = new StringBuilder();
        Dataset data = logged(csv(folder, "x,empty,na\n1,,NA\n2,,\n"), log);
        assertThat(data.column("empty").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(data.column("na").type()).isEqualTo(ColumnType.NUMBER);
        assertThat(data.column("na").missingCount()).isEqualTo(2);
        assertThat(log).contains("All cells of column 'empty' of " + folder.resolve("people.csv") + " are missing");
    }

    @Test
    void aFewWordsAmongManyNumbersMakeACategoryAndSomebodyIsTold() {
        String[] cells = new String[40];
        Arrays.setAll(cells, i -> i % 20 == 7 ? "n/a" : Integer.toString(i));
        StringBuilder log = new StringBuilder();
        Dataset data = logged(column(folder, cells), log);
        assertThat(data.column("x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(log)
                .contains("Column 'x' of " + folder.resolve("people.csv")
                        + " is a category, since 2 of its 40 cells are no numbers, such as 'n/a'. If that stands for a "
                        + "missing cell, say so with Csv.missing(\"n/a\").");
    }

    @Test
    void wordsAndNumbersMixedMakeACategoryWithoutAWord() {
        StringBuilder log = new StringBuilder();
        logged(column(folder, "1", "A/5", "2", "PC 17599"), log);
        assertThat(log).doesNotContain("is a category");
    }

    /** The tests' logger writes to the standard error stream. */
    private static Dataset logged(Csv source, StringBuilder log) {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return source.load();
        } finally {
            System.setErr(before);
            log.append(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
