package io.github.millwork.stage;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Keeps what fits have in common, so that a search over learners fits each preparation once: of many chains that are
 * fitted to the same rows with the same seed, those that begin alike share the fitted steps and the rows that come out of
 * them. What is asked for by two threads at a time is made by one of them, and the other waits. What was asked for least
 * recently is let go where the memory is used up. Thread-safe.
 */
public final class FitCache {
    /** Something that knows about how much memory it takes. */
    interface Sized {
        /** {@return bytes that are held through this and nothing else} */
        long bytes();
    }

    /** The same object, and not merely an equal one: rows are too many to compare. */
    record Same(Object object) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same that && object == that.object;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(object);
        }
    }

    private final long capacity;
    private final Map<Object, FutureTask<Sized>> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Object, Long> sizes = new HashMap<>();
    private long held;

    private FitCache(long capacity) {
        this.capacity = capacity;
    }

    /**
     * {@return an empty cache}
     *
     * @param bytes about how much memory it may hold
     */
    public static FitCache ofBytes(long bytes) {
        return new FitCache(bytes);
    }

    /** {@return an empty cache that may hold a quarter of the memory that the JVM may use} */
    public static FitCache ofQuarterOfMemory() {
        return ofBytes(Runtime.getRuntime().maxMemory() / 4);
    }

    /** Gives what is held under a key, or else makes it. */
    @SuppressWarnings("unchecked") // a key says what is held under it
    <T extends Sized> T get(Object key, Supplier<T> maker) {
        while (true) {
            FutureTask<Sized> mine = new FutureTask<>(maker::get);
            FutureTask<Sized> task;
            synchronized (this) {
                task = entries.computeIfAbsent(key, absent -> mine);
            }
            if (task == mine) mine.run();
            try {
                T made = (T) task.get();
                if (task == mine) keep(key, made.bytes());
                return made;
            } catch (ExecutionException e) {
                forget(key, task);
                // Somebody else's work was stopped, which is no reason to stop this one.
                if (task != mine && e.getCause() instanceof CancellationException) continue;
                if (e.getCause() instanceof RuntimeException failure) throw failure;
                if (e.getCause() instanceof Error failure) throw failure;
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("The work was interrupted.");
            }
        }
    }

    private record Form(Same features, Object form) {}

    private record Made<T>(T value, long bytes) implements Sized {}

    <T> T shared(FeatureMatrix features, Object form, long bytes, Supplier<T> maker) {
        Made<T> made = get(new Form(new Same(features), form), () -> new Made<>(maker.get(), bytes));
        return made.value();
    }

    private synchronized void keep(Object key, long bytes) {
        sizes.put(key, bytes);
        held += bytes;
        Iterator<Object> eldest = entries.keySet().iterator();
        while (held > capacity && eldest.hasNext()) {
            Long size = sizes.remove(eldest.next());
            if (size == null) continue; // still being made
            eldest.remove();
            held -= size;
        }
    }

    private synchronized void forget(Object key, FutureTask<Sized> failed) {
        entries.remove(key, failed);
    }

    /** {@return about how many bytes are held now} */
    public synchronized long bytes() {
        return held;
    }
}
