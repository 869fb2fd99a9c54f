package io.github.millwork.collect;

import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.State;
import java.io.IOException;
import java.util.List;

/** Where bytes lie: a file, several files, an address. */
sealed interface Origin permits FileOrigin, GlobOrigin, WebOrigin {
    /** What can be read, one after the other; it is opened when its turn comes. */
    List<Part> parts(String label, FitContext context) throws IOException;

    /** One file or answer. */
    interface Part {
        Body open() throws IOException;
    }

    /** In a few words, for progress and reports. */
    String describe();

    /** For the provenance. */
    String place();

    State into(State state);

    static Origin of(State state) {
        if (state.has("url")) return WebOrigin.of(state);
        return state.has("glob") ? GlobOrigin.of(state) : FileOrigin.of(state);
    }
}
