package io.github.millwork.stage;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How many threads may work at a time, and where they come from: a pool of this library, whose daemon threads are called
 * {@code millwork-1} and so on, are made when needed and end ten seconds after their last work; or an executor of the
 * application. The thread that asks for work always does a part of it itself, so work may ask for work, and an executor
 * that is busy, small or shut down makes it slower and never makes it wait for ever. Results do not depend on the
 * threads. Immutable; equal by value.
 */
public final class Workers {
    /** Lazy, by its holder. */
    private static final class Shared {
        private static final int LARGEST = Math.max(64, 4 * Runtime.getRuntime().availableProcessors());
        private static final AtomicInteger NUMBER = new AtomicInteger();
        static final Executor POOL =
                new ThreadPoolExecutor(0, LARGEST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Shared::thread);

        private Shared() {}

        /** Takes over nothing of the thread that happens to need it first: it would be held as long as this one lives. */
        private static Thread thread(Runnable work) {
            Thread thread = new Thread(null, work, "millwork-" + NUMBER.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(Workers.class.getClassLoader());
            return thread;
        }
    }

    private final int count;
    private final @Nullable Executor executor;

    private Workers(int count, @Nullable Executor executor) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one thread but found " + count + ".");
        this.count = count;
        this.executor = executor;
    }

    /**
     * {@return so many threads, of which those beyond the calling one come from a pool that all share}
     *
     * @param count at least 1
     * @throws IllegalArgumentException if it is less
     */
    public static Workers of(int count) {
        return new Workers(count, null);
    }

    /** {@return as many threads as there are processors} */
    public static Workers all() {
        return of(Runtime.getRuntime().availableProcessors());
    }

    /**
     * {@return so many threads, of which those beyond the calling one come from an executor of the application}
     *
     * @param executor what runs the work; it is never shut down from here
     * @param count how many may work at a time, the calling thread among them; at least 1
     * @throws IllegalArgumentException if it is less
     */
    public static Workers on(Executor executor, int count) {
        return new Workers(count, Objects.requireNonNull(executor, "executor"));
    }

    /**
     * {@return so many threads from the same place}
     *
     * @param other how many may work at a time, the calling one among them; at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Workers withCount(int other) {
        return new Workers(other, executor);
    }

    /** {@return how many threads may work at a time, the calling one among them} */
    public int count() {
        return count;
    }

    /** A part of a range of rows. */
    @FunctionalInterface
    public interface Part {
        /**
         * Does the part; its result must not depend on where the range was cut.
         *
         * @param begin the first row
         * @param end the row after the last
         */
        void run(int begin, int end);
    }

    /**
     * Does work for each of many rows that do not depend on each other, and waits for it. Of parts that fail the first in
     * the order of the rows is thrown, whatever the number of threads.
     *
     * @param rows how many rows there are, from 0
     * @param part does a part of them; too few rows for several threads are one part, on the calling thread
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted; it stays interrupted
     */
    public void rows(int rows, Part part) {
        Parallel.rows(rows, this, part::run);
    }

    /**
     * Does pieces of work that do not depend on each other and are each worth a thread, such as the trees of a forest,
     * and waits for them. Of those that fail the first in order is thrown, whatever the number of threads.
     *
     * @param count how many pieces there are, from 0
     * @param task does the piece of a number
     * @throws java.util.concurrent.CancellationException if the calling thread was interrupted; it stays interrupted
     */
    public void tasks(int count, IntConsumer task) {
        Parallel.tasks(count, this, task);
    }

    /**
     * Makes something of each of some things, such as the columns that a step works on. Each is a piece of work as of
     * {@link #tasks}.
     *
     * @param <T> what there is
     * @param <R> what is made
     * @param things the things
     * @param maker makes something of one
     * @return what was made, in the order of the things
     */
    public <T, R> List<R> each(List<T> things, Function<? super T, ? extends R> maker) {
        @SuppressWarnings("unchecked") // nothing else is put into it
        R[] made = (R[]) new Object[things.size()];
        tasks(made.length, place -> made[place] = maker.apply(things.get(place)));
        return List.of(made);
    }

    /**
     * {@return these threads, or the calling one alone where there is so little to do that others would cost more than they
     * save}
     *
     * @param cells how many cells are looked at, about
     */
    public Workers forCells(long cells) {
        return cells < Parallel.FEW_CELLS ? withCount(1) : this;
    }

    Executor executor() {
        return executor == null ? Shared.POOL : executor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Workers that && count == that.count && Objects.equals(executor, that.executor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, executor);
    }

    /** {@return the number of threads, and the executor if the application gave one} */
    @Override
    public String toString() {
        return count + " threads" + (executor == null ? "" : " of " + executor);
    }
}
