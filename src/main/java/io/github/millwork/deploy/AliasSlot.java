package io.github.millwork.deploy;

import io.github.millwork.stage.Fitted;
import io.github.millwork.stage.RowListener;
import io.github.millwork.stage.RowObserver;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The version that an alias of a model stands for, kept up to date: a new one is loaded, proves itself, and is warmed up
 * before it answers; if it cannot, the one before goes on. Refreshed by one thread at a time.
 */
final class AliasSlot {
    private static final Logger LOG = LoggerFactory.getLogger(AliasSlot.class);
    private static final long LONGEST_PAUSE = TimeUnit.MINUTES.toNanos(1);

    private final String model;
    private final String alias;
    private final ModelSource source;
    private final ServingMetrics metrics;
    private final List<RowObserver> observers;

    private volatile @Nullable ServedModel current;
    private long generation = -1; // that of the current one
    private long failed = -1; // the last one that could not be loaded
    private int failures;
    private long again; // when it is tried once more

    AliasSlot(String model, String alias, ModelSource source, ServingMetrics metrics, List<RowObserver> observers) {
        this.model = model;
        this.alias = alias;
        this.source = source;
        this.metrics = metrics;
        this.observers = observers;
    }

    @Nullable
    ServedModel current() {
        return current;
    }

    /** Whether the alias stands for a version that could not be loaded. */
    boolean behind() {
        return failures > 0;
    }

    /** Looks whether the alias was moved, and follows it; gives whether another version answers now. */
    boolean refresh() {
        Optional<ModelSource.Pointer> pointer = source.pointer(model, alias);
        if (pointer.isEmpty()) return empty();
        long wanted = pointer.get().generation();
        if (wanted == generation) return false;
        if (wanted == failed && System.nanoTime() - again < 0) return false;
        return follow(pointer.get());
    }

    private boolean empty() {
        boolean changed = current != null;
        current = null;
        generation = -1;
        failures = 0;
        return changed;
    }

    private boolean follow(ModelSource.Pointer pointer) {
        String version = pointer.version();
        ServedModel before = current;
        try {
            if (before == null || !before.version().equals(version)) {
                ServedModel next = served(version, source.load(model, version));
                WarmUp.run(next);
                current = next;
                LOG.info("Version {} of '{}' answers as '{}'.", version, model, alias);
            }
            generation = pointer.generation();
            failures = 0;
            metrics.loaded(model, alias, version, true);
            return current != before;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            failures = pointer.generation() == failed ? failures + 1 : 1;
            failed = pointer.generation();
            long pause = TimeUnit.SECONDS.toNanos(1L << Math.min(failures, 10));
            again = System.nanoTime() + Math.min(pause, LONGEST_PAUSE);
            metrics.loaded(model, alias, version, false);
            if (failures == 1) {
                LOG.error(
                        "Version {} of '{}' could not be loaded; {}.",
                        version,
                        model,
                        before == null
                                ? "nothing answers as '" + alias + "'"
                                : "version " + before.version() + " goes on",
                        e);
            }
            return false;
        }
    }

    private ServedModel served(String version, ModelSource.Loaded loaded) {
        Fitted<?> fitted = Profiled.of(loaded);
        List<RowListener> listeners = observers.stream()
                .flatMap(observer -> observer.listener(fitted).stream())
                .toList();
        return new ServedModel(model, version, loaded, Listeners.of(listeners));
    }
}
