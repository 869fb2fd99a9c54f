package io.github.millwork.train;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What several learners ask of their training rows. */
final class TrainingRows {
    /** A standard deviation of so little of the mean. */
    private static final double ROUNDING = 1e-13;

    private TrainingRows() {}

    /** The rows whose weight is above zero. */
    static TrainingData counted(TrainingData data) {
        int[] counted = IntStream.range(0, data.rows())
                .filter(row -> data.weight(row) > 0)
                .toArray();
        if (counted.length == 0) throw noWeight();
        return counted.length == data.rows() ? data : data.rows(counted);
    }

    /** {@return whether all rows of a class count alike; also where no row has a weight} */
    static boolean alikeInClasses(TrainingData data) {
        int[] codes = data.classes().codes();
        double[] weights = new double[data.classes().labels().size()];
        Arrays.fill(weights, Double.NaN);
        for (int row = 0; row < codes.length; row++) {
            if (Double.isNaN(weights[codes[row]])) weights[codes[row]] = data.weight(row);
            if (weights[codes[row]] != data.weight(row)) return false;
        }
        return true;
    }

    static DataException noWeight() {
        return new DataException("Expected a training row with a weight above zero but all weights are zero. Mend the "
                + "weights, or give the column the role ignored.");
    }

    /** The weighted mean of the target. */
    static double mean(TrainingData data) {
        double[] target = data.numbers();
        double sum = 0;
        double total = 0;
        for (int row = 0; row < target.length; row++) {
            sum += data.weight(row) * target[row];
            total += data.weight(row);
        }
        if (Double.isFinite(sum)) return sum / total;
        double mean = 0; // what cannot be added up may still have a mean
        for (int row = 0; row < target.length; row++) mean += data.weight(row) / total * target[row];
        return mean;
    }

    /**
     * {@return the indices of the classes that have rows, in ascending order} Resampling, and weights of zero, can leave a
     * class without one; it keeps its place among the outputs and is never predicted.
     *
     * @throws DataException if there are fewer than two
     */
    static int[] seen(TargetValues.Classes target) {
        int[] seen = Arrays.stream(target.codes()).distinct().sorted().toArray();
        if (seen.length >= 2) return seen;
        throw new DataException("Expected training rows of at least two classes but "
                + (seen.length == 0 ? "there are none" : "all that count are '" + target.label(0) + "'")
                + ". Resample in another way, mend the weights, or collect rows of other classes.");
    }

    /** The weighted mean of each feature; what a row does not hold is zero. */
    static double[] means(TrainingData data) {
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        double[] means = new double[data.features().dimension()];
        for (int row = 0; row < data.rows(); row++) {
            double share = data.weight(row) / total;
            for (int i = data.features().start(row); i < data.features().start(row + 1); i++) {
                means[data.features().index(i)] += share * data.features().value(i);
            }
        }
        return means;
    }

    /** {@return whether a variance is no more than what rounding leaves of a constant} */
    static boolean isRounding(double variance, double mean) {
        double rounding = ROUNDING * mean;
        return variance <= rounding * rounding;
    }

    /** {@return whether some rows count more or less than others: weights of one are none} */
    static boolean weighed(TrainingData data) {
        return data.weights() != null && IntStream.range(0, data.rows()).anyMatch(row -> data.weight(row) != 1);
    }

    /** {@return the refusal of rows whose numbers cannot be added up or squared} */
    static DataException tooLarge() {
        return new DataException("Expected features and targets that can be added up and squared but the training rows "
                + "have numbers too large for that. Add Scale.standard before the learner, or derive a logarithm.");
    }
}
