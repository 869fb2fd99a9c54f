package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.Assessment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A curve over predictions of classes: ROC, precision over recall, gain, or calibration. The arrays are not to be changed.
 *
 * @param x the places of its points
 * @param y the values of its points
 * @param at the threshold of each point; for calibration the weight of the rows in its bin
 */
public record Curve(double[] x, double[] y, double[] at) {
    /**
     * {@return the ROC curve: the share of the class that is found (y) over the share of the rest that is taken for it (x),
     * for each threshold from infinity down, as scikit-learn's roc_curve without dropping points}
     *
     * @param assessment predictions and truth
     * @param label the class; null for the positive one, or the second of two
     * @throws IllegalArgumentException if there is no such class
     */
    public static Curve roc(Assessment<Classification> assessment, @Nullable String label) {
        RankedRows ranked = RankedRows.of(assessment, RankedRows.label(assessment, label));
        int n = ranked.thresholds().length;
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        double[] at = new double[n + 1];
        at[0] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            x[i + 1] = ranked.falseAlarms()[i] / ranked.allFalseAlarms();
            y[i + 1] = ranked.hits()[i] / ranked.allHits();
            at[i + 1] = ranked.thresholds()[i];
        }
        return new Curve(x, y, at);
    }

    /**
     * {@return precision (y) over recall (x), for each threshold from the highest number down, as scikit-learn's
     * precision_recall_curve in reverse order}
     *
     * @param assessment predictions and truth
     * @param label the class; null for the positive one, or the second of two
     * @throws IllegalArgumentException if there is no such class
     */
    public static Curve precisionRecall(Assessment<Classification> assessment, @Nullable String label) {
        RankedRows ranked = RankedRows.of(assessment, RankedRows.label(assessment, label));
        int n = ranked.thresholds().length;
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        double[] at = new double[n + 1];
        y[0] = 1;
        at[0] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            x[i + 1] = ranked.hits()[i] / ranked.allHits();
            y[i + 1] = ranked.hits()[i] / (ranked.hits()[i] + ranked.falseAlarms()[i]);
            at[i + 1] = ranked.thresholds()[i];
        }
        return new Curve(x, y, at);
    }

    /**
     * {@return the share of the class that is found (y) among the share of all rows that rank highest (x)}
     *
     * @param assessment predictions and truth
     * @param label the class; null for the positive one, or the second of two
     * @throws IllegalArgumentException if there is no such class
     */
    public static Curve gain(Assessment<Classification> assessment, @Nullable String label) {
        RankedRows ranked = RankedRows.of(assessment, RankedRows.label(assessment, label));
        double all = ranked.allHits() + ranked.allFalseAlarms();
        int n = ranked.thresholds().length;
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        double[] at = new double[n + 1];
        at[0] = Double.POSITIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            x[i + 1] = (ranked.hits()[i] + ranked.falseAlarms()[i]) / all;
            y[i + 1] = ranked.hits()[i] / ranked.allHits();
            at[i + 1] = ranked.thresholds()[i];
        }
        return new Curve(x, y, at);
    }

    /**
     * {@return how often the class occurs (y) where a probability (x) was predicted for it, in bins of equal numbers of
     * rows; well calibrated probabilities lie on the diagonal}
     *
     * @param assessment predictions and truth
     * @param label the class; null for the positive one, or the second of two
     * @param bins how many bins, at least 1
     * @throws IllegalArgumentException if there is no such class
     */
    public static Curve calibration(Assessment<Classification> assessment, @Nullable String label, int bins) {
        int index = RankedRows.label(assessment, label);
        int[] codes = Decisions.truth(assessment).codes();
        int[] order = IntStream.range(0, codes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        row -> assessment.predictions().value(row, index)))
                .mapToInt(Integer::intValue)
                .toArray();
        List<double[]> points = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            double weight = 0;
            double predicted = 0;
            double occurred = 0;
            for (int i = (int) ((long) order.length * b / bins); i < (long) order.length * (b + 1) / bins; i++) {
                double each = assessment.weight(order[i]);
                weight += each;
                predicted += each * assessment.predictions().value(order[i], index);
                if (codes[order[i]] == index) occurred += each;
            }
            if (weight > 0) points.add(new double[] {predicted / weight, occurred / weight, weight});
        }
        return new Curve(column(points, 0), column(points, 1), column(points, 2));
    }

    private static double[] column(List<double[]> points, int c) {
        return points.stream().mapToDouble(point -> point[c]).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve that
                && Arrays.equals(x, that.x)
                && Arrays.equals(y, that.y)
                && Arrays.equals(at, that.at);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x) * 31 + Arrays.hashCode(y);
    }

    @Override
    public String toString() {
        return "a curve of " + x.length + " points";
    }
}
