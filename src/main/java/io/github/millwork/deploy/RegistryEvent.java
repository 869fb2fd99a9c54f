package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that happened to a model in a registry. Events are only ever added.
 *
 * @param number its place in the history of the model, from 1
 * @param when when
 * @param who who did it
 * @param kind what was done
 * @param version to which version, if it concerns one
 * @param alias to which alias, if it concerns one
 * @param why the reason, in words
 * @param details what else is known, as data
 */
public record RegistryEvent(
        long number,
        Instant when,
        String who,
        Kind kind,
        OptionalInt version,
        Optional<String> alias,
        String why,
        State details) {
    /** What was done. */
    public enum Kind {
        /** A version was added. */
        PUBLISHED,
        /** An alias was moved to a version. */
        PROMOTED,
        /** A gate refused to let an alias be moved to a version. */
        REFUSED,
        /** An alias was moved back to the version that it stood for before. */
        ROLLED_BACK,
        /** An alias was taken away. */
        RELEASED,
        /** A version was deleted. */
        DELETED,
        /** Nothing was changed: a decision or an observation, such as of a router or a monitor. */
        NOTED
    }

    /** {@return for example {@code 3. 2026-01-31T08:00:00Z promoted version 2 as 'production' by anna: better}} */
    @Override
    public String toString() {
        String what = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return number + ". " + when + " " + what
                + (version.isPresent() ? " version " + version.getAsInt() : "")
                + alias.map(name -> " as '" + name + "'").orElse("") + " by " + who
                + (why.isEmpty() ? "" : ": " + why);
    }

    /** An event that is not in the history yet. */
    static RegistryEvent of(
            String who, Kind kind, OptionalInt version, Optional<String> alias, String why, State more) {
        return new RegistryEvent(0, Instant.now(), who, kind, version, alias, why, more);
    }

    RegistryEvent numbered(long place) {
        return new RegistryEvent(place, when, who, kind, version, alias, why, details);
    }

    State toState() {
        State state = State.empty()
                .with("number", number)
                .with("when", when.toString())
                .with("who", who)
                .with("kind", kind.name());
        if (version.isPresent()) state = state.with("version", version.getAsInt());
        if (alias.isPresent()) state = state.with("alias", alias.get());
        return state.with("why", why).with("details", details);
    }

    static RegistryEvent fromState(State state) {
        try {
            return new RegistryEvent(
                    state.wide("number"),
                    Instant.parse(state.string("when")),
                    state.string("who"),
                    Kind.valueOf(state.string("kind")),
                    state.has("version") ? OptionalInt.of(state.integer("version")) : OptionalInt.empty(),
                    state.has("alias") ? Optional.of(state.string("alias")) : Optional.empty(),
                    state.string("why"),
                    state.state("details"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BundleException(
                    "Expected an event that this version of the library knows but found " + state
                            + ". Update the library that reads it.",
                    e);
        }
    }
}
