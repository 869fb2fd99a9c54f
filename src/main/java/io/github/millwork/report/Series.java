package io.github.millwork.report;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Points of a chart that belong together, in the order in which a line connects them. Where a coordinate is NaN, infinite or
 * beyond 1e300, or not above zero on a logarithmic axis, the line is broken and the point is not drawn. Immutable; equal by
 * content.
 */
public final class Series {
    /** What is drawn of a series. */
    public enum Look {
        /** A line. */
        LINE,
        /** A line with a mark at each point. */
        MARKED,
        /** Marks only. */
        POINTS,
        /** Many thin lines behind all others. */
        FAINT
    }

    private final String name;
    private final Look look;
    private final double[] x;
    private final double[] y;
    private final double @Nullable [] low;
    private final double @Nullable [] high;

    private Series(String name, Look look, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high) {
        this.name = name;
        this.look = look;
        this.x = x;
        this.y = y;
        this.low = low;
        this.high = high;
        Check.length(y.length, x.length, "values of y", "value of x of the series '" + name + "'");
    }

    /**
     * Makes a line.
     *
     * @param name its name in the legend
     * @param x the places on the horizontal axis; copied
     * @param y the values on the vertical axis, as many; copied
     * @return the series
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Series line(String name, double[] x, double[] y) {
        return new Series(name, Look.LINE, x.clone(), y.clone(), null, null);
    }

    /**
     * Makes a cloud of points.
     *
     * @param name its name in the legend
     * @param x the places on the horizontal axis; copied
     * @param y the values on the vertical axis, as many; copied
     * @return the series
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Series points(String name, double[] x, double[] y) {
        return new Series(name, Look.POINTS, x.clone(), y.clone(), null, null);
    }

    /**
     * Makes many thin lines over the same places, which are drawn behind all others and left out where a chart is text.
     *
     * @param name their name in the legend
     * @param x the places on the horizontal axis
     * @param lines the values of each line on the vertical axis, as many
     * @return the series
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Series faint(String name, double[] x, List<double[]> lines) {
        int length = x.length + 1; // and a break behind each
        double[] xs = new double[lines.size() * length];
        double[] ys = new double[xs.length];
        Arrays.fill(ys, Double.NaN);
        for (int line = 0; line < lines.size(); line++) {
            Check.length(lines.get(line).length, x.length, "values of y", "value of x of the series '" + name + "'");
            System.arraycopy(x, 0, xs, line * length, x.length);
            System.arraycopy(lines.get(line), 0, ys, line * length, x.length);
        }
        return new Series(name, Look.FAINT, xs, ys, null, null);
    }

    /** {@return the same points with a line and a mark at each} */
    public Series marked() {
        return new Series(name, Look.MARKED, x, y, low, high);
    }

    /**
     * Adds a band, such as a confidence interval: an area behind a line, whiskers at points.
     *
     * @param low the lower end at each point; copied
     * @param high the upper end at each point; copied
     * @return a series with that band
     * @throws IllegalArgumentException if there is not one of each for each point
     */
    public Series band(double[] low, double[] high) {
        Check.length(low.length, x.length, "lower ends", "point of the series '" + name + "'");
        Check.length(high.length, x.length, "upper ends", "point of the series '" + name + "'");
        return new Series(name, look, x, y, low.clone(), high.clone());
    }

    /** {@return its name in the legend} */
    public String name() {
        return name;
    }

    /** {@return what is drawn} */
    public Look look() {
        return look;
    }

    /** {@return the number of points} */
    public int size() {
        return x.length;
    }

    /**
     * {@return the place of a point on the horizontal axis}
     *
     * @param point its number, from 0
     */
    public double x(int point) {
        return x[point];
    }

    /**
     * {@return the value of a point on the vertical axis}
     *
     * @param point its number, from 0
     */
    public double y(int point) {
        return y[point];
    }

    /** {@return whether there is a band} */
    public boolean hasBand() {
        return low != null;
    }

    /**
     * {@return the lower end of the band at a point; NaN without a band}
     *
     * @param point its number, from 0
     */
    public double low(int point) {
        return low == null ? Double.NaN : low[point];
    }

    /**
     * {@return the upper end of the band at a point; NaN without a band}
     *
     * @param point its number, from 0
     */
    public double high(int point) {
        return high == null ? Double.NaN : high[point];
    }

    boolean hasLine() {
        return look != Look.POINTS;
    }

    boolean hasMarks() {
        return look == Look.MARKED || look == Look.POINTS;
    }

    /** Whether a point only ends one of many lines. */
    boolean isBreak(int point) {
        return look == Look.FAINT && Double.isNaN(y[point]);
    }

    boolean sameX(Series other) {
        return Arrays.equals(x, other.x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && name.equals(that.name)
                && look == that.look
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && Arrays.equals(low, that.low)
                && Arrays.equals(high, that.high);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, look, Arrays.hashCode(x), Arrays.hashCode(y));
    }

    /** {@return the name and the number of points} */
    @Override
    public String toString() {
        return name + " (" + x.length + " points)";
    }
}
