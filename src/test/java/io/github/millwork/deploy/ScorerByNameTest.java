package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.stage.FittedChain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps and rows, whose values go by name. */
class ScorerByNameTest {
    private static final FittedChain<Regression> FLATS = Chains.small();

    @Test
    void aMapGetsTheBitsThatARowAndABatchGet() {
        Dataset rows = Chains.flats(40);
        var maps = Scorer.ofMaps(FLATS);
        Scorer<Row, Regression> byRow = Scorer.ofRows(FLATS);
        List<Regression> batch = FLATS.predict(rows);

        for (int i = 0; i < rows.rowCount(); i++) {
            assertThat(maps.score(rows.row(i).toMap())).isEqualTo(batch.get(i));
            assertThat(byRow.score(rows.row(i))).isEqualTo(batch.get(i));
            assertThat(byRow.score(Row.of(rows.row(i).toMap()))).isEqualTo(batch.get(i));
        }
        assertThat(maps.score(rows.rows().stream().map(Row::toMap).toList())).isEqualTo(batch);
        assertThat(byRow.score(rows.rows())).isEqualTo(batch);
    }

    /** JSON has no dates, and whole numbers of whatever size a parser chose. */
    @Test
    void textThatHoldsADateIsADate() {
        FittedChain<Regression> fitted = Chains.filling(Dataset.of(
                Column.dates("day", LocalDate.of(2024, 1, 31), LocalDate.EPOCH, LocalDate.of(1999, 9, 9)),
                Column.timestamps(
                        "time", Instant.EPOCH, Instant.parse("2024-01-31T10:00:00Z"), Instant.ofEpochMilli(5)),
                Column.integers("rooms", 1, 2, 3),
                Column.numbers("price", 1, 2, 4)));
        Map<String, Object> json =
                Map.of("day", "2021-02-03", "time", "2021-02-03T04:05:06+02:00", "rooms", 2, "x", "y");

        assertThat(Scorer.ofMaps(fitted).score(json))
                .isEqualTo(fitted.predict(Row.of(
                        "day", LocalDate.of(2021, 2, 3), "time", Instant.parse("2021-02-03T02:05:06Z"), "rooms", 2L)));
        Map<String, Object> wrong = new HashMap<>(json);
        wrong.put("day", "3 February 2021");
        assertThatThrownBy(() -> Scorer.ofMaps(fitted).score(wrong))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected column 'day' to be of type date but found the String '3 February 2021'.");
    }

    @Test
    void aNullIsMissingAndAnAbsentKeyIsAnError() {
        var scorer = Scorer.ofMaps(FLATS);
        Map<String, Object> missing = new LinkedHashMap<>();
        missing.put("kind", null);
        missing.put("size", null);

        assertThat(scorer.score(missing)).isEqualTo(FLATS.predict(Row.of(missing)));
        assertThatThrownBy(() -> scorer.score(Map.of("kind", "loft", "sice", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a value for column 'size', a number such as 1.5, but the map has none. Did you mean 'sice'? "
                                + "Give null where it is missing.");
        assertThatThrownBy(() -> scorer.score(Map.of("sort", "loft")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected values for columns 'size', a number such as 1.5; and 'kind', a category such as 'a', but "
                                + "the map has none of them. There are: 'sort'. Give null where it is missing.");
        assertThatThrownBy(() -> Scorer.ofRows(FLATS).score(Row.of("kind", "loft", "sice", 3)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected a value for column 'size', a number such as 1.5, but the row has none. Did you mean "
                                + "'sice'? Give null where it is missing.");
        assertThatThrownBy(() -> scorer.score((Map<String, Object>) null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a map but found null. Leave it out, or give one whose values are null where they are "
                                + "missing.");
    }

    @Test
    void theClassOfMapsOrRowsIsNoBean() {
        assertThatThrownBy(() -> Scorer.of(FLATS, Row.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a record class, or a class with getters, but found Row, whose values go by name. Make "
                                + "the scorer with ofMaps or ofRows.");
        assertThatThrownBy(() -> Scorer.of(FLATS, HashMap.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("but found HashMap");
    }
}
