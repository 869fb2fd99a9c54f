package io.github.millwork.evaluate;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The sets of metrics.py as predictions beside their truth. */
final class PredictionSets {
    private PredictionSets() {}

    static Assessment<Classification> classes(State set) {
        List<String> labels = set.strings("labels");
        int[] decided = set.integers("decided");
        double[] values = set.numbers("values");
        ClassificationOutputs outputs = ClassificationOutputs.probabilities(labels, labels.get(1));
        if (decided.length > 0) {
            outputs = outputs.withDecision();
            double[] longer = new double[decided.length * (labels.size() + 1)];
            for (int row = 0; row < decided.length; row++) {
                System.arraycopy(values, row * labels.size(), longer, row * (labels.size() + 1), labels.size());
                longer[row * (labels.size() + 1) + labels.size()] = decided[row];
            }
            values = longer;
        }
        return Assessments.classes(
                outputs,
                new TargetValues.Classes(labels, set.integers("codes"), labels.get(1), List.of("?")),
                weights(set),
                values);
    }

    /** A table of costs: a row for each true class, the last for the one that the model does not know. */
    static Costs costs(State set) {
        List<String> predicted = set.strings("labels");
        List<String> truth = new ArrayList<>(predicted);
        truth.add("?");
        double[] table = set.numbers("cost");
        Costs costs = new Costs(Map.of());
        for (int t = 0; t < truth.size(); t++) {
            for (int p = 0; p < predicted.size(); p++) {
                costs = costs.and(truth.get(t), predicted.get(p), table[t * predicted.size() + p]);
            }
        }
        return costs;
    }

    static Assessment<Regression> numbers(State set) {
        return Assessments.numbers(set.numbers("truth"), weights(set), set.numbers("predicted"));
    }

    static Assessment<Regression> intervals(State set) {
        double[] predicted = set.numbers("predicted");
        double[] values = new double[3 * predicted.length];
        for (int row = 0; row < predicted.length; row++) {
            values[3 * row] = predicted[row];
            values[3 * row + 1] = set.numbers("low")[row];
            values[3 * row + 2] = set.numbers("high")[row];
        }
        return Assessments.intervals(set.numbers("truth"), weights(set), values);
    }

    static Assessment<Cluster> clusters(State set) {
        int[] clusters = set.integers("clusters");
        int[] codes = set.integers("codes");
        double[] features = set.numbers("features");
        int dimension = set.integer("dimension");
        FeatureMatrix.Builder builder = new FeatureMatrix.Builder(dimension, clusters.length);
        FeatureVector vector = new FeatureVector(dimension);
        double[] values = new double[2 * clusters.length];
        for (int row = 0; row < clusters.length; row++) {
            values[2 * row] = clusters[row];
            vector.clear();
            for (int k = 0; k < dimension; k++) {
                double value = features[row * dimension + k];
                if (value != 0) vector.add(k, value);
            }
            builder.add(vector);
        }
        return new Assessment<>(
                Predictions.of(new ClusterOutputs(9), values, Map.of()),
                new TargetValues.Classes(numbered(10), codes, null),
                weights(set),
                builder.build());
    }

    static Assessment<Anomaly> anomalies(State set) {
        int[] found = set.integers("found");
        double[] scores = set.numbers("scores");
        double[] values = new double[2 * found.length];
        for (int row = 0; row < found.length; row++) {
            values[2 * row] = scores[row];
            values[2 * row + 1] = found[row];
        }
        return new Assessment<>(
                Predictions.of(new AnomalyOutputs(), values, Map.of()),
                new TargetValues.Classes(List.of("usual", "anomalous"), set.integers("codes"), "anomalous"),
                weights(set),
                null);
    }

    /** The truth names the labels in another order than the model, and more of them. */
    static Assessment<MultiLabel> labels(State set) {
        int known = set.integer("known");
        int all = set.integer("labels");
        double[] numbers = set.numbers("values");
        int[] found = set.integers("found");
        int[] truth = set.integers("truth");
        int rows = truth.length / all;
        double[] values = new double[rows * known * 2];
        List<BitSet> sets = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            BitSet labels = new BitSet();
            for (int k = 0; k < all; k++) if (truth[row * all + k] == 1) labels.set(all - 1 - k);
            sets.add(labels);
            for (int k = 0; k < known; k++) {
                values[row * known * 2 + k] = numbers[row * known + k];
                values[row * known * 2 + known + k] = found[row * known + k];
            }
        }
        List<String> names = numbered(all);
        List<String> reversed = new ArrayList<>(names);
        Collections.reverse(reversed);
        return new Assessment<>(
                Predictions.of(new MultiLabelOutputs(names.subList(0, known)), values, Map.of()),
                new TargetValues.LabelSets(reversed, sets),
                weights(set),
                null);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(k -> "label " + k).toList();
    }

    private static double @Nullable [] weights(State set) {
        double[] weights = set.numbers("weights");
        return weights.length == 0 ? null : weights;
    }
}
