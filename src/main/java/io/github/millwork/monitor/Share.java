package io.github.millwork.monitor;

import io.github.millwork.report.Format;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Grid;
import io.github.millwork.stage.NumberGrid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many of the values of a column are of a kind. Immutable; equal by value.
 *
 * @param values which values: a level, or the numbers of a tenth of the reference
 * @param before their share in the reference, between 0 and 1
 * @param now their share in the window
 */
public record Share(String values, double before, double now) {
    private static final int LEVELS = 10;

    /** Numbers by tenths of the reference; levels one by one, of many the largest and the others together. */
    static List<Share> of(ColumnProfile reference, ColumnProfile current) {
        if (reference.present() == 0 || current.present() == 0) return List.of();
        Bins bins = Bins.of(reference, current);
        double[] before = bins.expected();
        double[] now = bins.actual();
        Grid grid = reference.grid();
        if (!grid.categorical()) {
            return IntStream.range(0, before.length)
                    .mapToObj(bin -> new Share(range((NumberGrid) grid, bins, bin), before[bin], now[bin]))
                    .toList();
        }
        List<Share> levels = new ArrayList<>();
        for (int bin = 0; bin < before.length; bin++) {
            levels.add(new Share(grid.label(bins.ends()[bin]), before[bin], now[bin]));
        }
        if (levels.size() <= LEVELS) return levels;
        levels.sort(Comparator.comparingDouble(share -> -Math.max(share.before, share.now)));
        List<Share> rest = levels.subList(LEVELS - 1, levels.size());
        Share others = new Share(
                "others",
                rest.stream().mapToDouble(Share::before).sum(),
                rest.stream().mapToDouble(Share::now).sum());
        List<Share> shown = new ArrayList<>(levels.subList(0, LEVELS - 1));
        shown.add(others);
        return shown;
    }

    private static String range(NumberGrid grid, Bins bins, int bin) {
        int last = bins.ends()[bin];
        String from = bin == 0 ? "" : shown(grid.edge(bins.ends()[bin - 1] / 2));
        if (last >= grid.cells() - 1) return from.isEmpty() ? "any" : "above " + from;
        String to = shown(grid.edge(last / 2));
        return from.isEmpty() ? "up to " + to : from + " to " + to;
    }

    private static String shown(double edge) {
        return Format.plain().text(edge);
    }
}
