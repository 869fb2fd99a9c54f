package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.tribuo.TribuoRows;
import java.util.Arrays;

/**
 * Anomalies by distance: the score of a row is how far its k-th nearest training row is (Ramaswamy, Rastogi and Shim 2000),
 * by the Euclidean distance, less the border. The border is the distance that a given share of the training rows is beyond,
 * each of them without itself; above it is an anomaly. Train it on rows that are usual but for about that share. Features
 * should be on like scales and must not be missing. Weights of rows are refused. The model holds all training rows, and looks
 * at all of them for each prediction; training time grows with the square of the rows. There is nothing random in it.
 *
 * @param hyperparameters neighbours and share, as {@link #create()} has them, with any settings
 */
public record NeighbourDistance(Hyperparameters hyperparameters)
        implements NeighbourLearner<Anomaly, NeighbourDistance> {
    private static final String SHARE = "share";
    private static final Hyperparameters DEFAULTS = NeighbourLearner.parameters(Hyperparameters.none())
            .number(SHARE, 0.1, share -> share >= 0 && share < 1, "at least 0 and below 1");

    /**
     * Checks that the hyperparameters are those of this learner.
     *
     * @param hyperparameters neighbours and share, as {@link #create()} has them, with any settings
     */
    public NeighbourDistance {
        hyperparameters = DEFAULTS.withSettings(hyperparameters);
    }

    /** {@return the distance of the fifth neighbour, and a border that a tenth of the training rows is beyond} */
    public static NeighbourDistance create() {
        return new NeighbourDistance(DEFAULTS);
    }

    /**
     * {@return this learner with another share of anomalies}
     *
     * @param ofRows what share of the training rows is beyond the border, at least 0 and below 1
     */
    public NeighbourDistance share(double ofRows) {
        return new NeighbourDistance(hyperparameters.with(SHARE, ofRows));
    }

    @Override
    public String describe() {
        return "neighbour distance (" + hyperparameters + ")";
    }

    @Override
    public Class<Anomaly> predictionType() {
        return Anomaly.class;
    }

    @Override
    public NeighbourDistance withHyperparameters(Hyperparameters values) {
        return new NeighbourDistance(values);
    }

    @Override
    public Hyperparameters searchSpace() {
        return hyperparameters.open(NEIGHBOURS, Range.log(1, 50));
    }

    @Override
    public Model<Anomaly> fit(TrainingData data, FitContext context) {
        if (data.features().dimension() < 1) throw TribuoRows.noFeature();
        SparseRows rows = SparseRows.of(data.features());
        int neighbours = hyperparameters.integer(NEIGHBOURS);
        double[] distances = new double[rows.count()];
        FeatureVector vector = new FeatureVector(rows.dimension());
        for (int row = 0; row < distances.length; row++) {
            if (row % 64 == 0) context.progress("train", describe(), row / (double) distances.length);
            data.features().row(row, vector);
            distances[row] = DistanceModel.distance(rows, vector, neighbours, row);
        }
        Arrays.sort(distances);
        double border = Statistics.quantile(distances, 1 - hyperparameters.number(SHARE));
        return new DistanceModel(neighbours, border, rows);
    }

    static final Codec<NeighbourDistance> CODEC =
            Learners.codec("neighbour-distance", NeighbourDistance.class, DEFAULTS, NeighbourDistance::new);

    @Override
    public String toString() {
        return describe();
    }
}
