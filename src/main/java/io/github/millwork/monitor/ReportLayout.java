package io.github.millwork.monitor;

import io.github.millwork.report.Axis;
import io.github.millwork.report.BarChart;
import io.github.millwork.report.Facts;
import io.github.millwork.report.Format;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Puts a report of a monitor in order for a page or text. */
final class ReportLayout {
    private static final Format SHORT = Format.decimals(4);
    private static final int PICTURED = 6;

    private ReportLayout() {}

    static Report of(MonitorReport report) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of("Window", facts(report)));
        if (!report.causes().isEmpty()) {
            sections.add(Section.of("Causes", causes(report)).with(shares(report)));
        }
        sections.add(Section.of("Columns", columns(report.columns()))
                .note(
                        "A column has drifted where the size passes its floor and what is usual at that number of values. "
                                + "Usual is worked out where the size passes the floor."));
        if (!report.predictions().isEmpty()) {
            sections.add(Section.of("Predictions", columns(report.predictions())));
        }
        if (!report.together().isEmpty()) sections.add(Section.of("Columns together", together(report)));
        if (!report.streams().isEmpty()) {
            sections.add(Section.of("Streams", streams(report))
                    .note("Errors of a classifier are 1 and 0; all else is in standard deviations of the reference."));
        }
        if (!report.quality().isEmpty()) sections.add(Section.of("Quality", quality(report)));
        if (!report.metrics().isEmpty()) sections.add(Section.of("Performance", coverage(report), metrics(report)));
        if (!report.estimates().isEmpty()) {
            sections.add(Section.of("Performance expected", estimates(report)).note(capital(Estimates.BLIND) + "."));
        }
        sections.add(Section.of("All tests", tests(report)));
        if (!report.alerts().isEmpty()) sections.add(Section.of("Alerts", alerts(report)));
        return Report.of("Monitor of " + report.model(), sections.toArray(Section[]::new))
                .subtitle(verdict(report));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String verdict(MonitorReport report) {
        return switch (report.verdict()) {
            case DRIFTED ->
                "Drifted: " + report.causes().size() + " of " + report.columns().size() + " columns" + others(report);
            case STABLE -> "No drift";
            case INSUFFICIENT_DATA, NOT_JUDGED -> "Insufficient data";
        };
    }

    /** What else has drifted than columns. */
    private static String others(MonitorReport report) {
        List<String> others = new ArrayList<>();
        if (report.predictions().stream().anyMatch(ColumnReport::drifted)) others.add("the predictions");
        if (report.together().stream().anyMatch(Together::drifted)) others.add("the columns together");
        long streams = report.streams().stream().filter(StreamReport::drifted).count();
        if (streams > 0) others.add(streams == 1 ? "a stream" : streams + " streams");
        return others.isEmpty() ? "" : ", " + String.join(", ", others);
    }

    static String words(Drift drift) {
        return drift.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Facts facts(MonitorReport report) {
        return Facts.create()
                .with("rows", Format.count().text((double) report.rows()))
                .with("from", report.from().map(Object::toString).orElse(""))
                .with("to", report.to().map(Object::toString).orElse(""))
                .with("window", report.closed() ? "closed" : "open");
    }

    private static Table causes(MonitorReport report) {
        Table table = Table.of(
                Table.text("column"),
                Table.number("size / floor", Format.decimals(1)),
                Table.text("change"),
                Table.text("explains of the change of the prediction"),
                Table.text("error by it alone"));
        for (ColumnReport cause : report.causes()) {
            String explained =
                    Double.isNaN(cause.explained()) ? "" : Format.percent(0).text(cause.explained());
            String loss = Double.isNaN(cause.loss()) ? "" : (cause.loss() < 0 ? "" : "+") + SHORT.text(cause.loss());
            table = table.row(cause.name(), cause.weight(), cause.change(), explained, loss);
        }
        return table;
    }

    /** How the values of the first causes have shifted. */
    private static BarChart[] shares(MonitorReport report) {
        return report.causes().stream()
                .filter(cause -> !cause.shares().isEmpty())
                .limit(PICTURED)
                .map(cause -> {
                    BarChart chart = BarChart.of(cause.name(), Axis.of("share of the values"));
                    for (Share share : cause.shares()) {
                        chart = chart.with(
                                bar(share.values(), "reference", share.before()),
                                bar(share.values(), "window", share.now()));
                    }
                    return chart;
                })
                .toArray(BarChart[]::new);
    }

    private static BarChart.Bar bar(String values, String group, double share) {
        return new BarChart.Bar(values, group, share, Double.NaN, Double.NaN);
    }

    private static Table columns(List<ColumnReport> columns) {
        Table table = Table.of(
                Table.text("column"),
                Table.text("verdict"),
                Table.text("test"),
                Table.number("size", SHORT),
                Table.number("floor", SHORT),
                Table.text("usual"),
                Table.number("values", Format.count()),
                Table.number("missing", Format.percent(1)));
        for (ColumnReport column : columns) {
            Object[] cells = {
                column.name(),
                words(column.verdict()),
                column.effect(),
                column.size(),
                column.floor(),
                Double.isNaN(column.usual()) ? "" : SHORT.text(column.usual()),
                column.present(),
                column.missing()
            };
            table = column.drifted() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Table tests(MonitorReport report) {
        Table table = Table.of(Table.text("column"), Table.text("test"), Table.number("statistic"), Table.text("p"));
        for (ColumnReport column : Stream.concat(report.columns().stream(), report.predictions().stream())
                .toList()) {
            for (var test : column.tests().entrySet()) {
                double p = test.getValue().pValue();
                table = table.row(
                        column.name(),
                        test.getKey(),
                        test.getValue().statistic(),
                        Double.isNaN(p) ? "" : Format.plain().text(p));
            }
        }
        return table;
    }

    private static Table together(MonitorReport report) {
        Table table = Table.of(
                Table.text("by"), Table.number("size", SHORT), Table.number("floor", SHORT), Table.number("p", SHORT));
        for (Together each : report.together()) {
            Object[] cells = {each.method(), each.size(), each.floor(), each.pValue()};
            table = each.drifted() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Table streams(MonitorReport report) {
        Table table = Table.of(
                Table.text("stream"),
                Table.text("detector"),
                Table.number("values", Format.count()),
                Table.number("mean", SHORT),
                Table.number("changes", Format.count()),
                Table.text("last"),
                Table.text("warning"));
        for (StreamReport stream : report.streams()) {
            Object[] cells = {
                stream.stream(),
                stream.detector(),
                stream.values(),
                stream.mean(),
                stream.changes(),
                stream.changed().map(Object::toString).orElse(""),
                stream.warning() ? "yes" : ""
            };
            table = stream.drifted() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Table quality(MonitorReport report) {
        Table table = Table.of(Table.text("check"), Table.text("column"), Table.text("finding"));
        for (QualityFinding finding : report.quality()) {
            table = table.row(
                    finding.check().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    finding.column(),
                    finding.message());
        }
        return table;
    }

    private static Facts coverage(MonitorReport report) {
        LabelCoverage coverage = report.coverage();
        return Facts.create()
                .with("predictions with an id", Format.count().text((double) coverage.predictions()))
                .with("labels joined", Format.count().text((double) coverage.joined()))
                .with("told again", Format.count().text((double) coverage.duplicate()))
                .with("contradictory", Format.count().text((double) coverage.contradictory()))
                .with("waiting for a prediction", Format.count().text((double) coverage.unknown()));
    }

    private static Table metrics(MonitorReport report) {
        Table table = Table.of(
                Table.text("slice"),
                Table.text("metric"),
                Table.number("value", SHORT),
                Table.number("rows", Format.count()),
                Table.text("held out"),
                Table.text("usual"));
        for (MetricReport metric : report.metrics()) {
            Object[] cells = {
                metric.slice().isEmpty() ? "all" : metric.slice(),
                metric.name(),
                metric.value(),
                metric.rows(),
                Double.isNaN(metric.reference()) ? "" : SHORT.text(metric.reference()),
                Double.isNaN(metric.low()) ? "" : SHORT.text(metric.low()) + " to " + SHORT.text(metric.high())
            };
            table = metric.worse() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }

    private static Table estimates(MonitorReport report) {
        Table table = Table.of(Table.text("metric"), Table.number("expected", SHORT));
        for (var estimate : report.estimates().entrySet()) table = table.row(estimate.getKey(), estimate.getValue());
        return table;
    }

    private static Table alerts(MonitorReport report) {
        Table table = Table.of(
                Table.text("state"),
                Table.text("check"),
                Table.text("column"),
                Table.text("since"),
                Table.text("message"));
        for (Alert alert : report.alerts()) {
            table = table.row(
                    alert.state().name().toLowerCase(Locale.ROOT),
                    alert.check(),
                    alert.column(),
                    alert.since().toString(),
                    alert.message());
        }
        return table;
    }
}
