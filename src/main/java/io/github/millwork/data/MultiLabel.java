package io.github.millwork.data;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;

/** A set of labels for a row, with the probability of each. Immutable. */
public final class MultiLabel implements Prediction {
    private final MultiLabelOutputs outputs;
    private final double[] values;

    MultiLabel(MultiLabelOutputs outputs, double[] values) {
        this.outputs = outputs;
        this.values = values;
    }

    /** {@return the predicted labels, in the order of the model's labels} */
    public Set<String> labels() {
        Set<String> labels = new LinkedHashSet<>();
        int count = outputs.labels().size();
        for (int i = 0; i < count; i++) {
            if (values[count + i] == 1) labels.add(outputs.labels().get(i));
        }
        return labels;
    }

    /**
     * {@return the probability of a label, from 0 to 1}
     *
     * @param label a label
     * @throws IllegalArgumentException if there is no such label
     */
    public double probability(String label) {
        int index = outputs.labels().indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "Expected a label but found '" + label + "'. The labels are " + Names.list(outputs.labels()) + ".");
        }
        return values[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MultiLabel that && outputs.equals(that.outputs) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return labels().toString();
    }
}
