package io.github.millwork.deploy;

import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.State;
import java.util.List;
import java.util.Optional;

/** Where a server has its models from: a registry, or what a test puts in its place. Thread-safe. */
interface ModelSource {
    /**
     * What an alias stands for.
     *
     * @param version the version
     * @param generation changes if and only if the alias is moved
     */
    record Pointer(String version, long generation) {}

    /**
     * A version that was loaded.
     *
     * @param fitted the pipeline
     * @param profile what the rows were like that it was fitted to, where that is known
     */
    record Loaded(Fitted<?> fitted, Optional<Profile> profile) {}

    /** Gives the names of all models. */
    List<String> models();

    /** Gives the versions of a model, oldest first; none where there is no such model. */
    List<String> versions(String model);

    /** Looks where an alias points; asked often, so it must be cheap. */
    Optional<Pointer> pointer(String model, String alias);

    /**
     * Loads a version, which proves itself on its golden rows.
     *
     * @throws io.github.millwork.stage.BundleException if there is none, or it cannot be loaded
     */
    Loaded load(String model, String version);

    /** Keeps what was decided about a model in its history. */
    void note(String model, String alias, String version, String why, State details);

    /** Gives what was noted about a model, the oldest first; asked often, so it must be cheap. None where nothing is kept. */
    default List<RegistryEvent> history(String model) {
        return List.of();
    }
}
