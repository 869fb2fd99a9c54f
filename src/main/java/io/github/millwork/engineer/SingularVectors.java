package io.github.millwork.engineer;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.tribuo.SymmetricEigen;
import java.util.Arrays;
import java.util.Random;

/**
 * The right singular vectors of a sparse matrix that belong to its largest singular values, by randomised subspace iteration
 * (Halko, Martinsson and Tropp 2011, algorithm 4.4) and the eigenvectors of the small matrix that is left. Blocks of vectors
 * are kept row by row, so that each entry of the matrix is a step along a row of the block.
 */
final class SingularVectors {
    /** How many more vectors are iterated than are asked for. */
    private static final int OVERSAMPLING = 10;

    /** Squares of singular values below this share of the largest are rounding. */
    private static final double NOTHING = 1e-13;

    private final FeatureMatrix matrix;
    private final FitContext context;

    SingularVectors(FeatureMatrix matrix, FitContext context) {
        this.matrix = matrix;
        this.context = context;
    }

    /** {@return at most so many vectors of length 1, that of the largest singular value first} */
    double[][] largest(int count, int rounds) {
        int width = Math.min((int) Math.min((long) count + OVERSAMPLING, matrix.dimension()), matrix.rows());
        Random random = new Random(context.seed());
        double[][] block = new double[matrix.dimension()][width];
        for (double[] row : block) Arrays.setAll(row, i -> random.nextGaussian());
        block = backward(forward(block, width), width);
        for (int round = 0; round < rounds; round++) {
            orthonormalise(block, width);
            block = backward(forward(block, width), width);
        }
        orthonormalise(block, width);
        return vectors(block, forward(block, width), width, count);
    }

    /** The product with the matrix: a row for each of its rows. */
    private double[][] forward(double[][] block, int width) {
        context.checkCancelled();
        double[][] product = new double[matrix.rows()][width];
        for (int row = 0; row < product.length; row++) {
            for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
                add(product[row], matrix.value(entry), block[matrix.index(entry)]);
            }
        }
        return product;
    }

    /** The product with the transposed matrix: a row for each of its columns. */
    private double[][] backward(double[][] block, int width) {
        context.checkCancelled();
        double[][] product = new double[matrix.dimension()][width];
        for (int row = 0; row < block.length; row++) {
            for (int entry = matrix.start(row); entry < matrix.start(row + 1); entry++) {
                add(product[matrix.index(entry)], matrix.value(entry), block[row]);
            }
        }
        for (double[] row : product) {
            for (double cell : row) {
                if (!Double.isFinite(cell)) throw tooLarge();
            }
        }
        return product;
    }

    private static DataException tooLarge() {
        return new DataException(
                "Expected numbers whose squares can be added up but they are too large. Scale them first.");
    }

    private static void add(double[] sum, double factor, double[] row) {
        for (int i = 0; i < sum.length; i++) sum[i] += factor * row[i];
    }

    /** Gram-Schmidt, twice over; what is a combination of those before it becomes zero. */
    private static void orthonormalise(double[][] block, int width) {
        for (int own = 0; own < width; own++) {
            double before = length(block, own);
            for (int pass = 0; pass < 2; pass++) {
                double[] shares = new double[own];
                for (double[] row : block) {
                    for (int other = 0; other < own; other++) shares[other] += row[other] * row[own];
                }
                for (double[] row : block) {
                    double taken = 0;
                    for (int other = 0; other < own; other++) taken += shares[other] * row[other];
                    row[own] -= taken;
                }
            }
            double left = length(block, own);
            boolean nothing = left <= before * NOTHING;
            for (double[] row : block) row[own] = nothing ? 0 : row[own] / left;
        }
    }

    /** Scaled by the largest entry, so that no square overflows. */
    private static double length(double[][] block, int own) {
        double largest = 0;
        for (double[] row : block) largest = Math.max(largest, Math.abs(row[own]));
        if (largest == 0) return 0;
        double sum = 0;
        for (double[] row : block) sum += (row[own] / largest) * (row[own] / largest);
        return largest * Math.sqrt(sum);
    }

    private static double[][] vectors(double[][] basis, double[][] product, int width, int count) {
        double[][] small = new double[width][width];
        for (double[] row : product) {
            for (int i = 0; i < width; i++) {
                for (int j = 0; j <= i; j++) small[i][j] += row[i] * row[j];
            }
        }
        for (int i = 0; i < width; i++) {
            if (!Double.isFinite(small[i][i])) throw tooLarge();
            for (int j = 0; j < i; j++) small[j][i] = small[i][j];
        }
        SymmetricEigen eigen = SymmetricEigen.of(small);
        int kept = 0;
        while (kept < Math.min(count, width) && eigen.values()[kept] > eigen.values()[0] * NOTHING) kept++;
        double[][] vectors = new double[kept][basis.length];
        for (int i = 0; i < kept; i++) {
            for (int place = 0; place < basis.length; place++) {
                for (int j = 0; j < width; j++) vectors[i][place] += eigen.vectors()[i][j] * basis[place][j];
            }
            SymmetricEigen.directed(vectors[i]);
        }
        return vectors;
    }
}
