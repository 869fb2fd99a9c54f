package io.github.millwork.stage;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs independent parts of a range of rows, or other pieces of work, on several threads. What a part computes must not
 * depend on the cut.
 *
 * <p>Parts are taken in ascending order, by the calling thread too. It waits for no part but those that a thread is at
 * work on, so nested work cannot lock itself up however few threads there are; and when it returns, by whatever way, no
 * part is at work any more. Of parts that fail the first one is told, and since all parts before one that failed were
 * taken earlier and are finished, that is the same one on any number of threads.
 */
final class Parallel {
    /** Below this many rows a second thread costs more than it saves. */
    private static final int SMALLEST_PART = 4096;

    /** Below this many cells, whatever is done with them. */
    static final int FEW_CELLS = 4 * SMALLEST_PART;

    /** More parts than threads, so that a slow thread is not waited for, and an interrupt not long. */
    private static final int PARTS_PER_THREAD = 4;

    /** A part of the work: the rows from {@code begin} to before {@code end}. */
    @FunctionalInterface
    interface Part {
        void run(int begin, int end);
    }

    private final int rows;
    private final int parts;
    private final Part part;
    private final Thread caller = Thread.currentThread();
    private final ClassLoader loader = caller.getContextClassLoader();
    private final Set<Thread> helpers = new HashSet<>(); // those that may be interrupted
    private int taken;
    private int atWork;
    private boolean stopped;
    private boolean cancelled;
    private int failedPart = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    private Parallel(int rows, int parts, Part part) {
        this.rows = rows;
        this.parts = parts;
        this.part = part;
    }

    static void rows(int rows, int threads, Part part) {
        rows(rows, Workers.of(threads), part);
    }

    /**
     * Runs all parts and waits for them.
     *
     * @throws CancellationException if the calling thread was interrupted before all parts were done; it stays interrupted
     */
    static void rows(int rows, Workers workers, Part part) {
        int parts = (int) Math.min((long) workers.count() * PARTS_PER_THREAD, rows / SMALLEST_PART);
        if (Math.min(workers.count(), parts) <= 1) part.run(0, rows);
        else new Parallel(rows, parts, part).run(workers);
    }

    /** As above for pieces of work of which each is worth a thread. */
    static void tasks(int count, Workers workers, IntConsumer task) {
        if (count > 0) new Parallel(count, count, (begin, end) -> task.accept(begin)).run(workers);
    }

    private void run(Workers workers) {
        int threads = Math.min(workers.count(), parts);
        if (threads > 1) callHelpers(workers.executor(), threads - 1);
        doParts();
        await();
    }

    private void callHelpers(Executor executor, int count) {
        try {
            for (int i = 0; i < count; i++) executor.execute(this::help);
        } catch (RejectedExecutionException e) {
            return; // fewer threads do all of it
        } catch (RuntimeException | Error e) {
            failed(-1, e);
        }
    }

    private void help() {
        Thread self = Thread.currentThread();
        synchronized (this) {
            if (self != caller) helpers.add(self);
        }
        ClassLoader own = self.getContextClassLoader();
        self.setContextClassLoader(loader); // what the work looks up by name, it finds where the caller would
        try {
            doParts();
        } finally {
            self.setContextClassLoader(own);
        }
        synchronized (this) {
            // An interrupt was meant for this work and not for what the thread does next.
            if (self != caller && !helpers.remove(self)) Thread.interrupted();
        }
    }

    private void doParts() {
        for (int number = take(); number >= 0; number = take()) {
            try {
                part.run(begin(number), begin(number + 1));
            } catch (Throwable e) { // whatever it is, it is thrown by the calling thread
                failed(number, e);
            } finally {
                done();
            }
        }
    }

    private int begin(int number) {
        return (int) ((long) rows * number / parts);
    }

    private synchronized int take() {
        if (stopped || taken == parts) return -1;
        if (Thread.currentThread() == caller && caller.isInterrupted()) {
            cancel();
            return -1;
        }
        atWork++;
        return taken++;
    }

    private synchronized void failed(int number, Throwable thrown) {
        stopped = true;
        if (number > failedPart) return;
        failedPart = number;
        failure = thrown;
    }

    private synchronized void done() {
        atWork--;
        notifyAll();
    }

    private synchronized void cancel() {
        stopped = true;
        cancelled = true;
        helpers.forEach(Thread::interrupt);
        helpers.clear();
    }

    private void await() {
        synchronized (this) {
            while (atWork > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    cancel();
                }
            }
        }
        if (cancelled) {
            caller.interrupt();
            throw new CancellationException("The work was interrupted.");
        }
        if (failure instanceof RuntimeException thrown) throw thrown;
        if (failure instanceof Error thrown) throw thrown;
        if (failure != null) throw new IllegalStateException(failure);
    }
}
