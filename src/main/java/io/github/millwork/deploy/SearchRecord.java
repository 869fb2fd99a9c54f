package io.github.millwork.deploy;

import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.util.List;

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
     */
    public record Candidate(int rank, String learner, Score score, boolean winner) {}

    State toState() {
        return State.empty()
                .with("how", how)
                .with("trials", trials)
                .with("failed", failed)
                .with(
                        "best",
                        best.stream()
                                .map(one -> State.empty()
                                        .with("rank", one.rank)
                                        .with("learner", one.learner)
                                        .with("score", ScoreStates.toState(one.score))
                                        .with("winner", one.winner))
                                .toList());
    }

    static SearchRecord fromState(State state) {
        return new SearchRecord(
                state.string("how"),
                state.integer("trials"),
                state.integer("failed"),
                state.states("best").stream()
                        .map(one -> new Candidate(
                                one.integer("rank"),
                                one.string("learner"),
                                ScoreStates.fromState(one.state("score")),
                                one.flag("winner")))
                        .toList());
    }
}
