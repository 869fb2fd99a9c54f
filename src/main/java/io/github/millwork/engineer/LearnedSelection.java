package io.github.millwork.engineer;

import io.github.millwork.data.Columns;
import io.github.millwork.data.Schema;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.State;
import io.github.millwork.stage.Transformer;
import java.util.List;

/** A selection of features by what a learner makes of them. */
interface LearnedSelection extends Transformer {
    /** {@return which columns} */
    Columns columns();

    /** {@return what is fitted to them} */
    Learner<?> learner();

    @Override
    default boolean isData() {
        return learner().isData();
    }

    @Override
    default List<Schema.Rewrite> plan(Schema input) {
        LearnedImportance.checkTarget(learner(), input);
        return KeptFeatures.plan(Block.selection(columns()).in(input));
    }

    /** What makes a step of its parts. */
    interface Maker<S> {
        S of(Columns columns, Learner<?> learner, Hyperparameters hyperparameters);
    }

    /** {@return the codec of such a step} */
    static <S extends LearnedSelection> Codec<S> codec(
            String name, Class<S> type, Hyperparameters defaults, Maker<S> maker) {
        return Codec.of(
                name,
                type,
                step -> State.empty()
                        .with("columns", step.columns().toString())
                        .with("learner", Codecs.encode(step.learner()))
                        .with("hyperparameters", step.hyperparameters().toState()),
                state -> maker.of(
                        Columns.parse(state.string("columns")),
                        Codecs.decode(state.state("learner"), Learner.class),
                        defaults.withState(state.state("hyperparameters"))));
    }
}
