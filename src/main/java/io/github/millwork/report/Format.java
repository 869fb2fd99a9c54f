package io.github.millwork.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How a number is written: the same everywhere, whatever the locale and the version of Java. The decimal expansion of the
 * double is rounded half up; NaN is written as {@code undefined}, an infinite number as {@code infinity}. Immutable.
 */
public final class Format {
    private static final Format PLAIN = new Format(Kind.PLAIN, 4);
    private static final Format COUNT = new Format(Kind.COUNT, 2);
    private static final int MOST_DIGITS = 17;

    private enum Kind {
        PLAIN,
        DECIMALS,
        PERCENT,
        COUNT
    }

    private final Kind kind;
    private final int digits;

    private Format(Kind kind, int digits) {
        this.kind = kind;
        this.digits = digits;
    }

    /**
     * {@return whole numbers as they are, others with four significant digits: {@code 12}, {@code 0.9124},
     * {@code 1.235e-7}}
     */
    public static Format plain() {
        return PLAIN;
    }

    /**
     * {@return a fixed number of decimals: {@code 0.9100}}
     *
     * @param decimals how many, from 0 to 17
     * @throws IllegalArgumentException if it is outside of that
     */
    public static Format decimals(int decimals) {
        return new Format(Kind.DECIMALS, checked(decimals));
    }

    /**
     * {@return hundredths with a per cent sign: 0.1234 with one decimal is {@code 12.3 %}}
     *
     * @param decimals how many, from 0 to 17
     * @throws IllegalArgumentException if it is outside of that
     */
    public static Format percent(int decimals) {
        return new Format(Kind.PERCENT, checked(decimals));
    }

    /** {@return a number of things, in groups of three digits: {@code 12,345}; sums of weights have two decimals} */
    public static Format count() {
        return COUNT;
    }

    private static int checked(int decimals) {
        if (decimals < 0 || decimals > MOST_DIGITS) {
            throw new IllegalArgumentException("Expected 0 to " + MOST_DIGITS + " decimals but found " + decimals
                    + ". Name from 0 to " + MOST_DIGITS + ".");
        }
        return decimals;
    }

    /**
     * {@return a number in this format}
     *
     * @param value any double
     */
    public String text(double value) {
        if (Double.isNaN(value)) return "undefined";
        if (Double.isInfinite(value)) return value > 0 ? "infinity" : "-infinity";
        return switch (kind) {
            case PLAIN -> significant(value, digits);
            case DECIMALS -> Math.abs(value) < 1e15 ? fixed(value, digits) : significant(value, digits + 1);
            case PERCENT -> (Math.abs(value) < 1e13 ? fixed(100 * value, digits) : significant(100 * value, 4)) + " %";
            case COUNT ->
                Math.abs(value) >= 1e15
                        ? significant(value, 4)
                        : grouped(fixed(value, value == Math.rint(value) ? 0 : digits));
        };
    }

    boolean isPercent() {
        return kind == Kind.PERCENT;
    }

    /** Whole numbers below a thousand million as they are, others rounded, the very small and large with an exponent. */
    static String significant(double value, int digits) {
        double size = Math.abs(value);
        if (size < 1e9 && value == Math.rint(value)) return Long.toString((long) value);
        if (size >= 1e9 || size < 1e-4) return scientific(value, digits);
        BigDecimal exact = new BigDecimal(value);
        int whole = Math.max(0, exact.precision() - exact.scale());
        return whole >= digits
                ? exact.setScale(0, RoundingMode.HALF_UP).toPlainString()
                : exact.round(new MathContext(digits, RoundingMode.HALF_UP))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    /** With an exponent, without zeros at the end. */
    static String scientific(double value, int digits) {
        MathContext context = new MathContext(digits, RoundingMode.HALF_UP);
        BigDecimal rounded = new BigDecimal(value).round(context).stripTrailingZeros();
        String figures = rounded.unscaledValue().abs().toString();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String rest = figures.length() > 1 ? "." + figures.substring(1) : "";
        return (value < 0 ? "-" : "") + figures.charAt(0) + rest + "e" + exponent;
    }

    static String fixed(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /** Commas between groups of three digits before the decimal point. */
    static String grouped(String plain) {
        int point = plain.indexOf('.');
        int end = point < 0 ? plain.length() : point;
        int start = plain.startsWith("-") ? 1 : 0;
        StringBuilder out = new StringBuilder(plain);
        for (int place = end - 3; place > start; place -= 3) out.insert(place, ',');
        return out.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Format that && kind == that.kind && digits == that.digits;
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + digits;
    }

    /** {@return for example {@code percent(1)}} */
    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return name + (kind == Kind.DECIMALS || kind == Kind.PERCENT ? "(" + digits + ")" : "()");
    }
}
