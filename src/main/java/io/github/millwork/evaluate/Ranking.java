package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows in the order of a score, beside whether they are of the kind that is looked for: what ROC AUC, average precision
 * and lift are measured on. Rows of equal scores have one place.
 *
 * @param positive whether each row is of the kind that is looked for
 * @param weights how much each row counts
 * @param places how many different scores there are
 * @param place the place of each row among them, from the smallest score; meaningless where a score is NaN
 * @param defined whether all scores are numbers
 */
record Ranking(boolean[] positive, double[] weights, int places, int[] place, boolean defined) {
    static Ranking of(double[] scores, boolean[] positive, double[] weights) {
        // Both zeros are one score; a sorted list of distinct scores gives each row its place without sorting rows.
        double[] sorted = new double[scores.length];
        Arrays.setAll(sorted, row -> scores[row] + 0.0);
        Arrays.sort(sorted);
        boolean defined = sorted.length == 0 || !Double.isNaN(sorted[sorted.length - 1]);
        int different = 0;
        for (double score : sorted) {
            if (different == 0 || score != sorted[different - 1]) sorted[different++] = score;
        }
        double[] distinct = Arrays.copyOf(sorted, different);
        int[] place = new int[scores.length];
        Arrays.setAll(place, row -> Arrays.binarySearch(distinct, scores[row] + 0.0));
        return new Ranking(positive, weights, different, place, defined);
    }

    /** {@return the rows by the number of a class, which is looked for} */
    static Ranking ofClass(Assessment<Classification> assessment, int label) {
        return ofClass(assessment, label, IntStream.range(0, assessment.rows()).toArray());
    }

    /** {@return some rows by the number of a class, which is looked for} */
    static Ranking ofClass(Assessment<Classification> assessment, int label, int[] rows) {
        int[] codes = Decisions.truth(assessment).codes();
        double[] scores = new double[rows.length];
        boolean[] positive = new boolean[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            scores[i] = assessment.predictions().value(rows[i], label);
            positive[i] = codes[rows[i]] == label;
            weights[i] = assessment.weight(rows[i]);
        }
        return of(scores, positive, weights);
    }

    /** {@return the rows by how anomalous they are} */
    static Ranking ofAnomalies(Assessment<Anomaly> assessment) {
        double[] scores = new double[assessment.rows()];
        double[] weights = new double[assessment.rows()];
        Arrays.setAll(scores, row -> assessment.predictions().value(row, 0));
        Arrays.setAll(weights, assessment::weight);
        return of(scores, AnomalyTruth.of(assessment), weights);
    }

    /** {@return the weight of the rows that are looked for, or of the others, at each place} */
    double[] weightAt(boolean side) {
        double[] weightAt = new double[places];
        for (int row = 0; row < place.length; row++) {
            if (positive[row] == side && weights[row] > 0) weightAt[place[row]] += weights[row];
        }
        return weightAt;
    }

    /** {@return how many rows with a weight are looked for, or are not} */
    int count(boolean side) {
        int count = 0;
        for (int row = 0; row < place.length; row++) if (positive[row] == side && weights[row] > 0) count++;
        return count;
    }
}
