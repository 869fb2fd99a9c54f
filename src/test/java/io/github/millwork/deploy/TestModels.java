package io.github.millwork.deploy;

import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Models in memory whose aliases can be moved. Thread-safe. */
final class TestModels implements ModelSource {
    private final Map<String, Map<String, Fitted<?>>> models = new ConcurrentHashMap<>();
    private final Map<String, Pointer> aliases = new ConcurrentHashMap<>();
    final List<String> notes = new CopyOnWriteArrayList<>();
    final List<String> loads = new CopyOnWriteArrayList<>();

    /** Done before each load: to fail, or to look at what holds meanwhile. */
    volatile Runnable beforeLoad = () -> {};

    private final java.util.concurrent.atomic.AtomicLong generation = new java.util.concurrent.atomic.AtomicLong();

    TestModels add(String model, String version, Fitted<?> fitted) {
        models.computeIfAbsent(model, name -> new LinkedHashMap<>()).put(version, fitted);
        return this;
    }

    TestModels move(String model, String alias, String version) {
        aliases.put(model + "@" + alias, new Pointer(version, generation.incrementAndGet()));
        return this;
    }

    void release(String model, String alias) {
        aliases.remove(model + "@" + alias);
    }

    @Override
    public List<String> models() {
        return List.copyOf(models.keySet());
    }

    @Override
    public List<String> versions(String model) {
        return new ArrayList<>(models.getOrDefault(model, Map.of()).keySet());
    }

    @Override
    public Optional<Pointer> pointer(String model, String alias) {
        return Optional.ofNullable(aliases.get(model + "@" + alias));
    }

    @Override
    public Loaded load(String model, String version) {
        loads.add(model + "/" + version);
        beforeLoad.run();
        Fitted<?> fitted = models.get(model).get(version);
        if (fitted == null) throw new BundleException("there is no version " + version);
        return new Loaded(
                fitted,
                fitted instanceof Bundled<?> kept ? kept.bundle().record().profile() : Optional.empty());
    }

    @Override
    public void note(String model, String alias, String version, String why, State details) {
        notes.add(model + " " + alias + " " + version + ": " + why);
    }
}
