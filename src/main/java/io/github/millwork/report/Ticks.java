package io.github.millwork.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers for the marks of an axis, after P. S. Heckbert, "Nice Numbers for Graph Labels", Graphics Gems (1990), pages
 * 61 to 63.
 */
final class Ticks {
    /** A mark with its text. */
    record Tick(double value, String label) {}

    private static final double SLACK = 1e-9;

    private Ticks() {}

    /** The number of the form 1, 2 or 5 times a power of ten that is nearest to one above zero. */
    static double nice(double number) {
        int exponent = exponent(number);
        double fraction = number / Math.pow(10, exponent);
        int nice = fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10;
        return multiple(nice, power(exponent));
    }

    private static int exponent(double number) {
        return (int) Math.floor(Math.log10(number) + SLACK);
    }

    /** Literals of powers of ten are exact where pow may be off by a bit. */
    private static double power(int exponent) {
        return Double.parseDouble("1e" + exponent);
    }

    /** A multiple of a step as a person would write it: three steps of 0.1 are 0.3. */
    static double multiple(long count, double step) {
        return step < 1 && step > 1e-300 ? count / (1 / step) : count * step;
    }

    /** Marks between two finite numbers in ascending order. */
    static List<Tick> linear(double low, double high, int about, Format format) {
        // Heckbert rounds the range up first, which leaves few marks where the ends are not moved to the marks as well.
        double step = nice((high - low) / Math.max(1, about - 1));
        long first = (long) Math.ceil(low / step - SLACK);
        long last = (long) Math.floor(high / step + SLACK);
        List<Tick> ticks = new ArrayList<>();
        for (long i = first; i <= last; i++) {
            double value = multiple(i, step);
            ticks.add(new Tick(value, label(value, step, Math.max(Math.abs(low), Math.abs(high)), format)));
        }
        return ticks;
    }

    /** As many digits as tell neighbours apart. */
    private static String label(double value, double step, double largest, Format format) {
        int exponent = exponent(step);
        if (format.isPercent() && largest < 1e6) return Format.fixed(100 * value, Math.max(0, -exponent - 2)) + " %";
        if (value == 0) return "0";
        if (largest >= 1e7 || step < 1e-5) {
            int digits = Math.max(1, Math.min(17, exponent(Math.abs(value)) - exponent + 1));
            return Format.scientific(value, digits);
        }
        String plain = Format.fixed(value, Math.max(0, -exponent));
        return Math.abs(value) >= 1e4 ? Format.grouped(plain) : plain;
    }

    /** Powers of ten between two numbers above zero; with 2 and 5 times them, or as on a linear axis, where these are few. */
    static List<Tick> log(double low, double high, int about, Format format) {
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        int decades = last - first;
        if (decades <= 1 && high / low < 4) return linear(low, high, about, format);
        int stride = Math.max(1, (int) Math.ceil((double) decades / about));
        int[] factors = stride == 1 && 3 * decades <= about + 3 ? new int[] {1, 2, 5} : new int[] {1};
        List<Tick> ticks = new ArrayList<>();
        for (int exponent = Math.floorDiv(first, stride) * stride; exponent <= last; exponent += stride) {
            for (int factor : factors) {
                double value = Double.parseDouble(factor + "e" + exponent);
                if (value >= low * (1 - SLACK) && value <= high * (1 + SLACK)) {
                    ticks.add(new Tick(value, label(value, value, value, format)));
                }
            }
        }
        return ticks;
    }
}
