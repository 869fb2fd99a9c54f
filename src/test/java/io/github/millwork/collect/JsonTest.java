package io.github.millwork.collect;

import static io.github.millwork.collect.CsvFiles.cells;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.State;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @TempDir
    Path folder;

    private Json json(String content) {
        return Json.file(Texts.write(folder, "people.json", content));
    }

    private void says(Json source, String message) {
        assertThatThrownBy(source::load)
                .isInstanceOf(DataException.class)
                .hasMessage(
                        message.replace("FILE", folder.resolve("people.json").toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"y\"}]",
                "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"y\"}\n",
                "\uFEFF{\"a\":1,\"b\":\"x\"} {\"b\":\"y\",\"a\":2}",
                "[{\"a\":1,\"b\":\"x\"}]\n[{\"a\":2,\"b\":\"y\"}]",
            })
    void anArrayAndLinesGiveTheSameRows(String content) {
        Dataset data = json(content).load();
        assertThat(data.schema().names()).containsExactly("a", "b");
        assertThat(cells(data, "a")).containsExactly(1L, 2L);
        assertThat(cells(data, "b")).containsExactly("x", "y");
    }

    @Test
    void theRecordsLieAtAPath() {
        String content =
                "{\"meta\":{\"items\":[1,2]},\"data\":[{\"no\":[]},{\"the/items\":[{\"a\":1},{\"a\":2}],\"more\":{}}],\"end\":[[]]}";
        Dataset data =
                json(content + "\n" + content).records("/data/1/the~1items").load();
        assertThat(cells(data, "a")).containsExactly(1L, 2L, 1L, 2L);
    }

    @Test
    void objectsWithinRecordsBecomeColumnsOfTheirOwn() {
        Dataset data = json("""
                [{"id":1,"address":{"city":"Oslo","geo":{"lat":59.9}},"tags":["a",{"b":1.50}]},
                 {"id":2,"address":null,"extra":true},
                 {"id":3,"address":{"geo":{"lat":60}}}]""").load();
        assertThat(data.schema().names()).containsExactly("id", "address.city", "address.geo.lat", "tags", "extra");
        assertThat(cells(data, "address.city")).containsExactly("Oslo", null, null);
        assertThat(cells(data, "address.geo.lat")).containsExactly(59.9, null, 60.0);
        assertThat(cells(data, "tags")).containsExactly("[\"a\",{\"b\":1.50}]", null, null);
        assertThat(cells(data, "extra")).containsExactly(null, true, null);
    }

    @Test
    void aFieldThatIsAlwaysNullIsAColumnWithoutCells() {
        Dataset data = json("[{\"a\":null,\"b\":1},{\"b\":2}]").load();
        assertThat(cells(data, "a")).containsExactly(null, null);
    }

    @Test
    void typesAreInferredOverAllRecordsButStringsAreNeverNumbers() {
        Dataset data = json("""
                [{"i":1,"n":1,"q":"12","b":true,"s":"true","d":"2024-02-29","t":"2024-02-29T10:00:00+01:00","m":1,"x":"NaN"},
                 {"i":-2,"n":2.5e3,"q":"13","b":false,"s":"no","d":"2024-03-01","t":"2024-03-01T00:00Z","m":"two","x":1.5}]""").load();
        assertThat(data.column("i").type()).isEqualTo(ColumnType.INTEGER);
        assertThat(cells(data, "n")).containsExactly(1.0, 2500.0);
        assertThat(cells(data, "q")).containsExactly("12", "13");
        assertThat(cells(data, "b")).containsExactly(true, false);
        assertThat(cells(data, "s")).containsExactly("true", "no");
        assertThat(cells(data, "d")).containsExactly(LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1));
        assertThat(cells(data, "t"))
                .containsExactly(Instant.parse("2024-02-29T09:00:00Z"), Instant.parse("2024-03-01T00:00:00Z"));
        assertThat(cells(data, "m")).containsExactly("1", "two");
        assertThat(cells(data, "x")).containsExactly(null, 1.5);
    }

    @Test
    void whatIsSaidOfColumnsHolds() {
        Dataset data = json("[{\"price\":\"12.50\",\"note\":\"x\",\"id\":7},{\"price\":\"?\",\"note\":\"\",\"id\":8}]")
                .type("price", ColumnType.NUMBER)
                .missing("?")
                .text("note")
                .categorical("id")
                .role("id", Role.ID)
                .load();
        assertThat(cells(data, "price")).containsExactly(12.5, null);
        assertThat(data.column("note").type()).isEqualTo(ColumnType.TEXT);
        assertThat(cells(data, "note")).containsExactly("x", null);
        assertThat(cells(data, "id")).containsExactly("7", "8");
        assertThat(data.column("id").role()).isEqualTo(Role.ID);
    }

    @Test
    void numbersKeepTheirBitsAndLongOnesAreIdentifiers() {
        Dataset data = json("[{\"n\":0.1234567890123456789,\"id\":12345678901234567890},{\"n\":1E-320,\"id\":1}]")
                .load();
        assertThat(cells(data, "n")).containsExactly(0.1234567890123456789, 1E-320);
        assertThat(cells(data, "id")).containsExactly("12345678901234567890", "1");
    }

    @Test
    void severalFilesPlainAndPackedAreReadAsOne() {
        Texts.write(folder, "b/2.jsonl", "{\"a\":2.5}\n");
        Texts.write(folder, "a/1.jsonl", Texts.gzip("{\"a\":1,\"b\":3}\n"));
        Texts.write(folder, "a/1.csv", "no json");
        Dataset data = Json.files(folder, "**.jsonl").load();
        assertThat(cells(data, "a")).containsExactly(1.0, 2.5);
        assertThat(cells(data, "b")).containsExactly(3L, null);
        assertThat(data.provenance().get(0).place()).isEqualTo(folder + "/**.jsonl");
    }

    @Test
    void aSpecificationIsEqualToWhatIsSavedOfIt() {
        Json source = Json.files(Path.of("data"), "*.json")
                .records("/x")
                .sample(5, 3)
                .mostColumns(7)
                .type("a", ColumnType.DATE)
                .role("a", Role.TIME)
                .missing("?");
        State saved = State.fromJson(Codecs.encode(source).toJson());
        assertThat(Codecs.decode(saved, Json.class)).isEqualTo(source).hasSameHashCodeAs(source);
        assertThat(source).isNotEqualTo(source.records("/y")).isNotEqualTo(source.sample(6, 3));
    }

    @Test
    void recordsThatAreNone() {
        says(
                json("[{\"a\":1},\n[2]]"),
                "Expected a record, which is a JSON object, but found an array in line 2 of FILE. Give the path to the "
                        + "records with records(\"/...\").");
        says(
                json("7"),
                "Expected a record, which is a JSON object, but found a number in line 1 of FILE. Give the path to the "
                        + "records with records(\"/...\").");
    }

    @Test
    void aPathToNothing() {
        says(
                json("{\"data\":{\"itmes\":[]}}").records("/data/items"),
                "Expected records at /data/items but there is no 'items' in FILE. Did you mean 'itmes'?");
    }

    @Test
    void aPathThatIsNone() {
        assertThatThrownBy(() -> json("").records("data.items"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a JSON pointer such as \"/data/items\" but found 'data.items'. Begin it with a "
                        + "slash, and write ~1 for a slash within a name and ~0 for ~.");
    }

    @Test
    void aFieldThatComesTwice() {
        says(
                json("[{\"a.b\":1,\n\"a\":{\"b\":2}}]"),
                "Expected each field once in a record but 'a.b' comes twice in line 2 of FILE. Rename one of the two.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"a\":1},{\"a\":}] | Unexpected character",
                "[{\"a\":1} | Unexpected end-of-input",
                "x | Unrecognized token 'x'"
            })
    void whatIsNoJson(String content, String found) {
        assertThatThrownBy(() -> json(content).load())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected well-formed JSON but found: " + found)
                .hasMessageContaining(" in line 1, column ")
                .hasMessageEndingWith("Check that it is JSON in UTF-8 and was written to the end.");
    }

    @Test
    void anEmptyFileAndOneOfAnotherCharset() {
        says(json(" \n"), "Expected JSON but FILE is empty. Check that it was written to the end.");
        Path latin =
                Texts.write(folder, "people.json", "[{\"a\":\"caf\u00e9 \"}]".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Json.file(latin).load())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Invalid UTF-8");
    }

    @Test
    void aMissingFileAndAPatternThatNothingMatches() {
        json("{}");
        assertThatThrownBy(() -> Json.file(folder.resolve("poeple.json")).load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageEndingWith("but there is none. Did you mean 'people.json'?");
        assertThatThrownBy(() -> Json.files(folder, "*.jsonl").load())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("Expected JSON files that match '*.jsonl' in ");
    }

    @Test
    void aRecordMayBeEmpty() {
        Dataset data = json("[{},{\"a\":1},{}]").load();
        assertThat(cells(data, "a")).isEqualTo(Arrays.asList(null, 1L, null));
    }
}
