package io.github.millwork.tune;

/** The lower triangular factor of a symmetric positive definite matrix. Immutable. */
final class Cholesky {
    private final double[][] lower;

    /** What is not quite positive definite is taken for what it is nearly, by a little more on the diagonal. */
    Cholesky(double[][] matrix) {
        int n = matrix.length;
        this.lower = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] row = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double[] other = j == i ? row : lower[j];
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) sum -= row[k] * other[k];
                row[j] = j == i ? Math.sqrt(Math.max(1e-10, sum)) : sum / other[j];
            }
            lower[i] = row;
        }
    }

    /** {@return half of the logarithm of the determinant} */
    double halfLogDeterminant() {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) sum += Math.log(lower[i][i]);
        return sum;
    }

    /** {@return what the factor makes the right side of} */
    double[] half(double[] right) {
        double[] x = new double[right.length];
        for (int i = 0; i < x.length; i++) {
            double sum = right[i];
            for (int k = 0; k < i; k++) sum -= lower[i][k] * x[k];
            x[i] = sum / lower[i][i];
        }
        return x;
    }

    /** {@return what the matrix makes the right side of} */
    double[] solve(double[] right) {
        double[] x = half(right);
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) x[i] -= lower[k][i] * x[k];
            x[i] /= lower[i][i];
        }
        return x;
    }
}
