package io.github.millwork.report;

import io.github.millwork.data.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Charts as tables of what they show. */
final class TextFigures {
    /** Lines with more points are told by their range. */
    private static final int MOST_POINTS = 25;

    private static final int MOST_SERIES = 6;
    private static final int BAR = 30;

    private TextFigures() {}

    /** A row for each point if series share them and these are few, otherwise a row for each series. */
    static TextTable lines(XyChart whole) {
        List<Series> all = whole.series().stream()
                .filter(series -> series.look() != Series.Look.FAINT)
                .toList();
        XyChart chart =
                new XyChart(whole.title(), whole.note(), whole.x(), whole.y(), all, whole.references(), whole.square());
        boolean shared = !all.isEmpty()
                && all.size() <= MOST_SERIES
                && all.get(0).size() <= MOST_POINTS
                && all.stream().allMatch(series -> series.sameX(all.get(0)));
        return shared ? points(chart) : ranges(chart);
    }

    private static TextTable points(XyChart chart) {
        List<String> header =
                new ArrayList<>(List.of(name(chart.x().label(), chart.x().scale() == Axis.Scale.TIME ? "time" : "x")));
        for (Series series : chart.series()) {
            header.add(name(series.name(), name(chart.y().label(), "y")));
            if (series.hasBand()) header.add("interval");
        }
        TextTable table = table(header, 0);
        for (int i = 0; i < chart.series().get(0).size(); i++) {
            List<String> cells = new ArrayList<>();
            cells.add(chart.x().text(chart.series().get(0).x(i)));
            for (Series series : chart.series()) {
                cells.add(chart.y().text(series.y(i)));
                if (series.hasBand()) cells.add(interval(chart.y(), series.low(i), series.high(i)));
            }
            row(table, cells);
        }
        return table;
    }

    private static TextTable ranges(XyChart chart) {
        String x = name(chart.x().label(), chart.x().scale() == Axis.Scale.TIME ? "time" : "x");
        String y = name(chart.y().label(), "y");
        TextTable table = table(List.of("series", "points", x, y), 1);
        for (Series series : chart.series()) {
            Extent xs = new Extent();
            Extent ys = new Extent();
            for (int i = 0; i < series.size(); i++) {
                if (!Ruler.shows(chart.x(), series.x(i)) || !Ruler.shows(chart.y(), series.y(i))) continue;
                xs.add(series.x(i));
                ys.add(series.y(i));
            }
            String points = Format.count().text(series.size());
            row(table, List.of(series.name(), points, range(chart.x(), xs), range(chart.y(), ys)));
        }
        return table;
    }

    private static String range(Axis axis, Extent extent) {
        return extent.isEmpty() ? "undefined" : interval(axis, extent.low(), extent.high());
    }

    static TextTable bars(BarChart chart) {
        boolean grouped = chart.bars().stream().anyMatch(bar -> !bar.group().isBlank());
        boolean intervals = chart.bars().stream().anyMatch(bar -> !Double.isNaN(bar.low()));
        List<String> header = new ArrayList<>(List.of(""));
        if (grouped) header.add("");
        int first = header.size();
        header.add(name(chart.axis().label(), "value"));
        if (intervals) header.add("interval");
        int end = header.size();
        header.add("");
        TextTable table = table(header);
        table.alignRight(first, end);
        double most = chart.bars().stream()
                .mapToDouble(bar -> Math.abs(bar.value()))
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        for (BarChart.Bar bar : chart.bars()) {
            List<String> cells = new ArrayList<>(List.of(bar.label()));
            if (grouped) cells.add(bar.group());
            cells.add(chart.axis().text(bar.value()));
            if (intervals) cells.add(Double.isNaN(bar.low()) ? "" : interval(chart.axis(), bar.low(), bar.high()));
            cells.add(chart.dots() ? "" : strip(bar.value(), most));
            row(table, cells);
        }
        return table;
    }

    /** A bar of letters; a negative one is of others. */
    private static String strip(double value, double most) {
        if (!Double.isFinite(value) || most == 0) return "";
        return (value < 0 ? "-" : "#").repeat((int) Math.round(Math.abs(value) / most * BAR));
    }

    static TextTable histogram(Histogram histogram) {
        List<String> header = new ArrayList<>(List.of(name(histogram.x().label(), "bin")));
        for (Histogram.Group group : histogram.groups()) {
            header.add(name(group.name(), name(histogram.y().label(), "height")));
        }
        TextTable table = table(header, 0);
        for (int i = 0; i + 1 < histogram.edges().size(); i++) {
            List<String> cells = new ArrayList<>();
            cells.add(interval(
                    histogram.x(), histogram.edges().get(i), histogram.edges().get(i + 1)));
            for (Histogram.Group group : histogram.groups()) {
                cells.add(histogram.y().text(group.heights().get(i)));
            }
            row(table, cells);
        }
        return table;
    }

    static TextTable heatmap(Heatmap map) {
        String corner = map.columnTitle().isBlank() ? map.rowTitle() : map.rowTitle() + " \\ " + map.columnTitle();
        List<String> header = new ArrayList<>(List.of(corner));
        header.addAll(map.columns());
        TextTable table = table(header, 1);
        for (int i = 0; i < map.rows().size(); i++) {
            List<String> cells = new ArrayList<>(List.of(map.rows().get(i)));
            for (double value : map.values().get(i)) cells.add(map.format().text(value));
            row(table, cells);
        }
        return table;
    }

    /** A table with a heading for each column; without what a console could take for a command. */
    static TextTable table(List<String> header) {
        return new TextTable(header.stream().map(Letters::line).toArray(String[]::new));
    }

    private static TextTable table(List<String> header, int right) {
        TextTable table = table(header);
        table.alignRight(right, header.size());
        return table;
    }

    static void row(TextTable table, List<String> cells) {
        table.row(cells.stream().map(Letters::line).toArray(String[]::new));
    }

    private static String name(String name, String otherwise) {
        return name.isBlank() ? otherwise : name;
    }

    private static String interval(Axis axis, double low, double high) {
        return axis.text(low) + " to " + axis.text(high);
    }
}
