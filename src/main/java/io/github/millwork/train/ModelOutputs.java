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
import java.util.stream.IntStream;

/** What models of classes and numbers put out, as data; and what they put out for the target they were fitted to. */
final class ModelOutputs {
    private static final String PREDICTS = "predicts";
    private static final String SEEN = "seen";

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

    /**
     * {@return which label each sum of a model speaks for: of two classes the second one's, for more classes one for each
     * that was seen in training; 0 for a number}
     *
     * @param outputs what the model puts out
     * @param seen the indices of the classes that have rows, in ascending order
     */
    static int[] labels(Outputs<?> outputs, int[] seen) {
        if (!(outputs instanceof ClassificationOutputs)) return new int[] {0};
        return outputs.width() == 2 ? new int[] {1} : seen;
    }

    /** As above, with the labels that were seen where these are not all. */
    static State toState(Outputs<?> outputs, int[] labels) {
        boolean all = outputs.width() <= 2 || labels.length == outputs.width();
        return all ? toState(outputs) : toState(outputs).with(SEEN, labels);
    }

    static int[] labels(Outputs<?> outputs, State state) {
        return labels(outputs, seen(outputs, state));
    }

    /** {@return the indices of the classes that had rows, in ascending order; 0 for a number} */
    static int[] seen(Outputs<?> outputs, State state) {
        int[] seen = state.has(SEEN)
                ? state.integers(SEEN)
                : IntStream.range(0, outputs.width()).toArray();
        boolean sound = seen.length >= 2 || !state.has(SEEN);
        for (int i = 0; i < seen.length; i++) {
            sound = sound && seen[i] < outputs.width() && seen[i] > (i == 0 ? -1 : seen[i - 1]);
        }
        if (sound) return seen;
        throw new BundleException("Expected at least two of " + outputs.width()
                + " classes, in ascending order, but found others. The file is damaged.");
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
