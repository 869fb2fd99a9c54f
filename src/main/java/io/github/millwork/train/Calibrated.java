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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes probabilities of what a model says of classes. Of two classes the second has a curve, of more each: theirs are
 * divided by their sum; where all are zero, each class is as likely. Not to be changed.
 *
 * @param curves one for two classes, or one for each class
 */
record Calibrated(List<Curve> curves) implements Adjustment<Classification> {
    /** What a model that gives scores says of a class that it has not seen. */
    static final double UNSEEN = -Double.MAX_VALUE;

    @Override
    public Outputs<Classification> outputs(Outputs<Classification> before) {
        ClassificationOutputs classes = (ClassificationOutputs) before;
        int wanted = classes.labels().size() == 2 ? 1 : classes.labels().size();
        if (curves.size() == wanted) {
            return ClassificationOutputs.probabilities(classes.labels(), classes.positive());
        }
        throw new BundleException("Expected " + wanted + " curves of calibration for "
                + classes.labels().size() + " classes but found " + curves.size() + ". The file is damaged.");
    }

    @Override
    public void adjust(double[] from, double[] to) {
        if (to.length == 2) {
            to[1] = probability(0, from[1]);
            to[0] = 1 - to[1];
            return;
        }
        double total = 0;
        for (int k = 0; k < to.length; k++) {
            to[k] = probability(k, from[k]);
            total += to[k];
        }
        if (total == 0) Arrays.fill(to, 1.0 / to.length);
        else for (int k = 0; k < to.length; k++) to[k] /= total;
    }

    private double probability(int curve, double number) {
        return number == UNSEEN ? 0 : curves.get(curve).probability(number);
    }

    @Override
    public List<Finding> findings() {
        return curves.stream().flatMap(curve -> curve.findings().stream()).toList();
    }

    @Override
    public Optional<AdjustmentMeaning> meaning() {
        return Optional.of(
                new AdjustmentMeaning.Curves(curves.stream().map(Curve::meaning).toList()));
    }

    static final Codec<Calibrated> CODEC = Codec.of(
            "calibration.fitted",
            Calibrated.class,
            calibrated -> State.empty()
                    .with(
                            "curves",
                            calibrated.curves.stream().map(Curve::toState).toList()),
            state -> new Calibrated(
                    state.states("curves").stream().map(Curve::fromState).toList()));
}
