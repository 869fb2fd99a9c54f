package io.github.millwork;

import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;

/**
 * What a restart of a training must not forget.
 *
 * @param model the name of the model
 * @param version the version in use
 * @param monitor what its monitor has observed
 * @param trigger what has come since the last fit
 * @param kept how many rows were kept
 * @param fresh how many of them came after the version in use had begun to answer
 * @param unseen how many of the newest the version in use was not fitted to
 * @param start the first of the rows kept that the version in use was fitted to
 * @param startBefore that of the version before
 * @param changed the first of them after the last clear change
 * @param learned the ids that were learned from, the oldest first
 * @param numbered how many rows came without an id
 * @param renewing whether a challenger was about to be fitted
 * @param before the version that is gone back to where this one does worse; 0 for none
 * @param next at how many fresh rows the two are compared next
 * @param appeal a challenger that is heard again; empty for none
 */
record LoopState(
        String model,
        int version,
        State monitor,
        State trigger,
        int kept,
        int fresh,
        int unseen,
        int start,
        int startBefore,
        int changed,
        List<String> learned,
        long numbered,
        boolean renewing,
        int before,
        int next,
        Optional<State> appeal) {
    State toState() {
        State state = State.empty()
                .with("model", model)
                .with("version", version)
                .with("monitor", monitor)
                .with("trigger", trigger)
                .with("kept", kept)
                .with("fresh", fresh)
                .with("unseen", unseen)
                .with("start", start)
                .with("start-before", startBefore)
                .with("changed", changed)
                .with("learned", learned)
                .with("numbered", numbered)
                .with("renewing", renewing)
                .with("before", before)
                .with("next", next);
        return appeal.map(refused -> state.with("appeal", refused)).orElse(state);
    }

    static LoopState read(State state) {
        return new LoopState(
                state.string("model"),
                state.integer("version"),
                state.state("monitor"),
                state.state("trigger"),
                state.integer("kept"),
                state.integer("fresh"),
                state.integer("unseen"),
                state.integer("start"),
                state.integer("start-before"),
                state.integer("changed"),
                state.strings("learned"),
                state.wide("numbered"),
                state.flag("renewing"),
                state.integer("before"),
                state.integer("next"),
                state.has("appeal") ? Optional.of(state.state("appeal")) : Optional.empty());
    }
}
