package io.github.millwork.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Takes Java values as cells of a column, losing nothing. One place for builders, sources, and whatever is scored: a row,
 * a column of a batch whose type is not that of training, a component of a record.
 *
 * <table>
 *   <caption>Which values suit which column</caption>
 *   <tr><th>column</th><th>values</th></tr>
 *   <tr><td>number</td><td>numbers, where a double holds them exactly; a decimal fraction becomes the nearest double</td></tr>
 *   <tr><td>integer</td><td>whole numbers of any Java type, a {@code double} 3.0 among them, but not 2.5</td></tr>
 *   <tr><td>boolean</td><td>booleans</td></tr>
 *   <tr><td>category</td><td>strings, characters, enums; whole numbers and booleans by their text, {@code 3} as "3" and
 *       {@code true} as "true", since an identifier may come as either. Not a {@code double}, which has many texts</td></tr>
 *   <tr><td>text</td><td>strings, characters, enums</td></tr>
 *   <tr><td>date</td><td>days; strings such as {@code 2024-01-31}</td></tr>
 *   <tr><td>timestamp</td><td>instants, cut off below the millisecond; date-times without zone are taken as UTC; strings such
 *       as {@code 2024-01-31T10:00:00} (see {@link IsoTime})</td></tr>
 *   <tr><td>vector</td><td>sparse vectors</td></tr>
 * </table>
 *
 * <p>Null, the empty string and NaN are missing in every column, as they are when a column is made of them. A string is
 * never a number or a boolean: formats in which rows come, such as JSON, have both, and a number in quotes is an identifier
 * or a mistake. They have no dates, so those are read from strings.
 */
public final class Cast {
    /** 2^63, one more than the largest long. */
    private static final double BEYOND_LONG = 0x1p63;

    private Cast() {}

    /**
     * Takes a value as a cell that fits in a double.
     *
     * @param type a type for which {@link ColumnType#fitsDouble()} holds
     * @param value any value, null where missing
     * @param column the column, for the message
     * @return the cell as {@link Column#number(int)} would give it, NaN where it is missing
     * @throws DataException if the value is of another type or does not fit without loss
     */
    public static double number(ColumnType type, @Nullable Object value, String column) {
        if (value == null || isMissing(value)) return Double.NaN;
        switch (type) {
            case NUMBER -> {
                return toDouble(value, column);
            }
            case INTEGER -> {
                return (double) toLong(value, column);
            }
            case BOOLEAN -> {
                if (value instanceof Boolean truth) return truth ? 1 : 0;
            }
            case DATE -> {
                LocalDate date = toDate(value);
                if (date != null) return date.toEpochDay();
            }
            case TIMESTAMP -> {
                Instant instant = toInstant(value);
                if (instant != null) return toMillis(instant, column);
            }
            default -> throw new IllegalArgumentException("Expected a type that fits in a double but found " + type);
        }
        throw wrong(type, value, column);
    }

    /**
     * Takes a value as a string cell.
     *
     * @param type {@link ColumnType#CATEGORY} or {@link ColumnType#TEXT}
     * @param value any value, null where missing
     * @param column the column, for the message
     * @return the string, null where the value is null or empty
     * @throws DataException if the value is of another type
     */
    public static @Nullable String string(ColumnType type, @Nullable Object value, String column) {
        if (value == null || isMissing(value)) return null;
        String string = null;
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            string = value.toString();
        } else if (type == ColumnType.CATEGORY && (value instanceof Boolean || isWhole(value))) {
            string = value.toString();
        }
        if (string == null) throw wrong(type, value, column);
        return string.isEmpty() ? null : string; // an enum may print as nothing
    }

    /**
     * Takes a value as the Java type that cells of a column have.
     *
     * @param type any type
     * @param value any value, null where missing
     * @param column the column, for the message
     * @return a Double, Long, Boolean, String, LocalDate, Instant or SparseVector, or null where it is missing
     * @throws DataException if the value is of another type or does not fit without loss
     */
    public static @Nullable Object cell(ColumnType type, @Nullable Object value, String column) {
        if (value == null || isMissing(value)) return null;
        return switch (type) {
            case NUMBER -> toDouble(value, column);
            case INTEGER -> toLong(value, column);
            case BOOLEAN -> number(type, value, column) == 1;
            case CATEGORY, TEXT -> string(type, value, column);
            case DATE -> LocalDate.ofEpochDay((long) number(type, value, column));
            case TIMESTAMP -> Instant.ofEpochMilli((long) number(type, value, column));
            case VECTOR -> {
                if (!(value instanceof SparseVector)) throw wrong(type, value, column);
                yield value;
            }
        };
    }

    /**
     * {@return the column type for values of a Java type, or null where there is none}
     *
     * @param javaType a class, as of a record component or a bean property
     */
    public static @Nullable ColumnType typeOf(Class<?> javaType) {
        if (javaType == double.class || javaType == float.class) return ColumnType.NUMBER;
        if (javaType == Double.class || javaType == Float.class || javaType == BigDecimal.class)
            return ColumnType.NUMBER;
        if (javaType == boolean.class || javaType == Boolean.class) return ColumnType.BOOLEAN;
        if (javaType == int.class || javaType == long.class || javaType == short.class || javaType == byte.class) {
            return ColumnType.INTEGER;
        }
        if (javaType == Integer.class || javaType == Long.class || javaType == Short.class || javaType == Byte.class) {
            return ColumnType.INTEGER;
        }
        if (javaType == String.class || javaType == char.class || javaType == Character.class)
            return ColumnType.CATEGORY;
        if (javaType.isEnum()) return ColumnType.CATEGORY;
        if (javaType == BigInteger.class) return ColumnType.INTEGER;
        if (javaType == LocalDate.class || javaType == java.sql.Date.class) return ColumnType.DATE;
        if (javaType == Instant.class || javaType == OffsetDateTime.class || javaType == ZonedDateTime.class) {
            return ColumnType.TIMESTAMP;
        }
        if (javaType == LocalDateTime.class || javaType == Date.class || javaType == java.sql.Timestamp.class) {
            return ColumnType.TIMESTAMP;
        }
        return javaType == SparseVector.class ? ColumnType.VECTOR : null;
    }

    /**
     * {@return whether cells of one type can be cells of a column of another} Where only some can, such as whole ones among
     * numbers, each is checked when it is taken; missing cells suit every column.
     *
     * @param column the type of the column
     * @param offered the type of the cells
     */
    public static boolean suits(ColumnType column, ColumnType offered) {
        if (offered == column) return true;
        return switch (column) {
            case NUMBER, INTEGER -> offered.isNumeric();
            case CATEGORY ->
                offered == ColumnType.TEXT || offered == ColumnType.INTEGER || offered == ColumnType.BOOLEAN;
            case TEXT -> offered == ColumnType.CATEGORY;
            case DATE, TIMESTAMP -> offered.isString();
            case BOOLEAN, VECTOR -> false;
        };
    }

    /**
     * {@return whether values of a Java type can be cells of a column} Where only some can, each is checked when it is
     * taken.
     *
     * @param column the type of the column
     * @param javaType a class, as of a record component or a bean property
     */
    public static boolean suits(ColumnType column, Class<?> javaType) {
        ColumnType offered = typeOf(javaType);
        if (offered == null || !suits(column, offered)) return false;
        return !offered.isString() || column.isString() || javaType == String.class; // neither enum nor char is a day
    }

    private static double toDouble(Object value, String column) {
        if (value instanceof Double || value instanceof Float || isSmall(value)) return ((Number) value).doubleValue();
        double number;
        boolean exact;
        if (value instanceof Long whole) {
            number = (double) whole;
            exact = number < BEYOND_LONG && (long) number == whole;
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            BigDecimal decimal = value instanceof BigInteger big ? new BigDecimal(big) : (BigDecimal) value;
            number = decimal.doubleValue();
            boolean whole =
                    decimal.signum() == 0 || decimal.stripTrailingZeros().scale() <= 0;
            exact = Double.isFinite(number) && (whole ? new BigDecimal(number).compareTo(decimal) == 0 : number != 0);
        } else {
            throw wrong(ColumnType.NUMBER, value, column);
        }
        if (exact) return number;
        throw new DataException("Expected column '" + column + "' to hold numbers that a double can hold exactly but "
                + "found " + value + ". Give it as a category if it is an identifier, or round it first.");
    }

    private static long toLong(Object value, String column) {
        if (isSmall(value)) return ((Number) value).longValue();
        long number = 0;
        boolean exact = false;
        if (value instanceof Long whole) {
            number = whole;
            exact = true;
        } else if (value instanceof Double || value instanceof Float) {
            double floating = ((Number) value).doubleValue();
            number = (long) floating;
            exact = (double) number == floating && floating < BEYOND_LONG;
        } else if (value instanceof BigInteger || value instanceof BigDecimal) {
            BigDecimal decimal = value instanceof BigInteger big ? new BigDecimal(big) : (BigDecimal) value;
            number = decimal.longValue();
            exact = BigDecimal.valueOf(number).compareTo(decimal) == 0;
        }
        if (!exact) throw wrong(ColumnType.INTEGER, value, column);
        if (number != IntegerStore.MISSING) return number;
        throw new DataException("Expected column '" + column + "' to hold whole numbers above " + number
                + ", which stands for a missing cell, but found just that. Give null if it is missing.");
    }

    private static boolean isMissing(Object value) {
        if (value instanceof Double number) return number.isNaN();
        if (value instanceof Float number) return number.isNaN();
        return value instanceof CharSequence text && text.length() == 0;
    }

    private static boolean isSmall(Object value) {
        return value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    private static double toMillis(Instant instant, String column) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException e) {
            throw new DataException(
                    "Expected column '" + column + "' to hold timestamps whose milliseconds fit in 64 "
                            + "bits but found " + instant + ". Give null if it stands for no time at all.",
                    e);
        }
    }

    private static boolean isWhole(Object value) {
        return isSmall(value) || value instanceof Long || value instanceof BigInteger;
    }

    private static @Nullable LocalDate toDate(Object value) {
        if (value instanceof LocalDate date) return date;
        if (value instanceof CharSequence text) return IsoTime.date(text.toString());
        return value instanceof java.sql.Date date ? date.toLocalDate() : null;
    }

    /** Local date-times are taken as UTC: the same choice as when they are read from a file. */
    private static @Nullable Instant toInstant(Object value) {
        if (value instanceof Instant instant) return instant;
        if (value instanceof OffsetDateTime time) return time.toInstant();
        if (value instanceof ZonedDateTime time) return time.toInstant();
        if (value instanceof LocalDateTime time) return time.toInstant(ZoneOffset.UTC);
        if (value instanceof CharSequence text) return IsoTime.timestamp(text.toString());
        boolean hasInstant = !(value instanceof java.sql.Date) && !(value instanceof java.sql.Time);
        return value instanceof Date date && hasInstant ? date.toInstant() : null;
    }

    private static DataException wrong(ColumnType type, Object value, String column) {
        return new DataException("Expected column '" + column + "' to be of type " + type.label() + " but found the "
                + value.getClass().getSimpleName() + " '" + value + "'. Give " + examples(type)
                + ", or null if it is missing.");
    }

    private static String examples(ColumnType type) {
        return switch (type) {
            case NUMBER -> "a number such as 2.5";
            case INTEGER -> "a whole number such as 3";
            case BOOLEAN -> "true or false";
            case CATEGORY, TEXT -> "a string";
            case DATE -> "a java.time.LocalDate or a string such as 2024-01-31";
            case TIMESTAMP -> "a java.time.Instant or a string such as 2024-01-31T10:00:00Z";
            case VECTOR -> "a SparseVector";
        };
    }
}
