package io.github.millwork.report;

import java.util.List;

/** The frame of a chart over two axes: where it stands in the picture, its grid and its labels. */
final class Plot {
    private static final double DEPTH = 215;
    private static final double MOST_LEFT = 110;

    /** Space for half of the last label of the horizontal axis. */
    private static final double MARGIN = 18;

    private static final double GAP = 16;

    private final Ruler x;
    private final Ruler y;
    private final List<Ticks.Tick> across;
    private final List<Ticks.Tick> upwards;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    /**
     * Lays a plot out.
     *
     * @param space what is left free beside it on the right
     */
    Plot(Axis xAxis, Axis yAxis, Extent xs, Extent ys, boolean square, double space) {
        Ruler free = Ruler.of(yAxis, ys, 0, 1);
        upwards = free.ticks(5);
        double labels = upwards.stream()
                .mapToDouble(tick -> Letters.width(tick.label()))
                .max()
                .orElse(0);
        left = Math.min(MOST_LEFT, labels + 9);
        right = Drawing.WIDTH - Math.max(space, MARGIN);
        top = yAxis.label().isBlank() ? 8 : 29;
        bottom = top + (square ? right - left : DEPTH);
        x = Ruler.of(xAxis, xs, left, right);
        y = free.between(bottom, top);
        across = fitting(x, right - left);
    }

    /** As many marks as can be labelled without touching. */
    static List<Ticks.Tick> fitting(Ruler ruler, double width) {
        for (int about = 7; about > 1; about--) {
            List<Ticks.Tick> ticks = ruler.ticks(about);
            double used = ticks.stream()
                    .mapToDouble(tick -> Letters.width(tick.label()) * 1.1 + GAP)
                    .sum();
            if (used <= width) return ticks;
        }
        return ruler.ticks(1);
    }

    Ruler x() {
        return x;
    }

    Ruler y() {
        return y;
    }

    double left() {
        return left;
    }

    double right() {
        return right;
    }

    double top() {
        return top;
    }

    double bottom() {
        return bottom;
    }

    double height() {
        return bottom + (x.axis().label().isBlank() ? 26 : 45);
    }

    void axes(Markup out) {
        PathData grid = new PathData();
        for (Ticks.Tick tick : upwards) grid.move(left, y.at(tick.value())).line(right, y.at(tick.value()));
        for (Ticks.Tick tick : across) grid.move(x.at(tick.value()), top).line(x.at(tick.value()), bottom);
        Drawing.path(out, grid, "grid");
        Drawing.path(out, new PathData().move(left, bottom).line(right, bottom), "base");
        for (Ticks.Tick tick : upwards) {
            Drawing.text(out, Letters.fit(tick.label(), MOST_LEFT), left - 7, y.at(tick.value()) + 4, "end", "tick");
        }
        for (Ticks.Tick tick : across) {
            Drawing.text(out, tick.label(), x.at(tick.value()), bottom + 18, "middle", "tick");
        }
        label(out, y.axis().label(), 0, 12, "start");
        label(out, x.axis().label(), right, bottom + 38, "end");
    }

    private static void label(Markup out, String label, double x, double y, String anchor) {
        if (!label.isBlank()) Drawing.text(out, Letters.fit(label, Drawing.WIDTH - 20), x, y, anchor, "ink");
    }

    /** Begins a part of the picture in which nothing can be seen that lies outside of the frame. */
    void inside(Markup out) {
        String[] box = {
            PathData.place(left - 4),
            PathData.place(top - 4),
            PathData.place(right - left + 8),
            PathData.place(bottom - top + 8)
        };
        out.open(
                        "svg",
                        "x",
                        box[0],
                        "y",
                        box[1],
                        "width",
                        box[2],
                        "height",
                        box[3],
                        "viewBox",
                        String.join(" ", box),
                        "overflow",
                        "hidden")
                .line();
    }

    void nothing(Markup out) {
        Drawing.text(out, "No data", (left + right) / 2, (top + bottom) / 2, "middle", "halo");
    }
}
