package io.github.millwork.deploy;

import io.github.millwork.data.Prediction;
import io.github.millwork.stage.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a model in a registry. Immutable; equal where registry, model and number are.
 */
public final class ModelVersion {
    private final StoredRegistry registry;
    private final String model;
    private final int number;
    private final VersionFacts facts;

    ModelVersion(StoredRegistry registry, String model, int number, VersionFacts facts) {
        this.registry = registry;
        this.model = model;
        this.number = number;
        this.facts = facts;
    }

    /** {@return the name of the model} */
    public String model() {
        return model;
    }

    /** {@return its number, from 1 in the order of publication; that of a deleted version is not given again} */
    public int number() {
        return number;
    }

    /** {@return when it was published} */
    public Instant published() {
        return facts.published();
    }

    /** {@return who published it} */
    public String who() {
        return facts.who();
    }

    /** {@return the fingerprint of the pipeline: equal where everything that was fitted is, bit for bit} */
    public String fingerprint() {
        return facts.fingerprint();
    }

    /** {@return the SHA-256 of the file} */
    public String digest() {
        return facts.digest();
    }

    /** {@return how long the file is, in bytes} */
    public long bytes() {
        return facts.bytes();
    }

    /** {@return the kind of prediction that it makes, such as {@code "Classification"}} */
    public String kind() {
        return facts.kind();
    }

    /** {@return the scores that it was published with; none where it was not evaluated} */
    public List<Score> scores() {
        return facts.scores();
    }

    /**
     * Makes this the version that answers.
     *
     * @return the alias {@code production}, which stands for this version now
     * @throws io.github.millwork.stage.BundleException if the file does not prove itself any more; nothing has changed then
     * @throws IllegalArgumentException if this version was deleted
     */
    public Alias promote() {
        return promote(Alias.PRODUCTION);
    }

    /**
     * Has an alias stand for this version, after its golden rows were replayed.
     *
     * @param alias a name, such as {@code "staging"}; it is made if there is none
     * @return the alias
     * @throws io.github.millwork.stage.BundleException if the file does not prove itself any more; nothing has changed then
     * @throws IllegalArgumentException if this version was deleted
     */
    public Alias promote(String alias) {
        return promote(alias, "");
    }

    /**
     * Has an alias stand for this version, after its golden rows were replayed.
     *
     * @param alias a name, such as {@code "staging"}; it is made if there is none
     * @param why the reason, for the history
     * @return the alias
     * @throws io.github.millwork.stage.BundleException if the file does not prove itself any more; nothing has changed then
     * @throws IllegalArgumentException if this version was deleted
     */
    public Alias promote(String alias, String why) {
        return registry.promote(this, alias, why, Optional.empty()).orElseThrow();
    }

    /**
     * Has an alias stand for this version if nobody has moved it meanwhile.
     *
     * @param alias a name, such as {@code "staging"}
     * @param generation the generation of the alias that this decision was made on; 0 where there was none
     * @param why the reason, for the history
     * @return the alias; empty if it is of another generation now, and nothing has changed
     * @throws io.github.millwork.stage.BundleException if the file does not prove itself any more; nothing has changed then
     * @throws IllegalArgumentException if this version was deleted
     */
    public Optional<Alias> promoteIf(String alias, long generation, String why) {
        return registry.promote(this, alias, why, Optional.of(generation));
    }

    /**
     * Has an alias stand for this version if all gates let it pass, by the scores that it was published with. Each refusal
     * is kept in the history.
     *
     * @param alias a name, such as {@code "production"}
     * @param gates how good it must be
     * @return what came of it; a refusal is no exception
     * @throws io.github.millwork.stage.BundleException if the file does not prove itself any more; nothing has changed then
     * @throws IllegalArgumentException if this version was deleted
     */
    public Promotion promoteThrough(String alias, Gate<?>... gates) {
        return registry.promote(this, alias, List.of(gates));
    }

    /**
     * Loads the pipeline, and has it predict its golden rows again.
     *
     * @param <P> the kind of prediction
     * @param type the kind of prediction, such as {@code Classification.class}
     * @return the bundle
     * @throws io.github.millwork.stage.BundleException if the file is not as it was published, or holds another kind of
     *     pipeline
     * @throws IllegalArgumentException if this version was deleted
     */
    public <P extends Prediction> Bundle<P> load(Class<P> type) {
        return Bundle.typed(registry.read(this), type);
    }

    /**
     * {@return the file, of which no bit has changed since it was published}
     *
     * @throws io.github.millwork.stage.BundleException if it has
     * @throws IllegalArgumentException if this version was deleted
     */
    public byte[] content() {
        return registry.content(this);
    }

    /**
     * Deletes this version; its past stays in the history.
     *
     * @param why the reason, for the history
     * @throws IllegalStateException if an alias stands for it
     * @throws IllegalArgumentException if it was deleted before
     */
    public void delete(String why) {
        registry.delete(this, why);
    }

    StoredRegistry registry() {
        return registry;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelVersion that
                && number == that.number
                && model.equals(that.model)
                && registry.equals(that.registry);
    }

    @Override
    public int hashCode() {
        return 31 * model.hashCode() + number;
    }

    /** {@return for example {@code income version 3}} */
    @Override
    public String toString() {
        return model + " version " + number;
    }
}
