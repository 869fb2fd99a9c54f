package io.github.millwork.deploy;

import io.github.millwork.monitor.Alert;
import io.github.millwork.monitor.ColumnReport;
import io.github.millwork.monitor.Drift;
import io.github.millwork.monitor.MetricReport;
import io.github.millwork.monitor.Monitor;
import io.github.millwork.monitor.MonitorReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shows what a monitor found in Micrometer, which must be on the class path ({@code io.micrometer:micrometer-core}). What is
 * shown is of the window that was closed last; without windows that are closed, of all rows so far. It is brought up to date
 * by {@link #update}, which an application calls now and then, such as once a minute. Thread-safe.
 *
 * <table>
 *   <caption>What is shown</caption>
 *   <tr><th>meter</th><th>tags</th><th>what</th></tr>
 *   <tr><td>millwork.monitor.rows</td><td>model</td><td>rows of the window</td></tr>
 *   <tr><td>millwork.monitor.drift</td><td>model, column</td><td>the change of a column in floors of its test: 1 matters</td></tr>
 *   <tr><td>millwork.monitor.drifted</td><td>model, column</td><td>1 where it has drifted, 0 where not; absent where that cannot
 *       be told</td></tr>
 *   <tr><td>millwork.monitor.missing</td><td>model, column</td><td>the share that is missing</td></tr>
 *   <tr><td>millwork.monitor.changes</td><td>model, stream, detector</td><td>changes found in a stream</td></tr>
 *   <tr><td>millwork.monitor.score</td><td>model, metric, slice</td><td>the performance where the truth is known</td></tr>
 *   <tr><td>millwork.monitor.expected</td><td>model, metric</td><td>what is to be expected of the predictions alone</td></tr>
 *   <tr><td>millwork.monitor.labels</td><td>model</td><td>the share of predictions whose truth is known</td></tr>
 *   <tr><td>millwork.monitor.findings</td><td>model, check, column</td><td>1 for what is wrong with the rows</td></tr>
 *   <tr><td>millwork.monitor.alerts</td><td>model, check, column</td><td>1 for an alert that fires, 0 for one that is pending</td></tr>
 * </table>
 */
public final class MonitorMeters {
    private static final String COLUMN = "column";

    private final Monitor<?> monitor;
    private final String model;
    private final MultiGauge rows;
    private final MultiGauge drift;
    private final MultiGauge drifted;
    private final MultiGauge missing;
    private final MultiGauge changes;
    private final MultiGauge scores;
    private final MultiGauge expected;
    private final MultiGauge labels;
    private final MultiGauge findings;
    private final MultiGauge alerts;

    private MonitorMeters(Monitor<?> monitor, String model, MeterRegistry registry) {
        this.monitor = monitor;
        this.model = model;
        this.rows = gauge(registry, "rows", "Rows of the window");
        this.drift = gauge(registry, "drift", "Change of a column in floors of its test");
        this.drifted = gauge(registry, "drifted", "1 where a column has drifted");
        this.missing = gauge(registry, "missing", "Share of a column that is missing");
        this.changes = gauge(registry, "changes", "Changes found in a stream");
        this.scores = gauge(registry, "score", "Performance where the truth is known");
        this.expected = gauge(registry, "expected", "Performance expected of the predictions alone");
        this.labels = gauge(registry, "labels", "Share of predictions whose truth is known");
        this.findings = gauge(registry, "findings", "1 for what is wrong with the rows");
        this.alerts = gauge(registry, "alerts", "1 for an alert that fires, 0 for one that is pending");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder("millwork.monitor." + name)
                .description(description)
                .register(registry);
    }

    /**
     * {@return meters of what a monitor has found so far}
     *
     * @param monitor the monitor
     * @param model what the model is called in the tags
     * @param registry where meters are kept
     */
    public static MonitorMeters of(Monitor<?> monitor, String model, MeterRegistry registry) {
        MonitorMeters meters = new MonitorMeters(monitor, model, registry);
        meters.update();
        return meters;
    }

    /** Shows the last report of the monitor; what it does not tell of any more is taken away. */
    public synchronized void update() {
        MonitorReport report = monitor.report();
        List<ColumnReport> columns = Stream.concat(report.columns().stream(), report.predictions().stream())
                .toList();
        show(rows, List.of(row((double) report.rows())));
        show(
                drift,
                columns.stream()
                        .filter(column -> !Double.isNaN(column.size()))
                        .map(column -> row(column.size() / column.floor(), COLUMN, column.name())));
        show(
                drifted,
                columns.stream()
                        .filter(column -> column.verdict() == Drift.DRIFTED || column.verdict() == Drift.STABLE)
                        .map(column -> row(column.drifted() ? 1 : 0, COLUMN, column.name())));
        show(
                missing,
                report.columns().stream()
                        .filter(column -> !Double.isNaN(column.missing()))
                        .map(column -> row(column.missing(), COLUMN, column.name())));
        show(
                changes,
                report.streams().stream()
                        .map(stream -> row(
                                (double) stream.changes(), "stream", stream.stream(), "detector", stream.detector())));
        show(scores, report.metrics().stream().map(this::score));
        show(
                expected,
                report.estimates().entrySet().stream()
                        .map(estimate -> row(estimate.getValue(), "metric", estimate.getKey())));
        double share = report.coverage().share();
        show(labels, Double.isNaN(share) ? List.of() : List.of(row(share)));
        show(
                findings,
                report.quality().stream()
                        .map(finding -> row(1, "check", finding.check().name(), COLUMN, finding.column())));
        show(
                alerts,
                monitor.alerts().stream()
                        .map(alert -> row(
                                alert.state() == Alert.Status.FIRING ? 1 : 0,
                                "check",
                                alert.check(),
                                COLUMN,
                                alert.column())));
    }

    private MultiGauge.Row<Number> score(MetricReport metric) {
        return row(metric.value(), "metric", metric.name(), "slice", metric.slice());
    }

    private MultiGauge.Row<Number> row(double value, String... tags) {
        return MultiGauge.Row.of(Tags.of("model", model).and(tags), value);
    }

    private static void show(MultiGauge gauge, Stream<MultiGauge.Row<Number>> rows) {
        show(gauge, rows.toList());
    }

    private static void show(MultiGauge gauge, List<MultiGauge.Row<Number>> rows) {
        List<MultiGauge.Row<?>> all = new ArrayList<>(rows);
        gauge.register(all, true);
    }
}
