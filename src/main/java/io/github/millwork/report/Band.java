package io.github.millwork.report;

import java.util.ArrayList;
import java.util.List;

/** The area behind a line: of the points in one column of pixels, from the least to the greatest of their ends. */
final class Band {
    private record Slice(double x, double top, double bottom) {}

    private Band() {}

    static PathData of(Series series, Plot plot) {
        PathData path = new PathData();
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            double x = plot.x().at(series.x(i));
            double low = plot.y().at(series.low(i));
            double high = plot.y().at(series.high(i));
            // The line is broken there too.
            if (Double.isNaN(x + low + high) || !plot.y().shows(series.y(i))) {
                add(path, slices);
                slices.clear();
                continue;
            }
            Slice slice = new Slice(x, Math.min(low, high), Math.max(low, high));
            Slice last = slices.isEmpty() ? null : slices.get(slices.size() - 1);
            // The first of a column stays where it is, so that bands begin with their lines.
            if (last != null && Math.floor(2 * last.x()) == Math.floor(2 * x)) {
                double top = Math.min(last.top(), slice.top());
                slices.set(slices.size() - 1, new Slice(last.x(), top, Math.max(last.bottom(), slice.bottom())));
            } else {
                slices.add(slice);
            }
        }
        add(path, slices);
        return path;
    }

    private static void add(PathData path, List<Slice> slices) {
        if (slices.isEmpty()) return;
        if (slices.size() == 1) {
            Slice slice = slices.get(0);
            path.rectangle(slice.x() - 2, slice.top(), slice.x() + 2, slice.bottom());
            return;
        }
        path.move(slices.get(0).x(), slices.get(0).top());
        for (Slice slice : slices.subList(1, slices.size())) path.line(slice.x(), slice.top());
        for (int i = slices.size() - 1; i >= 0; i--)
            path.line(slices.get(i).x(), slices.get(i).bottom());
        path.shut();
    }
}
