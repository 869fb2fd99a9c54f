package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import io.github.millwork.data.Field;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Role;
import io.github.millwork.data.Schema;
import java.util.ArrayList;
import java.util.List;

/** Chains, and chains that were fitted, as data. */
final class ChainCodecs {
    private ChainCodecs() {}

    @SuppressWarnings("rawtypes")
    static final Codec<Chain> CHAIN = Codec.of(
            "chain",
            Chain.class,
            chain -> encode((Chain<?>) chain),
            state -> chain(Task.fromState(state.state("task")), state));

    @SuppressWarnings("rawtypes")
    static final Codec<FittedChain> FITTED = Codec.of(
            "chain.fitted",
            FittedChain.class,
            chain -> header((FittedChain<?>) chain).with("model", Codecs.encode(chain.model())),
            state -> fitted(Task.fromState(state.state("task")), state));

    private static State encode(Chain<?> chain) {
        List<State> steps = new ArrayList<>();
        for (Step step : chain.steps()) {
            steps.add(State.empty().with("stage", step.stage()).with("step", Codecs.encode(step.transformer())));
        }
        return State.empty()
                .with("task", chain.task().toState())
                .with("steps", steps)
                .with("learner", Codecs.encode(chain.learner()));
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked against the task
    private static <P extends Prediction> Chain<P> chain(Task<P> task, State state) {
        List<Step> steps = new ArrayList<>();
        for (State step : state.states("steps")) {
            steps.add(new Step(step.string("stage"), Codecs.decode(step.state("step"), Transformer.class)));
        }
        Learner<?> learner = Codecs.decode(state.state("learner"), Learner.class);
        if (learner.predictionType() != task.type()) throw another(task, learner.predictionType());
        return new Chain<>(task, steps, (Learner<P>) learner);
    }

    private static BundleException another(Task<?> task, Class<?> found) {
        return new BundleException(
                "Expected a learner or model for " + task.type().getSimpleName() + " but found one for "
                        + found.getSimpleName() + ". The file is damaged.");
    }

    /** Everything that was fitted but the model. */
    static State header(FittedChain<?> chain) {
        List<State> fields = new ArrayList<>();
        for (Field field : chain.schema().fields()) {
            fields.add(State.empty()
                    .with("name", field.name())
                    .with("type", field.type().name())
                    .with("role", field.role().name())
                    .with("levels", field.levels()));
        }
        State state = State.empty()
                .with("task", chain.task().toState())
                .with("schema", fields)
                .with("stages", chain.stages())
                .with("steps", chain.steps().stream().map(Codecs::encode).toList())
                .with("learner", chain.learner())
                .with("complete", !chain.toleratesMissing())
                .with(
                        "adjustments",
                        chain.adjustments().stream().map(Codecs::encode).toList());
        return Finding.toState(state, chain.found());
    }

    @SuppressWarnings("unchecked") // the kind of prediction is checked against the task
    private static <P extends Prediction> FittedChain<P> fitted(Task<P> task, State state) {
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
            throw another(task, model.outputs().predictionType());
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
                Finding.fromState(state));
        int features = chain.program().features().size();
        if (!model.accepts(features)) {
            throw new BundleException("Expected a model for the " + features
                    + " features that the steps give but found one for others. The file is damaged.");
        }
        return chain;
    }
}
