package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Schema.Rewrite;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private final Schema schema = Schema.of(List.of(
            number("a"),
            number("b"),
            number("c"),
            number("y").withRole(Role.TARGET),
            number("k").withRole(Role.ID)));

    private static Field number(String name) {
        return new Field(name, ColumnType.NUMBER);
    }

    private static Field category(String name) {
        return new Field(name, ColumnType.CATEGORY);
    }

    private static Rewrite rewrite(List<String> consumed, Field... written) {
        return new Rewrite(consumed, List.of(written));
    }

    @Test
    void knowsItsColumnsByNamePlaceAndRole() {
        assertThat(schema.size()).isEqualTo(5);
        assertThat(schema.names()).containsExactly("a", "b", "c", "y", "k");
        assertThat(schema.has("b")).isTrue();
        assertThat(schema.has("B")).isFalse();
        assertThat(schema.indexOf("c")).isEqualTo(2);
        assertThat(schema.field("y").role()).isEqualTo(Role.TARGET);
        assertThat(schema.features()).extracting(Field::name).containsExactly("a", "b", "c");
        assertThat(schema.withRole(Role.ID)).contains(number("k").withRole(Role.ID));
        assertThat(schema.withRole(Role.GROUP)).isEmpty();
        assertThat(schema.role("a", Role.GROUP).withRole(Role.GROUP)).isPresent();
        assertThat(schema.withRole(Role.GROUP)).isEmpty();
    }

    @Test
    void namesAreUniqueAndAnAbsentOneIsAnswered() {
        assertThatThrownBy(() -> Schema.of(List.of(number("a"), category("a"))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found 'a' twice");
        assertThatThrownBy(() -> schema.field("bb"))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column 'bb' but there is none. Did you mean 'b'?");
    }

    @Test
    void isEqualByValueAndACopy() {
        List<Field> fields = new ArrayList<>(schema.fields());
        Schema same = Schema.of(fields);
        fields.clear();
        assertThat(same).isEqualTo(schema).hasSameHashCodeAs(schema);
        assertThat(same.role("a", Role.ID)).isNotEqualTo(schema);
    }

    @Test
    void aColumnThatIsWrittenUnderItsNameKeepsItsPlace() {
        Schema after = schema.after(List.of(rewrite(List.of("b"), category("b"))));
        assertThat(after.names()).containsExactly("a", "b", "c", "y", "k");
        assertThat(after.field("b").type()).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void newColumnsTakeThePlaceOfTheFirstOneConsumed() {
        Schema after = schema.after(List.of(rewrite(List.of("b", "a"), number("b1"), number("b2"))));
        assertThat(after.names()).containsExactly("b1", "b2", "c", "y", "k");
    }

    @Test
    void newColumnsOfAStepThatConsumesNothingComeLast() {
        Schema after = schema.after(List.of(rewrite(List.of(), number("d")), rewrite(List.of("a"), number("a"))));
        assertThat(after.names()).containsExactly("a", "b", "c", "y", "k", "d");
    }

    @Test
    void aColumnThatOneOperationConsumesAndAnotherWritesStays() {
        Schema after =
                schema.after(List.of(rewrite(List.of("a", "b"), number("ab")), rewrite(List.of("c"), category("a"))));
        assertThat(after.names()).containsExactly("a", "ab", "y", "k");
        assertThat(after.field("a").type()).isEqualTo(ColumnType.CATEGORY);
    }

    @Test
    void consumedColumnsAreGone() {
        assertThat(schema.after(List.of(rewrite(List.of("a")), rewrite(List.of("k"))))
                        .names())
                .containsExactly("b", "c", "y");
        assertThat(schema.after(List.of())).isEqualTo(schema);
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertThatThrownBy(() ->
                        schema.after(List.of(rewrite(List.of("a"), number("x")), rewrite(List.of("b"), number("x")))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected each column to be written once but 'x' is written twice by one step. Rename one "
                        + "of its inputs.");
    }

    @Test
    void aStepMayNotWriteOverAColumnThatIsNoFeature() {
        assertThatThrownBy(() -> schema.after(List.of(rewrite(List.of(), number("y")))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a step to write features only but it writes 'y', which is the target column. "
                        + "Write under another name.");
        assertThatThrownBy(() -> schema.after(List.of(rewrite(List.of("k"), number("k")))))
                .isInstanceOf(DataException.class);
    }

    @Test
    void aStepMayNotWriteOverAColumnThatItDoesNotConsume() {
        assertThatThrownBy(() -> schema.after(List.of(rewrite(List.of("a"), number("b")))))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected 'b' to be a new column but there is one of that name already. Choose another "
                        + "name, or rename or drop the old column first.");
    }

    @Test
    void printsTheFirstFiveLevels() {
        Field many = new Field("c", ColumnType.CATEGORY, Role.FEATURE, -1, List.of("a", "b", "c", "d", "e", "f"));
        assertThat(Schema.of(List.of(many)).toString()).endsWith("6: a, b, c, d, e, ...");
    }
}
