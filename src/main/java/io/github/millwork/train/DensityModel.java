package io.github.millwork.train;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;

/**
 * Training rows and their clusters: a row goes where the nearest of them is. Not to be changed.
 *
 * @param neighbours how many rows a core distance reaches, itself counted
 * @param rows the training rows
 * @param cores the core distance of each
 * @param clusters the cluster of each, -1 for noise
 * @param births for each cluster how far apart rows may be to belong to it
 */
record DensityModel(int neighbours, SparseRows rows, double[] cores, int[] clusters, double[] births)
        implements Model<Cluster> {
    @Override
    public Outputs<Cluster> outputs() {
        return new ClusterOutputs(births.length);
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        out[at] = cluster(features);
        out[at + 1] = Double.NaN;
    }

    private int cluster(FeatureVector features) {
        double[] squares = new double[cores.length];
        double[] nearest = new double[Math.min(neighbours - 1, cores.length)];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int row = 0; row < squares.length; row++) {
            double square = rows.square(features, row);
            if (square == 0) return clusters[row];
            squares[row] = square;
            int place = nearest.length - 1;
            if (place < 0 || square >= nearest[place]) continue;
            for (; place > 0 && nearest[place - 1] > square; place--) nearest[place] = nearest[place - 1];
            nearest[place] = square;
        }
        double core = nearest.length == 0 ? 0 : nearest[nearest.length - 1];
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < squares.length; row++) {
            double square = Math.max(Math.max(core, squares[row]), cores[row] * cores[row]);
            boolean nearer = square < least || (square == least && squares[row] < squares[best]);
            if (!nearer) continue;
            best = row;
            least = square;
        }
        int cluster = clusters[best];
        return cluster >= 0 && Math.sqrt(least) <= births[cluster] ? cluster : -1;
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("which row is the nearest depends on all features at once");
    }

    @Override
    public boolean accepts(int features) {
        return features == rows.dimension();
    }

    private static DensityModel read(State state) {
        DensityModel model = new DensityModel(
                state.integer("neighbours"),
                SparseRows.fromState(state.state("rows")),
                state.numbers("cores"),
                state.integers("clusters"),
                state.numbers("births"));
        int rows = model.rows.count();
        boolean sound = model.neighbours > 0
                && model.cores.length == rows
                && model.clusters.length == rows
                && Arrays.stream(model.clusters).allMatch(each -> each >= -1 && each < model.births.length);
        if (sound) return model;
        throw new BundleException(
                "Expected a core distance and a cluster for each row but found others. The file is damaged.");
    }

    static final Codec<DensityModel> CODEC = Codec.of(
            "model.density",
            DensityModel.class,
            model -> State.empty()
                    .with("neighbours", model.neighbours)
                    .with("rows", model.rows.toState())
                    .with("cores", model.cores)
                    .with("clusters", model.clusters)
                    .with("births", model.births),
            DensityModel::read);

    @Override
    public String toString() {
        return births.length + " clusters of " + rows.count() + " rows";
    }
}
