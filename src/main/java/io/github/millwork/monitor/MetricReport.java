package io.github.millwork.monitor;

/**
 * A metric of the rows whose truth is known. Immutable; equal by value.
 *
 * @param slice the slice, as {@code column = level}; empty for all rows
 * @param name the metric
 * @param value what it is
 * @param rows of how many rows
 * @param reference what it is on the rows held out when the pipeline was evaluated, of a slice on those of the slice; NaN
 *     where there are none
 * @param low the lower end of the interval in which 95 % of windows of that many rows lie where nothing has changed; NaN
 *     where there are fewer than 30 rows on either side
 * @param high its upper end
 * @param worse whether it is outside on the bad side
 */
public record MetricReport(
        String slice, String name, double value, long rows, double reference, double low, double high, boolean worse) {}
