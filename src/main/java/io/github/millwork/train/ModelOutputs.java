package io.github.millwork.train;

import io.github.millwork.data.AnomalyOutputs;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.ClusterOutputs;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;

/** What models put out, as data; and what they put out for the target they were fitted to. */
final class ModelOutputs {
    private ModelOutputs() {}

    /** One probability for each class of the target. */
    static ClassificationOutputs of(TargetValues.Classes target) {
        return new ClassificationOutputs(target.labels(), target.positive(), Double.NaN, true);
    }

    static State toState(Outputs<?> outputs) {
        State state = State.empty().with("predicts", outputs.predictionType().getSimpleName());
        if (outputs instanceof ClassificationOutputs classes) {
            state = state.with("labels", classes.labels())
                    .with("threshold", classes.threshold())
                    .with("probabilistic", classes.probabilistic());
            return classes.positive() == null ? state : state.with("positive", classes.positive());
        }
        if (outputs instanceof RegressionOutputs regression) return state.with("interval", regression.interval());
        if (outputs instanceof ClusterOutputs cluster) return state.with("clusters", cluster.clusters());
        if (outputs instanceof AnomalyOutputs anomaly) return state.with("threshold", anomaly.threshold());
        MultiLabelOutputs labels = (MultiLabelOutputs) outputs;
        return state.with("labels", labels.labels()).with("threshold", labels.threshold());
    }

    static Outputs<?> fromState(State state) {
        return switch (state.string("predicts")) {
            case "Classification" ->
                new ClassificationOutputs(
                        state.strings("labels"),
                        state.has("positive") ? state.string("positive") : null,
                        state.number("threshold"),
                        state.flag("probabilistic"));
            case "Regression" -> new RegressionOutputs(state.flag("interval"));
            case "Cluster" -> new ClusterOutputs(state.integer("clusters"));
            case "Anomaly" -> new AnomalyOutputs(state.number("threshold"));
            case "MultiLabel" -> new MultiLabelOutputs(state.strings("labels"), state.number("threshold"));
            default ->
                throw new BundleException("Expected a kind of prediction but found '" + state.string("predicts")
                        + "'. The file is damaged.");
        };
    }
}
