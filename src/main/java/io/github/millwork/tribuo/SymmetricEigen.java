package io.github.millwork.tribuo;

import io.github.millwork.data.DataException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.tribuo.math.la.DenseMatrix;

/**
 * The eigenvalues of a symmetric matrix, the largest first, and an eigenvector of length 1 for each. Tribuo computes them
 * (Householder reduction and QL iteration). Of the two directions of a vector that one is taken in which its largest entry
 * is above zero; of entries that are equally large, but for rounding, the first. Not to be changed.
 *
 * @param values the eigenvalues, descending
 * @param vectors the eigenvector of each
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final double AS_LARGE = 1 - 1e-9;

    /**
     * Decomposes a matrix.
     *
     * @param matrix a symmetric matrix of finite numbers
     * @return its eigenvalues and eigenvectors
     * @throws DataException if the iteration does not come to an end
     */
    public static SymmetricEigen of(double[][] matrix) {
        int size = matrix.length;
        DenseMatrix.EigenDecomposition found = QuietTribuo.call(
                        () -> DenseMatrix.createDenseMatrix(matrix).eigenDecomposition())
                .orElseThrow(() -> new DataException("Expected a matrix of " + size + " columns with eigenvalues but "
                        + "none were found in 35 rounds. Scale the columns, or choose fewer."));
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -found.eigenvalues().get(i)))
                .mapToInt(i -> i)
                .toArray();
        double[] values = new double[size];
        double[][] vectors = new double[size][];
        for (int i = 0; i < size; i++) {
            values[i] = found.eigenvalues().get(order[i]);
            vectors[i] = directed(found.getEigenVector(order[i]).toArray());
        }
        return new SymmetricEigen(values, vectors);
    }

    /**
     * {@return the vector, or its opposite, so that its largest entry is above zero}
     *
     * @param vector changed in place
     */
    public static double[] directed(double[] vector) {
        double largest = 0;
        for (double entry : vector) largest = Math.max(largest, Math.abs(entry));
        for (double entry : vector) {
            if (Math.abs(entry) < largest * AS_LARGE) continue;
            if (entry < 0) {
                for (int i = 0; i < vector.length; i++) vector[i] = -vector[i];
            }
            return vector;
        }
        return vector;
    }
}
