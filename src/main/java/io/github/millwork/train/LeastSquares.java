package io.github.millwork.train;

import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/**
 * Weighted least squares with a penalty, on the standardised target and centred features. A feature that all rows hold is
 * centred before anything is added up; of the others the mean is accounted for, so that what is sparse stays sparse.
 */
final class LeastSquares {
    private static final int MOST_FOR_EQUATIONS = 1000;
    private static final int MOST_PASSES = 10_000;

    private final FeatureMatrix features;
    private final double[] shares; // of each row, one in all
    private final double[] target;
    private final double centre;
    private final double deviation;
    private final double[] shifts; // what is taken from each value of a feature
    private final double[] means; // of what is left
    private final double[] squares; // the mean of the squares around the mean

    LeastSquares(TrainingData data) {
        features = data.features();
        double total = 0;
        for (int row = 0; row < data.rows(); row++) total += data.weight(row);
        shares = new double[data.rows()];
        for (int row = 0; row < shares.length; row++) shares[row] = data.weight(row) / total;
        double[] numbers = data.numbers();
        double mean = 0;
        for (int row = 0; row < shares.length; row++) mean += shares[row] * numbers[row];
        double variance = 0;
        for (int row = 0; row < shares.length; row++) {
            variance += shares[row] * (numbers[row] - mean) * (numbers[row] - mean);
        }
        if (!Double.isFinite(variance)) throw LibLinearWeights.tooLarge();
        centre = mean;
        deviation = variance > 0 ? Math.sqrt(variance) : 1;
        target = Arrays.stream(numbers)
                .map(number -> (number - centre) / deviation)
                .toArray();
        shifts = shifts(TrainingRows.means(data));
        means = new double[shifts.length];
        squares = new double[shifts.length];
        double[] held = new double[shifts.length];
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                means[features.index(entry)] += shares[row] * value(entry);
                held[features.index(entry)] += shares[row];
            }
        }
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                double off = value(entry) - means[features.index(entry)];
                squares[features.index(entry)] += shares[row] * off * off;
            }
        }
        for (int i = 0; i < squares.length; i++) squares[i] += Math.max(0, 1 - held[i]) * means[i] * means[i];
        if (!Arrays.stream(squares).allMatch(Double::isFinite)) throw LibLinearWeights.tooLarge();
    }

    private double[] shifts(double[] all) {
        int[] held = new int[all.length];
        for (int entry = 0; entry < features.start(features.rows()); entry++) held[features.index(entry)]++;
        for (int i = 0; i < all.length; i++) if (held[i] < features.rows()) all[i] = 0;
        return all;
    }

    private double value(int entry) {
        return features.value(entry) - shifts[features.index(entry)];
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
        if (!Double.isFinite(intercept)) throw LibLinearWeights.tooLarge();
        return new LinearModel<>(
                new RegressionOutputs(false), new double[][] {weights}, new double[] {intercept}, all, new int[] {0});
    }

    /** {@return the weight of each feature, in the unit of the target} */
    double[] solve(double l1, double l2, double tolerance, FitContext context) {
        boolean equations = l1 == 0 && means.length <= MOST_FOR_EQUATIONS;
        return unstandardised(equations ? equations(l2) : descent(l1, l2, tolerance, context));
    }

    /** {@return weights for the standardised target in the unit of the target} */
    double[] unstandardised(double[] weights) {
        return Arrays.stream(weights).map(weight -> weight * deviation).toArray();
    }

    /** {@return the variance of a feature} */
    double variance(int feature) {
        return squares[feature];
    }

    /** {@return the mean product of each centred feature with the standardised target} */
    double[] pull() {
        return with(target, 0);
    }

    /** {@return the mean product of each centred feature with one of them} */
    double[] products(int feature) {
        double[] column = new double[shares.length];
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                if (features.index(entry) == feature) column[row] = value(entry);
            }
        }
        double[] products = with(column, means[feature]);
        products[feature] = squares[feature];
        return products;
    }

    /** The mean product of each centred feature with numbers of a given mean. */
    private double[] with(double[] numbers, double mean) {
        double[] products = new double[means.length];
        for (int row = 0; row < shares.length; row++) {
            double weighted = shares[row] * numbers[row];
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                products[features.index(entry)] += weighted * value(entry);
            }
        }
        for (int i = 0; i < products.length; i++) products[i] -= mean * means[i];
        return products;
    }

    /** Solves the normal equations by Cholesky's factors; a feature that is a sum of those before it gets no weight. */
    private double[] equations(double l2) {
        int size = means.length;
        double[][] matrix = new double[size][size];
        double[] right = new double[size];
        for (int row = 0; row < shares.length; row++) {
            for (int a = features.start(row); a < features.start(row + 1); a++) {
                double weighted = shares[row] * value(a);
                double[] line = matrix[features.index(a)];
                right[features.index(a)] += weighted * target[row];
                for (int b = features.start(row); b <= a; b++) line[features.index(b)] += weighted * value(b);
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) matrix[i][j] -= means[i] * means[j];
            matrix[i][i] = squares[i] + l2;
        }
        for (int i = 0; i < size; i++) {
            double[] line = matrix[i];
            for (int j = 0; j < i; j++) {
                double sum = line[j];
                for (int k = 0; k < j; k++) sum -= line[k] * matrix[j][k];
                line[j] = matrix[j][j] == 0 ? 0 : sum / matrix[j][j];
            }
            double rest = line[i];
            for (int k = 0; k < i; k++) rest -= line[k] * line[k];
            line[i] = rest > 1e-13 * (squares[i] + l2) ? Math.sqrt(rest) : 0;
        }
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) sum -= matrix[i][k] * solution[k];
            solution[i] = matrix[i][i] == 0 ? 0 : sum / matrix[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < size; k++) sum -= matrix[k][i] * solution[k];
            solution[i] = matrix[i][i] == 0 ? 0 : sum / matrix[i][i];
        }
        return solution;
    }

    /** Changes one weight after the other to what is best given all others, until none changes much. */
    private double[] descent(double l1, double l2, double tolerance, FitContext context) {
        int size = means.length;
        int[] starts = new int[size + 1];
        int entries = features.start(features.rows());
        for (int entry = 0; entry < entries; entry++) starts[features.index(entry) + 1]++;
        for (int i = 0; i < size; i++) starts[i + 1] += starts[i];
        int[] rows = new int[entries];
        double[] values = new double[entries];
        int[] next = starts.clone();
        for (int row = 0; row < shares.length; row++) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                int at = next[features.index(entry)]++;
                rows[at] = row;
                values[at] = value(entry);
            }
        }
        double[] weights = new double[size];
        double[] rest = target.clone(); // what is not explained yet, less a number that is the same for all rows
        double common = 0;
        for (int pass = 0; pass < MOST_PASSES; pass++) {
            context.checkCancelled();
            double largest = 0;
            for (int i = 0; i < size; i++) {
                if (squares[i] == 0) continue;
                double pull = common * means[i] + squares[i] * weights[i];
                for (int at = starts[i]; at < starts[i + 1]; at++)
                    pull += shares[rows[at]] * values[at] * rest[rows[at]];
                double better = Math.signum(pull) * Math.max(0, Math.abs(pull) - l1) / (squares[i] + l2);
                double change = better - weights[i];
                if (change == 0) continue;
                for (int at = starts[i]; at < starts[i + 1]; at++) rest[rows[at]] -= change * values[at];
                common += change * means[i];
                weights[i] = better;
                largest = Math.max(largest, Math.abs(change) * Math.sqrt(squares[i]));
            }
            if (largest <= tolerance) break;
        }
        return weights;
    }
}
