package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Names;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.ResampleOption;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weighs the training rows by their class: {@code HistogramBoosting.classifier().with(ClassWeights.balanced())}. Weights that
 * the rows have already are multiplied. A learner that would ignore them refuses them before anything is fitted.
 *
 * @param given for each class how much its rows count, at least 0; classes that are not named count 1. Empty for balanced
 *     weights
 */
public record ClassWeights(Map<String, Double> given) implements ResampleOption<Classification> {
    /**
     * Copies the weights and checks them.
     *
     * @param given for each class how much its rows count, at least 0; classes that are not named count 1. Empty for
     *     balanced weights
     */
    public ClassWeights {
        given.forEach((label, weight) -> {
            if (weight >= 0 && weight <= Double.MAX_VALUE) return;
            throw new IllegalArgumentException(
                    "Expected a weight of class '" + label + "' of at least 0 and finite but found " + weight + ".");
        });
        given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    }

    /**
     * {@return weights by which all classes come to count alike: rows / (classes * rows of the class)} As many rows count as
     * before. It is scikit-learn's {@code class_weight="balanced"}; classes without rows are not counted.
     */
    public static ClassWeights balanced() {
        return new ClassWeights(Map.of());
    }

    /**
     * {@return the weight of one class, where all others count 1}
     *
     * @param label the class
     * @param weight how much its rows count, at least 0
     */
    public static ClassWeights of(String label, double weight) {
        return new ClassWeights(Map.of(label, weight));
    }

    /**
     * {@return these weights and another}
     *
     * @param label the class; what it counted before is replaced
     * @param weight how much its rows count, at least 0
     */
    public ClassWeights and(String label, double weight) {
        Map<String, Double> more = new TreeMap<>(given);
        more.put(label, weight);
        return new ClassWeights(more);
    }

    @Override
    public String describe() {
        return given.isEmpty() ? "balanced class weights" : "class weights " + given;
    }

    @Override
    public boolean weighsClasses() {
        return true;
    }

    @Override
    public boolean onlyOnce() {
        return true;
    }

    @Override
    public TrainingData apply(TrainingData training, FitContext context) {
        TargetValues.Classes target = training.classes();
        double[] ofClass = given.isEmpty() ? balanced(target) : given(target);
        double[] weights = new double[training.rows()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = training.weight(row) * ofClass[target.codes()[row]];
        }
        return training.withWeights(weights);
    }

    /** {@return the balanced weight of each class, 0 for one without rows} */
    static double[] balanced(TargetValues.Classes target) {
        double[] weights = new double[target.labels().size()];
        int[] sizes = ClassSizes.of(target);
        int classes = 0;
        for (int size : sizes) if (size > 0) classes++;
        for (int k = 0; k < weights.length; k++) {
            if (sizes[k] > 0) weights[k] = target.size() / ((double) classes * sizes[k]);
        }
        return weights;
    }

    private double[] given(TargetValues.Classes target) {
        given.keySet().forEach(label -> {
            if (target.labels().contains(label)) return;
            throw new DataException("Expected weights of the classes of the target but '" + label + "' is none. "
                    + Names.suggest(label, target.labels()));
        });
        return target.labels().stream()
                .mapToDouble(label -> given.getOrDefault(label, 1.0))
                .toArray();
    }

    private State toState() {
        return State.empty()
                .with("labels", List.copyOf(given.keySet()))
                .with(
                        "weights",
                        given.values().stream().mapToDouble(weight -> weight).toArray());
    }

    private static ClassWeights read(State state) {
        List<String> labels = state.strings("labels");
        double[] weights = state.numbers("weights");
        if (labels.size() != weights.length) {
            throw new BundleException("Expected a weight for each of " + labels.size() + " classes but found "
                    + weights.length + ". The file is damaged.");
        }
        Map<String, Double> given = new TreeMap<>();
        for (int i = 0; i < weights.length; i++) given.put(labels.get(i), weights[i]);
        return new ClassWeights(given);
    }

    static final Codec<ClassWeights> CODEC =
            Codec.of("class-weights", ClassWeights.class, ClassWeights::toState, ClassWeights::read);
}
