package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** A fitted chain as data. */
final class FittedChainState {
    private FittedChainState() {}

    /** Everything but the model and the sample rows. */
    static State header(FittedChain<?> chain) {
        List<State> fields = new ArrayList<>();
        for (Field field : chain.schema().fields()) {
            fields.add(State.empty()
                    .with("name", field.name())
                    .with("type", field.type().name())
                    .with("role", field.role().name())
                    .with("levels", field.levels()));
        }
        return State.empty()
                .with("task", chain.task().toState())
                .with("schema", fields)
                .with("stages", chain.stages())
                .with("steps", chain.steps().stream().map(Codecs::encode).toList())
                .with("learner", chain.learner())
                .with("complete", !chain.toleratesMissing())
                .with(
                        "adjustments",
                        chain.adjustments().stream().map(Codecs::encode).toList());
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked against the task
    static <P extends Prediction> FittedChain<P> read(Task<P> task, State state, Dataset sample) {
        List<Field> fields = new ArrayList<>();
        for (State field : state.states("schema")) {
            fields.add(new Field(
                    field.string("name"),
                    ColumnType.valueOf(field.string("type")),
                    Role.valueOf(field.string("role")),
                    -1,
                    field.strings("levels")));
        }
        List<FittedTransformer> steps = new ArrayList<>();
        for (State step : state.states("steps")) steps.add(Codecs.decode(step, FittedTransformer.class));
        List<Adjustment<P>> adjustments = new ArrayList<>();
        for (State saved : state.states("adjustments")) {
            adjustments.add((Adjustment<P>) Codecs.decode(saved, Adjustment.class));
        }
        Model<?> model = Codecs.decode(state.state("model"), Model.class);
        if (model.outputs().predictionType() != task.type()) {
            throw new BundleException("Expected a model for " + task.type().getSimpleName() + " but found one for "
                    + model.outputs().predictionType().getSimpleName() + ". The file is damaged.");
        }
        List<String> stages = state.strings("stages");
        if (stages.size() != steps.size()) {
            throw new BundleException("Expected a stage for each of " + steps.size() + " steps but found "
                    + stages.size() + ". The file is damaged.");
        }
        FittedChain<P> chain = new FittedChain<>(
                task,
                Schema.of(fields),
                stages,
                steps,
                state.string("learner"),
                state.flag("complete"),
                (Model<P>) model,
                adjustments,
                sample);
        int features = chain.program().features().size();
        if (!model.accepts(features)) {
            throw new BundleException("Expected a model for the " + features
                    + " features that the steps give but found one for others. The file is damaged.");
        }
        return chain;
    }
}
