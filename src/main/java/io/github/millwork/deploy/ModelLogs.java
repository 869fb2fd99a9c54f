package io.github.millwork.deploy;

import io.github.millwork.data.Names;
import io.github.millwork.deploy.RegistryStore.Change;
import io.github.millwork.stage.BundleException;
import io.github.millwork.store.FileNames;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known by now of the models in a store: each look reads only what was added since the last one, and each change is
 * made on all that anyone has added before. Thread-safe.
 */
final class ModelLogs {
    private final RegistryStore store;
    private final Map<String, ModelLog> known = new ConcurrentHashMap<>();

    ModelLogs(RegistryStore store) {
        this.store = store;
    }

    RegistryStore store() {
        return store;
    }

    List<String> models() {
        return store.models();
    }

    /** What is done to a model, seen as it is while nobody else changes it. */
    interface Work<T> {
        T with(ModelLog log, Change change);
    }

    /** Changes a model that there is. */
    <T> T change(String model, Work<T> work) {
        existing(model);
        return changed(model, work);
    }

    /** Changes a model that there is or will be. */
    <T> T begin(String model, Work<T> work) {
        FileNames.checkNew(model, new HashSet<>(store.models()));
        return changed(model, work);
    }

    private <T> T changed(String model, Work<T> work) {
        return store.change(model, change -> {
            ModelLog log = seen(model);
            return work.with(keep(model, log.plus(change.after(log.position()))), change);
        });
    }

    /** Adds an event to the journal of a model: with this the change has happened. */
    static RegistryEvent append(ModelLog log, Change change, RegistryEvent event) {
        RegistryEvent numbered = event.numbered(log.events().size() + 1L);
        change.append(log.position(), Journal.line(log.digest(), numbered));
        return numbered;
    }

    private ModelLog seen(String model) {
        return known.getOrDefault(model, ModelLog.EMPTY);
    }

    private ModelLog keep(String model, ModelLog log) {
        return known.merge(model, log, (old, now) -> now.position() > old.position() ? now : old);
    }

    /** Gives all that is known of a model by now, without waiting for anyone. */
    ModelLog log(String model) {
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

    /** Gives what is known of a model that there is. */
    ModelLog existing(String model) {
        ModelLog log = log(model);
        if (log.last() > 0) return log;
        throw new IllegalArgumentException(
                "Expected a model of the registry but '" + model + "' is none. " + Names.suggest(model, models()));
    }
}
