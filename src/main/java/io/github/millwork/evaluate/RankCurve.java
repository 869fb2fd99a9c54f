package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Predictions;
import io.github.millwork.stage.Assessment;
import java.util.Arrays;

/**
 * The area under the ROC curve of one class against the rest, by ranks.
 *
 * @param area the area; NaN where either side has no weight or a score is NaN
 * @param positives the number of rows of the class
 * @param negatives the number of the other rows
 */
record RankCurve(double area, int positives, int negatives) {
    /**
     * Measures the area and adds to {@code influence} by how much each row moves it; the sum of the squares of that is
     * DeLong's variance.
     */
    static RankCurve of(Assessment<Classification> assessment, int positive, double[] influence) {
        Predictions<Classification> predictions = assessment.predictions();
        int[] codes = Decisions.truth(assessment).codes();
        int rows = codes.length;

        // Both zeros are one score; a sorted list of distinct scores gives each row its place without sorting rows.
        double[] sorted = new double[rows];
        Arrays.setAll(sorted, row -> predictions.value(row, positive) + 0.0);
        Arrays.sort(sorted);
        boolean undefined = rows > 0 && Double.isNaN(sorted[rows - 1]);
        int different = 0;
        for (double score : sorted) {
            if (different == 0 || score != sorted[different - 1]) sorted[different++] = score;
        }
        sorted = Arrays.copyOf(sorted, different);
        int[] place = new int[rows];
        double[] weightOf = new double[sorted.length];
        double[] weightOfRest = new double[sorted.length];
        int positives = 0;
        int negatives = 0;
        for (int row = 0; row < rows; row++) {
            place[row] = Arrays.binarySearch(sorted, predictions.value(row, positive) + 0.0);
            double weight = assessment.weight(row);
            if (weight == 0) continue;
            if (codes[row] == positive) {
                weightOf[place[row]] += weight;
                positives++;
            } else {
                weightOfRest[place[row]] += weight;
                negatives++;
            }
        }
        double[] below = below(weightOf);
        double[] belowRest = below(weightOfRest);
        double total = below[sorted.length];
        double totalRest = belowRest[sorted.length];

        // The placement of a row is the share of the other side that it is ranked rightly against (Sun and Xu 2014).
        double[] placement = new double[rows];
        double above = 0;
        double all = 0;
        for (int row = 0; row < rows; row++) {
            int at = place[row];
            if (codes[row] == positive) {
                placement[row] = belowRest[at] / totalRest;
                above += assessment.weight(row) * placement[row];
                all += assessment.weight(row);
            } else {
                placement[row] = 1 - below[at] / total;
            }
        }
        // The sums run over the same rows in the same order, so that the area is exactly 1 where classes are separated.
        double area = undefined || positives == 0 || negatives == 0 ? Double.NaN : above / all;
        double perPositive = Math.sqrt(positives / (positives - 1.0)) / total;
        double perNegative = Math.sqrt(negatives / (negatives - 1.0)) / totalRest;
        for (int row = 0; row < rows; row++) {
            double perRow = codes[row] == positive ? perPositive : perNegative;
            influence[row] += assessment.weight(row) * (placement[row] - area) * perRow;
        }
        return new RankCurve(area, positives, negatives);
    }

    /** {@return for each score the weight of smaller ones and half of its own, as midranks count ties; then of all} */
    private static double[] below(double[] weights) {
        double[] below = new double[weights.length + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            below[i] = sum + weights[i] / 2;
            sum += weights[i];
        }
        below[weights.length] = sum;
        return below;
    }
}
