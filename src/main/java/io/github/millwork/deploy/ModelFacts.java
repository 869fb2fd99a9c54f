package io.github.millwork.deploy;

import io.github.millwork.stage.State;
import java.util.Optional;

/**
 * What is known of a fitted pipeline beside the fit itself, and is saved with it. No part of a fingerprint: two pipelines
 * may be equal, bit for bit, whatever is known of them. Immutable.
 *
 * @param evaluation how good it was found to be, if it was evaluated
 * @param search what it was chosen from, if it was
 * @param lineage on what it was fitted
 * @param notes what people say of it
 */
public record ModelFacts(
        Optional<EvaluationRecord> evaluation, Optional<SearchRecord> search, Lineage lineage, ModelNotes notes) {
    /** Where nothing is known. */
    public static final ModelFacts NONE =
            new ModelFacts(Optional.empty(), Optional.empty(), Lineage.UNKNOWN, ModelNotes.NONE);

    /**
     * {@return these facts with an evaluation}
     *
     * @param how how good the pipeline was found to be
     */
    public ModelFacts with(EvaluationRecord how) {
        return new ModelFacts(Optional.of(how), search, lineage, notes);
    }

    /**
     * {@return these facts with a search}
     *
     * @param from what the pipeline was chosen from
     */
    public ModelFacts with(SearchRecord from) {
        return new ModelFacts(evaluation, Optional.of(from), lineage, notes);
    }

    /**
     * {@return these facts with a lineage}
     *
     * @param on on what the pipeline was fitted
     */
    public ModelFacts with(Lineage on) {
        return new ModelFacts(evaluation, search, on, notes);
    }

    /**
     * {@return these facts with notes}
     *
     * @param said what people say of the pipeline
     */
    public ModelFacts with(ModelNotes said) {
        return new ModelFacts(evaluation, search, lineage, said);
    }

    State toState() {
        State state = State.empty();
        if (evaluation.isPresent())
            state = state.with("evaluation", evaluation.get().toState());
        if (search.isPresent()) state = state.with("search", search.get().toState());
        return state.with("lineage", lineage.toState()).with("notes", notes.toState());
    }

    static ModelFacts fromState(State state) {
        return new ModelFacts(
                state.has("evaluation")
                        ? Optional.of(EvaluationRecord.fromState(state.state("evaluation")))
                        : Optional.empty(),
                state.has("search") ? Optional.of(SearchRecord.fromState(state.state("search"))) : Optional.empty(),
                Lineage.fromState(state.state("lineage")),
                ModelNotes.fromState(state.state("notes")));
    }
}
