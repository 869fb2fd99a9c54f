package io.github.millwork.report;

import java.util.List;

/** Turns values of an axis into places on the page. */
final class Ruler {
    private static final double PADDING = 0.04;

    /** Far outside of every picture, and no trouble for any renderer. */
    private static final double FAR = 9999;

    private static final double LEAST_POWER = -307;
    private static final double GREATEST_POWER = 308;

    private final Axis axis;
    private final double low;
    private final double high;
    private final double from;
    private final double to;

    private Ruler(Axis axis, double low, double high, double from, double to) {
        this.axis = axis;
        this.low = low;
        this.high = high;
        this.from = from;
        this.to = to;
    }

    /** Where a range is not fixed it has some space around the data, but not beyond zero if the data is not. */
    static Ruler of(Axis axis, Extent data, double from, double to) {
        boolean log = axis.scale() == Axis.Scale.LOG;
        Extent extent = new Extent();
        if (!data.isEmpty()) {
            extent.add(log ? Math.log10(data.low()) : data.low());
            extent.add(log ? Math.log10(data.high()) : data.high());
        }
        extent.widen();
        double space = (extent.high() - extent.low()) * PADDING;
        double low = extent.low() - space;
        double high = extent.high() + space;
        if (!log && data.low() >= 0 && low < 0) low = 0;
        if (!log && data.high() <= 0 && high > 0) high = 0;
        if (!Double.isNaN(axis.low())) low = log ? Math.log10(axis.low()) : axis.low();
        if (!Double.isNaN(axis.high())) high = log ? Math.log10(axis.high()) : axis.high();
        if (log) {
            low = Math.max(low, LEAST_POWER);
            high = Math.min(high, GREATEST_POWER);
        }
        // One end is fixed and all data lies beyond it, or the ends are too near for doubles to divide.
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low <= Math.max(size * 1e-11, 1e-290)) {
            double span = Math.max(size * 0.1, size > 1e-280 ? 0 : 1);
            if (Double.isNaN(axis.high())) high = low + span;
            else low = high - span;
        }
        return new Ruler(axis, low, high, from, to);
    }

    Ruler between(double newFrom, double newTo) {
        return new Ruler(axis, low, high, newFrom, newTo);
    }

    /** Whether a value has a place on an axis, be it outside of the picture. */
    static boolean shows(Axis axis, double value) {
        return Extent.isDrawn(value) && (value > 0 || axis.scale() != Axis.Scale.LOG);
    }

    boolean shows(double value) {
        return shows(axis, value);
    }

    /** The place of a value; NaN where it cannot be shown. */
    double at(double value) {
        if (!shows(value)) return Double.NaN;
        double place = axis.scale() == Axis.Scale.LOG ? Math.log10(value) : value;
        double share = (place / 2 - low / 2) / (high / 2 - low / 2);
        return Math.max(-FAR, Math.min(FAR, from + share * (to - from)));
    }

    /** Whether a value lies on the axis. */
    boolean holds(double value) {
        double at = at(value);
        return at >= Math.min(from, to) - 0.01 && at <= Math.max(from, to) + 0.01;
    }

    Axis axis() {
        return axis;
    }

    double low() {
        return axis.scale() == Axis.Scale.LOG ? Math.pow(10, low) : low;
    }

    double high() {
        return axis.scale() == Axis.Scale.LOG ? Math.pow(10, high) : high;
    }

    List<Ticks.Tick> ticks(int about) {
        return switch (axis.scale()) {
            case LINEAR -> Ticks.linear(low, high, about, axis.format());
            case LOG -> Ticks.log(low(), high(), about, axis.format());
            case TIME -> Times.ticks(low, high, about);
        };
    }
}
