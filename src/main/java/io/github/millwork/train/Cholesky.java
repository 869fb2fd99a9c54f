package io.github.millwork.train;

import org.jspecify.annotations.Nullable;

/**
 * Cholesky's factors of a positive definite matrix, by which systems of equations are solved.
 *
 * @param factors the lower triangle of the factor, row after row in full rows
 * @param size how many rows and columns
 */
record Cholesky(double[] factors, int size) {
    /**
     * Takes a matrix apart, in its own place.
     *
     * @param matrix row after row; the lower triangle is read, and overwritten
     * @param size how many rows and columns
     * @return the factors; null where the matrix is not positive definite, or its numbers are too large
     */
    static @Nullable Cholesky of(double[] matrix, int size) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = matrix[i * size + j];
                for (int k = 0; k < j; k++) rest -= matrix[i * size + k] * matrix[j * size + k];
                if (j < i) matrix[i * size + j] = rest / matrix[j * size + j];
                else if (rest > 0 && rest <= Double.MAX_VALUE) matrix[i * size + i] = Math.sqrt(rest);
                else return null;
            }
        }
        return new Cholesky(matrix, size);
    }

    /** {@return what the matrix times it is the right side} */
    double[] solve(double[] right) {
        double[] solution = new double[size];
        for (int i = 0; i < size; i++) {
            double rest = right[i];
            for (int k = 0; k < i; k++) rest -= factors[i * size + k] * solution[k];
            solution[i] = rest / factors[i * size + i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double rest = solution[i];
            for (int k = i + 1; k < size; k++) rest -= factors[k * size + i] * solution[k];
            solution[i] = rest / factors[i * size + i];
        }
        return solution;
    }
}
