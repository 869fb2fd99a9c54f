package io.github.millwork.train;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Optional;

/**
 * Training rows, and the distance of a neighbour beyond which a row is an anomaly. Not to be changed.
 *
 * @param neighbours the how manieth neighbour
 * @param border the distance above which is an anomaly
 * @param rows the training rows
 */
record DistanceModel(int neighbours, double border, SparseRows rows) implements Model<Anomaly> {
    @Override
    public Outputs<Anomaly> outputs() {
        return new AnomalyOutputs();
    }

    @Override
    public void predict(FeatureVector features, double[] out, int at) {
        out[at] = distance(rows, features, neighbours, -1) - border;
        out[at + 1] = out[at] > 0 ? 1 : 0;
    }

    /**
     * {@return the distance of a row from its neighbour among others; 0 where there are none}
     *
     * @param leftOut one of the others that does not count, negative for none
     */
    static double distance(SparseRows rows, FeatureVector features, int neighbours, int leftOut) {
        int count = Math.min(neighbours, rows.count() - (leftOut < 0 ? 0 : 1));
        if (count == 0) return 0;
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int row = 0; row < rows.count(); row++) {
            if (row == leftOut) continue;
            double square = rows.square(features, row);
            if (!(square < nearest[count - 1])) continue;
            int place = count - 1;
            for (; place > 0 && nearest[place - 1] > square; place--) nearest[place] = nearest[place - 1];
            nearest[place] = square;
        }
        return Math.sqrt(nearest[count - 1]);
    }

    @Override
    public Optional<String> whyUnexplained() {
        return Optional.of("which rows are the nearest depends on all features at once");
    }

    @Override
    public boolean accepts(int features) {
        return features == rows.dimension();
    }

    private static DistanceModel read(State state) {
        DistanceModel model = new DistanceModel(
                state.integer("neighbours"), state.number("border"), SparseRows.fromState(state.state("rows")));
        if (model.neighbours > 0 && model.border >= 0) return model;
        throw new BundleException(
                "Expected at least one neighbour and a border of at least 0 but found others. The file is damaged.");
    }

    static final Codec<DistanceModel> CODEC = Codec.of(
            "model.distance",
            DistanceModel.class,
            model -> State.empty()
                    .with("neighbours", model.neighbours)
                    .with("border", model.border)
                    .with("rows", model.rows.toState()),
            DistanceModel::read);

    @Override
    public String toString() {
        return rows.count() + " rows";
    }
}
