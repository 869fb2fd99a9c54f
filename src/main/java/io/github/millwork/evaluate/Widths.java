package io.github.millwork.evaluate;

import java.util.stream.IntStream;

/**
 * The silhouette width of each row (Rousseeuw 1987): how much nearer it is on average to the rows of its own cluster than
 * to those of the next, relative to the larger of both. Weights are numbers of rows. Each row is computed by itself, so
 * that results do not depend on threads.
 */
final class Widths {
    private final Groups groups;
    private final Distances distances;
    private final int[][] members;

    /** The mean distance of each row to the others of its cluster. */
    private final double[] own;

    /** The mean distance of each row to the rows of the nearest other cluster, and which that is. */
    private final double[] next;

    private final int[] nextGroup;

    private Widths(Groups groups, Distances distances) {
        int rows = groups.rows().length;
        this.groups = groups;
        this.distances = distances;
        members = new int[groups.count()][];
        for (int g = 0; g < members.length; g++) members[g] = where(groups.group(), g);
        own = new double[rows];
        next = new double[rows];
        nextGroup = new int[rows];
    }

    static Widths of(Groups groups, Distances distances) {
        Widths widths = new Widths(groups, distances);
        IntStream.range(0, widths.own.length).parallel().forEach(widths::measure);
        return widths;
    }

    private static int[] where(int[] groups, int group) {
        return IntStream.range(0, groups.length).filter(i -> groups[i] == group).toArray();
    }

    private void measure(int row) {
        int ownGroup = groups.group()[row];
        next[row] = Double.POSITIVE_INFINITY;
        for (int g = 0; g < members.length; g++) {
            double sum = 0;
            for (int other : members[g]) sum += groups.weights()[other] * distances.between(row, other);
            double weight = groups.weightOf()[g];
            if (g == ownGroup) {
                own[row] = weight > 1 ? sum / (weight - 1) : Double.NaN;
            } else if (sum / weight < next[row] || Double.isNaN(sum)) {
                next[row] = sum / weight;
                nextGroup[row] = g;
            }
        }
    }

    /** {@return whether a row has a width: not if it is alone in its cluster, or at the place of all others} */
    private boolean hasWidth(int row) {
        return groups.weightOf()[groups.group()[row]] > 1 && Math.max(own[row], next[row]) != 0;
    }

    private double width(int row) {
        return hasWidth(row) ? (next[row] - own[row]) / Math.max(own[row], next[row]) : 0;
    }

    double mean() {
        double sum = 0;
        for (int row = 0; row < own.length; row++) sum += groups.weights()[row] * width(row);
        return sum / groups.total();
    }

    /**
     * {@return by how much each row moves the mean: by its own width, and by its distance to the rows in whose own or next
     * cluster it is}
     */
    double[] influence(double mean) {
        int rows = own.length;
        double[] byOwn = new double[rows];
        double[] byNext = new double[rows];
        for (int row = 0; row < rows; row++) {
            if (!hasWidth(row)) continue;
            boolean nearer = own[row] < next[row];
            double weight = groups.weights()[row];
            byOwn[row] = -weight
                    * (nearer ? 1 / next[row] : next[row] / (own[row] * own[row]))
                    / (groups.weightOf()[groups.group()[row]] - 1);
            byNext[row] = weight
                    * (nearer ? own[row] / (next[row] * next[row]) : 1 / own[row])
                    / groups.weightOf()[nextGroup[row]];
        }
        int[][] neighbours = new int[members.length][];
        for (int g = 0; g < neighbours.length; g++) neighbours[g] = where(nextGroup, g);

        double[] influence = new double[rows];
        IntStream.range(0, rows).parallel().forEach(row -> {
            double moved = width(row) - mean;
            int group = groups.group()[row];
            for (int other : members[group]) {
                if (byOwn[other] != 0) moved += byOwn[other] * (distances.between(row, other) - own[other]);
            }
            for (int other : neighbours[group]) {
                if (byNext[other] != 0) moved += byNext[other] * (distances.between(row, other) - next[other]);
            }
            influence[row] = groups.weights()[row] * moved / groups.total();
        });
        return influence;
    }
}
