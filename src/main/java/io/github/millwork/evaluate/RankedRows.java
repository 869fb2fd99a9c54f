package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.stage.Assessment;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Rows in the order of the number that a class got, the largest first, with the weights of both sides above each distinct
 * number: what curves over thresholds are made of.
 *
 * @param thresholds the distinct numbers, descending
 * @param hits the weight of the rows of the class from each threshold on
 * @param falseAlarms the weight of the other rows from each threshold on
 */
record RankedRows(double[] thresholds, double[] hits, double[] falseAlarms) {
    static RankedRows of(Assessment<Classification> assessment, int label) {
        int[] codes = Decisions.truth(assessment).codes();
        int[] order = IntStream.range(0, codes.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        row -> -assessment.predictions().value(row, label)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] thresholds = new double[order.length];
        double[] hits = new double[order.length];
        double[] alarms = new double[order.length];
        int count = 0;
        double hit = 0;
        double alarm = 0;
        for (int i = 0; i < order.length; i++) {
            double number = assessment.predictions().value(order[i], label);
            if (codes[order[i]] == label) hit += assessment.weight(order[i]);
            else alarm += assessment.weight(order[i]);
            if (i + 1 < order.length && assessment.predictions().value(order[i + 1], label) == number) continue;
            thresholds[count] = number;
            hits[count] = hit;
            alarms[count++] = alarm;
        }
        return new RankedRows(
                java.util.Arrays.copyOf(thresholds, count),
                java.util.Arrays.copyOf(hits, count),
                java.util.Arrays.copyOf(alarms, count));
    }

    double allHits() {
        return hits.length == 0 ? 0 : hits[hits.length - 1];
    }

    double allFalseAlarms() {
        return falseAlarms.length == 0 ? 0 : falseAlarms[falseAlarms.length - 1];
    }

    /** The index of the class that a curve is about: the one asked for, else the positive one, else the second of two. */
    static int label(Assessment<Classification> assessment, @org.jspecify.annotations.Nullable String label) {
        ClassificationOutputs outputs = Decisions.outputs(assessment);
        String wanted = label != null ? label : outputs.positive();
        if (wanted != null) {
            int index = outputs.labels().indexOf(wanted);
            if (index >= 0) return index;
            throw new IllegalArgumentException("Expected a class but found '" + wanted + "'. The classes are "
                    + io.github.millwork.data.Names.list(outputs.labels()) + ".");
        }
        if (outputs.labels().size() == 2) return 1;
        throw new IllegalArgumentException("Expected the class that the curve is about, since there are "
                + outputs.labels().size() + " and none is positive. Name it: one of "
                + io.github.millwork.data.Names.list(outputs.labels()) + ".");
    }
}
