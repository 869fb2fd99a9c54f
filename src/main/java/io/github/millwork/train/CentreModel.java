package io.github.millwork.train;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** Centres of clusters: a row belongs to the nearest, the first of equals, by the Euclidean distance. */
final class CentreModel implements Model<Cluster> {
    private final double[][] centres;

    CentreModel(double[][] centres) {
        this.centres = centres;
    }

    /** Numbers the clusters by the weight of their training rows, the heaviest first. */
    static CentreModel largestFirst(double[][] centres, TrainingData data) {
        CentreModel asFound = new CentreModel(centres);
        double[] sizes = new double[centres.length];
        FeatureVector vector = new FeatureVector(data.features().dimension());
        for (int row = 0; row < data.rows(); row++) {
            data.features().row(row, vector);
            sizes[asFound.nearest(vector.dense(0))] += data.weight(row);
        }
        return new CentreModel(IntStream.range(0, sizes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -sizes[i]))
                .map(i -> centres[i])
                .toArray(double[][]::new));
    }

    /** The weighted squared distances of rows from their centres, added up. */
    double squares(TrainingData data) {
        double sum = 0;
        FeatureVector vector = new FeatureVector(data.features().dimension());
        for (int row = 0; row < data.rows(); row++) {
            data.features().row(row, vector);
            double[] dense = vector.dense(0);
            sum += data.weight(row) * square(dense, centres[nearest(dense)]);
        }
        return sum;
    }

    private int nearest(double[] row) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centres.length; i++) {
            double square = square(row, centres[i]);
            if (square >= least) continue;
            nearest = i;
            least = square;
        }
        return nearest;
    }

    private static double square(double[] row, double[] centre) {
        double sum = 0;
        for (int i = 0; i < centre.length; i++) sum += (row[i] - centre[i]) * (row[i] - centre[i]);
        return sum;
    }

    /** {@return a copy of the centre of a cluster} */
    double[] centre(int cluster) {
        return centres[cluster].clone();
    }

    @Override
    public Outputs<Cluster> outputs() {
        return new ClusterOutputs(centres.length);
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        double[] dense = features.dense(0);
        int nearest = nearest(dense);
        out[at] = nearest;
        out[at + 1] = Math.sqrt(square(dense, centres[nearest]));
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("a cluster is the nearest or it is not, which is no sum");
    }

    @Override
    public boolean accepts(int features) {
        return Arrays.stream(centres).allMatch(centre -> centre.length == features);
    }

    private State toState() {
        State state = State.empty().with("clusters", centres.length);
        for (int i = 0; i < centres.length; i++) state = state.with("centre" + i, centres[i]);
        return state;
    }

    private static CentreModel read(State state) {
        int clusters = state.integer("clusters");
        if (clusters < 1 || clusters > state.values().size()) {
            throw new BundleException(
                    "Expected a centre for each cluster but found " + clusters + " clusters. The file is damaged.");
        }
        double[][] centres = new double[clusters][];
        for (int i = 0; i < clusters; i++) centres[i] = state.numbers("centre" + i);
        return new CentreModel(centres);
    }

    static final Codec<CentreModel> CODEC =
            Codec.of("model.centres", CentreModel.class, CentreModel::toState, CentreModel::read);

    @Override
    public String toString() {
        return centres.length + " centres";
    }
}
