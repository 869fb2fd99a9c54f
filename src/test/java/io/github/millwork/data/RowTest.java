package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTest {
    private final Row row = Row.of("age", 31, "city", "Oslo", "height", null, "score", 2.5);

    @Test
    void holdsNamesAndValuesInTurn() {
        assertThat(row.names()).containsExactly("age", "city", "height", "score");
        assertThat(row.value("age")).isEqualTo(31);
        assertThat(row.number("age")).isEqualTo(31);
        assertThat(row.number("score")).isEqualTo(2.5);
        assertThat(row.string("city")).isEqualTo("Oslo");
        assertThat(Row.of("only", null).names()).containsExactly("only");
    }

    @Test
    void tellsMissingFromAbsent() {
        assertThat(row.has("height")).isTrue();
        assertThat(row.value("height")).isNull();
        assertThat(row.number("height")).isNaN();
        assertThat(row.has("weight")).isFalse();
        assertThatThrownBy(() -> row.number("hight"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a value for 'hight' in the row but there is none. Did you mean 'height'?");
    }

    @Test
    void refusesWhatIsOfAnotherType() {
        assertThatThrownBy(() -> row.number("city"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'city' to be of type number but found the String 'Oslo'.");
        assertThatThrownBy(() -> row.string("age"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'age' to be of type text but found the Integer '31'.");
    }

    @Test
    void refusesNamesWithoutValuesAndValuesWithoutNames() {
        assertThatThrownBy(() -> Row.of("a", 1, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected names and values in turn but found 3 arguments. Give every name a value, null "
                        + "where it is missing.");
        assertThatThrownBy(() -> Row.of("a", 1, 2, "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a column name at argument 3 but found '2'. Give names and values in turn.");
        assertThatThrownBy(() -> Row.of("a", 1, "b", 2, "a", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected each name once but found 'a' twice. Leave one of the two out.");
    }

    @Test
    void isACopyOfTheMapItIsMadeOf() {
        Map<String, Object> cells = new HashMap<>();
        cells.put("a", 1);
        cells.put("b", null);
        Row copy = Row.of(cells);
        cells.put("a", 2);
        cells.remove("b");
        assertThat(copy.value("a")).isEqualTo(1);
        assertThat(copy.has("b")).isTrue();
        copy.toMap().put("a", 3);
        assertThat(copy.value("a")).isEqualTo(1);
    }

    @Test
    void givesItsCellsInOrder() {
        Map<String, Object> cells = new LinkedHashMap<>();
        for (String name : new String[] {"z", "a", "m"}) cells.put(name, name);
        assertThat(Row.of(cells).toMap().keySet()).containsExactly("z", "a", "m");
        assertThat(Dataset.of(Column.numbers("z", 1), Column.numbers("a", 2))
                        .row(0)
                        .toMap()
                        .keySet())
                .containsExactly("z", "a");
    }
}
