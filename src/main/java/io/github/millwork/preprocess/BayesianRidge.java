package io.github.millwork.preprocess;

import io.github.millwork.stage.Moments;
import io.github.millwork.tribuo.SymmetricEigen;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A linear regression whose penalty and noise are found from the data by the rule of MacKay (1992), with weak gamma priors on
 * both, as in scikit-learn's BayesianRidge with its defaults.
 *
 * @param coefficients one for each predictor
 * @param intercept what is added
 */
record BayesianRidge(double[] coefficients, double intercept) {
    private static final double PRIOR = 1e-6; // shape and rate, of both
    private static final int ROUNDS = 300;
    private static final double TOLERANCE = 1e-3;
    private static final double EPSILON = Math.ulp(1.0);

    /**
     * Fits the last column to the others.
     *
     * @param names the names of the columns, for messages
     * @param columns the predictors and then what they predict, at least one row, none missing
     */
    static BayesianRidge fit(List<String> names, double[][] columns) {
        Moments moments = Moments.of(names, columns);
        int width = columns.length - 1;
        int rows = columns[width].length;
        double[] predicted = moments.products()[width]; // products of each predictor with what is predicted
        double[][] between = IntStream.range(0, width)
                .mapToObj(i -> Arrays.copyOf(moments.products()[i], width))
                .toArray(double[][]::new);
        SymmetricEigen eigen = SymmetricEigen.of(between);
        double[] values =
                Arrays.stream(eigen.values()).map(value -> Math.max(0, value)).toArray();
        double[] along = Arrays.stream(eigen.vectors())
                .mapToDouble(vector -> IntStream.range(0, width)
                        .mapToDouble(i -> vector[i] * predicted[i])
                        .sum())
                .toArray();
        double noise = 1 / (predicted[width] / rows + EPSILON);
        double penalty = 1;
        double[] before = new double[0];
        for (int round = 0; round < ROUNDS; round++) {
            double[] found = coefficients(eigen, values, along, penalty / noise);
            double effective = 0;
            double size = 0;
            for (int i = 0; i < width; i++) {
                effective += noise * values[i] / (penalty + noise * values[i]);
                size += found[i] * found[i];
            }
            penalty = (effective + 2 * PRIOR) / (size + 2 * PRIOR);
            noise = (rows - effective + 2 * PRIOR) / (residuals(columns, moments.means(), found) + 2 * PRIOR);
            if (round > 0 && distance(before, found) < TOLERANCE) break;
            before = found;
        }
        double[] coefficients = coefficients(eigen, values, along, penalty / noise);
        double intercept = moments.means()[width];
        for (int i = 0; i < width; i++) intercept -= coefficients[i] * moments.means()[i];
        return new BayesianRidge(coefficients, intercept);
    }

    private static double[] coefficients(SymmetricEigen eigen, double[] values, double[] along, double ridge) {
        double[] coefficients = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double share = along[i] / (values[i] + ridge);
            for (int j = 0; j < coefficients.length; j++) coefficients[j] += share * eigen.vectors()[i][j];
        }
        return coefficients;
    }

    /** The sum of the squared residuals. */
    private static double residuals(double[][] columns, double[] means, double[] coefficients) {
        int width = coefficients.length;
        double sum = 0;
        for (int row = 0; row < columns[width].length; row++) {
            double residual = columns[width][row] - means[width];
            for (int i = 0; i < width; i++) residual -= coefficients[i] * (columns[i][row] - means[i]);
            sum += residual * residual;
        }
        return sum;
    }

    private static double distance(double[] before, double[] now) {
        double sum = 0;
        for (int i = 0; i < now.length; i++) sum += Math.abs(before[i] - now[i]);
        return sum;
    }
}
