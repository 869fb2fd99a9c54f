package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CastTest {
    private static final long LIMIT = 1L << 53;

    enum Colour {
        RED
    }

    static double number(Object value) {
        return Cast.number(ColumnType.NUMBER, value, "x");
    }

    static double integer(Object value) {
        return Cast.number(ColumnType.INTEGER, value, "x");
    }

    @Nested
    class ANumber {
        @Test
        void isTakenFromEveryJavaNumber() {
            assertThat(number(2.5)).isEqualTo(2.5);
            assertThat(number(0.1f)).isEqualTo(0.1f);
            assertThat(number((byte) -3)).isEqualTo(-3);
            assertThat(number((short) 300)).isEqualTo(300);
            assertThat(number(70_000)).isEqualTo(70_000);
            assertThat(number(5L)).isEqualTo(5);
            assertThat(number(BigInteger.TEN)).isEqualTo(10);
            assertThat(number(new BigDecimal("12345678901.23"))).isEqualTo(12345678901.23);
            assertThat(number(new BigDecimal("0E+30"))).isZero();
        }

        @Test
        void keepsTheSignOfZeroAndInfinity() {
            assertThat(1 / number(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(number(Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
        }

        @Test
        void isMissingForNullAndNaN() {
            assertThat(number(null)).isNaN();
            assertThat(number(Float.NaN)).isNaN();
            assertThat(Cast.cell(ColumnType.NUMBER, Double.NaN, "x")).isNull();
        }

        @Test
        void mayBeAnyWholeNumberThatADoubleHoldsExactly() {
            assertThat(number(LIMIT)).isEqualTo(0x1p53);
            assertThat(number(LIMIT + 2)).isEqualTo(0x1p53 + 2);
            assertThat(number(1L << 62)).isEqualTo(0x1p62);
            assertThat(number(Long.MIN_VALUE)).isEqualTo(-0x1p63);
            assertThat(number(BigInteger.TWO.pow(1000))).isEqualTo(0x1p1000);
        }

        @Test
        void isNeverRoundedToAnotherWholeNumber() {
            for (Object lossy : new Object[] {
                LIMIT + 1,
                -LIMIT - 1,
                Long.MAX_VALUE,
                BigInteger.valueOf(LIMIT + 1),
                new BigDecimal("9007199254740993.00"),
                BigInteger.TWO.pow(1000).add(BigInteger.ONE)
            }) {
                assertThatThrownBy(() -> number(lossy))
                        .isInstanceOf(DataException.class)
                        .hasMessage("Expected column 'x' to hold numbers that a double can hold exactly but found "
                                + lossy + ". Give it as a category if it is an identifier, or round it first.");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"1e400", "-1e400", "1e-400"})
        void isNeitherInfiniteNorZeroInsteadOfADecimalThatIsNot(String decimal) {
            assertThatThrownBy(() -> number(new BigDecimal(decimal))).isInstanceOf(DataException.class);
        }

        @Test
        void isNoStringAndNoBoolean() {
            assertThatThrownBy(() -> number("2.5"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected column 'x' to be of type number but found the String '2.5'. "
                            + "Give a number such as 2.5, or null if it is missing.");
            assertThatThrownBy(() -> number(true)).isInstanceOf(DataException.class);
        }
    }

    @Nested
    class AnInteger {
        @Test
        void isTakenFromEveryWholeNumber() {
            assertThat(integer(7)).isEqualTo(7);
            assertThat(integer((byte) -7)).isEqualTo(-7);
            assertThat(integer(7.0)).isEqualTo(7);
            assertThat(integer(7f)).isEqualTo(7);
            assertThat(integer(new BigDecimal("7.00"))).isEqualTo(7);
            assertThat(Cast.cell(ColumnType.INTEGER, Long.MAX_VALUE, "x")).isEqualTo(Long.MAX_VALUE);
            assertThat(Cast.cell(ColumnType.INTEGER, BigInteger.valueOf(LIMIT + 1), "x"))
                    .isEqualTo(LIMIT + 1);
            assertThat(Cast.cell(ColumnType.INTEGER, 0x1p62, "x")).isEqualTo(1L << 62);
        }

        @Test
        void isMissingForNullAndNaN() {
            assertThat(integer(null)).isNaN();
            assertThat(integer(Double.NaN)).isNaN();
            assertThat(Cast.cell(ColumnType.INTEGER, Float.NaN, "x")).isNull();
        }

        @Test
        void isNeverRounded() {
            for (Object fraction : new Object[] {
                2.5,
                0x1p63,
                Double.POSITIVE_INFINITY,
                new BigDecimal("2.5"),
                new BigDecimal("1e30"),
                BigInteger.TWO.pow(63),
                "7"
            }) {
                assertThatThrownBy(() -> integer(fraction))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining("to be of type integer but found the "
                                + fraction.getClass().getSimpleName() + " '" + fraction + "'");
            }
        }

        @Test
        void isNotTheNumberThatStandsForMissing() {
            for (Object smallest : new Object[] {
                Long.MIN_VALUE, BigInteger.valueOf(Long.MIN_VALUE), -0x1p63, new BigDecimal(Long.MIN_VALUE)
            }) {
                assertThatThrownBy(() -> integer(smallest))
                        .isInstanceOf(DataException.class)
                        .hasMessage(
                                "Expected column 'x' to hold whole numbers above -9223372036854775808, which stands "
                                        + "for a missing cell, but found just that. Give null if it is missing.");
            }
        }
    }

    @Nested
    class AString {
        @Test
        void isTakenFromWhatReadsAsOne() {
            assertThat(Cast.string(ColumnType.TEXT, "a", "x")).isEqualTo("a");
            assertThat(Cast.string(ColumnType.TEXT, new StringBuilder("a"), "x"))
                    .isEqualTo("a");
            assertThat(Cast.string(ColumnType.TEXT, 'a', "x")).isEqualTo("a");
            assertThat(Cast.string(ColumnType.CATEGORY, Colour.RED, "x")).isEqualTo("RED");
        }

        @Test
        void isMissingWhereItIsEmpty() {
            assertThat(Cast.string(ColumnType.TEXT, "", "x")).isNull();
            assertThat(Cast.string(ColumnType.CATEGORY, null, "x")).isNull();
            assertThat(Cast.cell(ColumnType.CATEGORY, "", "x")).isNull();
        }

        @Test
        void mayBeAWholeNumberOrBooleanInACategoryOnly() {
            assertThat(Cast.string(ColumnType.CATEGORY, 3, "x")).isEqualTo("3");
            assertThat(Cast.string(ColumnType.CATEGORY, true, "x")).isEqualTo("true");
            assertThatThrownBy(() -> Cast.string(ColumnType.TEXT, 3, "x")).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Cast.string(ColumnType.CATEGORY, 3.0, "x"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected column 'x' to be of type category but found the Double '3.0'. "
                            + "Give a string, or null if it is missing.");
        }
    }

    @Nested
    class ATime {
        private final Instant instant = Instant.parse("1969-12-31T23:59:59.999Z");

        @Test
        void isTakenFromEveryClassThatNamesAnInstant() {
            for (Object same : new Object[] {
                instant,
                OffsetDateTime.ofInstant(instant, ZoneOffset.ofHours(5)),
                instant.atZone(ZoneId.of("Europe/Oslo")),
                LocalDateTime.ofInstant(instant, ZoneOffset.UTC),
                Date.from(instant),
                java.sql.Timestamp.from(instant)
            }) {
                assertThat(Cast.number(ColumnType.TIMESTAMP, same, "x")).isEqualTo(-1);
                assertThat(Cast.cell(ColumnType.TIMESTAMP, same, "x")).isEqualTo(instant);
            }
        }

        @Test
        void isCutOffBelowTheMillisecondTowardsThePast() {
            assertThat(Cast.cell(ColumnType.TIMESTAMP, Instant.parse("1969-12-31T23:59:59.999999999Z"), "x"))
                    .isEqualTo(instant);
        }

        @Test
        void isADateForDates() {
            LocalDate date = LocalDate.of(1969, 12, 31);
            assertThat(Cast.number(ColumnType.DATE, date, "x")).isEqualTo(-1);
            assertThat(Cast.cell(ColumnType.DATE, java.sql.Date.valueOf(date), "x"))
                    .isEqualTo(date);
        }

        @Test
        void isNotGuessedFromAnotherKind() {
            assertThatThrownBy(() -> Cast.cell(ColumnType.DATE, instant, "x"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Give a java.time.LocalDate");
            assertThatThrownBy(() -> Cast.cell(ColumnType.TIMESTAMP, LocalDate.EPOCH, "x"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Give a java.time.Instant");
            assertThatThrownBy(() -> Cast.cell(ColumnType.TIMESTAMP, new java.sql.Time(0), "x"))
                    .isInstanceOf(DataException.class);
            assertThatThrownBy(() -> Cast.cell(ColumnType.TIMESTAMP, new java.sql.Date(0), "x"))
                    .isInstanceOf(DataException.class);
        }

        @Test
        void isRefusedWhereItsMillisecondsOverflow() {
            assertThatThrownBy(() -> Cast.number(ColumnType.TIMESTAMP, Instant.MAX, "x"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("fit in 64 bits");
        }
    }

    @Test
    void aBooleanIsNeitherANumberNorAString() {
        assertThat(Cast.number(ColumnType.BOOLEAN, true, "x")).isEqualTo(1);
        assertThat(Cast.cell(ColumnType.BOOLEAN, false, "x")).isEqualTo(false);
        assertThat(Cast.cell(ColumnType.BOOLEAN, null, "x")).isNull();
        for (Object other : new Object[] {1, "true", 1.0}) {
            assertThatThrownBy(() -> Cast.cell(ColumnType.BOOLEAN, other, "x"))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("Give true or false");
        }
    }

    @Test
    void aVectorIsASparseVector() {
        assertThat(Cast.cell(ColumnType.VECTOR, SparseVector.ZERO, "x")).isSameAs(SparseVector.ZERO);
        assertThatThrownBy(() -> Cast.cell(ColumnType.VECTOR, new double[1], "x"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Give a SparseVector");
    }

    @ParameterizedTest
    @EnumSource(names = {"CATEGORY", "TEXT", "VECTOR"})
    void whatDoesNotFitInADoubleIsAWrongCall(ColumnType type) {
        assertThatThrownBy(() -> Cast.number(type, "a", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyJavaTypeThatIsTakenHasAColumnType() {
        assertThat(Cast.typeOf(double.class)).isEqualTo(ColumnType.NUMBER);
        assertThat(Cast.typeOf(Float.class)).isEqualTo(ColumnType.NUMBER);
        assertThat(Cast.typeOf(BigDecimal.class)).isEqualTo(ColumnType.NUMBER);
        assertThat(Cast.typeOf(long.class)).isEqualTo(ColumnType.INTEGER);
        assertThat(Cast.typeOf(Byte.class)).isEqualTo(ColumnType.INTEGER);
        assertThat(Cast.typeOf(BigInteger.class)).isEqualTo(ColumnType.INTEGER);
        assertThat(Cast.typeOf(Boolean.class)).isEqualTo(ColumnType.BOOLEAN);
        assertThat(Cast.typeOf(Colour.class)).isEqualTo(ColumnType.CATEGORY);
        assertThat(Cast.typeOf(char.class)).isEqualTo(ColumnType.CATEGORY);
        assertThat(Cast.typeOf(java.sql.Date.class)).isEqualTo(ColumnType.DATE);
        assertThat(Cast.typeOf(java.sql.Timestamp.class)).isEqualTo(ColumnType.TIMESTAMP);
        assertThat(Cast.typeOf(SparseVector.class)).isEqualTo(ColumnType.VECTOR);
        assertThat(Cast.typeOf(Object.class)).isNull();
        assertThat(Cast.typeOf(int[].class)).isNull();
    }
}
