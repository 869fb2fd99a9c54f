package io.github.millwork.monitor;

import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.NumberGrid;

/** Compares two distribution functions, which are known at every edge; in a gap between edges they are taken as straight. */
final class Cumulative {
    private Cumulative() {}

    /** The largest distance between them. */
    static double largestGap(ColumnProfile reference, ColumnProfile current) {
        long below = 0;
        long currentBelow = 0;
        double largest = 0;
        for (int cell = 0; cell < reference.grid().cells(); cell++) {
            below += reference.count(cell);
            currentBelow += current.count(cell);
            double gap = (double) below / reference.present() - (double) currentBelow / current.present();
            largest = Math.max(largest, Math.abs(gap));
        }
        return largest;
    }

    /** The area between them. */
    static double area(ColumnProfile reference, ColumnProfile current) {
        NumberGrid grid = (NumberGrid) reference.grid();
        double area = Math.abs(reference.below() - current.below()) + Math.abs(reference.above() - current.above());
        double perRow = 1.0 / reference.present();
        double perCurrent = 1.0 / current.present();
        long below = reference.count(0);
        long currentBelow = current.count(0);
        for (int i = 0; i + 1 < grid.edges(); i++) {
            below += reference.count(2 * i + 1);
            currentBelow += current.count(2 * i + 1);
            double left = below * perRow - currentBelow * perCurrent;
            below += reference.count(2 * i + 2);
            currentBelow += current.count(2 * i + 2);
            double right = below * perRow - currentBelow * perCurrent;
            area += (grid.edge(i + 1) - grid.edge(i)) * meanDistance(left, right);
        }
        return area;
    }

    /** The mean of the absolute value of a line from one value to another. */
    private static double meanDistance(double left, double right) {
        double a = Math.abs(left);
        double b = Math.abs(right);
        return left * right >= 0 ? (a + b) / 2 : (a * a + b * b) / (2 * (a + b));
    }
}
