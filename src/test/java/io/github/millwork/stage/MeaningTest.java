package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Expression;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.SparseVector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operations say they mean is computed by hand here; the conformance kit holds it against what they do. */
class MeaningTest {
    private final Dataset data = Dataset.of(
            Column.numbers("x", 1, Double.NaN, 4),
            Column.categories("c", "red", null, "mauve"),
            Column.integers("k", 2, 3, Long.MIN_VALUE),
            Column.booleans("f", true, null, false));

    private Column computed(Meaning meaning, String input, Field output) {
        Operation.Binder binder = meaning.binder(List.of(data.schema().field(input)));
        Operation operation = new Operation(List.of(input), List.of(output), false, binder);
        return Transforms.apply(() -> List.of(operation), data, 1).column(output.name());
    }

    private static Field vector() {
        return new Field("out", ColumnType.VECTOR, Role.FEATURE, -1, List.of("a", "b", "other", "none"));
    }

    @Test
    void formulasAreExpressionsOverTheInputs() {
        Field number = new Field("out", ColumnType.NUMBER);
        Meaning halved = new Meaning.Formulas(Expression.number("x").dividedBy(2));
        assertThat(computed(halved, "x", number).toDoubles()).containsExactly(0.5, Double.NaN, 2);
        Meaning filled = new Meaning.Formulas(Expression.text("c").orElse("blue"));
        Column strings = computed(filled, "c", new Field("out", ColumnType.CATEGORY));
        assertThat(List.of(strings.string(0), strings.string(1), strings.string(2)))
                .containsExactly("red", "blue", "mauve");
        Meaning missing = new Meaning.Formulas(Expression.number("x").isMissing());
        assertThat(computed(missing, "x", new Field("out", ColumnType.BOOLEAN)).value(1))
                .isEqualTo(true);
    }

    @Test
    void positionsAreUnitVectors() {
        Meaning meaning = new Meaning.Positions(Map.of("red", 1, "2", 0, "true", 1), 2, 3);
        for (String input : List.of("c", "k", "f")) {
            int known = input.equals("k") ? 0 : 1;
            Column column = computed(meaning, input, vector());
            assertThat(column.vector(0)).isEqualTo(SparseVector.unit(known));
        }
        assertThat(computed(meaning, "c", vector()).vector(1)).isEqualTo(SparseVector.unit(3));
        assertThat(computed(meaning, "c", vector()).vector(2)).isEqualTo(SparseVector.unit(2));
        assertThat(computed(meaning, "k", vector()).vector(1)).isEqualTo(SparseVector.unit(2));
        assertThat(computed(meaning, "k", vector()).vector(2)).isEqualTo(SparseVector.unit(3));
        assertThat(computed(meaning, "f", vector()).vector(1)).isEqualTo(SparseVector.unit(3));
        Meaning none = new Meaning.Positions(Map.of("red", 1), -1, -1);
        assertThat(computed(none, "c", vector()).vector(1)).isEqualTo(SparseVector.ZERO);
        assertThat(computed(none, "c", vector()).vector(2)).isEqualTo(SparseVector.ZERO);
    }

    @Test
    void numbersAreLookedUp() {
        Field number = new Field("out", ColumnType.NUMBER);
        Meaning meaning = new Meaning.Numbers(Map.of("red", 0.25), -1, 7);
        assertThat(computed(meaning, "c", number).toDoubles()).containsExactly(0.25, 7, -1);
        assertThat(computed(Meaning.places(List.of("blue", "red")), "c", number).toDoubles())
                .containsExactly(1, Double.NaN, Double.NaN);
    }

    @Test
    void anOperationSaysNothingUnlessItIsTold() {
        Operation silent = Operation.map("x", "x", value -> value);
        assertThat(silent.meaning()).isEmpty();
        Meaning same = new Meaning.Formulas(Expression.number("x"));
        assertThat(silent.meaning(same).meaning()).contains(same);
        assertThat(Operation.drop("x").meaning()).contains(new Meaning.Formulas(List.of()));
    }
}
