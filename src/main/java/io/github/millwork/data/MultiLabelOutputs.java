package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;

/**
 * One probability for each label, of which any number may hold.
 *
 * @param labels the labels
 * @param threshold the probability from which on a label is predicted
 */
public record MultiLabelOutputs(List<String> labels, double threshold) implements Outputs<MultiLabel> {
    /**
     * Copies the labels.
     *
     * @param labels the labels
     * @param threshold the probability from which on a label is predicted
     */
    public MultiLabelOutputs {
        labels = List.copyOf(labels);
    }

    @Override
    public int width() {
        return labels.size();
    }

    @Override
    public Class<MultiLabel> predictionType() {
        return MultiLabel.class;
    }

    @Override
    public MultiLabel read(double[] values, int at) {
        return new MultiLabel(this, Arrays.copyOfRange(values, at, at + width()));
    }
}
