package io.github.millwork.train;

import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/** Rows that were cut off before the first step, on which boosting sees how many rounds are best. Used once. */
final class BoostingWatch {
    /** The name of the number of rounds that are kept. */
    static final String KEPT = "rounds kept";

    /** The name of the mean loss after these. */
    static final String LOSS = "loss on the rows cut off";

    private final TrainingData rows;
    private final Loss loss;
    private final int patience;
    private final double[][] raw;
    private final double[] weights;
    private final FeatureVector vector;
    private double lowest = Double.POSITIVE_INFINITY;
    private int rounds;
    private int kept;

    /**
     * Watches rows.
     *
     * @param rows the rows
     * @param loss the loss of each of them
     * @param start what all have before the first tree, for each sum
     * @param patience after how many rounds that bring nothing there were enough
     */
    BoostingWatch(TrainingData rows, Loss loss, double[] start, int patience) {
        this.rows = rows;
        this.loss = loss;
        this.patience = patience;
        this.raw = new double[start.length][rows.rows()];
        for (int sum = 0; sum < start.length; sum++) Arrays.fill(raw[sum], start[sum]);
        this.weights = new double[rows.rows()];
        Arrays.setAll(weights, rows::weight);
        this.vector = new FeatureVector(rows.features().dimension());
    }

    /** What the trees of a round say. */
    @FunctionalInterface
    interface Round {
        /**
         * {@return what the tree for a sum says of a row}
         *
         * @param sum the number of the sum
         * @param features the features of the row
         */
        double says(int sum, double[] features);
    }

    /** Adds a round. {@return whether there were enough without one that made the loss smaller} */
    boolean enough(Round round) {
        for (int row = 0; row < weights.length; row++) {
            rows.features().row(row, vector);
            double[] features = vector.dense(0);
            for (int sum = 0; sum < raw.length; sum++) raw[sum][row] += round.says(sum, features);
        }
        rounds++;
        double mean = loss.mean(raw, weights);
        if (mean < lowest || kept == 0) {
            lowest = mean;
            kept = rounds;
        }
        return rounds - kept >= patience;
    }

    /** {@return how many rounds there were up to the lowest loss} */
    int kept() {
        return kept;
    }

    /** {@return the lowest mean loss} */
    double lowest() {
        return lowest;
    }
}
