package io.github.millwork.stage;

import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import java.util.ArrayList;
import java.util.List;

/** From the features of a row to the numbers that are predicted: the model, and then the adjustments. */
final class OutputChain<P extends Prediction> {
    private final Model<P> model;
    private final List<Adjustment<P>> adjustments;
    private final List<Outputs<P>> meanings = new ArrayList<>(); // of the model, and after each adjustment

    OutputChain(Model<P> model, List<Adjustment<P>> adjustments) {
        this.model = model;
        this.adjustments = List.copyOf(adjustments);
        meanings.add(model.outputs());
        for (Adjustment<P> adjustment : adjustments) meanings.add(adjustment.outputs(outputs()));
    }

    Outputs<P> outputs() {
        return meanings.get(meanings.size() - 1);
    }

    /** Room for the numbers of the model and after each adjustment; one thread at a time. */
    double[][] scratch() {
        return meanings.stream().map(meaning -> new double[meaning.width()]).toArray(double[][]::new);
    }

    void score(FeatureVector features, double[][] scratch, double[] out, int at) {
        if (adjustments.isEmpty()) {
            model.predict(features, out, at);
            return;
        }
        model.predict(features, scratch[0], 0);
        for (int i = 0; i < adjustments.size(); i++) adjustments.get(i).adjust(scratch[i], scratch[i + 1]);
        double[] last = scratch[adjustments.size()];
        System.arraycopy(last, 0, out, at, last.length);
    }

    /** Adjusts many predictions, as a chain would have. */
    static <P extends Prediction> Predictions<P> adjusted(Predictions<P> before, Adjustment<P> adjustment) {
        Outputs<P> meaning = adjustment.outputs(before.outputs());
        double[] values = new double[before.size() * meaning.width()];
        double[] from = new double[before.outputs().width()];
        double[] to = new double[meaning.width()];
        for (int row = 0; row < before.size(); row++) {
            for (int o = 0; o < from.length; o++) from[o] = before.value(row, o);
            adjustment.adjust(from, to);
            System.arraycopy(to, 0, values, row * to.length, to.length);
        }
        return Predictions.of(meaning, values, before.unseen());
    }
}
