package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import java.util.Arrays;

/**
 * Rows with their core distances: two of them are as far apart as their Euclidean distance or either core distance, the
 * largest. Not to be changed.
 */
final class ReachableRows {
    private static final int ROWS_A_TASK = 128;

    private final FeatureMatrix features;
    private final SparseRows rows;
    private final double[] cores;
    private final FitContext context;

    private ReachableRows(FeatureMatrix features, SparseRows rows, double[] cores, FitContext context) {
        this.features = features;
        this.rows = rows;
        this.cores = cores;
        this.context = context;
    }

    /**
     * Measures core distances.
     *
     * @param features the rows
     * @param rows the same rows
     * @param neighbours how many rows a core distance reaches, itself counted
     * @param context threads and cancellation
     */
    static ReachableRows of(FeatureMatrix features, SparseRows rows, int neighbours, FitContext context) {
        int count = rows.count();
        double[] cores = new double[count];
        context.workers().tasks((count + ROWS_A_TASK - 1) / ROWS_A_TASK, task -> {
            context.checkCancelled();
            FeatureVector vector = new FeatureVector(rows.dimension());
            int end = Math.min(count, (task + 1) * ROWS_A_TASK);
            for (int row = task * ROWS_A_TASK; row < end; row++) {
                features.row(row, vector);
                cores[row] = neighbours == 1 ? 0 : DistanceModel.distance(rows, vector, neighbours - 1, row);
            }
        });
        return new ReachableRows(features, rows, cores, context);
    }

    /** {@return the core distance of each row} */
    double[] cores() {
        return cores;
    }

    /**
     * An edge of a tree over the rows.
     *
     * @param one a row
     * @param other another row
     * @param distance how far apart they are
     */
    record Edge(int one, int other, double distance) {}

    /** {@return the edges of a tree over all rows whose distances add up to the least, the shortest first (Prim 1957)} */
    Edge[] spanningTree() {
        int count = cores.length;
        int[] nearest = new int[count];
        double[] distances = new double[count];
        boolean[] in = new boolean[count];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        Edge[] edges = new Edge[count - 1];
        FeatureVector vector = new FeatureVector(rows.dimension());
        int added = 0;
        for (int edge = 0; edge < edges.length; edge++) {
            if (edge % 64 == 0) context.progress("train", "HDBSCAN", edge / (double) edges.length);
            in[added] = true;
            features.row(added, vector);
            int next = -1;
            for (int row = 0; row < count; row++) {
                if (in[row]) continue;
                if (Math.max(cores[added], cores[row]) < distances[row]) {
                    double distance = Math.max(Math.sqrt(rows.square(vector, row)), Math.max(cores[added], cores[row]));
                    if (distance < distances[row]) {
                        distances[row] = distance;
                        nearest[row] = added;
                    }
                }
                if (next < 0 || distances[row] < distances[next]) next = row;
            }
            edges[edge] = new Edge(nearest[next], next, distances[next]);
            added = next;
        }
        Arrays.sort(edges, (a, b) -> Double.compare(a.distance, b.distance)); // which keeps the order of equals
        return edges;
    }
}
