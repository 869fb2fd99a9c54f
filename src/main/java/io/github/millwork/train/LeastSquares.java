package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/** Weighted least squares with a penalty, on the standardised target and centred features. */
final class LeastSquares {
    private static final int MOST_FOR_EQUATIONS = 1000;
    private static final int MOST_PASSES = 10_000;

    private final CentredFeatures centred;
    private final FeatureMatrix features;
    private final double[] target;
    private final double centre;
    private final double deviation;

    /**
     * Takes what is to be explained.
     *
     * @param data the rows, of which one has a weight above zero
     * @throws io.github.millwork.data.DataException if numbers are too large to be squared
     */
    LeastSquares(TrainingData data) {
        centred = new CentredFeatures(data);
        features = data.features();
        double[] numbers = data.numbers();
        double mean = 0;
        for (int row = 0; row < numbers.length; row++) mean += centred.share(row) * numbers[row];
        double variance = 0;
        for (int row = 0; row < numbers.length; row++) {
            variance += centred.share(row) * (numbers[row] - mean) * (numbers[row] - mean);
        }
        if (!Double.isFinite(variance)) throw TrainingRows.tooLarge();
        centre = mean;
        deviation = variance > 0 ? Math.sqrt(variance) : 1;
        target = Arrays.stream(numbers)
                .map(number -> (number - centre) / deviation)
                .toArray();
    }

    /**
     * {@return the model of such weights}
     *
     * @param weights of the features, in the unit of the target
     * @param data the rows
     */
    LinearModel<Regression> model(double[] weights, TrainingData data) {
        double[] all = TrainingRows.means(data);
        double intercept = centre;
        for (int i = 0; i < weights.length; i++) intercept -= weights[i] * all[i];
        if (!Double.isFinite(intercept)) throw TrainingRows.tooLarge();
        return new LinearModel<>(
                new RegressionOutputs(false), new double[][] {weights}, new double[] {intercept}, all, new int[] {0});
    }

    /**
     * {@return the weight of each feature, in the unit of the target}
     *
     * @param l1 the penalty on the absolute weight of each feature
     * @param l2 the penalty on its square
     * @param tolerance where descent ends, see {@link ElasticNet#tolerance}
     * @param context threads and cancellation
     */
    double[] solve(double l1, double l2, double tolerance, FitContext context) {
        double[] penalties = new double[centred.size()];
        Arrays.fill(penalties, l2);
        return solve(l1, penalties, tolerance, context);
    }

    /**
     * {@return the weight of each feature, in the unit of the target, penalised in standard deviations of its feature}
     *
     * @param l2 the penalty on the square of what a feature adds that is a standard deviation off its mean
     * @param tolerance where descent ends, see {@link ElasticNet#tolerance}
     * @param context threads and cancellation
     */
    double[] solveInDeviations(double l2, double tolerance, FitContext context) {
        double[] penalties = new double[centred.size()];
        Arrays.setAll(penalties, i -> l2 * centred.variance(i));
        return solve(0, penalties, tolerance, context);
    }

    private double[] solve(double l1, double[] penalties, double tolerance, FitContext context) {
        boolean equations = l1 == 0 && centred.size() <= MOST_FOR_EQUATIONS;
        return unstandardised(
                equations
                        ? new NormalEquations(centred, target, penalties, context).weights()
                        : descent(l1, penalties, tolerance, context));
    }

    /** {@return weights for the standardised target in the unit of the target} */
    double[] unstandardised(double[] weights) {
        return Arrays.stream(weights).map(weight -> weight * deviation).toArray();
    }

    /** {@return the variance of a feature} */
    double variance(int feature) {
        return centred.variance(feature);
    }

    /** {@return the mean product of each centred feature with the standardised target} */
    double[] pull() {
        return with(target, 0);
    }

    /** {@return the mean product of each centred feature with one of them} */
    double[] products(int feature) {
        double[] column = new double[centred.rows()];
        for (int row = 0; row < centred.rows(); row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                if (features.index(entry) == feature) column[row] = centred.value(entry);
            }
        }
        double[] products = with(column, centred.mean(feature));
        products[feature] = centred.variance(feature);
        return products;
    }

    /** The mean product of each centred feature with numbers of a given mean. */
    private double[] with(double[] numbers, double mean) {
        double[] products = new double[centred.size()];
        for (int row = 0; row < centred.rows(); row++) {
            double weighted = centred.share(row) * numbers[row];
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                products[features.index(entry)] += weighted * centred.value(entry);
            }
        }
        for (int i = 0; i < products.length; i++) products[i] -= mean * centred.mean(i);
        return products;
    }

    /** Changes one weight after the other to what is best given all others, until none changes much. */
    private double[] descent(double l1, double[] l2, double tolerance, FitContext context) {
        int size = centred.size();
        int[] starts = new int[size + 1];
        int entries = features.start(features.rows());
        for (int entry = 0; entry < entries; entry++) starts[features.index(entry) + 1]++;
        for (int i = 0; i < size; i++) starts[i + 1] += starts[i];
        int[] rows = new int[entries];
        double[] values = new double[entries];
        int[] next = starts.clone();
        for (int row = 0; row < centred.rows(); row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                int at = next[features.index(entry)]++;
                rows[at] = row;
                values[at] = centred.value(entry);
            }
        }
        double[] weights = new double[size];
        double[] rest = target.clone(); // what is not explained yet, less a number that is the same for all rows
        double common = 0;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            context.checkCancelled();
            double largest = 0;
            for (int i = 0; i < size; i++) {
                double variance = centred.variance(i);
                if (variance == 0) continue;
                double pull = common * centred.mean(i) + variance * weights[i];
                for (int at = starts[i]; at < starts[i + 1]; at++)
                    pull += centred.share(rows[at]) * values[at] * rest[rows[at]];
                double better = Math.signum(pull) * Math.max(0, Math.abs(pull) - l1) / (variance + l2[i]);
                double change = better - weights[i];
                if (change == 0) continue;
                for (int at = starts[i]; at < starts[i + 1]; at++) rest[rows[at]] -= change * values[at];
                common += change * centred.mean(i);
                weights[i] = better;
                largest = Math.max(largest, Math.abs(change) * Math.sqrt(variance));
            }
            if (largest <= tolerance) break;
        }
        return weights;
    }
}
