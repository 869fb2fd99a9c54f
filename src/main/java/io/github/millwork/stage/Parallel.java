package io.github.millwork.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent parts of a range of rows on several threads. What a part computes must not depend on the cut. */
final class Parallel {
    /** Below this many rows a second thread costs more than it saves. */
    private static final int SMALLEST_PART = 4096;

    private Parallel() {}

    /** A part of the work: the rows from {@code begin} to before {@code end}. */
    @FunctionalInterface
    interface Part {
        void run(int begin, int end);
    }

    static void rows(int rows, int threads, Part part) {
        int parts = Math.min(threads, rows / SMALLEST_PART);
        if (parts <= 1) {
            part.run(0, rows);
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(parts);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int p = 0; p < parts; p++) {
                int begin = (int) ((long) rows * p / parts);
                int end = (int) ((long) rows * (p + 1) / parts);
                running.add(pool.submit(() -> part.run(begin, end)));
            }
            for (Future<?> future : running) future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) throw failure;
            if (e.getCause() instanceof Error failure) throw failure;
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.util.concurrent.CancellationException("The work was interrupted.");
        } finally {
            pool.shutdownNow();
        }
    }
}
