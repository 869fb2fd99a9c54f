package io.github.millwork.report;

/** A part of a picture. */
record Area(double left, double top, double right, double bottom) {
    boolean holds(double x, double y) {
        return x >= left && x <= right && y >= top && y <= bottom;
    }

    /** Whether a line between two places runs through it (Y.-D. Liang and B. Barsky, ACM TOG 3, 1984). */
    boolean isCrossed(double x1, double y1, double x2, double y2) {
        double[] steps = {x1 - x2, x2 - x1, y1 - y2, y2 - y1};
        double[] rooms = {x1 - left, right - x1, y1 - top, bottom - y1};
        double from = 0;
        double to = 1;
        for (int side = 0; side < 4; side++) {
            if (steps[side] == 0 && rooms[side] < 0) return false;
            if (steps[side] == 0) continue;
            double at = rooms[side] / steps[side];
            if (steps[side] < 0) from = Math.max(from, at);
            else to = Math.min(to, at);
        }
        return from <= to;
    }
}
