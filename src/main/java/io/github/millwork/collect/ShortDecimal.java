package io.github.millwork.collect;

import java.math.BigDecimal;

/**
 * A decimal number of up to 17 digits in 64 bits: the digits as a whole number, and in the lowest five bits how many of
 * them come after the point. Only numbers in plain form are taken (no exponent, plus sign, leading zero or white space),
 * so their text can be had back to the letter.
 */
final class ShortDecimal {
    /** The bits below the digits. */
    static final int SCALE_BITS = 5;

    /** Stands for a text that is no short decimal; no number has so many digits after the point. */
    static final long NONE = 31;

    private static final int MOST_DECIMALS = 30;
    private static final long FULL = 10_000_000_000_000_000L; // one more digit would be the eighteenth
    private static final double[] POWERS = new double[21]; // each exactly a double
    private static final long[] WHOLE_POWERS = new long[18]; // more than all the digits

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) POWERS[i] = POWERS[i - 1] * 10;
        WHOLE_POWERS[0] = 1;
        for (int i = 1; i < WHOLE_POWERS.length; i++) WHOLE_POWERS[i] = WHOLE_POWERS[i - 1] * 10;
    }

    private ShortDecimal() {}

    /** Reads a number, or gives {@link #NONE}. */
    static long of(char[] text, int offset, int length) {
        int end = offset + length;
        int begin = length > 0 && text[offset] == '-' ? offset + 1 : offset;
        int size = end - begin;
        if (size == 0 || size > MOST_DECIMALS + 2) return NONE;
        if (text[begin] == '0' && size > 1 && text[begin + 1] != '.') return NONE;
        long digits = 0;
        int point = -1;
        for (int i = begin; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9 && digits < FULL) digits = digits * 10 + digit;
            else if (text[i] == '.' && point < 0 && i > begin && i + 1 < end) point = i;
            else return NONE;
        }
        int scale = point < 0 ? 0 : end - point - 1;
        if (begin == offset) return digits << SCALE_BITS | scale;
        return digits == 0 ? NONE : -digits << SCALE_BITS | scale; // minus zero would lose its sign
    }

    /** How many digits come after the point. */
    static int scale(long decimal) {
        return (int) decimal & (1 << SCALE_BITS) - 1;
    }

    /**
     * The nearest double, as {@link Double#parseDouble} gives it. The quotient of the digits that a double holds is
     * corrected by what the division left over, which fma gives exactly, and by the rest of the digits. The sum is right
     * to 2^-104 before it is rounded, once; and no quotient of 57 bits by 5^20 or less comes closer than 2^-101 to the
     * middle between two doubles without being it.
     */
    static double toDouble(long decimal) {
        int scale = scale(decimal);
        if (scale >= POWERS.length) return Double.parseDouble(text(decimal));
        long digits = decimal >> SCALE_BITS;
        double upper = digits;
        long lower = digits - (long) upper;
        double quotient = upper / POWERS[scale];
        return quotient + (Math.fma(-quotient, POWERS[scale], upper) + lower) / POWERS[scale];
    }

    /** Whether it is a whole number, though perhaps written with zeros after the point. */
    static boolean isWhole(long decimal) {
        return (decimal >> SCALE_BITS) % wholePower(decimal) == 0;
    }

    /** The whole number, for which {@link #isWhole} holds. */
    static long toLong(long decimal) {
        return (decimal >> SCALE_BITS) / wholePower(decimal);
    }

    private static long wholePower(long decimal) {
        return WHOLE_POWERS[Math.min(scale(decimal), WHOLE_POWERS.length - 1)];
    }

    /** The text that it was read from. */
    static String text(long decimal) {
        return BigDecimal.valueOf(decimal >> SCALE_BITS, scale(decimal)).toPlainString();
    }
}
