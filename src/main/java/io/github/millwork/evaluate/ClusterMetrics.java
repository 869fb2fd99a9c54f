package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of clusters, equal to those of scikit-learn. Rows that are noise (cluster -1) count as one cluster. Weights
 * count as numbers of rows, and each metric has a 95 % interval.
 *
 * <p>Silhouette, Davies-Bouldin and Calinski-Harabasz look at the features, as the model sees them, by Euclidean distance;
 * they are NaN where there is only one cluster, where each row is one, or where a feature is missing. The others compare
 * with a truth, which {@code Pipeline.cluster(Truth.of("column"))} names; without one they throw {@link
 * io.github.millwork.data.DataException}. They are 1 where clusters and truth are the same.
 *
 * <p>Intervals are for new rows of the same clusters: they do not tell how clusters vary that are fitted again. Where
 * clusters and truth are the same, or nearly, on few rows, intervals cover less than they should.
 */
public final class ClusterMetrics {
    /**
     * The mean silhouette width (Rousseeuw 1987), from -1 to 1: how much nearer rows are to their own cluster than to the
     * next. Larger is better. A row alone in its cluster has the width 0. Time grows with the square of the rows times the
     * features (20,000 rows make 4e8 distances, 50,000 rows 2.5e9), on all processors; memory does not. For more rows
     * there is {@link #silhouette(int, long)}. Interval: Wilson between -1 and 1, its variance from the influence of each
     * row on its own width and on those of others, for which distances are computed once more.
     */
    public static final Metric<Cluster> SILHOUETTE = new Silhouette(0, 0);

    /**
     * The mean over the clusters of how alike each is to the one that it is most alike to: the sum of their mean distances
     * from their centres over the distance of the centres (Davies and Bouldin 1979). Smaller is better, at least 0. NaN
     * where all centres are the same (scikit-learn says 0). Interval: bootstrap.
     */
    public static final Metric<Cluster> DAVIES_BOULDIN = new DaviesBouldin();

    /**
     * The variance between clusters relative to that within (Calinski and Harabasz 1974); larger is better. It grows with
     * the number of rows. 1 where all rows are at the centre of their cluster. Interval: bootstrap.
     */
    public static final Metric<Cluster> CALINSKI_HARABASZ = new CalinskiHarabasz();

    /**
     * The share of pairs of rows on which clusters and truth agree, adjusted for chance (Hubert and Arabie 1985): 1 is
     * perfect, 0 as good as chance. Interval: Wilson between -1 and 1, by influence.
     */
    public static final Metric<Cluster> ADJUSTED_RAND = new RandIndex();

    /**
     * The mutual information of clusters and truth over the arithmetic mean of their entropies, from 0 to 1; many small
     * clusters raise it by chance. Interval: Wilson, by influence.
     */
    public static final Metric<Cluster> NORMALIZED_MUTUAL_INFORMATION = new SharedInformation(false);

    /**
     * The mutual information of clusters and truth beyond that of chance, over the most there could be (arithmetic mean of
     * the entropies; Vinh, Epps and Bailey 2010): 1 is perfect, 0 as good as chance. Weights must be whole numbers, else
     * it throws {@link io.github.millwork.data.DataException}. Interval: Wilson between -1 and 1, by influence.
     */
    public static final Metric<Cluster> ADJUSTED_MUTUAL_INFORMATION = new SharedInformation(true);

    private ClusterMetrics() {}

    /**
     * Makes the silhouette of some of the rows, chosen at random without replacement; all rows where there are no more.
     *
     * @param rows how many rows, above zero
     * @param seed what the choice depends on
     * @return the metric
     * @throws IllegalArgumentException if the number is not above zero
     */
    public static Metric<Cluster> silhouette(int rows, long seed) {
        if (rows < 1) {
            throw new IllegalArgumentException("Expected a number of rows above zero to sample but found " + rows
                    + ". Use SILHOUETTE to measure all rows.");
        }
        return new Silhouette(rows, seed);
    }

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures clusters, beside features and truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<Cluster> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<Cluster>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
