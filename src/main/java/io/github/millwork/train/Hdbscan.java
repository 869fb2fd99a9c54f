package io.github.millwork.train;

import io.github.millwork.data.Cluster;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;

/**
 * Clusters by density, HDBSCAN* (Campello, Moulavi, Zimek and Sander 2015): where rows lie dense there is a cluster, of any
 * shape and of as many as there are; rows where they do not are noise, cluster -1. The core distance of a row is how far so
 * many neighbours reach, itself counted; two rows are as far apart as their Euclidean distance or either core distance, the
 * largest. Rows that hang together at a distance are a cluster if there are enough of them; of a cluster and those that it
 * falls into, that or those are taken whose rows stay the longest (the excess of mass). Cluster 0 is the largest.
 *
 * <p>A new row goes where its nearest training row is, by the same distance; it is noise if that one is, or if it is farther
 * from it than that cluster's rows were when the cluster came apart from others. A row that equals a training row goes with
 * it. A cluster has no centre, so its distance is NaN. All rows together are never a cluster: where nothing comes apart all is
 * noise.
 *
 * <p>Features should be on like scales and must not be missing. Weights of rows are refused. The model holds all training rows,
 * and looks at all of them for each prediction; training time grows with the square of the rows. There is nothing random in it.
 *
 * @param hyperparameters minimumSize and neighbours, as {@link #create()} has them, with any settings
 */
public record Hdbscan(Hyperparameters hyperparameters) implements NeighbourLearner<Cluster, Hdbscan> {
    private static final String MINIMUM_SIZE = "minimumSize";
    private static final Hyperparameters DEFAULTS = NeighbourLearner.parameters(Hyperparameters.none()
            .integer(MINIMUM_SIZE, 5, rows -> rows >= 2 && rows <= 1_000_000, "from 2 to 1000000"));

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters minimumSize and neighbours, as {@link #create()} has them, with any settings
     */
    public Hdbscan {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return clusters of at least 5 rows, dense by 5 neighbours} */
    public static Hdbscan create() {
        return new Hdbscan(DEFAULTS);
    }

    /**
     * {@return this learner with clusters of another size}
     *
     * @param rows how many rows a cluster has at least, from 2 to 1000000
     */
    public Hdbscan minimumSize(int rows) {
        return new Hdbscan(hyperparameters.with(MINIMUM_SIZE, rows));
    }

    /**
     * {@return this learner with sizes to search among}
     *
     * @param range from 2 to 1000000
     */
    public Hdbscan minimumSize(Range range) {
        return new Hdbscan(hyperparameters.with(MINIMUM_SIZE, range));
    }

    @Override
    public String describe() {
        return "HDBSCAN (" + hyperparameters + ")";
    }

    @Override
    public Class<Cluster> predictionType() {
        return Cluster.class;
    }

    @Override
    public Hdbscan withHyperparameters(Hyperparameters values) {
        return new Hdbscan(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(MINIMUM_SIZE, Range.log(3, 50)).open(NEIGHBOURS, Range.log(2, 30));
    }

    @Override
    public Model<Cluster> fit(TrainingData data, FitContext context) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        SparseRows rows = SparseRows.of(data.features());
        int neighbours = hyperparameters.integer(NEIGHBOURS);
        ReachableRows reachable = ReachableRows.of(data.features(), rows, neighbours, context);
        DensityTree tree = DensityTree.of(reachable.spanningTree(), hyperparameters.integer(MINIMUM_SIZE));
        return new DensityModel(neighbours, rows, reachable.cores(), tree.clusters(), tree.births());
    }

    static final Codec<Hdbscan> CODEC = Learners.codec("hdbscan", Hdbscan.class, DEFAULTS, Hdbscan::new);

    @Override
    public String toString() {
        return describe();
    }
}
