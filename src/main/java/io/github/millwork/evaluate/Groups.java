package io.github.millwork.evaluate;

import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.TargetValues;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A partition of the rows that have a weight. Rows that are noise are a group, as in scikit-learn.
 *
 * @param rows the rows, ascending
 * @param weights the weight of each of them
 * @param group the group of each of them, from 0
 * @param weightOf the weight of each group
 */
record Groups(int[] rows, double[] weights, int[] group, double[] weightOf) {
    /** {@return the rows by the cluster that they are in} */
    static Groups predicted(Assessment<Cluster> assessment) {
        Predictions<Cluster> predictions = assessment.predictions();
        int[] codes = new int[assessment.rows()];
        Arrays.setAll(codes, row -> predictions.get(row).index());
        return of(assessment, codes);
    }

    /**
     * {@return the rows by their true group}
     *
     * @throws DataException if it is not known
     */
    static Groups truth(Assessment<Cluster> assessment) {
        if (assessment.truth() instanceof TargetValues.Classes classes) return of(assessment, classes.codes());
        throw new DataException("Expected the true group of each row to compare clusters with but found "
                + assessment.truth().getClass().getSimpleName()
                + ". Say where it stands: Pipeline.cluster(Truth.of(\"column\")).");
    }

    private static Groups of(Assessment<Cluster> assessment, int[] codes) {
        int[] rows = new int[codes.length];
        int count = 0;
        for (int row = 0; row < codes.length; row++) if (assessment.weight(row) > 0) rows[count++] = row;
        rows = Arrays.copyOf(rows, count);
        Map<Integer, Integer> known = new HashMap<>();
        int[] group = new int[count];
        double[] weights = new double[count];
        double[] weightOf = new double[count];
        for (int i = 0; i < count; i++) {
            Integer next = known.size();
            Integer at = known.putIfAbsent(codes[rows[i]], next);
            group[i] = at == null ? next : at;
            weights[i] = assessment.weight(rows[i]);
            weightOf[group[i]] += weights[i];
        }
        return new Groups(rows, weights, group, Arrays.copyOf(weightOf, known.size()));
    }

    /** {@return how many groups there are} */
    int count() {
        return weightOf.length;
    }

    /** {@return the weight of all rows} */
    double total() {
        double total = 0;
        for (double weight : weightOf) total += weight;
        return total;
    }

    /** {@return whether there are groups to compare: more than one, and fewer than rows} */
    boolean areSeveral() {
        return count() > 1 && count() < total();
    }

    /**
     * {@return the features of all rows, grouped or not}
     *
     * @throws DataException if they are not known
     */
    static FeatureMatrix features(Assessment<Cluster> assessment, String metric) {
        FeatureMatrix features = assessment.features();
        if (features != null) return features;
        throw new DataException("Expected the features of each row to measure " + metric
                + " on but they are not known. Evaluate a fitted pipeline on rows, or compare with a truth.");
    }
}
