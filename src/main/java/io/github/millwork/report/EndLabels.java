package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The names of lines beside their ends, where all end on the right and far enough from one another. */
final class EndLabels {
    private record Label(String name, double x, double y) {}

    private static final int MOST = 6;
    private static final double WIDEST = 110;
    private static final double APART = 15;
    private static final EndLabels NONE = new EndLabels(List.of());

    private final List<Label> labels;

    private EndLabels(List<Label> labels) {
        this.labels = labels;
    }

    /** Labels in values of the axes, since the plot is laid out again with space for them. */
    static EndLabels of(List<Series> all, Plot plot) {
        if (all.size() > MOST) return NONE;
        List<Label> labels = new ArrayList<>();
        double[] heights = new double[all.size()];
        for (int i = 0; i < heights.length; i++) {
            Series series = all.get(i);
            Places places = Places.of(series, plot.x(), plot.y());
            int last = places.last();
            boolean fits = series.hasLine()
                    && series.look() != Series.Look.FAINT
                    && last != Places.BREAK
                    && plot.right() - places.x(last) < (plot.right() - plot.left()) * 0.06
                    && plot.x().holds(series.x(last))
                    && plot.y().holds(series.y(last))
                    && !series.name().isBlank()
                    && Letters.width(Letters.line(series.name())) <= WIDEST;
            if (!fits) return NONE;
            heights[i] = places.y(last);
            labels.add(new Label(Letters.line(series.name()), series.x(last), series.y(last)));
        }
        Arrays.sort(heights);
        for (int i = 1; i < heights.length; i++) {
            if (heights[i] - heights[i - 1] < APART) return NONE;
        }
        return new EndLabels(labels);
    }

    boolean isEmpty() {
        return labels.isEmpty();
    }

    double width() {
        return labels.stream()
                        .mapToDouble(label -> Letters.width(label.name()))
                        .max()
                        .orElse(0)
                + 8;
    }

    void write(Markup out, Plot plot) {
        for (Label label : labels) {
            Drawing.text(out, label.name(), plot.right() + 6, plot.y().at(label.y()) + 4, "start", "ink");
        }
    }
}
