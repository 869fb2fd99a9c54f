package io.github.millwork.data;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A class for a row, with the probability of each class. Immutable. */
public final class Classification implements Prediction {
    private final ClassificationOutputs outputs;
    private final double[] values;

    Classification(ClassificationOutputs outputs, double[] values) {
        this.outputs = outputs;
        this.values = values;
    }

    /** {@return the predicted class} */
    public String label() {
        return outputs.labels().get(outputs.decide(values, 0));
    }

    /**
     * {@return the probability of a class, from 0 to 1}
     *
     * @param label a class
     * @throws IllegalArgumentException if there is no such class
     * @throws IllegalStateException if the model knows no probabilities; see {@link #score}
     */
    public double probability(String label) {
        if (!outputs.probabilistic()) {
            throw new IllegalStateException(
                    "Expected probabilities but this model gives scores only. Use score(label), "
                            + "or calibrate the learner.");
        }
        return score(label);
    }

    /**
     * {@return the number that the model gives a class: the larger, the likelier; its probability where the model knows
     * probabilities}
     *
     * @param label a class
     * @throws IllegalArgumentException if there is no such class
     */
    public double score(String label) {
        int index = outputs.labels().indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("Expected a class but found '" + label + "'. The classes are "
                    + Names.list(outputs.labels()) + ".");
        }
        return values[index];
    }

    /** {@return the number of each class as {@link #score} gives it, in the order of the classes} */
    public Map<String, Double> scores() {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < outputs.labels().size(); i++)
            scores.put(outputs.labels().get(i), values[i]);
        return scores;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Classification that
                && outputs.equals(that.outputs)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s (%.4f)", label(), score(label()));
    }
}
