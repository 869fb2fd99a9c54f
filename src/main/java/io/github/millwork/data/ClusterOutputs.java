package io.github.millwork.data;

/**
 * The number of the cluster, then how far the row is from its centre.
 *
 * @param clusters how many clusters there are
 */
public record ClusterOutputs(int clusters) implements Outputs<Cluster> {
    @Override
    public int width() {
        return 2;
    }

    @Override
    public Class<Cluster> predictionType() {
        return Cluster.class;
    }

    @Override
    public Cluster read(double[] values, int at) {
        return new Cluster((int) values[at], values[at + 1]);
    }
}
