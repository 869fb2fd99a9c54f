package io.github.millwork.collect;

import com.fasterxml.jackson.core.io.NumberInput;
import io.github.millwork.data.ColumnType;
import io.github.millwork.data.IsoTime;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the text of a cell can be read as, in a file and wherever else rows come as text. White space around it does not
 * count, except in categories and text.
 */
public final class CellText {
    /** What stands for a missing cell in columns of numbers, truth values, dates and timestamps. */
    private static final Set<String> MISSING = Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "-");

    private CellText() {}

    /**
     * {@return whether a cell of a column that holds no strings is missing}
     *
     * @param text the cell
     */
    public static boolean isMissing(String text) {
        return MISSING.contains(text.strip());
    }

    /** Whether a cell is a number with a point or an exponent, if it is a number. */
    static boolean isFractional(String number) {
        return number.indexOf('.') >= 0 || number.indexOf('e') >= 0 || number.indexOf('E') >= 0;
    }

    /** Whether a text that begins so may be a number or a truth value. */
    static boolean mayBeTyped(char first) {
        return (first >= '0' && first <= '9') || "+-.tTfF \t".indexOf(first) >= 0;
    }

    /**
     * Reads a cell of a column that holds no strings and is not missing.
     *
     * @param type the type of the column
     * @param cell the cell
     * @param declared whether the type is known to be that, so that a number may have leading zeros
     * @return a Double, Long, Boolean, LocalDate or Instant, or null if it is none
     */
    public static @Nullable Object read(ColumnType type, String cell, boolean declared) {
        String text = cell.strip();
        if (type.isNumeric() && !declared && hasLeadingZero(text)) return null;
        return switch (type) {
            case NUMBER -> number(text);
            case INTEGER -> integer(text);
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> null;
                };
            case DATE -> IsoTime.date(text);
            case TIMESTAMP -> IsoTime.timestamp(text);
            case CATEGORY, TEXT, VECTOR ->
                throw new IllegalArgumentException("Expected a type without strings but found " + type.label());
        };
    }

    private static boolean hasLeadingZero(String text) {
        int first = afterSign(text, 0);
        return at(text, first) == '0' && afterDigits(text, first + 1) > first + 1;
    }

    private static @Nullable Double number(String text) {
        if (!isNumber(text)) return null;
        double value = NumberInput.parseDouble(text, true); // correctly rounded, and faster than the JDK before 21
        return Double.isInfinite(value) ? null : (Double) value;
    }

    /** Sign, digits with or without a point, exponent; Java's own parser would take {@code 1f} and {@code 0x1p3} too. */
    private static boolean isNumber(String text) {
        int at = afterSign(text, 0);
        int whole = afterDigits(text, at);
        int end = at(text, whole) == '.' ? afterDigits(text, whole + 1) : whole;
        int digits = end - at - (end > whole ? 1 : 0);
        if (digits == 0) return false;
        if (at(text, end) == 'e' || at(text, end) == 'E') {
            int exponent = afterSign(text, end + 1);
            end = afterDigits(text, exponent);
            if (end == exponent) return false;
        }
        return end == text.length();
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : 0;
    }

    private static int afterSign(String text, int index) {
        return at(text, index) == '+' || at(text, index) == '-' ? index + 1 : index;
    }

    private static int afterDigits(String text, int index) {
        int end = index;
        while (at(text, end) >= '0' && at(text, end) <= '9') end++;
        return end;
    }

    private static @Nullable Long integer(String text) {
        int digits = afterSign(text, 0);
        if (digits == text.length() || afterDigits(text, digits) < text.length()) return null;
        try {
            long value = Long.parseLong(text);
            return value == Long.MIN_VALUE ? null : (Long) value; // which stands for missing
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }
}
