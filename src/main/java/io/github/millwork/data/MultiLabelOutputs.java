package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;

/**
 * One probability for each label, of which any number may hold.
 *
 * @param labels the labels, at least one
 * @param threshold the probability from which on a label is predicted
 */
public record MultiLabelOutputs(List<String> labels, double threshold) implements Outputs<MultiLabel> {
    /**
     * Copies the labels and checks that they differ.
     *
     * @param labels the labels, at least one
     * @param threshold the probability from which on a label is predicted
     */
    public MultiLabelOutputs {
        labels = Names.labels(labels);
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
