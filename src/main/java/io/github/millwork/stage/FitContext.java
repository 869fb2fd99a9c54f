package io.github.millwork.stage;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * What a fit is given besides data: a seed of its own, the threads it may use, whom to tell of progress, and whether to
 * stop. Seeds are derived from the path to the piece of work, never from the order in which work is done, so results do
 * not depend on threads or scheduling. Immutable and thread-safe.
 */
public final class FitContext {
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    private final long seed;
    private final int threads;
    private final Observer observer;
    private final BooleanSupplier cancelled;
    private final long began;
    private final long deadline;
    private final double from;
    private final double to;

    private FitContext(
            long seed,
            int threads,
            Observer observer,
            BooleanSupplier cancelled,
            long began,
            long deadline,
            double from,
            double to) {
        this.seed = seed;
        this.threads = threads;
        this.observer = observer;
        this.cancelled = cancelled;
        this.began = began;
        this.deadline = deadline;
        this.from = from;
        this.to = to;
    }

    /**
     * {@return the context of a whole piece of work, with as many threads as there are processors}
     *
     * @param seed the seed that all others are derived from
     */
    public static FitContext of(long seed) {
        return new FitContext(
                seed,
                Runtime.getRuntime().availableProcessors(),
                Observer.NONE,
                () -> false,
                System.nanoTime(),
                NO_DEADLINE,
                0,
                1);
    }

    /**
     * {@return this context with so many threads}
     *
     * @param count at least 1
     */
    public FitContext withThreads(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one thread but found " + count + ".");
        return new FitContext(seed, count, observer, cancelled, began, deadline, from, to);
    }

    /**
     * {@return this context with an observer, and the clock set to zero}
     *
     * @param newObserver whom to tell of progress
     */
    public FitContext withObserver(Observer newObserver) {
        return new FitContext(seed, threads, newObserver, cancelled, System.nanoTime(), deadline, from, to);
    }

    /**
     * {@return this context with a further way to cancel; those it has stay}
     *
     * @param check answers true once the work is to stop
     */
    public FitContext withCancellation(BooleanSupplier check) {
        BooleanSupplier either = () -> cancelled.getAsBoolean() || check.getAsBoolean();
        return new FitContext(seed, threads, observer, either, began, deadline, from, to);
    }

    /**
     * {@return this context with a time after which the work stops, unless it has to stop earlier already}
     *
     * @param budget how long the work may take from now
     */
    public FitContext withBudget(Duration budget) {
        if (budget.compareTo(Duration.ofDays(365)) > 0) return this;
        long end = System.nanoTime() + budget.toNanos();
        boolean sooner = deadline == NO_DEADLINE || end - deadline < 0;
        return sooner ? new FitContext(seed, threads, observer, cancelled, began, end, from, to) : this;
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
        return new FitContext(
                childSeed, threads, observer, cancelled, began, deadline, from + width * start, from + width * end);
    }

    /**
     * {@return this context with a share of its progress; the seed stays}
     *
     * @param start the share of this work that is done when the part begins, from 0 to 1
     * @param end the share that is done when it ends
     */
    public FitContext part(double start, double end) {
        double width = to - from;
        return new FitContext(
                seed, threads, observer, cancelled, began, deadline, from + width * start, from + width * end);
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
        return threads;
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
        observer.progress(new Progress(stage, step, done, Duration.ofNanos(System.nanoTime() - began)));
    }

    /**
     * Stops the work if it was cancelled or its time is up. Long loops call this now and then.
     *
     * @throws CancellationException if the work is to stop
     */
    public void checkCancelled() {
        if (cancelled.getAsBoolean()) throw new CancellationException("The work was cancelled.");
        if (deadline != NO_DEADLINE && System.nanoTime() - deadline > 0) {
            throw new CancellationException("The time budget is used up.");
        }
    }
}
