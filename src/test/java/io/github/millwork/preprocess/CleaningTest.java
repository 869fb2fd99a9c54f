package io.github.millwork.preprocess;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Transformer;
import io.github.millwork.stage.Transforms;
import io.github.millwork.testkit.References;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps that clean cells: replace, tidy, convert, clip. */
class CleaningTest {
    private static Column cells(Transformer step, Column column) {
        return References.apply(step, Dataset.of(column)).column(column.name());
    }

    private static @Nullable Object[] values(Column column) {
        return IntStream.range(0, column.size()).mapToObj(column::value).toArray();
    }

    @Test
    void wholeStringsAreReplaced() {
        Column city = Column.categories("city", "NYC", "N", null, "Rome");
        assertThat(values(cells(Replace.value(categorical(), "N", "North"), city)))
                .containsExactly("NYC", "North", null, "Rome");
        assertThat(values(cells(Replace.values(categorical(), Map.of("NYC", "New York", "Rome", "")), city)))
                .containsExactly("New York", "N", null, null);
        assertThat(values(cells(Replace.withMissing(categorical(), "N", "Rome"), city)))
                .containsExactly("NYC", null, null, null);
    }

    @Test
    void numbersAreReplacedAndIntegersStayIntegersWhereTheyCan() {
        Column age = Column.integers("age", 31, -999, 0);
        assertThat(values(cells(Replace.withMissing(numeric(), -999, 0), age))).containsExactly(31L, null, null);
        assertThat(cells(Replace.value(numeric(), 0, 1), age).type()).isEqualTo(ColumnType.INTEGER);
        assertThat(values(cells(Replace.value(numeric(), 0, 0.5), age))).containsExactly(31.0, -999.0, 0.5);
    }

    @Test
    void whatARegularExpressionFindsIsReplaced() {
        Column phone = Column.texts("phone", "+49 (30) 12-34", "none", "---");
        assertThat(values(cells(Replace.pattern(named("phone"), "[^0-9a-z]+", ""), phone)))
                .containsExactly("49301234", "none", null);
        assertThatThrownBy(() -> Replace.pattern(named("phone"), "(", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Replace.withMissing(named("phone"), "a", "a"))
                .hasMessage("Expected different values and what each of them becomes but found [a, a] and [, ]. Give "
                        + "each value once.");
    }

    @Test
    void blanksCaseAndFormAreTidied() {
        Column name = Column.categories("name", "  Ann\u00a0 \t Lee ", "Zoe\u0308", "\ufb01ne \uff21", " \u3000 ");
        assertThat(values(cells(Tidy.strings(categorical()), name)))
                .containsExactly("Ann Lee", "Zo\u00eb", "\ufb01ne \uff21", null);
        assertThat(values(cells(Tidy.strings(categorical()).lowerCase().compatible(), name)))
                .containsExactly("ann lee", "zo\u00eb", "fine a", null);
        assertThat(values(cells(Tidy.strings(categorical()).upperCase().keepSpaces(), name))[1])
                .isEqualTo("ZO\u00cb");
    }

    @Test
    void stringsAreConverted() {
        Column text = Column.texts("x", "1", " 2.5e1 ", null, "yes", "2024-02-29");
        assertThat(values(cells(Convert.toNumber(named("x")).orMissing(), text)))
                .containsExactly(1.0, 25.0, null, null, null);
        assertThat(values(cells(Convert.to(ColumnType.INTEGER, named("x")).orMissing(), text)))
                .containsExactly(1L, null, null, null, null);
        assertThat(values(cells(Convert.to(ColumnType.BOOLEAN, named("x")).orMissing(), text)))
                .containsExactly(true, null, null, true, null);
        assertThat(values(cells(Convert.to(ColumnType.DATE, named("x")).orMissing(), text)))
                .containsExactly(null, null, null, null, LocalDate.of(2024, 2, 29));
        assertThat(values(cells(Convert.toCategory(named("x")), text))).containsExactly(values(text));
    }

    @Test
    void numbersDatesAndTruthValuesAreConverted() {
        Column rooms = Column.integers("x", 3, Long.MIN_VALUE, 0);
        assertThat(values(cells(Convert.toCategory(named("x")), rooms))).containsExactly("3", null, "0");
        Column flag = Column.booleans("x", true, null, false);
        assertThat(values(cells(Convert.toNumber(named("x")), flag))).containsExactly(1.0, null, 0.0);
        assertThat(values(cells(Convert.to(ColumnType.TEXT, named("x")), flag))).containsExactly("true", null, "false");
        Column day = Column.dates("x", LocalDate.of(1970, 1, 3), null);
        Column instant = cells(Convert.to(ColumnType.TIMESTAMP, named("x")), day);
        assertThat(values(instant)).containsExactly(Instant.parse("1970-01-03T00:00:00Z"), null);
        assertThat(values(cells(Convert.to(ColumnType.DATE, named("x")), instant)))
                .containsExactly(values(day));
        assertThat(values(cells(Convert.toCategory(named("x")), day))).containsExactly("1970-01-03", null);
    }

    @Test
    void aCellThatCannotBeConvertedIsNamed() {
        Dataset data = Dataset.of(Column.categories("x", "1", "n/a"));
        assertThatThrownBy(() -> References.apply(Convert.toNumber(named("x")), data))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Expected column 'x' to hold values that can be made number but found 'n/a'. "
                        + "Replace it first, or add orMissing().")
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> Convert.to(ColumnType.VECTOR, named("x")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aColumnThatIsOfTheTypeAlreadyStays() {
        Dataset data = Dataset.of(Column.numbers("x", 1, Double.POSITIVE_INFINITY), Column.integers("y", 1, 2));
        Dataset found = References.apply(Convert.toNumber(named("x", "y")), data);
        assertThat(found.column("x")).isSameAs(data.column("x"));
        assertThat(found.column("y").type()).isEqualTo(ColumnType.NUMBER);
    }

    @Test
    void boundsAreLearnedFromTrainingRowsOnly() {
        Dataset training = Dataset.of(Column.numbers(
                "x", IntStream.rangeClosed(0, 100).asDoubleStream().toArray()));
        Dataset rows = Dataset.of(Column.numbers("x", -1e9, 50, 1e9, Double.NaN, Double.POSITIVE_INFINITY));
        double[] quantiles = Transforms.apply(
                        Clip.quantiles(numeric(), 0.1, 0.8)
                                .fit(training, FitContext.of(0))
                                .fitted(),
                        rows,
                        1)
                .column("x")
                .toDoubles();
        assertThat(quantiles).containsExactly(10, 50, 80, Double.NaN, 80);
        double[] fences = Transforms.apply(
                        Clip.fences(numeric(), 2)
                                .fit(training, FitContext.of(0))
                                .fitted(),
                        rows,
                        1)
                .column("x")
                .toDoubles();
        assertThat(fences).containsExactly(-75, 50, 175, Double.NaN, 175);
        assertThatThrownBy(() -> Clip.quantiles(numeric(), 0.9, 0.1))
                .hasMessage("Expected two ascending shares from 0 to 1 but found 0.9 and 0.1.");
    }

    @Test
    void givenLevelsAreNumberedInTheirOrder() {
        Dataset data = Dataset.of(Column.categories("size", "small", "large", null, "medium"));
        Ordinal step = Encode.ordinal(named("size"), "small", "medium", "large");
        assertThat(values(References.apply(step, data).column("size"))).containsExactly(0L, 2L, null, 1L);
        Dataset strange = Dataset.of(Column.categories("size", "huge"));
        assertThat(values(Transforms.apply(
                                step.unknownAs(-1).fit(data, FitContext.of(0)).fitted(), strange, 1)
                        .column("size")))
                .containsExactly(-1L);
        assertThatThrownBy(() -> References.apply(step, strange))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected the levels of column 'size' to be among 'small', 'medium', 'large' but found "
                        + "'huge' in training. Add them to the order, or replace them first.");
    }
}
