package io.github.millwork.monitor;

import io.github.millwork.stage.State;
import java.time.Instant;

/**
 * Something that is wrong, or was. Immutable; equal by value.
 *
 * @param model the name and version of the model, as the monitor was told; else the beginning of its fingerprint
 * @param check what was looked at, such as {@code drift}, {@code missing} or {@code accuracy}
 * @param column the column, or empty
 * @param state how far it got
 * @param since when it came into that state
 * @param message what was found, in a sentence
 */
public record Alert(String model, String check, String column, Status state, Instant since, String message) {
    /** How far an alert got. */
    public enum Status {
        /** Something is wrong, but not for long enough. */
        PENDING,
        /** Something is wrong. */
        FIRING,
        /** It is right again. */
        RESOLVED
    }

    /** {@return the alert as JSON, as webhooks get it} */
    public String toJson() {
        return toState().toJson();
    }

    State toState() {
        return State.empty()
                .with("model", model)
                .with("check", check)
                .with("column", column)
                .with("state", state.name())
                .with("since", since.toString())
                .with("message", message);
    }

    static Alert read(State state) {
        return new Alert(
                state.string("model"),
                state.string("check"),
                state.string("column"),
                Status.valueOf(state.string("state")),
                Instant.parse(state.string("since")),
                state.string("message"));
    }
}
