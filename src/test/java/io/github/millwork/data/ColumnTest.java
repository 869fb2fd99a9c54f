package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {
    private static final List<String> ODD = List.of(
            " ", "a b", "a,b", "\"", "'", "\\", "\n", "\t", "\u0000", "null", "NaN", "NA", "\u00e9", "e\u0301", "日本",
            "😀", "0", "-1");

    private final Column numbers = Column.numbers("n", 1.5, Double.NaN, -0.0, Double.NEGATIVE_INFINITY);
    private final Column integers = Column.integers("i", 1, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 1);
    private final Column booleans = Column.booleans("b", true, null, false, true);
    private final Column categories = Column.categories("c", "y", null, "", "x");
    private final Column texts = Column.texts("t", "one", null, "", "two");
    private final Column dates = Column.dates("d", LocalDate.of(2024, 2, 29), null, LocalDate.EPOCH, LocalDate.EPOCH);
    private final Column timestamps = Column.timestamps("s", Instant.ofEpochMilli(5), null, Instant.EPOCH, null);
    private final Column vectors = Column.vectors(
            "v", List.of("p", "q"), SparseVector.unit(1), SparseVector.ZERO, SparseVector.unit(0), SparseVector.ZERO);

    static Stream<Column> all() {
        ColumnTest it = new ColumnTest();
        return Stream.of(
                it.numbers, it.integers, it.booleans, it.categories, it.texts, it.dates, it.timestamps, it.vectors);
    }

    @Test
    void numbersAreHeldBitForBit() {
        assertThat(numbers.toDoubles()).containsExactly(1.5, Double.NaN, -0.0, Double.NEGATIVE_INFINITY);
        assertThat(1 / numbers.number(2)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(numbers.value(1)).isNull();
        assertThat(numbers.missingCount()).isEqualTo(1);
    }

    @Test
    void integersAreHeldToTheLastDigit() {
        assertThat(integers.integer(2)).contains(Long.MAX_VALUE);
        assertThat(integers.integer(3)).contains(Long.MIN_VALUE + 1);
        assertThat(integers.integer(1)).isEmpty();
        assertThat(integers.toDoubles()).containsExactly(1, Double.NaN, 0x1p63, -0x1p63);
    }

    @Test
    void booleansAreZeroAndOne() {
        assertThat(booleans.toDoubles()).containsExactly(1, Double.NaN, 0, 1);
        assertThat(booleans.bool(0)).contains(true);
        assertThat(booleans.bool(1)).isEmpty();
        assertThat(booleans.value(2)).isEqualTo(false);
    }

    @Test
    void nullAndTheEmptyStringAreMissing() {
        assertThat(categories.missingCount()).isEqualTo(2);
        assertThat(texts.missingCount()).isEqualTo(2);
        assertThat(categories.string(2)).isNull();
        assertThat(texts.value(3)).isEqualTo("two");
    }

    @Test
    void timesAreDaysAndMilliseconds() {
        assertThat(dates.toDoubles()).containsExactly(19_782, Double.NaN, 0, 0);
        assertThat(timestamps.toDoubles()).containsExactly(5, Double.NaN, 0, Double.NaN);
        assertThat(dates.date(1)).isEmpty();
        assertThat(timestamps.timestamp(0)).contains(Instant.ofEpochMilli(5));
    }

    @Test
    void vectorsHaveNamedDimensionsAndAreNeverMissing() {
        assertThat(vectors.dimensions()).containsExactly("p", "q");
        assertThat(vectors.field().levels()).containsExactly("p", "q");
        assertThat(vectors.levels()).isEmpty();
        assertThat(vectors.missingCount()).isZero();
        assertThat(vectors.vector(0).at(1)).isEqualTo(1);
    }

    @Test
    void aVectorBeyondTheDimensionsIsRefused() {
        assertThatThrownBy(() -> Column.vectors("v", List.of("p"), SparseVector.ZERO, SparseVector.unit(1)))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected vectors of 1 dimensions in column 'v' but found {1: 1.0}. Name every dimension.");
    }

    @Test
    void oddStringsAreHeldAsTheyAre() {
        String[] odd = ODD.toArray(new String[0]);
        Column column = Column.categories("c", odd);
        for (int i = 0; i < odd.length; i++) assertThat(column.string(i)).isEqualTo(odd[i]);
        assertThat(column.missingCount()).isZero();
        assertThat(column.levels())
                .containsExactlyElementsOf(ODD.stream().sorted().toList());
        assertThat(Dataset.of(Dataset.of(column).toTable()).column("c").levels())
                .isEqualTo(column.levels());
    }

    @Test
    void levelsAreThoseThatOccurInAscendingOrder() {
        Column column = Column.categories("c", "b", "c", "a", "b", null);
        assertThat(column.levels()).containsExactly("a", "b", "c");
        assertThat(column.rows(new int[] {0, 4, 3}).levels()).containsExactly("b");
        assertThat(column.rows(new int[] {4}).levels()).isEmpty();
        assertThat(column.rows(new int[] {2, 2, 2, 1, 1, 1, 4}).levels()).containsExactly("a", "c");
        assertThat(texts.levels()).isEmpty();
    }

    @Test
    void codesAreIndicesOfLevels() {
        Column column = Column.categories("c", List.of("z", "unused", "a"), new int[] {2, -1, 0, 2});
        assertThat(Stream.of(0, 1, 2, 3).map(column::string)).containsExactly("a", null, "z", "a");
        assertThat(column.levels()).containsExactly("a", "z");
        assertThat(column.missingCount()).isEqualTo(1);
        assertThat(Dataset.of(column).toTable().stringColumn("c").asList()).containsExactly("a", "", "z", "a");
    }

    @Test
    void levelsThatAreEmptyOrDoubleAndCodesWithoutALevelAreRefused() {
        assertThatThrownBy(() -> Column.categories("c", List.of("a", ""), new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected levels of column 'c' that are not empty and differ but found ''. Give each level "
                        + "once, and -1 for a missing cell.");
        assertThatThrownBy(() -> Column.categories("c", List.of("a", "a"), new int[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'a' twice");
        for (int code : new int[] {2, -2, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> Column.categories("c", List.of("a", "b"), new int[] {0, code}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected codes of column 'c' from -1 to 1 but found " + code + " at row 1.");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void gatheredAndConcatenatedCellsAreTheSameCells(Column column) {
        int[] rows = {3, 0, 1, 1, 2, 3, 0};
        Column gathered = column.withRole(Role.GROUP).withName("other").rows(rows);
        assertThat(gathered.name()).isEqualTo("other");
        assertThat(gathered.role()).isEqualTo(Role.GROUP);
        assertThat(gathered.type()).isEqualTo(column.type());
        assertThat(gathered.dimensions()).isEqualTo(column.dimensions());
        Column both = gathered.concat(column);
        assertThat(both.size()).isEqualTo(11);
        for (int i = 0; i < 11; i++) {
            int from = i < 7 ? rows[i] : i - 7;
            assertThat(both.value(i)).isEqualTo(column.value(from));
            assertThat(both.isMissing(i)).isEqualTo(column.isMissing(from));
            assertThat(both.value(i) == null).isEqualTo(both.isMissing(i));
            if (column.type().fitsDouble()) assertThat(both.number(i)).isEqualTo((Double) column.number(from));
        }
        assertThat(column.rows(new int[0]).size()).isZero();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowThatIsNotThereIsRefused(Column column) {
        assertThatThrownBy(() -> column.value(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> column.value(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aGetterOfAnotherTypeSaysWhatTheColumnIsAndShowsACell() {
        assertThatThrownBy(() -> categories.number(0))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected column 'c' to be a number but it is category, first at row 0: 'y'. Choose another "
                                + "column or read it with another type.");
        assertThatThrownBy(() -> Column.categories("c", null, "x").toDoubles())
                .hasMessageContaining("first at row 1: 'x'");
        assertThatThrownBy(() -> Column.texts("t", null, null).number(0)).hasMessageContaining("all cells are missing");
        assertThatThrownBy(() -> numbers.string(0))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("to be a category or text but it is number, first at row 0: '1.5'");
        assertThatThrownBy(() -> numbers.integer(0)).hasMessageContaining("to be of type integer but it is number");
        assertThatThrownBy(() -> numbers.bool(0)).hasMessageContaining("to be of type boolean");
        assertThatThrownBy(() -> timestamps.date(0)).hasMessageContaining("to be of type date but it is timestamp");
        assertThatThrownBy(() -> dates.timestamp(0)).hasMessageContaining("to be of type timestamp");
        assertThatThrownBy(() -> dates.vector(0)).hasMessageContaining("to be of type vector");
        assertThatThrownBy(() -> vectors.number(0)).hasMessageContaining("to be a number but it is vector");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void aBlankNameIsRefused(String name) {
        assertThatThrownBy(() -> Column.numbers(name, 1))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a column name but found a blank one. Give every column a name.");
        assertThatThrownBy(() -> numbers.withName(name)).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "capital-gain", "日本", "'", "\"", "\\", "a\nb", "😀", " x"})
    void anyOtherNameIsTaken(String name) {
        Dataset data = Dataset.of(Column.numbers(name, 1), Column.numbers("other", 2));
        assertThat(data.column(name).number(0)).isEqualTo(1);
        assertThat(data.select(name).schema().names()).containsExactly(name);
        assertThat(data.where(Expression.number(name).isEqualTo(1)).rowCount()).isEqualTo(1);
    }
}
