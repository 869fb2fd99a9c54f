package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.deploy.RegistryEvent.Kind;
import io.github.millwork.deploy.RegistryStore.Change;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import io.github.millwork.store.FileNames;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The registry over any store: what the lines of the journals mean, and which changes there may be. */
final class StoredRegistry implements Registry {
    private final RegistryStore store;
    private final String who;
    private final List<PublicKey> trusted;
    private final Map<String, ModelLog> known;

    private StoredRegistry(RegistryStore store, String who, List<PublicKey> trusted, Map<String, ModelLog> known) {
        this.store = store;
        this.who = who;
        this.trusted = trusted;
        this.known = known;
    }

    static StoredRegistry of(RegistryStore store) {
        String user = System.getProperty("user.name", "unknown");
        return new StoredRegistry(store, user, List.of(), new ConcurrentHashMap<>());
    }

    @Override
    public Registry as(String name) {
        return new StoredRegistry(store, name, trusted, known);
    }

    @Override
    public Registry trusting(PublicKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("Expected a key to trust but found none. Name at least one.");
        }
        for (PublicKey key : keys) Signatures.checked(key);
        return new StoredRegistry(store, who, List.of(keys), known);
    }

    @Override
    public ModelVersion publish(String model, Bundled<?> pipeline, Saving saving, String why) {
        FileNames.checked("a model", model);
        Bundle<?> bundle = pipeline.bundle();
        byte[] content = proved(model, bundle, saving);
        State details = VersionFacts.details(bundle, content);
        return change(model, true, (log, change) -> {
            int number = log.last() + 1;
            change.keep(log.versions().keySet());
            change.put(number, content);
            RegistryEvent event = append(
                    log,
                    change,
                    RegistryEvent.of(who, Kind.PUBLISHED, OptionalInt.of(number), Optional.empty(), why, details));
            return new ModelVersion(this, model, number, VersionFacts.of(event));
        });
    }

    private static byte[] proved(String model, Bundle<?> bundle, Saving saving) {
        try {
            return bundle.proved(saving);
        } catch (BundleException e) {
            throw new BundleException("Could not publish " + model + ", since " + e.getMessage(), e);
        }
    }

    Optional<Alias> promote(ModelVersion version, String alias, String why, Optional<Long> generation) {
        FileNames.checked("an alias", alias);
        read(version); // replays its golden rows
        return change(version.model(), false, (log, change) -> {
            check(log, version);
            long present = generation(log, alias);
            if (generation.isPresent() && generation.get() != present) return Optional.empty();
            RegistryEvent event = append(
                    log,
                    change,
                    RegistryEvent.of(
                            who,
                            Kind.PROMOTED,
                            OptionalInt.of(version.number()),
                            Optional.of(alias),
                            why,
                            State.empty().with("generation", present + 1)));
            return Optional.of(new Alias(alias, version, present + 1, event.when(), who, why));
        });
    }

    Promotion promote(ModelVersion version, String alias, List<Gate<?>> gates) {
        FileNames.checked("an alias", alias);
        List<Gate.Result> results =
                gates.stream().map(gate -> gate.judge(version.scores())).toList();
        String why = results.stream().map(Gate.Result::why).collect(Collectors.joining("; "));
        if (results.stream().allMatch(Gate.Result::passed)) {
            return new Promotion(version, results, promote(version, alias, why, Optional.empty()));
        }
        change(version.model(), false, (log, change) -> {
            check(log, version);
            return append(
                    log,
                    change,
                    RegistryEvent.of(
                            who,
                            Kind.REFUSED,
                            OptionalInt.of(version.number()),
                            Optional.of(alias),
                            why,
                            State.empty()));
        });
        return new Promotion(version, results, Optional.empty());
    }

    private static long generation(ModelLog log, String alias) {
        ModelLog.Pointer pointer = log.aliases().get(alias);
        return pointer == null ? 0 : pointer.generation();
    }

    @Override
    public Alias rollback(String model, String alias, String why) {
        ModelLog seen = log(model);
        int number = before(seen, model, alias);
        ModelVersion version = version(model, number);
        read(version); // replays its golden rows
        Optional<Alias> moved = change(model, false, (log, change) -> {
            if (before(log, model, alias) != number) return Optional.empty();
            long generation = generation(log, alias) + 1;
            RegistryEvent event = append(
                    log,
                    change,
                    RegistryEvent.of(
                            who,
                            Kind.ROLLED_BACK,
                            OptionalInt.of(number),
                            Optional.of(alias),
                            why,
                            State.empty().with("generation", generation)));
            return Optional.of(new Alias(alias, version, generation, event.when(), who, why));
        });
        return moved.isPresent() ? moved.get() : rollback(model, alias, why);
    }

    private int before(ModelLog log, String model, String alias) {
        pointer(log, model, alias);
        return log.before(alias)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Expected a version that '" + alias + "' of " + model
                                        + " stood for before but there is none any more. Promote the version that it should stand for."));
    }

    @Override
    public void release(String model, String alias, String why) {
        change(model, false, (log, change) -> {
            pointer(log, model, alias);
            return append(
                    log,
                    change,
                    RegistryEvent.of(who, Kind.RELEASED, OptionalInt.empty(), Optional.of(alias), why, State.empty()));
        });
    }

    void delete(ModelVersion version, String why) {
        change(version.model(), false, (log, change) -> {
            check(log, version);
            List<String> holding = log.holding(version.number());
            if (!holding.isEmpty()) {
                throw new IllegalStateException("Expected that no alias stands for " + version + " but "
                        + Names.list(holding) + " does. Promote another version, or release the alias, before.");
            }
            RegistryEvent event = append(
                    log,
                    change,
                    RegistryEvent.of(
                            who, Kind.DELETED, OptionalInt.of(version.number()), Optional.empty(), why, State.empty()));
            HashSet<Integer> left = new HashSet<>(log.versions().keySet());
            left.remove(version.number());
            change.keep(left);
            return event;
        });
    }

    @Override
    public RegistryEvent note(String model, RegistryNote note) {
        return change(
                model,
                false,
                (log, change) -> append(
                        log,
                        change,
                        RegistryEvent.of(who, Kind.NOTED, note.version(), note.alias(), note.why(), note.details())));
    }

    private static RegistryEvent append(ModelLog log, Change change, RegistryEvent event) {
        RegistryEvent numbered = event.numbered(log.events().size() + 1L);
        change.append(log.position(), Journal.line(log.digest(), numbered));
        return numbered;
    }

    /** What is done to a model, seen as it is while nobody else changes it. */
    private interface Work<T> {
        T with(ModelLog log, Change change);
    }

    private <T> T change(String model, boolean mayBeNew, Work<T> work) {
        if (mayBeNew) FileNames.checkNew(model, new HashSet<>(store.models()));
        else existing(model);
        return store.change(model, change -> {
            ModelLog log = seen(model);
            return work.with(keep(model, log.plus(change.after(log.position()))), change);
        });
    }

    private ModelLog existing(String model) {
        ModelLog log = log(model);
        if (log.last() > 0) return log;
        throw new IllegalArgumentException(
                "Expected a model of the registry but '" + model + "' is none. " + Names.suggest(model, models()));
    }

    private ModelLog seen(String model) {
        return known.getOrDefault(model, ModelLog.EMPTY);
    }

    private ModelLog keep(String model, ModelLog log) {
        return known.merge(model, log, (old, now) -> now.position() > old.position() ? now : old);
    }

    /** Gives all that is known of a model by now, without waiting for anyone. */
    private ModelLog log(String model) {
        FileNames.checked("a model", model);
        ModelLog log = seen(model);
        try {
            ModelLog now = log.plus(store.after(model, log.position()));
            return now.position() > log.position() ? keep(model, now) : log;
        } catch (BundleException e) {
            // A line that is seen while it is being written may read wrong; one that is wrong reads so now, too.
            return keep(model, store.change(model, change -> log.plus(change.after(log.position()))));
        }
    }

    @Override
    public List<String> models() {
        return store.models();
    }

    @Override
    public List<ModelVersion> versions(String model) {
        return log(model).versions().entrySet().stream()
                .map(entry -> new ModelVersion(this, model, entry.getKey(), VersionFacts.of(entry.getValue())))
                .toList();
    }

    @Override
    public ModelVersion version(String model, int number) {
        return version(existing(model), model, number);
    }

    private ModelVersion version(ModelLog log, String model, int number) {
        RegistryEvent event = log.versions().get(number);
        if (event == null) {
            throw new IllegalArgumentException("Expected a version of " + model + " that there is but found " + number
                    + (number >= 1 && number <= log.last() ? ", which was deleted" : "") + ". There are: "
                    + log.versions().keySet() + ".");
        }
        return new ModelVersion(this, model, number, VersionFacts.of(event));
    }

    @Override
    public ModelVersion at(String model, String alias) {
        ModelLog log = existing(model);
        List<Integer> held = pointer(log, model, alias).held();
        return version(log, model, held.get(held.size() - 1));
    }

    private static ModelLog.Pointer pointer(ModelLog log, String model, String alias) {
        return log.pointer(alias)
                .orElseThrow(() -> new IllegalArgumentException("Expected an alias of " + model + " but '" + alias
                        + "' stands for no version. Promote one. "
                        + Names.suggest(
                                alias,
                                log.aliases().keySet().stream()
                                        .filter(name -> log.pointer(name).isPresent())
                                        .toList())));
    }

    @Override
    public Optional<Alias> alias(String model, String alias) {
        ModelLog log = log(model);
        return log.pointer(alias).map(pointer -> alias(log, model, alias, pointer));
    }

    private Alias alias(ModelLog log, String model, String name, ModelLog.Pointer pointer) {
        int number = pointer.held().get(pointer.held().size() - 1);
        RegistryEvent moved = pointer.moved();
        return new Alias(
                name, version(log, model, number), pointer.generation(), moved.when(), moved.who(), moved.why());
    }

    @Override
    public List<Alias> aliases(String model) {
        ModelLog log = log(model);
        return log.aliases().keySet().stream()
                .flatMap(name -> log.pointer(name).map(pointer -> alias(log, model, name, pointer)).stream())
                .toList();
    }

    @Override
    public List<RegistryEvent> history(String model) {
        return log(model).events();
    }

    /** Gives the file of a version, checked against what the history knows of it. */
    byte[] content(ModelVersion version) {
        check(log(version.model()), version);
        byte[] content = store.content(version.model(), version.number());
        String digest = Digests.sha256(content);
        if (digest.equals(version.digest())) return content;
        throw new BundleException("Expected the file of " + version + " to have the digest " + version.digest()
                + " but it has " + digest + ". It was changed or is damaged: promote another version.");
    }

    /** Reads a version, and replays its golden rows. */
    Bundle<?> read(ModelVersion version) {
        try {
            return BundleFormat.read(content(version), trusted);
        } catch (BundleException e) {
            throw new BundleException("Could not load " + version + ": " + e.getMessage(), e);
        }
    }

    private void check(ModelLog log, ModelVersion version) {
        version(log, version.model(), version.number());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoredRegistry that && store.equals(that.store);
    }

    @Override
    public int hashCode() {
        return store.hashCode();
    }

    @Override
    public String toString() {
        return RegistryListing.of(this);
    }
}
