package io.github.millwork.monitor;

import io.github.millwork.report.Axis;
import io.github.millwork.report.Facts;
import io.github.millwork.report.Format;
import io.github.millwork.report.Reference;
import io.github.millwork.report.Report;
import io.github.millwork.report.Section;
import io.github.millwork.report.Series;
import io.github.millwork.report.Table;
import io.github.millwork.report.XyChart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Puts the reports of windows that followed one another in order for a page or text. */
final class HistoryLayout {
    private static final int COLUMNS = 6;
    private static final int TOLD = 3;

    private final List<MonitorReport> windows;
    private final double[] x;
    private final Axis axis;

    private HistoryLayout(List<MonitorReport> windows) {
        this.windows = windows;
        boolean timed = ascending(windows);
        this.x = IntStream.range(0, windows.size())
                .mapToDouble(i -> timed
                        ? (double) windows.get(i).to().orElse(Instant.EPOCH).toEpochMilli()
                        : i + 1)
                .toArray();
        this.axis = timed ? Axis.of("end of the window").time() : Axis.of("window");
    }

    /** Whether the windows have times, each later than the one before. */
    private static boolean ascending(List<MonitorReport> windows) {
        Instant last = Instant.MIN;
        for (MonitorReport window : windows) {
            if (window.to().isEmpty() || !window.to().get().isAfter(last)) return false;
            last = window.to().get();
        }
        return true;
    }

    static Report of(List<MonitorReport> windows) {
        String model =
                windows.isEmpty() ? "a model" : windows.get(windows.size() - 1).model();
        long drifted = windows.stream().filter(MonitorReport::drifted).count();
        HistoryLayout layout = new HistoryLayout(windows);
        List<Section> sections = new ArrayList<>();
        sections.add(Section.of(
                "Windows",
                Facts.create()
                        .with("windows", Format.count().text((double) windows.size()))
                        .with("drifted", Format.count().text((double) drifted))
                        .with(
                                "rows",
                                Format.count()
                                        .text(windows.stream()
                                                .mapToDouble(MonitorReport::rows)
                                                .sum()))));
        if (windows.size() > 1) {
            sections.add(Section.of("Drift", layout.drift()));
            Section performance = Section.of("Performance", layout.performance().toArray(XyChart[]::new));
            if (!performance.blocks().isEmpty())
                sections.add(performance.note(
                        "The band is where 95 % of windows of that many rows lie where nothing has changed. What is expected is "
                                + Estimates.BLIND + "."));
        }
        sections.add(Section.of("One by one", layout.table()));
        return Report.of("History of " + model, sections.toArray(Section[]::new));
    }

    /** The columns that changed most at any time, in floors of their tests. */
    private XyChart drift() {
        Map<String, Double> largest = new LinkedHashMap<>();
        for (MonitorReport window : windows) {
            for (ColumnReport column : window.columns()) largest.merge(column.name(), column.weight(), Math::max);
        }
        List<String> names = largest.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(COLUMNS)
                .map(Map.Entry::getKey)
                .toList();
        XyChart chart =
                XyChart.of("Change of columns", axis, Axis.of("size / floor")).with(Reference.horizontal(1, "matters"));
        for (String name : names) {
            chart = chart.with(line(
                            name,
                            window -> window.columns().stream()
                                    .filter(column -> column.name().equals(name))
                                    .mapToDouble(column -> Double.isNaN(column.size()) ? Double.NaN : column.weight())
                                    .findFirst()
                                    .orElse(Double.NaN))
                    .marked());
        }
        return chart;
    }

    private List<XyChart> performance() {
        List<String> names = windows.stream()
                .flatMap(window -> window.metrics().stream())
                .filter(metric -> metric.slice().isEmpty())
                .map(MetricReport::name)
                .distinct()
                .toList();
        List<XyChart> charts = new ArrayList<>();
        for (String name : names) {
            Series known = line(
                            "known",
                            window -> metric(window, name)
                                    .map(MetricReport::value)
                                    .orElse(Double.NaN))
                    .marked();
            XyChart chart = XyChart.of(name, axis, Axis.of(name)).with(known);
            Series usual = usual(name);
            if (usual.size() > 0) chart = chart.with(usual);
            if (windows.stream().anyMatch(window -> window.estimates().containsKey(name))) {
                chart = chart.with(line("expected", window -> window.estimates().getOrDefault(name, Double.NaN)));
            }
            charts.add(chart);
        }
        return charts;
    }

    private static Optional<MetricReport> metric(MonitorReport window, String name) {
        return window.metrics().stream()
                .filter(metric -> metric.slice().isEmpty() && metric.name().equals(name))
                .findFirst();
    }

    /** What the rows held out had, with the interval of windows of that size. */
    private Series usual(String name) {
        int[] places = IntStream.range(0, windows.size())
                .filter(i -> metric(windows.get(i), name)
                        .filter(metric -> !Double.isNaN(metric.low()))
                        .isPresent())
                .toArray();
        List<MetricReport> metrics = IntStream.of(places)
                .mapToObj(i -> metric(windows.get(i), name).orElseThrow())
                .toList();
        return Series.line(
                        "held out",
                        IntStream.of(places).mapToDouble(i -> x[i]).toArray(),
                        metrics.stream().mapToDouble(MetricReport::reference).toArray())
                .band(
                        metrics.stream().mapToDouble(MetricReport::low).toArray(),
                        metrics.stream().mapToDouble(MetricReport::high).toArray());
    }

    /** A line over the windows of which the value is known. */
    private Series line(String name, ToDoubleFunction<MonitorReport> value) {
        int[] known = IntStream.range(0, windows.size())
                .filter(i -> Double.isFinite(value.applyAsDouble(windows.get(i))))
                .toArray();
        return Series.line(
                name,
                IntStream.of(known).mapToDouble(i -> x[i]).toArray(),
                IntStream.of(known)
                        .mapToDouble(i -> value.applyAsDouble(windows.get(i)))
                        .toArray());
    }

    private Table table() {
        Table table = Table.of(
                Table.text("to"),
                Table.number("rows", Format.count()),
                Table.text("verdict"),
                Table.text("causes"),
                Table.number("findings", Format.count()),
                Table.number("labels", Format.percent(0)));
        for (MonitorReport window : windows) {
            List<String> causes =
                    window.causes().stream().limit(TOLD).map(ColumnReport::name).toList();
            Object[] cells = {
                window.to().map(Object::toString).orElse(""),
                window.rows(),
                ReportLayout.words(window.verdict()),
                String.join(", ", causes),
                window.quality().size(),
                window.coverage().share()
            };
            table = window.drifted() ? table.highlightedRow(cells) : table.row(cells);
        }
        return table;
    }
}
