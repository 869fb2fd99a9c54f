package io.github.millwork.deploy;

import io.github.millwork.stage.Score;
import io.github.millwork.stage.State;
import java.util.List;

/** Scores as data. */
final class ScoreStates {
    private ScoreStates() {}

    static List<State> toStates(List<Score> scores) {
        return scores.stream().map(ScoreStates::toState).toList();
    }

    static List<Score> fromStates(List<State> states) {
        return states.stream().map(ScoreStates::fromState).toList();
    }

    static State toState(Score score) {
        return State.empty()
                .with("metric", score.metric())
                .with("value", score.value())
                .with("low", score.low())
                .with("high", score.high())
                .with("level", score.level())
                .with("method", score.method())
                .with("rows", score.rows());
    }

    static Score fromState(State state) {
        return new Score(
                state.string("metric"),
                state.number("value"),
                state.number("low"),
                state.number("high"),
                state.number("level"),
                state.string("method"),
                state.integer("rows"));
    }
}
