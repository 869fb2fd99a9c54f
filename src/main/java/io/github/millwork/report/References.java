package io.github.millwork.report;

import java.util.List;
import java.util.function.Predicate;

/** Draws the lines that a chart is read against. */
final class References {
    private static final int STEPS = 64;

    private final Plot plot;
    private final List<Reference> references;

    References(Plot plot, List<Reference> references) {
        this.plot = plot;
        this.references = references;
    }

    /** Adds what must be in the picture. */
    static void widen(List<Reference> references, Extent xs, Extent ys) {
        for (Reference reference : references) {
            switch (reference.direction()) {
                case HORIZONTAL -> ys.add(reference.at());
                case VERTICAL -> xs.add(reference.at());
                case DIAGONAL -> {
                    // It is seen wherever both axes have values in common.
                }
            }
        }
    }

    void lines(Markup out) {
        PathData path = new PathData();
        for (Reference reference : references) {
            switch (reference.direction()) {
                case HORIZONTAL -> {
                    double y = plot.y().at(reference.at());
                    if (plot.y().holds(reference.at()))
                        path.move(plot.left(), y).line(plot.right(), y);
                }
                case VERTICAL -> {
                    double x = plot.x().at(reference.at());
                    if (plot.x().holds(reference.at()))
                        path.move(x, plot.bottom()).line(x, plot.top());
                }
                case DIAGONAL -> diagonal(path);
            }
        }
        Drawing.path(out, path, "reference");
    }

    private double start() {
        return Math.max(plot.x().low(), plot.y().low());
    }

    private double end() {
        return Math.min(plot.x().high(), plot.y().high());
    }

    private double between(double share) {
        return start() * (1 - share) + end() * share;
    }

    /** In many steps, since it is a curve where one of the axes is logarithmic. */
    private void diagonal(PathData path) {
        if (start() >= end()) return;
        boolean straight = plot.x().axis().scale() == plot.y().axis().scale();
        int steps = straight ? 1 : STEPS;
        boolean begun = false;
        for (int i = 0; i <= steps; i++) {
            double value = between((double) i / steps);
            if (!plot.x().shows(value) || !plot.y().shows(value)) continue;
            if (begun) path.line(plot.x().at(value), plot.y().at(value));
            else path.move(plot.x().at(value), plot.y().at(value));
            begun = true;
        }
    }

    /**
     * After the data, so that they can be read over it.
     *
     * @param taken whether there is something in a part of the picture
     */
    void labels(Markup out, Predicate<Area> taken) {
        int upright = 0;
        for (Reference reference : references) {
            if (reference.label().isBlank()) continue;
            String label = Letters.fit(Letters.line(reference.label()), (plot.right() - plot.left()) * 0.6);
            switch (reference.direction()) {
                case HORIZONTAL -> {
                    if (plot.y().holds(reference.at()))
                        level(out, label, plot.y().at(reference.at()), taken);
                }
                case VERTICAL -> {
                    if (!plot.x().holds(reference.at())) continue;
                    double x = plot.x().at(reference.at());
                    boolean before = x + 6 + Letters.width(label) > plot.right();
                    double y = plot.top() + 12 + 16 * upright++;
                    Drawing.text(out, label, before ? x - 5 : x + 5, y, before ? "end" : "start", "halo");
                }
                case DIAGONAL -> slanted(out, label);
            }
        }
    }

    /** On the right, or on the left where only that is free. */
    private void level(Markup out, String label, double y, Predicate<Area> taken) {
        double baseline = y - 16 > plot.top() ? y - 5 : y + 15;
        double width = Letters.width(label);
        double height = 14;
        boolean right = !taken.test(new Area(plot.right() - width, baseline - height, plot.right(), baseline))
                || taken.test(new Area(plot.left(), baseline - height, plot.left() + width, baseline));
        Drawing.text(out, label, right ? plot.right() - 2 : plot.left() + 4, baseline, right ? "end" : "start", "halo");
    }

    private void slanted(Markup out, String label) {
        if (start() >= end()) return;
        double x = plot.x().at(between(0.7));
        double y = plot.y().at(between(0.7));
        double slope = Math.atan2(
                plot.y().at(between(0.75)) - plot.y().at(between(0.65)),
                plot.x().at(between(0.75)) - plot.x().at(between(0.65)));
        if (!Double.isFinite(x + y + slope)) return;
        String place = PathData.place(x) + " " + PathData.place(y);
        String turn = "translate(" + place + ") rotate(" + PathData.place(Math.toDegrees(slope)) + ")";
        out.leaf("text", label, "transform", turn, "y", "15", "text-anchor", "middle", "class", "halo")
                .line();
    }
}
