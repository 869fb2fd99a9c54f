package io.github.millwork.report;

import java.util.List;

/**
 * Horizontal bars with their values, such as importances of features or scores of candidates. Bars that follow one another
 * under one label are shown together; they differ by group. Immutable.
 *
 * @param title what it shows; not blank
 * @param note more of that, in a sentence; empty for none
 * @param axis what is measured; its numbers are written beside the bars
 * @param bars the bars, from the top
 * @param references lines to read them against; their direction is vertical
 * @param dots whether dots are drawn instead of bars, over an axis that need not begin at zero
 */
public record BarChart(String title, String note, Axis axis, List<Bar> bars, List<Reference> references, boolean dots)
        implements Block {
    /**
     * A bar. Nothing is drawn of what is NaN or infinite.
     *
     * @param label what is measured
     * @param group what sets it apart from other bars of that label; empty where there is one
     * @param value its length
     * @param low the lower end of an interval; NaN for none
     * @param high the upper end of an interval; NaN for none
     */
    public record Bar(String label, String group, double value, double low, double high) {}

    /**
     * Makes a chart.
     *
     * @param title what it shows; not blank
     * @param note more of that, in a sentence; empty for none
     * @param axis what is measured
     * @param bars the bars, from the top; copied
     * @param references lines to read them against; copied
     * @param dots whether dots are drawn instead of bars
     * @throws IllegalArgumentException if the title is blank, or bars are to be drawn over a logarithmic axis or one of
     *     time, which have no zero to begin at, or a reference line is not vertical
     */
    public BarChart {
        Check.title(title, "chart");
        bars = List.copyOf(bars);
        references = List.copyOf(references);
        for (Reference reference : references) {
            if (reference.direction() != Reference.Direction.VERTICAL) {
                throw new IllegalArgumentException("Expected vertical reference lines in '" + title + "' but found "
                        + reference + ". Values run from left to right here.");
            }
        }
        if (!dots && axis.scale() != Axis.Scale.LINEAR) {
            throw new IllegalArgumentException("Expected a linear axis for the bars of '" + title + "' but found "
                    + axis.scale() + ", which has no zero. Use a linear axis, or dots.");
        }
    }

    /**
     * Makes a chart without bars.
     *
     * @param title what it shows; not blank
     * @param axis what is measured
     * @return the chart
     * @throws IllegalArgumentException if the title is blank or the axis not linear
     */
    public static BarChart of(String title, Axis axis) {
        return new BarChart(title, "", axis, List.of(), List.of(), false);
    }

    /**
     * Makes a chart with dots instead of bars, whose axis may have any scale and need not begin at zero: for values that
     * differ by little, such as scores.
     *
     * @param title what it shows; not blank
     * @param axis what is measured
     * @return the chart
     * @throws IllegalArgumentException if the title is blank
     */
    public static BarChart dots(String title, Axis axis) {
        return new BarChart(title, "", axis, List.of(), List.of(), true);
    }

    /**
     * Adds a bar.
     *
     * @param label what is measured
     * @param value its length
     * @return a chart with that bar too
     */
    public BarChart bar(String label, double value) {
        return with(new Bar(label, "", value, Double.NaN, Double.NaN));
    }

    /**
     * Adds a bar with an interval.
     *
     * @param label what is measured
     * @param value its length
     * @param low the lower end of the interval
     * @param high the upper end of the interval
     * @return a chart with that bar too
     */
    public BarChart bar(String label, double value, double low, double high) {
        return with(new Bar(label, "", value, low, high));
    }

    /**
     * Adds bars.
     *
     * @param more what is added
     * @return a chart with those too
     */
    public BarChart with(Bar... more) {
        return new BarChart(title, note, axis, Check.joined(bars, more), references, dots);
    }

    /**
     * Adds a line to read the bars against.
     *
     * @param at its value
     * @param label what it means; empty for none
     * @return a chart with that line too
     * @throws IllegalArgumentException if the value is infinite or NaN
     */
    public BarChart reference(double at, String label) {
        return new BarChart(title, note, axis, bars, Check.joined(references, Reference.vertical(at, label)), dots);
    }

    /**
     * Sets the note.
     *
     * @param note more of what is shown, in a sentence
     * @return a chart with that note
     */
    public BarChart note(String note) {
        return new BarChart(title, note, axis, bars, references, dots);
    }
}
