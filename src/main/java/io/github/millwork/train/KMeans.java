package io.github.millwork.train;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.QuietTribuo;
import io.github.millwork.tribuo.TribuoRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.tribuo.MutableDataset;
import org.tribuo.clustering.ClusterID;
import org.tribuo.clustering.ClusteringFactory;
import org.tribuo.clustering.kmeans.KMeansModel;
import org.tribuo.clustering.kmeans.KMeansTrainer;
import org.tribuo.clustering.kmeans.KMeansTrainer.Initialisation;
import org.tribuo.math.distance.L2Distance;

/**
 * K-means clusters by Lloyd's method through Tribuo: centres such that the squared distances of the rows from the nearest
 * of them add up to as little as possible. The search starts several times, each time from rows that are drawn far from
 * one another (k-means++, Arthur and Vassilvitskii 2007), and the best end is kept. Cluster 0 is the largest. Features
 * should be on like scales and must not be missing. Weights of rows count where centres are computed.
 *
 * <p>Tribuo adds up rows in an order that depends on its threads, so it is given one: the same seed gives the same bits
 * everywhere.
 *
 * @param hyperparameters clusters, restarts and iterations, as {@link #clusters(int)} has them, with any settings
 */
public record KMeans(Hyperparameters hyperparameters) implements Learner<Cluster> {
    private static final String CLUSTERS = "clusters";
    private static final String RESTARTS = "restarts";
    private static final String ITERATIONS = "iterations";
    private static final Hyperparameters DEFAULTS = Hyperparameters.none()
            .integer(CLUSTERS, 8, clusters -> clusters >= 1 && clusters <= 10_000, "from 1 to 10000")
            .integer(RESTARTS, 10, restarts -> restarts >= 1 && restarts <= 10_000, "from 1 to 10000")
            .integer(ITERATIONS, 300, iterations -> iterations >= 1 && iterations <= 1e6, "from 1 to 1000000");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters clusters, restarts and iterations, as {@link #clusters(int)} has them, with any settings
     */
    public KMeans {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /**
     * {@return k-means with so many clusters, the best of 10 starts, at most 300 iterations each}
     *
     * @param count from 1 to 10000
     */
    public static KMeans clusters(int count) {
        return new KMeans(DEFAULTS.with(CLUSTERS, count));
    }

    /**
     * {@return k-means with numbers of clusters to search among, by the silhouette for example}
     *
     * @param range from 1 to 10000
     */
    public static KMeans clusters(Range range) {
        return new KMeans(DEFAULTS.with(CLUSTERS, range));
    }

    /**
     * {@return this learner with another number of starts, of which the best end is kept}
     *
     * @param count from 1 to 10000
     */
    public KMeans restarts(int count) {
        return new KMeans(hyperparameters.with(RESTARTS, count));
    }

    /**
     * {@return this learner with another limit of iterations}
     *
     * @param count how often at most the rows of a start are assigned anew, from 1 to 1000000
     */
    public KMeans iterations(int count) {
        return new KMeans(hyperparameters.with(ITERATIONS, count));
    }

    @Override
    public String describe() {
        return "k-means (" + hyperparameters + ")";
    }

    @Override
    public Class<Cluster> predictionType() {
        return Cluster.class;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.COMPLETE, Need.LIKE_SCALES);
    }

    @Override
    public boolean honoursWeights() {
        return true;
    }

    @Override
    public KMeans withHyperparameters(Hyperparameters values) {
        return new KMeans(values);
    }

    @Override
    public Model<Cluster> fit(TrainingData all, FitContext context) {
        TrainingData data = TrainingRows.counted(all);
        int clusters = hyperparameters.integer(CLUSTERS);
        check(data, clusters);
        TribuoRows rows = new TribuoRows(data.features().dimension());
        MutableDataset<ClusterID> dataset =
                rows.dataset(data, new ClusteringFactory(), 0, row -> ClusteringFactory.UNASSIGNED_CLUSTER_ID);
        SplittableRandom seeds = new SplittableRandom(context.seed());
        CentreModel best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < hyperparameters.integer(RESTARTS); start++) {
            context.checkCancelled();
            long seed = seeds.nextLong();
            KMeansModel fitted = QuietTribuo.call(() -> new KMeansTrainer(
                            clusters,
                            hyperparameters.integer(ITERATIONS),
                            new L2Distance(),
                            Initialisation.PLUSPLUS,
                            1,
                            seed)
                    .train(dataset));
            CentreModel model = CentreModel.largestFirst(centres(fitted, rows.dimension()), data);
            double squares = model.squares(data);
            if (best != null && squares >= least) continue;
            best = model;
            least = squares;
        }
        if (best == null) throw new IllegalStateException("expected at least one start");
        return best;
    }

    /** By the positions of our features; at those that no row holds they are zero. */
    private static double[][] centres(KMeansModel fitted, int dimension) {
        int known = fitted.getFeatureIDMap().size();
        int[] positions = new int[known];
        for (int id = 0; id < known; id++) {
            positions[id] = TribuoRows.position(fitted.getFeatureIDMap().get(id).getName());
        }
        return Arrays.stream(fitted.getCentroidVectors())
                .map(found -> {
                    double[] centre = new double[dimension];
                    for (int id = 0; id < known; id++) centre[positions[id]] = found.get(id);
                    return centre;
                })
                .toArray(double[][]::new);
    }

    private static void check(TrainingData data, int clusters) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        double squares = 0;
        FeatureVector vector = new FeatureVector(data.features().dimension());
        List<double[]> different = new ArrayList<>();
        for (int row = 0; row < data.rows(); row++) {
            data.features().row(row, vector);
            for (int i = 0; i < vector.size(); i++) squares += vector.value(i) * vector.value(i);
            double[] dense = vector.dense(0);
            boolean known =
                    different.size() == clusters || different.stream().anyMatch(other -> Arrays.equals(other, dense));
            if (!known) different.add(dense.clone());
        }
        // The squared distances that k-means++ adds up are all below this.
        if (!Double.isFinite(squares * (2.0 * data.rows() + 4))) throw TrainingRows.tooLarge();
        if (different.size() < clusters) {
            throw new DataException("Expected at least " + clusters + " different training rows for " + clusters
                    + " clusters but there are " + different.size()
                    + ". Ask for fewer clusters, or collect more rows.");
        }
    }

    static final Codec<KMeans> CODEC = Learners.codec("k-means", KMeans.class, DEFAULTS, KMeans::new);

    @Override
    public String toString() {
        return describe();
    }
}
