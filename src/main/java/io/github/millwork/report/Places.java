package io.github.millwork.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the points of a series lie on the page, and which of them make a difference there. */
final class Places {
    /** A break in a line. */
    static final int BREAK = -1;

    /** More columns cannot be told apart. */
    private static final double COLUMNS_PER_PIXEL = 2;

    private static final int MOST_OF_A_LINE = 6000;

    /** A point of a cloud that stands for all of its cell. */
    static final class Cell {
        final int point;
        int count = 1;

        Cell(int point) {
            this.point = point;
        }
    }

    private final double[] x;
    private final double[] y;

    Places(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    static Places of(Series series, Ruler across, Ruler upwards) {
        double[] x = new double[series.size()];
        double[] y = new double[series.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = across.at(series.x(i));
            y[i] = upwards.at(series.y(i));
        }
        return new Places(x, y);
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    boolean isDrawn(int point) {
        return !Double.isNaN(x[point]) && !Double.isNaN(y[point]);
    }

    /** The last point that is drawn, or {@link #BREAK} if there is none. */
    int last() {
        for (int i = x.length - 1; i >= 0; i--) {
            if (isDrawn(i)) return i;
        }
        return BREAK;
    }

    /** Whether the line through all points runs through a part of the picture. */
    boolean isCrossing(Area area) {
        for (int i = 1; i < x.length; i++) {
            if (isDrawn(i - 1) && isDrawn(i) && area.isCrossed(x[i - 1], y[i - 1], x[i], y[i])) return true;
        }
        return isIn(area);
    }

    /** Whether a point is in a part of the picture. */
    boolean isIn(Area area) {
        for (int i = 0; i < x.length; i++) {
            if (isDrawn(i) && area.holds(x[i], y[i])) return true;
        }
        return false;
    }

    /**
     * The points of a line that are needed to draw it: of those that follow one another in one column of pixels the first,
     * the least, the greatest and the last (U. Jugel and others, "M4: A Visualization-Oriented Time Series Data Aggregation",
     * VLDB 2014). Of a line that runs to and fro too often for that, every n-th.
     */
    List<Integer> line() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < x.length; ) {
            if (!isDrawn(i)) {
                if (!kept.isEmpty()) add(kept, BREAK);
                i++;
                continue;
            }
            int first = i;
            int least = i;
            int greatest = i;
            long column = column(i);
            for (; i < x.length && isDrawn(i) && column(i) == column; i++) {
                if (y[i] < y[least]) least = i;
                if (y[i] > y[greatest]) greatest = i;
            }
            add(kept, first);
            add(kept, Math.min(least, greatest));
            add(kept, Math.max(least, greatest));
            add(kept, i - 1);
        }
        if (kept.size() <= MOST_OF_A_LINE) return kept;
        int stride = (kept.size() + MOST_OF_A_LINE - 1) / MOST_OF_A_LINE;
        List<Integer> fewer = new ArrayList<>();
        for (int i = 0; i < kept.size(); i++) {
            // The breaks are kept, or the line would run through what is missing.
            if (kept.get(i) == BREAK || i % stride == 0 || i == kept.size() - 1) add(fewer, kept.get(i));
        }
        return fewer;
    }

    private long column(int point) {
        return (long) Math.floor(x[point] * COLUMNS_PER_PIXEL);
    }

    private static void add(List<Integer> kept, int point) {
        if (kept.isEmpty() || kept.get(kept.size() - 1) != point) kept.add(point);
    }

    /**
     * The points of a cloud that are needed to draw it: all of them if they are not too many; otherwise the first of each
     * cell of a grid, as fine as can be, with how many it stands for. Outliers have cells of their own, so they stay.
     */
    Collection<Cell> cloud(int most) {
        // A cell of no size holds points of one place only.
        for (double size = 0.1; ; size = size < 1 ? 1 : size * 1.5) {
            Map<Long, Cell> cells = new LinkedHashMap<>();
            for (int i = 0; i < x.length && cells.size() <= most; i++) {
                if (!isDrawn(i)) continue;
                long cell = (long) Math.floor(x[i] / size) * 1_000_003 + (long) Math.floor(y[i] / size);
                Cell there = cells.putIfAbsent(cell, new Cell(i));
                if (there != null) there.count++;
            }
            if (cells.size() <= most) return cells.values();
        }
    }
}
