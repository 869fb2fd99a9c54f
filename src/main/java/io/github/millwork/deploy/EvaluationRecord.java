package io.github.millwork.deploy;

import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.util.List;

/**
 * How good a pipeline was found to be on rows that it had not seen.
 *
 * @param how how the rows were held out, in words
 * @param rows how many
 * @param scores the metrics with their intervals
 */
public record EvaluationRecord(String how, int rows, List<Score> scores) {
    /**
     * Makes a record.
     *
     * @param how how the rows were held out, in words
     * @param rows how many
     * @param scores the metrics with their intervals; copied
     */
    public EvaluationRecord {
        scores = List.copyOf(scores);
    }

    State toState() {
        return State.empty().with("how", how).with("rows", rows).with("scores", ScoreStates.toStates(scores));
    }

    static EvaluationRecord fromState(State state) {
        return new EvaluationRecord(
                state.string("how"), state.integer("rows"), ScoreStates.fromStates(state.states("scores")));
    }
}
