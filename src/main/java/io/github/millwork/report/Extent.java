package io.github.millwork.report;

/** The least and the greatest of some numbers that can be drawn. */
final class Extent {
    /** Differences of numbers beyond this could overflow. */
    static final double LIMIT = 1e300;

    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;

    static boolean isDrawn(double value) {
        return Math.abs(value) <= LIMIT;
    }

    void add(double value) {
        if (!isDrawn(value)) return;
        low = Math.min(low, value);
        high = Math.max(high, value);
    }

    boolean isEmpty() {
        return low > high;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    /** Makes a range that can be divided of a single value, of values too near for doubles to tell apart, and of none. */
    void widen() {
        if (isEmpty()) {
            low = 0;
            high = 1;
        }
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low > Math.max(size * 1e-11, 1e-290)) return;
        double more = size > 1e-280 ? size * 0.1 : 1;
        low -= more;
        high += more;
    }
}
