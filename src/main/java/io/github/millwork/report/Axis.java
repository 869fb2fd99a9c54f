package io.github.millwork.report;

/**
 * An axis of a chart. Immutable.
 *
 * @param label what is measured, with its unit
 * @param scale how values become places
 * @param low where it begins; NaN to begin where the data does
 * @param high where it ends; NaN to end where the data does
 * @param format how its numbers are written; the marks of the axis have as many decimals as their distance needs
 */
public record Axis(String label, Scale scale, double low, double high, Format format) {
    /** How values become places on an axis. */
    public enum Scale {
        /** Equal distances are equal differences. */
        LINEAR,
        /** Equal distances are equal ratios; what is not above zero cannot be shown. */
        LOG,
        /** Values are milliseconds since 1970-01-01T00:00Z, shown as dates and times in UTC. */
        TIME
    }

    /**
     * Makes an axis.
     *
     * @param label what is measured, with its unit
     * @param scale how values become places
     * @param low where it begins; NaN to begin where the data does
     * @param high where it ends; NaN to end where the data does
     * @param format how its numbers are written
     * @throws IllegalArgumentException if an end is infinite or beyond 1e300, the ends are not in order, or an end of a logarithmic axis is
     *     not above zero
     */
    public Axis {
        if (Math.abs(low) > Extent.LIMIT || Math.abs(high) > Extent.LIMIT || low >= high) {
            throw new IllegalArgumentException("Expected an axis '" + label
                    + "' from a finite number to a greater one below 1e300 but found " + low + " to " + high
                    + ". Put the ends in order.");
        }
        if (scale == Scale.LOG && (low <= 0 || high <= 0)) {
            throw new IllegalArgumentException("Expected the ends of the logarithmic axis '" + label
                    + "' to be above zero but found " + low + " to " + high + ". Use a linear axis.");
        }
    }

    /**
     * Makes a linear axis over the range of the data.
     *
     * @param label what is measured, with its unit
     * @return the axis
     */
    public static Axis of(String label) {
        return new Axis(label, Scale.LINEAR, Double.NaN, Double.NaN, Format.plain());
    }

    /**
     * Makes a linear axis from 0 to 1, as shares and probabilities have.
     *
     * @param label what is measured
     * @return the axis
     */
    public static Axis share(String label) {
        return of(label).range(0, 1);
    }

    /** {@return the axis with a logarithmic scale} */
    public Axis log() {
        return new Axis(label, Scale.LOG, low, high, format);
    }

    /** {@return the axis as one of time; its values are milliseconds since 1970-01-01T00:00Z} */
    public Axis time() {
        return new Axis(label, Scale.TIME, low, high, format);
    }

    /**
     * Sets the ends; what lies outside of them is cut off.
     *
     * @param low where it begins; NaN to begin where the data does
     * @param high where it ends; NaN to end where the data does
     * @return an axis with those ends
     * @throws IllegalArgumentException as the constructor does
     */
    public Axis range(double low, double high) {
        return new Axis(label, scale, low, high, format);
    }

    /**
     * Sets the format.
     *
     * @param format how its numbers are written
     * @return an axis with that format
     */
    public Axis format(Format format) {
        return new Axis(label, scale, low, high, format);
    }

    /** A value of this axis, in words. */
    String text(double value) {
        return scale == Scale.TIME ? Times.text(value) : format.text(value);
    }
}
