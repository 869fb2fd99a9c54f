package io.github.millwork.monitor;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.JudgedRow;
import io.github.millwork.stage.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Confidence-based performance estimation (CBPE): what the performance is where the probabilities are right, from these alone.
 * A row predicted with probability p is right p times in one. Where rows were held out, the probabilities are first put right
 * by them (isotonic regression). Blind to concept drift: where the target depends on the columns in another way than in
 * training, probabilities are wrong and nothing here shows it.
 */
final class Estimates {
    /** What is printed beside every estimate. */
    static final String BLIND = "estimated from the predictions alone: blind to concept drift";

    private final double[] starts; // of the blocks of the isotonic regression; empty for none
    private final double[] rates;

    private Estimates(double[] starts, double[] rates) {
        this.starts = starts;
        this.rates = rates;
    }

    static Estimates uncorrected() {
        return new Estimates(new double[0], new double[0]);
    }

    /** Learns from rows held out how often a probability comes true. */
    static Estimates of(Profile profile, Outputs<?> meaning) {
        Confidence confidence = new Confidence(meaning);
        if (!confidence.known()
                || profile.judged().size() < 200
                || !(meaning instanceof ClassificationOutputs classes)) {
            return uncorrected();
        }
        int looked = confidence.looked();
        double[][] points = new double[profile.judged().size()][];
        int count = 0;
        for (JudgedRow row : profile.judged()) {
            int decided = looked < 0 ? classes.decide(row.out(), 0) : looked;
            points[count++] = new double[] {row.out()[decided], row.truth() == decided ? 1 : 0, 1};
        }
        List<double[]> sorted = new ArrayList<>(List.of(points));
        sorted.sort(Comparator.comparingDouble(point -> point[0]));
        return isotonic(sorted);
    }

    /** Pools adjacent violators (Barlow and others 1972). Points are probability, truth and weight. */
    private static Estimates isotonic(List<double[]> sorted) {
        double[] starts = new double[sorted.size()];
        double[] sums = new double[sorted.size()];
        double[] weights = new double[sorted.size()];
        int blocks = 0;
        for (double[] point : sorted) {
            boolean tied = blocks > 0 && starts[blocks - 1] == point[0];
            if (!tied) starts[blocks++] = point[0];
            sums[blocks - 1] = (tied ? sums[blocks - 1] : 0) + point[1];
            weights[blocks - 1] = (tied ? weights[blocks - 1] : 0) + point[2];
            while (blocks > 1 && sums[blocks - 1] * weights[blocks - 2] <= sums[blocks - 2] * weights[blocks - 1]) {
                sums[blocks - 2] += sums[blocks - 1];
                weights[blocks - 2] += weights[blocks - 1];
                blocks--;
            }
        }
        double[] rates = new double[blocks];
        for (int i = 0; i < blocks; i++) rates[i] = sums[i] / weights[i];
        return new Estimates(Arrays.copyOf(starts, blocks), rates);
    }

    private double right(double probability) {
        if (starts.length == 0) return probability;
        int at = Arrays.binarySearch(starts, probability);
        return rates[Math.max(0, at < 0 ? -at - 2 : at)];
    }

    /** The metrics that are to be expected; none where there are no probabilities. */
    Map<String, Double> metrics(Confidence confidence) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (!confidence.known()) return metrics;
        double rows = 0;
        double correct = 0;
        double truePositive = 0;
        double positive = 0;
        double predicted = 0;
        double[] positives = new double[Confidence.STEPS + 1];
        double[] negatives = new double[Confidence.STEPS + 1];
        for (int step = 0; step <= Confidence.STEPS; step++) {
            for (boolean chosen : new boolean[] {false, true}) {
                long count = confidence.count(step, chosen);
                if (count == 0) continue;
                double p = right(confidence.probability(step, chosen));
                rows += count;
                correct += count * (chosen ? p : 1 - p);
                positive += count * p;
                if (chosen) predicted += count;
                if (chosen) truePositive += count * p;
                positives[step] += count * p;
                negatives[step] += count * (1 - p);
            }
        }
        if (rows == 0) return metrics;
        metrics.put("accuracy", correct / rows);
        if (!confidence.binary()) return metrics;
        metrics.put("precision", predicted == 0 ? 0 : truePositive / predicted);
        metrics.put("recall", positive == 0 ? 0 : truePositive / positive);
        metrics.put("F1", positive + predicted == 0 ? 0 : 2 * truePositive / (positive + predicted));
        metrics.put("ROC AUC", Outcomes.area(positives, negatives));
        return metrics;
    }
}
