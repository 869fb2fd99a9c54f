package io.github.millwork.stage;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a fit is given besides data: a seed of its own, the threads it may use, whom to tell of progress, and whether to
 * stop. Seeds are derived from the path to the piece of work, never from the order in which work is done, so results do
 * not depend on threads or scheduling. Immutable and thread-safe.
 */
public final class FitContext {
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    /** What the parts of a piece of work share. */
    private record Shared(
            Workers workers,
            Observer observer,
            BooleanSupplier cancelled,
            long began,
            long deadline,
            @Nullable FitCache cache,
            Consumer<FitCost> meter) {
        Shared with(Workers newWorkers, Observer newObserver, BooleanSupplier newCancelled, long newBegan) {
            return new Shared(newWorkers, newObserver, newCancelled, newBegan, deadline, cache, meter);
        }
    }

    private final long seed;
    private final double from;
    private final double to;
    private final Shared shared;

    private FitContext(long seed, double from, double to, Shared shared) {
        this.seed = seed;
        this.from = from;
        this.to = to;
        this.shared = shared;
    }

    /**
     * {@return the context of a whole piece of work, with as many threads as there are processors}
     *
     * @param seed the seed that all others are derived from
     */
    public static FitContext of(long seed) {
        Shared shared =
                new Shared(Workers.all(), Observer.NONE, () -> false, System.nanoTime(), NO_DEADLINE, null, cost -> {});
        return new FitContext(seed, 0, 1, shared);
    }

    private FitContext with(Shared changed) {
        return new FitContext(seed, from, to, changed);
    }

    /**
     * {@return this context with so many threads}
     *
     * @param count at least 1
     */
    public FitContext withThreads(int count) {
        return withWorkers(shared.workers.withCount(count));
    }

    /**
     * {@return this context with threads of the application's choice}
     *
     * @param workers how many threads, and where they come from
     */
    public FitContext withWorkers(Workers workers) {
        return with(shared.with(workers, shared.observer, shared.cancelled, shared.began));
    }

    /**
     * {@return this context with an observer, and the clock set to zero}
     *
     * @param newObserver whom to tell of progress
     */
    public FitContext withObserver(Observer newObserver) {
        return with(shared.with(shared.workers, newObserver, shared.cancelled, System.nanoTime()));
    }

    /**
     * {@return this context with a further way to cancel; those it has stay}
     *
     * @param check answers true once the work is to stop
     */
    public FitContext withCancellation(BooleanSupplier check) {
        BooleanSupplier either = () -> shared.cancelled.getAsBoolean() || check.getAsBoolean();
        return with(shared.with(shared.workers, shared.observer, either, shared.began));
    }

    /**
     * {@return this context with a time after which the work stops, unless it has to stop earlier already}
     *
     * @param budget how long the work may take from now
     */
    public FitContext withBudget(Duration budget) {
        if (budget.compareTo(Duration.ofDays(365)) > 0) return this;
        long end = System.nanoTime() + budget.toNanos();
        boolean sooner = shared.deadline == NO_DEADLINE || end - shared.deadline < 0;
        if (!sooner) return this;
        return with(new Shared(
                shared.workers, shared.observer, shared.cancelled, shared.began, end, shared.cache, shared.meter));
    }

    /**
     * {@return this context with a cache of preparations, which fits of the same rows with the same seed share; the bits
     * that come of them are the same}
     *
     * @param cache the cache; null for none, which is the default
     */
    public FitContext withCache(@Nullable FitCache cache) {
        return with(new Shared(
                shared.workers, shared.observer, shared.cancelled, shared.began, shared.deadline, cache, shared.meter));
    }

    /**
     * {@return this context with a meter, which is told what each chain that is fitted costs} What comes from the cache
     * counts as what it cost when it was made, so that the costs of chains can be compared.
     *
     * @param meter takes costs, of several threads at a time
     */
    public FitContext withMeter(Consumer<FitCost> meter) {
        return with(new Shared(
                shared.workers, shared.observer, shared.cancelled, shared.began, shared.deadline, shared.cache, meter));
    }

    /**
     * {@return the context of a part of this work, with a seed of its own}
     *
     * @param name the name of the part among its siblings
     */
    public FitContext child(String name) {
        return child(name, 0, 1);
    }

    /**
     * {@return the context of a part of this work, with a seed of its own and its share of the progress}
     *
     * @param name the name of the part among its siblings
     * @param start the share of this work that is done when the part begins, from 0 to 1
     * @param end the share that is done when it ends
     */
    public FitContext child(String name, double start, double end) {
        long childSeed = mix(seed * 31 + 17);
        for (int i = 0; i < name.length(); i++) childSeed = mix(childSeed ^ name.charAt(i));
        double width = to - from;
        return new FitContext(childSeed, from + width * start, from + width * end, shared);
    }

    /**
     * {@return this context with a share of its progress; the seed stays}
     *
     * @param start the share of this work that is done when the part begins, from 0 to 1
     * @param end the share that is done when it ends
     */
    public FitContext part(double start, double end) {
        double width = to - from;
        return new FitContext(seed, from + width * start, from + width * end, shared);
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** {@return the seed of this piece of work} */
    public long seed() {
        return seed;
    }

    /** {@return how many threads it may use} */
    public int threads() {
        return shared.workers.count();
    }

    /** {@return the threads it may use} */
    public Workers workers() {
        return shared.workers;
    }

    /** Tells the meter of a cost. */
    void spent(FitCost cost) {
        shared.meter.accept(cost);
    }

    /**
     * Makes something of features, such as a learner's own form of them, or takes what was made of these very features
     * before: the fits of a search that share their features share that too. Where there is no cache it is made each time.
     *
     * @param <T> what is made
     * @param features the features
     * @param form what it is made for, and for what settings; equal ones are the same
     * @param bytes about how much memory it takes
     * @param maker makes it, of the features and the form alone; never changed afterwards
     * @return what was made
     */
    public <T> T shared(FeatureMatrix features, Object form, long bytes, Supplier<T> maker) {
        FitCache cache = shared.cache;
        return cache == null ? maker.get() : cache.shared(features, form, bytes, maker);
    }

    /** {@return the cache of preparations, if there is one} */
    Optional<FitCache> cache() {
        return Optional.ofNullable(shared.cache);
    }

    /**
     * Tells of progress, and stops the work if it was cancelled or its time is up.
     *
     * @param stage the stage, such as {@code "train"}
     * @param step the step within it, in words
     * @param fraction the share of this piece of work that is done, from 0 to 1
     * @throws CancellationException if the work is to stop
     */
    public void progress(String stage, String step, double fraction) {
        checkCancelled();
        double done = from + (to - from) * Math.max(0, Math.min(1, fraction));
        Duration spent = Duration.ofNanos(System.nanoTime() - shared.began);
        shared.observer.progress(new Progress(stage, step, done, spent));
    }

    /**
     * Stops the work if it was cancelled or its time is up. Long loops call this now and then.
     *
     * @throws CancellationException if the work is to stop
     */
    public void checkCancelled() {
        if (shared.cancelled.getAsBoolean()) throw new CancellationException("The work was cancelled.");
        if (shared.deadline != NO_DEADLINE && System.nanoTime() - shared.deadline > 0) {
            throw new CancellationException("The time budget is used up.");
        }
    }
}
