package io.github.millwork.train;

import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.stage.Workers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good a forest is on the rows that its trees were not grown on (Breiman 2001): each row is predicted by those trees alone
 * that have not seen it. Rows that every tree has seen are left out.
 *
 * @param data the training rows
 * @param codes the class of each row, from 0; empty for numbers
 * @param drawn the rows that each tree was grown on
 */
record OutOfBag(TrainingData data, int[] codes, BitSet[] drawn) {
    static final String ACCURACY = "out-of-bag accuracy";
    static final String R2 = "out-of-bag R2";
    static final String ROWS = "rows out of bag";

    /**
     * {@return the accuracy or R2 of the rows that were out of a bag, by their weights, and how many these are}
     *
     * @param trees the trees
     * @param workers share the rows
     */
    List<Finding> findings(DecisionTrees trees, Workers workers) {
        double[][] predicted = new double[data.rows()][];
        workers.rows(data.rows(), (begin, end) -> {
            FeatureVector vector = new FeatureVector(data.features().dimension());
            for (int row = begin; row < end; row++) {
                data.features().row(row, vector);
                predicted[row] = predict(row, vector.dense(0), trees);
            }
        });
        int[] rows = IntStream.range(0, predicted.length)
                .filter(row -> predicted[row].length > 0)
                .toArray();
        Finding count = new Finding(ROWS, rows.length);
        double score = codes.length > 0 ? accuracy(rows, predicted) : r2(rows, predicted);
        if (!Double.isFinite(score)) return List.of(count); // no row was out of a bag, or all targets are alike
        return List.of(new Finding(codes.length > 0 ? ACCURACY : R2, score), count);
    }

    /** The mean of what trees say that have not seen the row; empty where all have. */
    private double[] predict(int row, double[] features, DecisionTrees trees) {
        double[] sums = new double[trees.outputs()];
        int count = 0;
        for (int tree = 0; tree < drawn.length; tree++) {
            if (drawn[tree].get(row)) continue;
            int from = trees.says(tree, features);
            for (int i = 0; i < sums.length; i++) sums[i] += trees.says()[from + i];
            count++;
        }
        if (count == 0) return new double[0];
        for (int i = 0; i < sums.length; i++) sums[i] /= count;
        return sums;
    }

    private double accuracy(int[] rows, double[][] predicted) {
        double right = 0;
        double all = 0;
        for (int row : rows) {
            if (likeliest(predicted[row]) == codes[row]) right += data.weight(row);
            all += data.weight(row);
        }
        return right / all;
    }

    /** Of two classes the probability of the second alone is said. */
    private static int likeliest(double[] shares) {
        if (shares.length == 1) return shares[0] > 0.5 ? 1 : 0;
        int likeliest = 0;
        for (int i = 1; i < shares.length; i++) if (shares[i] > shares[likeliest]) likeliest = i;
        return likeliest;
    }

    private double r2(int[] rows, double[][] predicted) {
        double[] targets = data.numbers();
        double all = Arrays.stream(rows).mapToDouble(data::weight).sum();
        double mean = 0;
        for (int row : rows) mean += data.weight(row) / all * targets[row];
        double left = 0;
        double spread = 0;
        for (int row : rows) {
            double off = targets[row] - predicted[row][0];
            left += data.weight(row) * off * off;
            spread += data.weight(row) * (targets[row] - mean) * (targets[row] - mean);
        }
        return spread == 0 ? Double.NaN : 1 - left / spread;
    }
}
