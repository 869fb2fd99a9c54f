package io.github.millwork.testkit;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Does the same work on two threads that begin together. */
final class Threads {
    private static final int COUNT = 2;

    private Threads() {}

    /** Lets two threads begin each of their steps at the same moment, so that what they share they meet at. */
    static final class Pace {
        /** Some microseconds: where only one of the two has a processor, the other is not waited for. */
        private static final int SPINS = 500;

        private final AtomicIntegerArray steps = new AtomicIntegerArray(COUNT);

        /** Waits a moment for the other thread to come to this step too. */
        void step(int thread, int number) {
            steps.set(thread, number);
            for (int spin = 0; spin < SPINS && steps.get(COUNT - 1 - thread) < number; spin++) Thread.onSpinWait();
        }
    }

    /** {@return what the first of the threads that found something found; work is given the number of its thread} */
    static @Nullable String both(IntFunction<@Nullable String> work) {
        CountDownLatch ready = new CountDownLatch(COUNT);
        List<Callable<String>> tasks = IntStream.range(0, COUNT)
                .<Callable<String>>mapToObj(thread -> () -> {
                    ready.countDown();
                    ready.await();
                    String found = work.apply(thread);
                    return found == null ? "" : found;
                })
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(COUNT);
        try {
            String found = "";
            for (Future<String> future : pool.invokeAll(tasks)) {
                if (found.isEmpty()) found = result(future);
            }
            return found.isEmpty() ? null : found;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The work was interrupted.");
        } finally {
            pool.shutdownNow();
        }
    }

    private static String result(Future<String> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            return "a thread threw " + e.getCause();
        }
    }
}
