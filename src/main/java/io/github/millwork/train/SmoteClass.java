package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Statistics;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The rows of one class, and which of them are near to each other. */
final class SmoteClass {
    private final FeatureMatrix features;
    private final int[] rows;
    private final int neighbours;
    private final SparseRows numbers;
    private final int[][] values;
    private final double median;
    private final Map<Integer, int[]> nearest = new HashMap<>();
    private final FeatureVector vector;

    SmoteClass(TrainingData training, int[] rows, Nominal nominal, int neighbours) {
        this.features = training.features();
        this.rows = rows;
        this.neighbours = Math.min(neighbours, rows.length - 1);
        this.vector = new FeatureVector(features.dimension());
        this.values = new int[rows.length][];
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(nominal.numbers().length, rows.length);
        int[] places = new int[features.dimension()];
        Arrays.fill(places, -1);
        for (int i = 0; i < nominal.numbers().length; i++) places[nominal.numbers()[i]] = i;
        FeatureVector only = new FeatureVector(nominal.numbers().length);
        for (int i = 0; i < rows.length; i++) {
            features.row(rows[i], vector);
            values[i] = nominal.values(vector);
            only.clear();
            for (int entry = 0; entry < vector.size(); entry++) {
                if (places[vector.index(entry)] >= 0) only.add(places[vector.index(entry)], vector.value(entry));
            }
            builder.add(only);
        }
        FeatureMatrix matrix = builder.build();
        this.numbers = SparseRows.of(matrix);
        this.median = medianDeviation(matrix);
    }

    /** The median of the standard deviations of the numbers; 1 where there are none. */
    static double medianDeviation(FeatureMatrix numbers) {
        if (numbers.dimension() == 0) return 1;
        double[] means = new double[numbers.dimension()];
        double[] squares = new double[numbers.dimension()];
        int[] held = new int[numbers.dimension()];
        int entries = numbers.start(numbers.rows());
        for (int entry = 0; entry < entries; entry++) {
            means[numbers.index(entry)] += numbers.value(entry) / numbers.rows();
            held[numbers.index(entry)]++;
        }
        for (int entry = 0; entry < entries; entry++) {
            double off = numbers.value(entry) - means[numbers.index(entry)];
            squares[numbers.index(entry)] += off * off;
        }
        double[] deviations = new double[means.length];
        for (int i = 0; i < deviations.length; i++) {
            double rest = (numbers.rows() - held[i]) * means[i] * means[i];
            deviations[i] = Math.sqrt((squares[i] + rest) / numbers.rows());
        }
        Arrays.sort(deviations);
        return Statistics.quantile(deviations, 0.5);
    }

    int size() {
        return rows.length;
    }

    /** {@return the number of a row of the class among all training rows} */
    int row(int member) {
        return rows[member];
    }

    double[] dense(int member) {
        features.row(rows[member], vector);
        return vector.dense(0).clone();
    }

    /** {@return which features one of two rows holds, be it as zero} */
    boolean[] held(int one, int other) {
        boolean[] held = new boolean[features.dimension()];
        for (int row : new int[] {rows[one], rows[other]}) {
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                held[features.index(entry)] = true;
            }
        }
        return held;
    }

    int value(int member, int category) {
        return values[member][category];
    }

    /** {@return the nearest other rows, the nearest first; of rows that are equally near those that come first} */
    int[] nearest(int member) {
        int[] known = nearest.get(member);
        if (known != null) return known;
        double[] squares = new double[rows.length];
        FeatureVector own = new FeatureVector(numbers.dimension());
        for (int entry = numbers.starts()[member]; entry < numbers.starts()[member + 1]; entry++) {
            own.add(numbers.positions()[entry], numbers.values()[entry]);
        }
        for (int other = 0; other < rows.length; other++) squares[other] = square(own, member, other);
        squares[member] = Double.POSITIVE_INFINITY;
        int[] found = new int[neighbours];
        int held = 0;
        for (int other = 0; other < rows.length; other++) {
            if (other == member) continue;
            if (held == neighbours && !(squares[other] < squares[found[held - 1]])) continue;
            int place = held == neighbours ? held - 1 : held++;
            for (; place > 0 && squares[found[place - 1]] > squares[other]; place--) found[place] = found[place - 1];
            found[place] = other;
        }
        nearest.put(member, found);
        return found;
    }

    private double square(FeatureVector own, int member, int other) {
        double square = numbers.square(own, other);
        for (int category = 0; category < values[member].length; category++) {
            if (values[member][category] != values[other][category]) square += median * median;
        }
        return square;
    }

    /** {@return the value that most of some rows have; of values that are equally frequent the first, which is the nearest} */
    int most(int[] members, int category) {
        Map<Integer, Integer> counts = new HashMap<>();
        int best = values[members[0]][category];
        for (int member : members) counts.merge(values[member][category], 1, Integer::sum);
        for (int member : members) {
            int value = values[member][category];
            if (counts.getOrDefault(value, 0) > counts.getOrDefault(best, 0)) best = value;
        }
        return best;
    }
}
