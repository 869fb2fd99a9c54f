package io.github.millwork.train;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codec;
import io.github.millwork.stage.Hyperparameters;
import io.github.millwork.stage.Learner;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What specifications of learners have in common. */
final class Learners {
    private static final String HYPERPARAMETERS = "hyperparameters";

    private Learners() {}

    /**
     * Checks that a learner that comes in two kinds is of one of them.
     *
     * @param what the learner, in words and with an article if it needs one
     * @param kind the kind of prediction
     */
    static void checkKind(String what, Class<? extends Prediction> kind) {
        if (kind == Classification.class || kind == Regression.class) return;
        throw new IllegalArgumentException("Expected " + what + " for Classification or Regression but found "
                + kind.getSimpleName() + ". Use classifier() or regressor().");
    }

    /** {@return the codec of a learner that is its hyperparameters} */
    static <L extends Learner<?>> Codec<L> codec(
            String name, Class<L> type, Hyperparameters defaults, Function<Hyperparameters, L> maker) {
        return Codec.of(
                name,
                type,
                learner -> learner.hyperparameters().toState(),
                state -> maker.apply(defaults.withState(state)));
    }

    /** {@return the codec of a learner that is the kind of what it predicts, and its hyperparameters} */
    static <L extends Learner<?>> Codec<L> codec(
            String name,
            Class<L> type,
            Function<Class<? extends Prediction>, Hyperparameters> defaults,
            BiFunction<Class<? extends Prediction>, Hyperparameters, L> maker) {
        return Codec.of(
                name,
                type,
                learner -> ModelOutputs.kindToState(learner.predictionType())
                        .with(HYPERPARAMETERS, learner.hyperparameters().toState()),
                state -> {
                    Class<? extends Prediction> kind = ModelOutputs.kindFromState(state);
                    return maker.apply(kind, defaults.apply(kind).withState(state.state(HYPERPARAMETERS)));
                });
    }
}
