package io.github.millwork.train;

import io.github.millwork.stage.Feature;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Prepared rows as a learner is given them, without the steps that would prepare them. */
final class TestRows {
    static final FitContext CONTEXT = FitContext.of(42).withThreads(1);

    /** Stands for a position that a row does not hold. */
    static final double ABSENT = Double.longBitsToDouble(0x7ff8_0000_0000_0abcL);

    private TestRows() {}

    static TrainingData of(double[][] rows, String... labels) {
        List<String> distinct = List.copyOf(new TreeSet<>(Arrays.asList(labels)));
        int[] codes = Arrays.stream(labels).mapToInt(distinct::indexOf).toArray();
        return of(matrix(rows), new TargetValues.Classes(distinct, codes, null));
    }

    static TrainingData of(double[][] rows, double... target) {
        return of(matrix(rows), new TargetValues.Numbers(target));
    }

    static TrainingData of(FeatureMatrix features, TargetValues target) {
        List<Feature> names = IntStream.range(0, features.dimension())
                .mapToObj(i -> new Feature("x" + i, List.of("x" + i)))
                .toList();
        return new TrainingData(features, names, target, null, null);
    }

    static TrainingData weighted(TrainingData data, double... weights) {
        return new TrainingData(data.features(), data.names(), data.target(), weights, null);
    }

    static FeatureMatrix matrix(double[][] rows) {
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(rows[0].length, rows.length);
        for (double[] row : rows) builder.add(vector(row));
        return builder.build();
    }

    static FeatureVector vector(double... row) {
        FeatureVector vector = new FeatureVector(row.length);
        for (int i = 0; i < row.length; i++) {
            boolean held = Double.doubleToRawLongBits(row[i]) != Double.doubleToRawLongBits(ABSENT);
            if (held) vector.add(i, row[i]);
        }
        return vector;
    }

    static double[] predict(Model<?> model, double... row) {
        double[] out = new double[model.outputs().width()];
        model.predict(vector(row), out, 0);
        return out;
    }

    /** Numbers from -2 to 2 in steps of a quarter, so that many are equal and some are zero. */
    static double[][] numbers(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] numbers = new double[rows][columns];
        for (double[] row : numbers) Arrays.setAll(row, i -> random.nextInt(-8, 9) / 4.0);
        return numbers;
    }

    /** Classes of equal sizes that depend on the first two columns and on chance. */
    static String[] classes(double[][] rows, long seed, String... labels) {
        double[] scores = target(rows, seed);
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return Arrays.stream(scores)
                .mapToObj(score -> labels[Arrays.binarySearch(sorted, score) * labels.length / rows.length])
                .toArray(String[]::new);
    }

    /** Numbers that depend on the first two columns and on chance. */
    static double[] target(double[][] rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Arrays.stream(rows)
                .mapToDouble(row -> 3 * bounded(row[0]) - bounded(row[1]) + random.nextDouble(-1, 1))
                .toArray();
    }

    private static double bounded(double cell) {
        if (Double.isNaN(cell)) return 0;
        return Math.abs(cell) <= 2 ? cell : StrictMath.sin(cell);
    }
}
