package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import java.util.HashSet;
import java.util.List;

/** What models of classes and numbers put out, as data; and what they put out for the target they were fitted to. */
final class ModelOutputs {
    private static final String PREDICTS = "predicts";

    private ModelOutputs() {}

    /** One probability for each class of the target. */
    static ClassificationOutputs of(TargetValues.Classes target) {
        return ClassificationOutputs.probabilities(target.labels(), target.positive());
    }

    static State toState(Outputs<?> outputs) {
        State state = kindToState(outputs.predictionType());
        if (!(outputs instanceof ClassificationOutputs classes)) return state;
        state = state.with("labels", classes.labels()).with("probabilistic", classes.probabilistic());
        return classes.positive() == null ? state : state.with("positive", classes.positive());
    }

    static Outputs<?> fromState(State state) {
        if (kindFromState(state) == Regression.class) return new RegressionOutputs(false);
        List<String> labels = state.strings("labels");
        if (labels.size() < 2 || new HashSet<>(labels).size() < labels.size()) {
            throw new BundleException(
                    "Expected at least two classes, all different, but found " + labels + ". The file is damaged.");
        }
        String positive = state.has("positive") ? state.string("positive") : null;
        return new ClassificationOutputs(labels, positive, state.flag("probabilistic"), false);
    }

    static State kindToState(Class<? extends Prediction> kind) {
        return State.empty().with(PREDICTS, kind.getSimpleName());
    }

    static Class<? extends Prediction> kindFromState(State state) {
        return switch (state.string(PREDICTS)) {
            case "Classification" -> Classification.class;
            case "Regression" -> Regression.class;
            default ->
                throw new BundleException("Expected Classification or Regression but found '" + state.string(PREDICTS)
                        + "'. The file is damaged.");
        };
    }
}
