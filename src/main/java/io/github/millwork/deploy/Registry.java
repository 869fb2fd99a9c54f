package io.github.millwork.deploy;

import io.github.millwork.store.Disk;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Where the versions of models are kept, which of them answers, and what was decided when, by whom and why. Safe to share
 * between threads and processes: whatever is done to a model is done one thing at a time, and has either happened, durably,
 * or not.
 *
 * <p>An {@link Alias} such as {@code production} stands for one version and is moved from one to the next. The history of a
 * model is only ever added to; each event carries a digest over all before it.
 *
 * <p>Names of models and aliases are of letters A to Z, digits, {@code -}, {@code _} and {@code .}, a letter or digit first.
 */
public sealed interface Registry permits StoredRegistry {
    /**
     * {@return the registry in a folder}
     *
     * @param folder the folder; it is made when a model is published
     */
    static Registry at(Path folder) {
        return StoredRegistry.of(FolderStore.at(folder, Disk.REAL));
    }

    /**
     * {@return the registry in a database} It is kept in tables {@code millwork_model}, {@code millwork_history} and {@code
     * millwork_file}, which are made if they are not there. PostgreSQL and H2 are tested.
     *
     * @param database gives connections, as of a pool
     * @throws java.io.UncheckedIOException if the tables cannot be made
     */
    static Registry at(DataSource database) {
        return StoredRegistry.of(JdbcStore.at(database));
    }

    /**
     * {@return this registry for someone who trusts some signatures only} What is loaded, promoted or rolled back to through
     * it must have been signed with a key that belongs to one of these.
     *
     * @param keys public keys of Ed25519; several where one follows on another
     * @throws IllegalArgumentException if there is none, or it is another kind of key
     */
    Registry trusting(PublicKey... keys);

    /**
     * {@return this registry for someone} What is done through it is done by them, as the history tells.
     *
     * @param who a name; that of the user of the operating system by default
     */
    Registry as(String who);

    /**
     * Adds a version of a model, the first one or a further one. No alias stands for it yet.
     *
     * @param model the name of the model
     * @param pipeline a fitted pipeline
     * @return the version
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit; nothing has
     *     changed then
     * @throws IllegalArgumentException if the name may not be, or a step or the model has no codec
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    default ModelVersion publish(String model, Bundled<?> pipeline) {
        return publish(model, pipeline, Saving.DEFAULT, "");
    }

    /**
     * Adds a version of a model, the first one or a further one. No alias stands for it yet.
     *
     * @param model the name of the model
     * @param pipeline a fitted pipeline
     * @param saving which rows are in the file to prove it by, and who signs it
     * @param why the reason, for the history
     * @return the version
     * @throws io.github.millwork.stage.BundleException if the pipeline would not be read back bit for bit; nothing has
     *     changed then
     * @throws IllegalArgumentException if the name may not be, or a step or the model has no codec
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    ModelVersion publish(String model, Bundled<?> pipeline, Saving saving, String why);

    /** {@return the names of all models, sorted} */
    List<String> models();

    /**
     * {@return the versions of a model, the oldest first; none where there is no such model}
     *
     * @param model the name of the model
     */
    List<ModelVersion> versions(String model);

    /**
     * {@return a version}
     *
     * @param model the name of the model
     * @param number its number
     * @throws IllegalArgumentException if there is no such version
     */
    ModelVersion version(String model, int number);

    /**
     * {@return the version that answers}
     *
     * @param model the name of the model
     * @throws IllegalArgumentException if there is no such model, or none was promoted
     */
    default ModelVersion production(String model) {
        return at(model, Alias.PRODUCTION);
    }

    /**
     * {@return the version that an alias stands for}
     *
     * @param model the name of the model
     * @param alias the name of the alias
     * @throws IllegalArgumentException if there is no such model or alias
     */
    ModelVersion at(String model, String alias);

    /**
     * {@return an alias, if it stands for a version} Cheap: only what was added to the history since the last call is
     * read, so this can be asked again and again to see whether an alias has moved.
     *
     * @param model the name of the model
     * @param alias the name of the alias
     */
    Optional<Alias> alias(String model, String alias);

    /**
     * {@return all aliases of a model that stand for a version, sorted by name}
     *
     * @param model the name of the model
     */
    List<Alias> aliases(String model);

    /**
     * Moves an alias back to the version that it stood for before. Done twice, it goes back by two.
     *
     * @param model the name of the model
     * @param alias the name of the alias
     * @param why the reason, for the history
     * @return the alias
     * @throws IllegalStateException if it stood for none before, or those were deleted
     * @throws IllegalArgumentException if there is no such model or alias
     * @throws io.github.millwork.stage.BundleException if that version does not prove itself any more; nothing has changed
     *     then
     */
    Alias rollback(String model, String alias, String why);

    /**
     * Takes an alias away, so that it stands for nothing.
     *
     * @param model the name of the model
     * @param alias the name of the alias
     * @param why the reason, for the history
     * @throws IllegalArgumentException if there is no such model or alias
     */
    void release(String model, String alias, String why);

    /**
     * {@return what happened to a model, the oldest first; nothing where there is no such model}
     *
     * @param model the name of the model
     */
    List<RegistryEvent> history(String model);

    /**
     * Adds a note to the history of a model, such as a decision of a router and what it was made on.
     *
     * @param model the name of the model, of which there is a version
     * @param note what to add
     * @return the event, as it is in the history
     * @throws IllegalArgumentException if there is no such model
     */
    RegistryEvent note(String model, RegistryNote note);
}
