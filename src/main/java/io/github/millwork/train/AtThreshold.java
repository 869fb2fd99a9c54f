package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.stage.Adjustment;
import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;

/**
 * Decides for one of two classes where its number is at least the threshold, else for the other.
 *
 * @param label the index of that class
 * @param threshold from where on it is predicted
 */
record AtThreshold(int label, double threshold) implements Adjustment<Classification> {
    @Override
    public Outputs<Classification> outputs(Outputs<Classification> before) {
        ClassificationOutputs classes = (ClassificationOutputs) before;
        if (classes.labels().size() == 2 && (label == 0 || label == 1)) return classes.withDecision();
        throw new BundleException("Expected a threshold between two classes but found one for number " + label + " of "
                + classes.labels().size() + ". The file is damaged.");
    }

    @Override
    public void adjust(double[] from, double[] to) {
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[label] >= threshold ? label : 1 - label;
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding("threshold", threshold));
    }

    @Override
    public Optional<AdjustmentMeaning> meaning() {
        return Optional.of(new AdjustmentMeaning.AtLeast(label, threshold));
    }

    static final Codec<AtThreshold> CODEC = Codec.of(
            "threshold.fitted",
            AtThreshold.class,
            fitted -> State.empty().with("label", fitted.label).with("threshold", fitted.threshold),
            state -> new AtThreshold(state.integer("label"), state.number("threshold")));
}
