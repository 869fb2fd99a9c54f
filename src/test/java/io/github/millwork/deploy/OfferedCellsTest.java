package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.millwork.data.Cast;
import io.github.millwork.data.Column;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.Schema;
import io.github.millwork.data.SparseVector;
import io.github.millwork.stage.FittedTransformer;
import io.github.millwork.stage.Frame;
import io.github.millwork.stage.Operation;
import io.github.millwork.stage.RowProgram;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is offered for a column is the same cell, or is refused, whether it comes in a row, a batch or a record. */
class OfferedCellsTest {
    private static final List<String> DIMENSIONS = List.of("v0", "v1");
    private static final Object NO = "refused";
    private static final double NAN = Double.NaN;
    private static final double DAY = LocalDate.of(2024, 1, 31).toEpochDay();
    private static final double TIME = Instant.parse("2024-01-31T10:00:00Z").toEpochMilli();

    enum Colour {
        RED
    }

    record OfDouble(Double x) {}

    record OfFloat(Float x) {}

    record OfInteger(Integer x) {}

    record OfLong(Long x) {}

    record OfByte(Byte x) {}

    record OfBigInteger(BigInteger x) {}

    record OfBigDecimal(BigDecimal x) {}

    record OfBoolean(Boolean x) {}

    record OfString(String x) {}

    record OfCharacter(Character x) {}

    record OfColour(Colour x) {}

    record OfDate(LocalDate x) {}

    record OfInstant(Instant x) {}

    record OfDateTime(LocalDateTime x) {}

    record OfOffset(OffsetDateTime x) {}

    record OfVector(SparseVector x) {}

    private static final SparseVector UNIT = SparseVector.unit(1);

    /** A record, and the cell it gives for a number, integer, boolean, category, text, date, timestamp and vector. */
    private static final Object[][] TABLE = {
        {new OfDouble(2.5), 2.5, NO, NO, NO, NO, NO, NO, NO},
        {new OfDouble(3.0), 3.0, 3.0, NO, NO, NO, NO, NO, NO},
        {new OfDouble(0x1p60), 0x1p60, 0x1p60, NO, NO, NO, NO, NO, NO},
        {new OfFloat(0.1f), (double) 0.1f, NO, NO, NO, NO, NO, NO, NO},
        {new OfFloat(-7f), -7.0, -7.0, NO, NO, NO, NO, NO, NO},
        {new OfInteger(3), 3.0, 3.0, NO, "3", NO, NO, NO, NO},
        {new OfInteger(1), 1.0, 1.0, NO, "1", NO, NO, NO, NO},
        {new OfByte((byte) -3), -3.0, -3.0, NO, "-3", NO, NO, NO, NO},
        {new OfLong(1234L), 1234.0, 1234.0, NO, "1234", NO, NO, NO, NO},
        {new OfLong((1L << 53) + 1), NO, 0x1p53, NO, "9007199254740993", NO, NO, NO, NO},
        {new OfBigInteger(BigInteger.TEN), 10.0, 10.0, NO, "10", NO, NO, NO, NO},
        {new OfBigDecimal(new BigDecimal("2.5")), 2.5, NO, NO, NO, NO, NO, NO, NO},
        {new OfBigDecimal(new BigDecimal("3.00")), 3.0, 3.0, NO, NO, NO, NO, NO, NO},
        {new OfBoolean(true), NO, NO, 1.0, "true", NO, NO, NO, NO},
        {new OfBoolean(false), NO, NO, 0.0, "false", NO, NO, NO, NO},
        {new OfString("word"), NO, NO, NO, "word", "word", NO, NO, NO},
        {new OfString("12.5"), NO, NO, NO, "12.5", "12.5", NO, NO, NO},
        {new OfString("3"), NO, NO, NO, "3", "3", NO, NO, NO},
        {new OfString("true"), NO, NO, NO, "true", "true", NO, NO, NO},
        {new OfString(" 2024-01-31 "), NO, NO, NO, " 2024-01-31 ", " 2024-01-31 ", DAY, NO, NO},
        {new OfString("2024-02-30"), NO, NO, NO, "2024-02-30", "2024-02-30", NO, NO, NO},
        {new OfString("2024-01-31T10:00:00"), NO, NO, NO, "2024-01-31T10:00:00", "2024-01-31T10:00:00", NO, TIME, NO},
        {new OfString("2024-01-31T10:00Z"), NO, NO, NO, "2024-01-31T10:00Z", "2024-01-31T10:00Z", NO, TIME, NO},
        {
            new OfString("2024-01-31 12:00:00+02:00"),
            NO,
            NO,
            NO,
            "2024-01-31 12:00:00+02:00",
            "2024-01-31 12:00:00+02:00",
            NO,
            TIME,
            NO
        },
        {new OfCharacter('x'), NO, NO, NO, "x", "x", NO, NO, NO},
        {new OfColour(Colour.RED), NO, NO, NO, "RED", "RED", NO, NO, NO},
        {new OfDate(LocalDate.of(2024, 1, 31)), NO, NO, NO, NO, NO, DAY, NO, NO},
        {new OfInstant(Instant.ofEpochMilli((long) TIME)), NO, NO, NO, NO, NO, NO, TIME, NO},
        {new OfDateTime(LocalDateTime.of(2024, 1, 31, 10, 0)), NO, NO, NO, NO, NO, NO, TIME, NO},
        {new OfOffset(OffsetDateTime.parse("2024-01-31T12:00+02:00")), NO, NO, NO, NO, NO, NO, TIME, NO},
        {new OfVector(UNIT), NO, NO, NO, NO, NO, NO, NO, UNIT},
    };

    static Stream<Arguments> offers() {
        return Arrays.stream(TABLE)
                .flatMap(line -> IntStream.range(0, ColumnType.values().length)
                        .mapToObj(type -> Arguments.of(ColumnType.values()[type], line[0], line[type + 1])));
    }

    private static RowProgram program(ColumnType type) {
        Field field = new Field("x", type, Role.FEATURE, -1, type == ColumnType.VECTOR ? DIMENSIONS : List.of());
        FittedTransformer consumes = () -> List.of(new Operation(
                List.of("x"), List.of(new Field("y", ColumnType.NUMBER)), true, (in, out) -> frame -> {}));
        return RowProgram.of(Schema.of(List.of(field)), List.of(consumes));
    }

    private static Object loaded(RowProgram program, Frame frame) {
        RowProgram.Input input = program.inputs().get(0);
        return input.type().fitsDouble() ? (Object) frame.number(input.slot()) : frame.object(input.slot());
    }

    private static Object inARow(RowProgram program, Object value) {
        Frame frame = program.frame();
        program.load(frame, Row.of("x", value));
        return loaded(program, frame);
    }

    private static Object inARecord(RowProgram program, Record item) {
        Frame frame = program.frame();
        load(program, frame, item, item.getClass());
        return loaded(program, frame);
    }

    private static Object inABatch(RowProgram program, Column column, int row) {
        Frame frame = program.frame();
        program.load(frame, program.columns(Dataset.of(column)), row);
        return loaded(program, frame);
    }

    private static Object read(Record item) {
        try {
            return item.getClass().getDeclaredMethod("x").invoke(item);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A column as a source gives it: of the type of the value, with a missing cell before it. */
    private static Column column(Object value, boolean text) {
        if (value instanceof SparseVector vector) {
            return Column.vectors("x", DIMENSIONS, SparseVector.ZERO, vector);
        }
        ColumnType type = Objects.requireNonNull(Cast.typeOf(value.getClass()));
        return Dataset.builder()
                .column("x", text ? ColumnType.TEXT : type)
                .row((Object) null)
                .row(value)
                .build()
                .column("x");
    }

    @ParameterizedTest
    @MethodSource("offers")
    void aValueIsTheSameCellHoweverItComes(ColumnType trained, Record item, Object expected) {
        RowProgram program = program(trained);
        Object value = read(item);
        boolean suits = Cast.suits(trained, value.getClass());
        if (!NO.equals(expected)) {
            assertThat(suits).isTrue();
            assertThat(inARow(program, value)).isEqualTo(expected);
            assertThat(inARecord(program, item)).isEqualTo(expected);
            assertThat(inABatch(program, column(value, false), 1)).isEqualTo(expected);
            if (value instanceof String) {
                assertThat(inABatch(program, column(value, true), 1)).isEqualTo(expected);
            }
            return;
        }
        Throwable row = catchThrowable(() -> inARow(program, value));
        assertThat(row)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected column 'x' to ")
                .hasMessageContaining(value.toString());
        assertThat(catchThrowable(() -> inABatch(program, column(value, false), 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'x'")
                .hasMessageMatching("(?s).*[aA]t row [01]: .*");
        Throwable inRecord = catchThrowable(() -> inARecord(program, item));
        if (suits) assertThat(inRecord).isInstanceOf(DataException.class).hasMessage(row.getMessage());
        else assertThat(inRecord).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("column 'x'");
    }

    static Stream<ColumnType> types() {
        return Arrays.stream(ColumnType.values());
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsMissingIsMissingInEveryColumn(ColumnType trained) {
        RowProgram program = program(trained);
        Object missing = trained.fitsDouble() ? (Object) NAN : trained.isString() ? null : SparseVector.ZERO;
        for (Object value : new Object[] {null, "", NAN, Float.NaN}) {
            assertThat(inARow(program, value)).isEqualTo(missing);
        }
        for (Column column : List.of(
                Column.numbers("x", NAN),
                Column.integers("x", Long.MIN_VALUE),
                Column.booleans("x", (Boolean) null),
                Column.categories("x", ""),
                Column.texts("x", (String) null),
                Column.dates("x", (LocalDate) null),
                Column.timestamps("x", (Instant) null))) {
            assertThat(inABatch(program, column, 0)).isEqualTo(missing);
        }
        for (Record item : List.of(
                new OfDouble(null),
                new OfDouble(NAN),
                new OfLong(null),
                new OfBoolean(null),
                new OfString(null),
                new OfString(""),
                new OfDate(null),
                new OfInstant(null),
                new OfVector(null))) {
            Class<?> type = item.getClass().getRecordComponents()[0].getType();
            if (Cast.suits(trained, type)) assertThat(inARecord(program, item)).isEqualTo(missing);
        }
    }

    @Test
    void aVectorOfTooManyDimensionsIsRefusedHoweverItComes() {
        RowProgram program = program(ColumnType.VECTOR);
        SparseVector wide = SparseVector.unit(2);
        String message =
                "Expected a vector of 2 dimensions for column 'x', as in training, but found {2: 1.0}. Give one of "
                        + "the same dimensions.";
        assertThat(catchThrowable(() -> inARow(program, wide)))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        assertThat(catchThrowable(() -> inARecord(program, new OfVector(wide))))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
        Column more = Column.vectors("x", List.of("v0", "v1", "v2"), wide);
        assertThat(catchThrowable(() -> inABatch(program, more, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("column 'x'");
    }

    private static <R> void load(RowProgram program, Frame frame, Object item, Class<R> type) {
        PropertyReader.of(program.inputs(), type).load(frame, type.cast(item));
    }
}
