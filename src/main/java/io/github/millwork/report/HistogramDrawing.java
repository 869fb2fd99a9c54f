package io.github.millwork.report;

import java.util.List;

/** Draws distributions: the first group as an area, the others as outlines over it. */
final class HistogramDrawing extends Drawing {
    private final Histogram histogram;
    private final Plot plot;

    HistogramDrawing(Histogram histogram) {
        this.histogram = histogram;
        Extent xs = new Extent();
        for (double edge : histogram.edges()) {
            if (Ruler.shows(histogram.x(), edge)) xs.add(edge);
        }
        Extent ys = new Extent();
        if (histogram.y().scale() != Axis.Scale.LOG) ys.add(0);
        for (Histogram.Group group : histogram.groups()) {
            for (double height : group.heights()) {
                if (Ruler.shows(histogram.y(), height)) ys.add(height);
            }
        }
        plot = new Plot(histogram.x(), histogram.y(), xs, ys, false, 0);
    }

    @Override
    String title() {
        return histogram.title();
    }

    @Override
    List<String> notes() {
        return List.of(histogram.note());
    }

    @Override
    String description() {
        List<Double> edges = histogram.edges();
        StringBuilder out = new StringBuilder("Histogram of '" + histogram.x().label() + "' with ");
        counted(out, edges.size() - 1, "bin", "bins");
        out.append(" from ").append(histogram.x().text(edges.get(0)));
        out.append(" to ")
                .append(histogram.x().text(edges.get(edges.size() - 1)))
                .append('.');
        for (Histogram.Group group : histogram.groups()) {
            int highest = 0;
            for (int i = 1; i < group.heights().size(); i++) {
                if (group.heights().get(i) > group.heights().get(highest)) highest = i;
            }
            out.append(" '").append(group.name()).append("' is highest, ");
            out.append(histogram.y().text(group.heights().get(highest))).append(", from ");
            out.append(histogram.x().text(edges.get(highest))).append(" to ");
            out.append(histogram.x().text(edges.get(highest + 1))).append('.');
        }
        return out.toString();
    }

    @Override
    double height() {
        return plot.height();
    }

    @Override
    void draw(Markup out) {
        plot.axes(out);
        plot.inside(out);
        for (int i = 0; i < histogram.groups().size(); i++) group(out, i);
        out.close().line();
        if (histogram.groups().isEmpty()) plot.nothing(out);
    }

    private void group(Markup out, int index) {
        List<Double> heights = histogram.groups().get(index).heights();
        PathData area = new PathData();
        PathData outline = new PathData();
        double floor = plot.bottom();
        if (plot.y().holds(0)) floor = plot.y().at(0);
        double level = floor;
        for (int i = 0; i < heights.size(); i++) {
            double left = plot.x().at(histogram.edges().get(i));
            double right = plot.x().at(histogram.edges().get(i + 1));
            double top = plot.y().at(heights.get(i));
            if (Double.isNaN(left + right)) continue;
            if (Double.isNaN(top)) top = floor;
            if (top != floor) area.rectangle(left, floor, right, top);
            // Neighbours of one height need no line between them, and nothing at the ground needs one below.
            if (outline.isEmpty()) outline.move(left, floor);
            if (top != level) outline.line(left, level).line(left, top);
            if (i + 1 == heights.size()) outline.line(right, top).line(right, floor);
            level = top;
        }
        if (index == 0) path(out, area, style("area", index));
        path(out, outline, style("line", index));
    }

    @Override
    void legend(Markup out) {
        if (histogram.groups().stream().allMatch(group -> group.name().isBlank())) return;
        out.open("ul", "class", "legend").line();
        for (int i = 0; i < histogram.groups().size(); i++) {
            key(out.open("li"));
            if (i == 0) path(out, new PathData().rectangle(1, 1, 27, 11), style("area", i));
            path(
                    out,
                    i == 0
                            ? new PathData().move(1, 1).line(27, 1)
                            : new PathData().move(1, 6).line(27, 6),
                    style("line", i));
            out.close().leaf("bdi", histogram.groups().get(i).name()).close().line();
        }
        out.close().line();
    }
}
