package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;

/**
 * One probability for each label, of which any number may hold, and then a verdict for each: 1 if the label is predicted,
 * 0 if not.
 *
 * @param labels the labels, at least one
 */
public record MultiLabelOutputs(List<String> labels) implements Outputs<MultiLabel> {
    /**
     * Copies the labels and checks that they differ.
     *
     * @param labels the labels, at least one
     */
    public MultiLabelOutputs {
        labels = Names.labels(labels);
    }

    @Override
    public int width() {
        return 2 * labels.size();
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
