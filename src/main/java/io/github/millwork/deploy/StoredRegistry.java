package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.deploy.RegistryEvent.Kind;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.State;
import io.github.millwork.store.FileNames;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** The registry over any store: what the lines of the journals mean, and which changes there may be. */
final class StoredRegistry implements Registry {
    private final ModelLogs logs;
    private final String who;
    private final List<PublicKey> trusted;

    private StoredRegistry(ModelLogs logs, String who, List<PublicKey> trusted) {
        this.logs = logs;
        this.who = who;
        this.trusted = trusted;
    }

    static StoredRegistry of(RegistryStore store) {
        String user = System.getProperty("user.name", "unknown");
        return new StoredRegistry(new ModelLogs(store), user, List.of());
    }

    @Override
    public Registry as(String name) {
        return new StoredRegistry(logs, name, trusted);
    }

    @Override
    public Registry trusting(PublicKey... keys) {
        if (keys.length == 0) {
            throw new IllegalArgumentException("Expected a key to trust but found none. Name at least one.");
        }
        for (PublicKey key : keys) Signatures.checked(key);
        return new StoredRegistry(logs, who, List.of(keys));
    }

    @Override
    public ModelVersion publish(String model, Bundled<?> pipeline, Saving saving, String why) {
        FileNames.checked("a model", model);
        Bundle<?> bundle = pipeline.bundle();
        byte[] content = proved(model, bundle, saving);
        State details = VersionFacts.details(bundle, content);
        return logs.begin(model, (log, change) -> {
            int number = log.last() + 1;
            change.keep(log.versions().keySet());
            change.put(number, content);
            RegistryEvent event = ModelLogs.append(
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
        return logs.change(version.model(), (log, change) -> {
            check(log, version);
            long present = generation(log, alias);
            if (generation.isPresent() && generation.get() != present) return Optional.empty();
            RegistryEvent event = ModelLogs.append(
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
        logs.change(version.model(), (log, change) -> {
            check(log, version);
            return ModelLogs.append(
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
        ModelLog seen = logs.log(model);
        int number = before(seen, model, alias);
        ModelVersion version = version(model, number);
        read(version); // replays its golden rows
        Optional<Alias> moved = logs.change(model, (log, change) -> {
            if (before(log, model, alias) != number) return Optional.empty();
            long generation = generation(log, alias) + 1;
            RegistryEvent event = ModelLogs.append(
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
        logs.change(model, (log, change) -> {
            pointer(log, model, alias);
            return ModelLogs.append(
                    log,
                    change,
                    RegistryEvent.of(who, Kind.RELEASED, OptionalInt.empty(), Optional.of(alias), why, State.empty()));
        });
    }

    void delete(ModelVersion version, String why) {
        logs.change(version.model(), (log, change) -> {
            check(log, version);
            List<String> holding = log.holding(version.number());
            if (!holding.isEmpty()) {
                throw new IllegalStateException("Expected that no alias stands for " + version + " but "
                        + Names.list(holding) + " does. Promote another version, or release the alias, before.");
            }
            RegistryEvent event = ModelLogs.append(
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
        return logs.change(
                model,
                (log, change) -> ModelLogs.append(
                        log,
                        change,
                        RegistryEvent.of(who, Kind.NOTED, note.version(), note.alias(), note.why(), note.details())));
    }

    @Override
    public List<String> models() {
        return logs.models();
    }

    @Override
    public List<ModelVersion> versions(String model) {
        return logs.log(model).versions().entrySet().stream()
                .map(entry -> new ModelVersion(this, model, entry.getKey(), VersionFacts.of(entry.getValue())))
                .toList();
    }

    @Override
    public ModelVersion version(String model, int number) {
        return version(logs.existing(model), model, number);
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
        ModelLog log = logs.existing(model);
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
        ModelLog log = logs.log(model);
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
        ModelLog log = logs.log(model);
        return log.aliases().keySet().stream()
                .flatMap(name -> log.pointer(name).map(pointer -> alias(log, model, name, pointer)).stream())
                .toList();
    }

    @Override
    public List<RegistryEvent> history(String model) {
        return logs.log(model).events();
    }

    /** Gives the file of a version, checked against what the history knows of it. */
    byte[] content(ModelVersion version) {
        check(logs.log(version.model()), version);
        byte[] content = logs.store().content(version.model(), version.number());
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
        return other instanceof StoredRegistry that && logs.store().equals(that.logs.store());
    }

    @Override
    public int hashCode() {
        return logs.store().hashCode();
    }

    @Override
    public String toString() {
        return RegistryListing.of(this);
    }
}
