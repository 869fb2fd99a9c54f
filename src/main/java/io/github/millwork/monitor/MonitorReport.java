package io.github.millwork.monitor;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.report.Report;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a monitor says of the rows of a window. Immutable.
 *
 * @param model the name and version of the model
 * @param rows how many rows were scored
 * @param from when the first of them came; empty without rows
 * @param to when the last came
 * @param closed whether the window is closed; else rows may still come
 * @param columns the columns that are read
 * @param predictions what is looked at of the predictions
 * @param together the columns together, where that was looked at
 * @param streams what was found in numbers that are watched one after another
 * @param quality what is wrong with the rows, whatever their distribution
 * @param coverage how many truths are known
 * @param metrics the performance where the truth is known
 * @param estimates the performance that is to be expected, by metric, from the predictions alone: blind to concept drift
 * @param alerts those that were pending or firing when the report was made
 */
public record MonitorReport(
        String model,
        long rows,
        Optional<Instant> from,
        Optional<Instant> to,
        boolean closed,
        List<ColumnReport> columns,
        List<ColumnReport> predictions,
        List<Together> together,
        List<StreamReport> streams,
        List<QualityFinding> quality,
        LabelCoverage coverage,
        List<MetricReport> metrics,
        Map<String, Double> estimates,
        List<Alert> alerts) {
    /**
     * Copies the lists.
     *
     * @param model the name and version of the model
     * @param rows how many rows were scored
     * @param from when the first of them came
     * @param to when the last came
     * @param closed whether the window is closed
     * @param columns the columns that are read
     * @param predictions what is looked at of the predictions
     * @param together the columns together
     * @param streams what was found in numbers that are watched one after another
     * @param quality what is wrong with the rows
     * @param coverage how many truths are known
     * @param metrics the performance where the truth is known
     * @param estimates the performance that is to be expected
     * @param alerts those that were pending or firing
     */
    public MonitorReport {
        columns = List.copyOf(columns);
        predictions = List.copyOf(predictions);
        together = List.copyOf(together);
        streams = List.copyOf(streams);
        quality = List.copyOf(quality);
        metrics = List.copyOf(metrics);
        estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        alerts = List.copyOf(alerts);
    }

    /** {@return whether a column, a prediction, the columns together or a stream have drifted} */
    public boolean drifted() {
        return verdict() == Drift.DRIFTED;
    }

    /**
     * {@return drifted if anything has; insufficient data if no column has enough values to tell, which is never the same as
     * stable; else stable}
     */
    public Drift verdict() {
        boolean any = Stream.concat(columns.stream(), predictions.stream()).anyMatch(ColumnReport::drifted)
                || together.stream().anyMatch(Together::drifted)
                || streams.stream().anyMatch(StreamReport::drifted);
        if (any) return Drift.DRIFTED;
        boolean told = columns.stream().anyMatch(column -> column.verdict() == Drift.STABLE);
        return told ? Drift.STABLE : Drift.INSUFFICIENT_DATA;
    }

    /**
     * {@return what became of a column, or of what is looked at of the predictions}
     *
     * @param name its name
     * @throws DataException if there is none of that name; the message suggests the nearest
     */
    public ColumnReport column(String name) {
        return Stream.concat(columns.stream(), predictions.stream())
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException("Expected a column that is watched but there is no '" + name
                        + "'. "
                        + Names.suggest(
                                name, columns.stream().map(ColumnReport::name).toList())));
    }

    /** {@return the columns that have drifted, the one that changed most (in floors of its test) first} */
    public List<ColumnReport> causes() {
        return Judge.ranked(columns);
    }

    /** {@return the report as neutral figures, for a page or text} */
    public Report report() {
        return ReportLayout.of(this);
    }

    /**
     * {@return windows that followed one another, as neutral figures for a page or text: how columns and performance changed
     * over time}
     *
     * @param windows their reports, the oldest first, such as {@link Monitor#history()}
     */
    public static Report overTime(List<MonitorReport> windows) {
        return HistoryLayout.of(List.copyOf(windows));
    }

    /** {@return the report as one HTML page} */
    public String toHtml() {
        return report().toHtml();
    }

    /** {@return the report as JSON} */
    public String toJson() {
        return ReportState.of(this).toJson();
    }

    /**
     * Writes the HTML page to a file.
     *
     * @param file where to; the folder is made if it is not there, and a file is replaced whole or not at all
     */
    public void write(Path file) {
        report().write(file);
    }

    /** {@return the report as plain text} */
    @Override
    public String toString() {
        return report().toText();
    }
}
