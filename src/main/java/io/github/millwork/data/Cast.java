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
 * Takes Java values as cells of a column, losing nothing: an {@code Integer} may be a number, a {@code double} 2.5 is no
 * integer, a string is never a number. One place for builders, records, rows and sources alike.
 */
public final class Cast {
    static final double EXACT = 9_007_199_254_740_992.0; // 2^53

    private Cast() {}

    /**
     * Takes a value as a cell that fits in a double.
     *
     * @param type a type for which {@link ColumnType#fitsDouble()} holds
     * @param value any value, null where missing
     * @param column the column, for the message
     * @return the cell as {@link Column#number(int)} would give it, NaN for null
     * @throws DataException if the value is of another type or does not fit without loss
     */
    public static double number(ColumnType type, @Nullable Object value, String column) {
        if (value == null) return Double.NaN;
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
                if (instant != null) return instant.toEpochMilli();
            }
            default -> throw new IllegalArgumentException("Expected a type that fits in a double but found " + type);
        }
        throw wrong(type, value, column);
    }

    /**
     * Takes a value as a string cell.
     *
     * @param type {@link ColumnType#CATEGORY} or {@link ColumnType#TEXT}
     * @param value a string, character or enum; for a category also a whole number or a boolean; null where missing
     * @param column the column, for the message
     * @return the string, null where the value is null or empty
     * @throws DataException if the value is of another type
     */
    public static @Nullable String string(ColumnType type, @Nullable Object value, String column) {
        if (value == null) return null;
        String string = null;
        if (value instanceof CharSequence || value instanceof Character || value instanceof Enum<?>) {
            string = value.toString();
        } else if (type == ColumnType.CATEGORY && (value instanceof Boolean || isWhole(value))) {
            string = value.toString();
        }
        if (string == null) throw wrong(type, value, column);
        return string.isEmpty() ? null : string;
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
        if (value == null) return null;
        return switch (type) {
            case NUMBER -> {
                double number = toDouble(value, column);
                yield Double.isNaN(number) ? null : (Object) number;
            }
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
        if (javaType == LocalDate.class) return ColumnType.DATE;
        if (javaType == Instant.class || javaType == OffsetDateTime.class || javaType == ZonedDateTime.class) {
            return ColumnType.TIMESTAMP;
        }
        if (javaType == LocalDateTime.class || javaType == Date.class) return ColumnType.TIMESTAMP;
        return javaType == SparseVector.class ? ColumnType.VECTOR : null;
    }

    private static double toDouble(Object value, String column) {
        if (value instanceof Double || value instanceof Float) return ((Number) value).doubleValue();
        if (value instanceof BigDecimal decimal) return decimal.doubleValue();
        if (isWhole(value)) {
            double number = ((Number) value).doubleValue();
            if (Math.abs(number) <= EXACT) return number;
            throw new DataException(
                    "Expected column '" + column + "' to hold numbers that a double can hold exactly but " + "found "
                            + value + ". Give it as a category if it is an identifier, or round it first.");
        }
        throw wrong(ColumnType.NUMBER, value, column);
    }

    private static long toLong(Object value, String column) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            if (number != IntegerStore.MISSING) return number;
        } else if (value instanceof BigInteger big && big.bitLength() < 64) {
            return big.longValue();
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            if (number == Math.rint(number) && Math.abs(number) <= EXACT) return (long) number;
        }
        throw wrong(ColumnType.INTEGER, value, column);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigInteger;
    }

    private static @Nullable LocalDate toDate(Object value) {
        if (value instanceof LocalDate date) return date;
        return value instanceof java.sql.Date date ? date.toLocalDate() : null;
    }

    /** Local date-times are taken as UTC: the same choice as when they are read from a file. */
    private static @Nullable Instant toInstant(Object value) {
        if (value instanceof Instant instant) return instant;
        if (value instanceof OffsetDateTime time) return time.toInstant();
        if (value instanceof ZonedDateTime time) return time.toInstant();
        if (value instanceof LocalDateTime time) return time.toInstant(ZoneOffset.UTC);
        return value instanceof Date date && !(value instanceof java.sql.Date) ? date.toInstant() : null;
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
            case DATE -> "a java.time.LocalDate";
            case TIMESTAMP -> "a java.time.Instant";
            case VECTOR -> "a SparseVector";
        };
    }
}
