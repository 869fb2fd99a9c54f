package io.github.millwork.stage;

import io.github.millwork.data.Provenance;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Writes and reads where rows came from. */
final class SourceStates {
    private static final String SOURCES = "sources";

    private SourceStates() {}

    static State into(State state, List<Provenance> sources) {
        if (sources.isEmpty()) return state;
        return state.with(SOURCES, sources.stream().map(SourceStates::encode).toList());
    }

    /** None in files of before they were kept. */
    static List<Provenance> of(State state) {
        return state.has(SOURCES)
                ? state.states(SOURCES).stream().map(SourceStates::decode).toList()
                : List.of();
    }

    private static State encode(Provenance from) {
        return State.empty()
                .with("source", from.source())
                .with("place", from.place())
                .with("collected", from.collected().toString())
                .with("rows", from.rows())
                .with("fingerprint", from.fingerprint());
    }

    private static Provenance decode(State state) {
        try {
            return Provenance.of(
                    state.string("source"),
                    state.string("place"),
                    Instant.parse(state.string("collected")),
                    state.integer("rows"),
                    state.string("fingerprint"));
        } catch (DateTimeParseException e) {
            throw new BundleException(
                    "Expected the time when rows were collected but found '" + state.string("collected")
                            + "'. The file is damaged or was written by another version.",
                    e);
        }
    }
}
