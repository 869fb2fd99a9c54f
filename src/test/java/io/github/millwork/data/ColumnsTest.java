package io.github.millwork.data;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.dates;
import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Columns.ofType;
import static io.github.millwork.data.Columns.withRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    private final Schema schema = Schema.of(List.of(
            new Field("b1", ColumnType.BOOLEAN),
            new Field("n1", ColumnType.NUMBER),
            new Field("c1", ColumnType.CATEGORY),
            new Field("i1", ColumnType.INTEGER),
            new Field("t1", ColumnType.TEXT),
            new Field("d1", ColumnType.DATE),
            new Field("s1", ColumnType.TIMESTAMP),
            new Field("v1", ColumnType.VECTOR),
            new Field("n2", ColumnType.NUMBER),
            new Field("income", ColumnType.NUMBER).withRole(Role.TARGET),
            new Field("w", ColumnType.NUMBER).withRole(Role.WEIGHT),
            new Field("key", ColumnType.INTEGER).withRole(Role.ID)));

    @Test
    void typesAreChosenInTheOrderOfTheSchema() {
        assertThat(numeric().resolve(schema)).containsExactly("n1", "i1", "n2");
        assertThat(categorical().resolve(schema)).containsExactly("c1");
        assertThat(Columns.texts().resolve(schema)).containsExactly("t1");
        assertThat(Columns.booleans().resolve(schema)).containsExactly("b1");
        assertThat(dates().resolve(schema)).containsExactly("d1", "s1");
        assertThat(Columns.vectors().resolve(schema)).containsExactly("v1");
        assertThat(ofType(ColumnType.TEXT, ColumnType.BOOLEAN).resolve(schema)).containsExactly("b1", "t1");
    }

    @Test
    void onlyFeaturesAreChosenUnlessByRole() {
        assertThat(all().resolve(schema)).containsExactly("b1", "n1", "c1", "i1", "t1", "d1", "s1", "v1", "n2");
        assertThat(matching(".*").resolve(schema)).doesNotContain("income", "w", "key");
        assertThat(withRole(Role.TARGET).resolve(schema)).containsExactly("income");
        assertThat(withRole(Role.FEATURE).resolve(schema)).isEqualTo(all().resolve(schema));
        assertThat(withRole(Role.GROUP).resolve(schema)).isEmpty();
        assertThat(withRole(Role.ID).or(named("n1")).resolve(schema)).containsExactly("n1", "key");
    }

    @Test
    void namesAreChosenInTheOrderGivenEachOnce() {
        assertThat(named("n2", "b1", "n2").resolve(schema)).containsExactly("n2", "b1");
    }

    @Test
    void aPatternMatchesTheWholeName() {
        assertThat(matching("n").resolve(schema)).isEmpty();
        assertThat(matching("n\\d").resolve(schema)).containsExactly("n1", "n2");
        assertThat(matching("[A-Z].*").resolve(schema)).isEmpty();
    }

    @Test
    void selectorsAreCombined() {
        assertThat(numeric().and(matching(".1")).resolve(schema)).containsExactly("n1", "i1");
        assertThat(dates().or(named("n2", "b1")).resolve(schema)).containsExactly("b1", "d1", "s1", "n2");
        assertThat(numeric().except("i1").resolve(schema)).containsExactly("n1", "n2");
        assertThat(all().except(numeric()).except(dates()).resolve(schema)).containsExactly("b1", "c1", "t1", "v1");
        assertThat(named("n2", "n1", "i1").except(named("n1")).resolve(schema)).containsExactly("n2", "i1");
        assertThat(numeric().and(categorical()).resolve(schema)).isEmpty();
    }

    @Test
    void anAbsentNameIsAnswered() {
        assertThatThrownBy(() -> named("n1", "n3").resolve(schema))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'n3' but there is none. Did you mean 'n1'?");
        assertThatThrownBy(() -> numeric().except("nothing").resolve(schema)).isInstanceOf(DataException.class);
    }

    @Test
    void aNameOfNoFeatureIsAnswered() {
        assertThatThrownBy(() -> named("income").resolve(schema))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected 'income' to be a feature but it is the target column. A step looks at features "
                        + "only: choose another column, or give it the role feature.");
    }

    @Test
    void wrongCallsAreRefusedAtOnce() {
        assertThatThrownBy(Columns::named).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Columns::ofType).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> matching("(")).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Columns> everyKind() {
        return Stream.of(
                numeric(),
                categorical(),
                all(),
                named("a", "b c", "\"quoted\"", "back\\slash", "new\nline", ",()", ""),
                matching("pixel_\\d+|\"x\""),
                withRole(Role.GROUP),
                numeric().and(matching("n.*")),
                dates().or(named("x")).except("y", "z"),
                all().except(numeric().or(categorical().and(named("q")))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aSelectorIsReadBackFromHowItPrints(Columns selector) {
        Columns back = Columns.parse(selector.toString());
        assertThat(back).isEqualTo(selector).hasSameHashCodeAs(selector).hasToString(selector.toString());
    }

    @Test
    void theWrittenFormStaysTheSame() {
        assertThat(numeric().and(matching("a.*")).except("b"))
                .hasToString("except(and(types(\"number\", \"integer\"), pattern(\"a.*\")), names(\"b\"))");
        assertThat(withRole(Role.ID).or(dates())).hasToString("or(role(\"id\"), types(\"date\", \"timestamp\"))");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "types",
                "types()",
                "types(\"nonsense\")",
                "types(\"NUMBER\")",
                "types(number)",
                "types(\"number\", 1.0)",
                "names()",
                "names(1)",
                "pattern(\"(\")",
                "pattern(\"a\", \"b\")",
                "role(\"boss\")",
                "role(\"id\", \"group\")",
                "and(types(\"number\"))",
                "and(types(\"number\"), types(\"date\"), types(\"text\"))",
                "and(\"a\", types(\"number\"), types(\"date\"))",
                "or(types(\"number\"), \"a\")",
                "TYPES(\"number\")",
                "what(\"number\")",
                "types(\"number\"), types(\"date\")",
                "types(\"number\"",
                "types(\"number"
            })
    void whatIsNoSelectorIsRefused(String text) {
        assertThatThrownBy(() -> Columns.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void selectorsAreDescribedInWords() {
        assertThat(numeric().describe()).isEqualTo("number or integer");
        assertThat(all().describe()).isEqualTo("all");
        assertThat(named("a", "b").describe()).isEqualTo("'a', 'b'");
        assertThat(matching("x.*").describe()).isEqualTo("matching x.*");
        assertThat(withRole(Role.TIME).describe()).isEqualTo("of role time");
        assertThat(all().except("a").describe()).isEqualTo("all except 'a'");
    }

    @Test
    void aSelectorKnowsWhichColumnsItAsksForByName() {
        assertThat(numeric().isByName("n1")).isFalse();
        assertThat(withRole(Role.FEATURE).isByName("n1")).isFalse();
        assertThat(named("n1").isByName("n1")).isTrue();
        assertThat(named("n1").isByName("n2")).isFalse();
        assertThat(named("n1", "c1", "n1").isByName("c1")).isTrue();
        assertThat(matching("n.").isByName("xn1")).isFalse();
        assertThat(matching("n.").isByName("n2")).isTrue();
        assertThat(numeric().or(named("c1")).isByName("c1")).isTrue();
        assertThat(numeric().or(named("c1")).isByName("n1")).isFalse();
        assertThat(numeric().except("n1").isByName("n2")).isFalse();
    }
}
