package io.github.millwork.deploy;

import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline was chosen from.
 *
 * @param how how candidates were proposed and compared, in words
 * @param trials how many were tried
 * @param failed how many of those could not be fitted
 * @param best the best of them, the best first
 */
public record SearchRecord(String how, int trials, int failed, List<Candidate> best) {
    /** So many candidates are kept. */
    public static final int KEPT = 15;

    /**
     * Makes a record.
     *
     * @param how how candidates were proposed and compared, in words
     * @param trials how many were tried
     * @param failed how many of those could not be fitted
     * @param best the best of them, the best first; copied
     */
    public SearchRecord {
        best = List.copyOf(best);
    }

    /**
     * One that was tried.
     *
     * @param rank its place, from 1
     * @param learner the learner with its hyperparameters, in words
     * @param score the mean over the folds with its interval
     * @param winner whether it is the one that was chosen
     * @param specification what was fitted, by its codec, for a later search to begin with; empty where a step or learner has
     *     no codec, and in files of before it was kept
     */
    public record Candidate(int rank, String learner, Score score, boolean winner, Optional<State> specification) {
        State toState() {
            State state = State.empty()
                    .with("rank", rank)
                    .with("learner", learner)
                    .with("score", ScoreStates.toState(score))
                    .with("winner", winner);
            return specification
                    .map(found -> state.with("specification", found))
                    .orElse(state);
        }

        static Candidate fromState(State state) {
            return new Candidate(
                    state.integer("rank"),
                    state.string("learner"),
                    ScoreStates.fromState(state.state("score")),
                    state.flag("winner"),
                    state.has("specification") ? Optional.of(state.state("specification")) : Optional.empty());
        }
    }

    State toState() {
        return State.empty()
                .with("how", how)
                .with("trials", trials)
                .with("failed", failed)
                .with("best", best.stream().map(Candidate::toState).toList());
    }

    static SearchRecord fromState(State state) {
        return new SearchRecord(
                state.string("how"),
                state.integer("trials"),
                state.integer("failed"),
                state.states("best").stream().map(Candidate::fromState).toList());
    }
}
