package io.github.millwork.report;

import java.util.ArrayList;
import java.util.List;

/** Draws horizontal bars, or dots, with their values on the right. */
final class BarDrawing extends Drawing {
    private static final double MOST_LABEL = 215;
    private static final double THICK = 15;
    private static final double THIN = 11;
    private static final double STEP = 25;
    private static final double STEP_IN_GROUP = 14;
    private static final int MOST_DESCRIBED = 12;

    private final BarChart chart;
    private final List<String> groups;
    private final Ruler ruler;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final double[] middles;

    BarDrawing(BarChart chart) {
        this.chart = chart;
        groups = chart.bars().stream().map(BarChart.Bar::group).distinct().toList();
        Extent extent = new Extent();
        double labels = 0;
        double values = 0;
        for (BarChart.Bar bar : chart.bars()) {
            labels = Math.max(labels, Letters.width(Letters.line(bar.label())));
            values = Math.max(values, Letters.width(chart.axis().text(bar.value())));
            for (double end : new double[] {bar.value(), bar.low(), bar.high()}) {
                if (Ruler.shows(chart.axis(), end)) extent.add(end);
            }
        }
        for (Reference reference : chart.references()) {
            if (Ruler.shows(chart.axis(), reference.at())) extent.add(reference.at());
        }
        if (!chart.dots()) extent.add(0);
        left = Math.min(MOST_LABEL, labels) + 10;
        right = WIDTH - values - 14;
        top = chart.references().isEmpty() ? 8 : 24;
        ruler = Ruler.of(chart.axis(), extent, left, right);
        middles = new double[chart.bars().size()];
        double y = top - STEP / 2 + 4;
        for (int i = 0; i < middles.length; i++) {
            y += continues(i) ? STEP_IN_GROUP : STEP;
            middles[i] = y;
        }
        bottom = middles.length == 0 ? top + STEP : y + STEP / 2 + 2;
    }

    /** Whether a bar belongs to the label of the one above. */
    private boolean continues(int bar) {
        List<BarChart.Bar> bars = chart.bars();
        return bar > 0
                && groups.size() > 1
                && bars.get(bar).label().equals(bars.get(bar - 1).label());
    }

    @Override
    String title() {
        return chart.title();
    }

    @Override
    List<String> notes() {
        return List.of(chart.note());
    }

    @Override
    String description() {
        StringBuilder out = new StringBuilder("Chart of '" + chart.axis().label() + "' with ");
        counted(out, chart.bars().size(), "value", "values");
        for (int i = 0; i < chart.bars().size() && i < MOST_DESCRIBED; i++) {
            out.append(i == 0 ? ": " : "; ").append(words(chart.bars().get(i)));
        }
        int more = chart.bars().size() - MOST_DESCRIBED;
        if (more > 0) out.append("; and ").append(more).append(" more");
        return out.append('.').toString();
    }

    private String words(BarChart.Bar bar) {
        String group = bar.group().isBlank() ? "" : ", " + Letters.line(bar.group());
        String interval = Double.isNaN(bar.low()) || Double.isNaN(bar.high())
                ? ""
                : " (" + chart.axis().text(bar.low()) + " to " + chart.axis().text(bar.high()) + ")";
        return Letters.line(bar.label()) + group + " " + chart.axis().text(bar.value()) + interval;
    }

    @Override
    double height() {
        return bottom + (chart.axis().label().isBlank() ? 26 : 45);
    }

    @Override
    void draw(Markup out) {
        PathData grid = new PathData();
        List<Ticks.Tick> ticks = Plot.fitting(ruler, right - left);
        for (Ticks.Tick tick : ticks) grid.move(ruler.at(tick.value()), top).line(ruler.at(tick.value()), bottom);
        path(out, grid, "grid");
        for (Ticks.Tick tick : ticks) text(out, tick.label(), ruler.at(tick.value()), bottom + 18, "middle", "tick");
        if (!chart.axis().label().isBlank()) {
            text(out, Letters.fit(chart.axis().label(), WIDTH - 20), right, bottom + 38, "end", "ink");
        }
        for (int i = 0; i < middles.length; i++) bar(out, i);
        double zero = ruler.at(0);
        if (!chart.dots() && ruler.holds(0))
            path(out, new PathData().move(zero, top).line(zero, bottom), "base");
        references(out);
        if (middles.length == 0) text(out, "No data", (left + right) / 2, (top + bottom) / 2 + 4, "middle", "halo");
    }

    private void bar(Markup out, int index) {
        BarChart.Bar bar = chart.bars().get(index);
        double y = middles[index];
        int group = groups.indexOf(bar.group());
        String label = Letters.line(bar.label());
        if (!continues(index)) text(out, Letters.fit(label, MOST_LABEL), left - 8, y + 4, "end", "ink");
        text(out, chart.axis().text(bar.value()), WIDTH, y + 4, "end", "tick");
        out.open("g").leaf("title", words(bar)).line();
        double at = within(ruler.at(bar.value()));
        double low = within(ruler.at(bar.low()));
        double high = within(ruler.at(bar.high()));
        boolean whisker = !Double.isNaN(low) && !Double.isNaN(high);
        if (chart.dots()) {
            if (whisker) path(out, new PathData().move(low, y).line(high, y), "reach c" + colour(group));
            PathData dot = new PathData();
            if (!Double.isNaN(at)) Mark.of(group).add(dot, at, y);
            path(out, dot, "mark c" + colour(group));
        } else {
            double half = (groups.size() > 1 ? THIN : THICK) / 2;
            PathData body = new PathData();
            if (!Double.isNaN(at)) body.rectangle(within(ruler.at(0)), y - half, at, y + half);
            path(out, body, bar(group));
            if (whisker) whisker(out, low, high, y);
        }
        out.close().line();
    }

    /** Every other group is an outline, so that neighbours differ without colours too. */
    private static String bar(int group) {
        return (group % 2 == 0 ? "bar c" : "bar hollow c") + colour(group);
    }

    private static int colour(int group) {
        return group % Palette.colours();
    }

    private static void whisker(Markup out, double low, double high, double y) {
        PathData path = new PathData().move(low, y).line(high, y);
        path.move(low, y - 3).line(low, y + 3).move(high, y - 3).line(high, y + 3);
        path(out, path, "whisker");
    }

    /** Ends beyond a fixed range are cut off. */
    private double within(double place) {
        return Math.max(left, Math.min(right, place));
    }

    private void references(Markup out) {
        PathData path = new PathData();
        for (Reference reference : chart.references()) {
            double x = ruler.at(reference.at());
            if (!ruler.holds(reference.at())) continue;
            path.move(x, top - 4).line(x, bottom);
            String label = Letters.fit(Letters.line(reference.label()), right - left);
            double half = Letters.width(label) / 2;
            double place = Math.max(half, Math.min(WIDTH - half, x));
            if (!label.isBlank()) text(out, label, place, top - 9, "middle", "halo");
        }
        path(out, path, "reference");
    }

    @Override
    void legend(Markup out) {
        List<String> named = new ArrayList<>(groups);
        named.removeIf(String::isBlank);
        if (named.isEmpty()) return;
        out.open("ul", "class", "legend").line();
        for (String name : named) {
            int group = groups.indexOf(name);
            key(out.open("li"));
            PathData sample = new PathData();
            if (chart.dots()) Mark.of(group).add(sample, 14, 6);
            else sample.rectangle(6, 1, 22, 11);
            path(out, sample, chart.dots() ? "mark c" + colour(group) : bar(group));
            out.close().leaf("bdi", name).close().line();
        }
        out.close().line();
    }
}
