package io.github.millwork.report;

import java.util.List;

/**
 * Lines and points over two axes: learning curves, ROC, calibration, residuals. Series differ by colour, by dash and by the
 * shape of their marks. They are named at the ends of their lines where these are apart, otherwise in a legend.
 *
 * <p>Of long lines only the points that make a difference on the page are drawn, and of large clouds one point for each
 * small cell; both the same way each time. Immutable.
 *
 * @param title what it shows; not blank
 * @param note more of that, in a sentence; empty for none
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series the lines and points
 * @param references lines to read them against
 * @param square whether both axes have the same length
 */
public record XyChart(
        String title, String note, Axis x, Axis y, List<Series> series, List<Reference> references, boolean square)
        implements Block {
    /**
     * Makes a chart.
     *
     * @param title what it shows; not blank
     * @param note more of that, in a sentence; empty for none
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param series the lines and points; copied
     * @param references lines to read them against; copied
     * @param square whether both axes have the same length
     * @throws IllegalArgumentException if the title is blank
     */
    public XyChart {
        Check.title(title, "chart");
        series = List.copyOf(series);
        references = List.copyOf(references);
    }

    /**
     * Makes a chart without data.
     *
     * @param title what it shows; not blank
     * @param x the horizontal axis
     * @param y the vertical axis
     * @return the chart
     * @throws IllegalArgumentException if the title is blank
     */
    public static XyChart of(String title, Axis x, Axis y) {
        return new XyChart(title, "", x, y, List.of(), List.of(), false);
    }

    /**
     * Adds series.
     *
     * @param more what is added
     * @return a chart with those too
     */
    public XyChart with(Series... more) {
        return new XyChart(title, note, x, y, Check.joined(series, more), references, square);
    }

    /**
     * Adds reference lines. A horizontal or vertical one widens an axis that has no fixed range, so that it is seen.
     *
     * @param more what is added
     * @return a chart with those too
     */
    public XyChart with(Reference... more) {
        return new XyChart(title, note, x, y, series, Check.joined(references, more), square);
    }

    /**
     * Sets the note.
     *
     * @param note more of what is shown, in a sentence
     * @return a chart with that note
     */
    public XyChart note(String note) {
        return new XyChart(title, note, x, y, series, references, square);
    }

    /** {@return the chart with axes of the same length, as ROC curves are drawn} */
    public XyChart squared() {
        return new XyChart(title, note, x, y, series, references, true);
    }
}
