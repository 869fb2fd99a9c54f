package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParallelTest {
    /** As many rows as make so many parts where there are threads enough. */
    private static int rowsFor(int parts) {
        return parts * 4096;
    }

    private static int[] timesRun(int rows, Workers workers) {
        AtomicIntegerArray times = new AtomicIntegerArray(rows);
        Parallel.rows(rows, workers, (begin, end) -> {
            for (int row = begin; row < end; row++) times.incrementAndGet(row);
        });
        int[] copy = new int[rows];
        for (int row = 0; row < rows; row++) copy[row] = times.get(row);
        return copy;
    }

    @Test
    void everyRowIsRunOnceOnAnyNumberOfThreads() {
        for (int threads = 1; threads < 10; threads++) {
            for (int rows : new int[] {0, 1, 4095, 8192, 100_003}) {
                assertThat(Arrays.stream(timesRun(rows, Workers.of(threads))))
                        .hasSize(rows)
                        .allMatch(times -> times == 1);
            }
        }
    }

    @Test
    void asManyThreadsWorkAtATimeAsAreAskedForAndTheCallerIsOneOfThem() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CyclicBarrier all = new CyclicBarrier(3); // is passed by three threads that are at work together only
        Parallel.rows(rowsFor(3), 3, (begin, end) -> {
            threads.add(Thread.currentThread());
            meet(all);
        });
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        threads.remove(Thread.currentThread());
        assertThat(threads)
                .allMatch(Thread::isDaemon)
                .allMatch(thread -> thread.getName().startsWith("millwork-"));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aThreadOfThePoolHoldsNothingOfTheThreadThatNeededIt() {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of the caller");
        Set<String> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier all = new CyclicBarrier(9); // more than other tests need, so that some are new
        Parallel.rows(rowsFor(9), 9, (begin, end) -> {
            meet(all);
            if (local.get() != null) seen.add(Thread.currentThread().getName());
        });
        assertThat(seen).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void workMayAskForWork() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            for (Workers workers : List.of(Workers.on(one, 4), Workers.of(4))) {
                AtomicInteger innermost = new AtomicInteger();
                Parallel.rows(
                        rowsFor(4),
                        workers,
                        (a, b) -> Parallel.rows(
                                rowsFor(4),
                                workers,
                                (c, d) -> Parallel.rows(rowsFor(4), workers, (e, f) -> innermost.addAndGet(f - e))));
                assertThat(innermost).hasValue(4 * 4 * rowsFor(4));
            }
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void anExecutorThatDoesNotHelpOnlyMakesItSlower() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        assertThat(timesRun(50_000, Workers.on(closed, 3))).containsOnly(1);
        List<Runnable> waiting = new ArrayList<>();
        assertThat(timesRun(50_000, Workers.on(waiting::add, 3))).containsOnly(1);
        assertThat(waiting).hasSize(2);
        waiting.forEach(Runnable::run); // late, and for nothing
        assertThat(timesRun(50_000, Workers.on(Runnable::run, 3))).containsOnly(1);
    }

    @Test
    void whatTheExecutorThrowsIsThrown() {
        AtomicInteger parts = new AtomicInteger();
        Workers broken = Workers.on(
                task -> {
                    throw new IllegalStateException("planted");
                },
                3);
        assertThatThrownBy(() -> Parallel.rows(50_000, broken, (begin, end) -> parts.incrementAndGet()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("planted");
        assertThat(parts).hasValue(0);
    }

    @Test
    void ofPartsThatFailTheFirstIsToldOnAnyNumberOfThreads() {
        for (int threads = 1; threads < 9; threads++) {
            int count = threads;
            for (int repeat = 0; repeat < 20; repeat++) {
                assertThatThrownBy(() -> Parallel.rows(100_000, count, (begin, end) -> {
                            for (int row = begin; row < end; row++) {
                                if (row % 30_000 == 25_000) throw new IllegalArgumentException("row " + row);
                            }
                        }))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("row 25000");
            }
        }
    }

    @Test
    void errorsAreThrownToo() {
        assertThatThrownBy(() -> Parallel.rows(50_000, 2, (begin, end) -> {
                    throw new AssertionError("planted");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("planted");
    }

    @Test
    void noPartIsAtWorkAnyMoreWhenAFailureIsTold() {
        CountDownLatch otherBegan = new CountDownLatch(1);
        AtomicBoolean otherEnded = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Parallel.rows(rowsFor(2), 2, (begin, end) -> {
                    if (Thread.currentThread() == caller) {
                        awaits(otherBegan);
                        throw new IllegalArgumentException("planted");
                    }
                    otherBegan.countDown();
                    while (caller.getState() != Thread.State.WAITING) Thread.onSpinWait();
                    otherEnded.set(true);
                }))
                .hasMessage("planted");
        assertThat(otherEnded).isTrue();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) throw new AssertionError("nobody came");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("woken", e);
        }
    }

    @Test
    void anInterruptEndsTheWorkOfAllThreads() throws Exception {
        CyclicBarrier bothAtWork = new CyclicBarrier(3);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        FutureTask<Throwable> task = new FutureTask<>(() -> {
            Throwable thrown = catchThrowable(() -> Parallel.rows(rowsFor(8), 2, (begin, end) -> {
                begun.incrementAndGet();
                try {
                    meet(bothAtWork);
                    awaits(never);
                } finally {
                    ended.incrementAndGet();
                }
            }));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(ended).hasValue(begun.get());
            return thrown;
        });
        Thread caller = new Thread(task);
        caller.start();
        meet(bothAtWork);
        caller.interrupt();
        assertThat(task.get(30, TimeUnit.SECONDS))
                .isInstanceOf(CancellationException.class)
                .hasMessage("The work was interrupted.");
        assertThat(begun).hasValue(2);
    }

    @Test
    void anInterruptIsNoticedBetweenTheCallersOwnParts() {
        AtomicInteger parts = new AtomicInteger();
        Workers alone = Workers.on(task -> {}, 2);
        assertThatThrownBy(() -> Parallel.rows(rowsFor(8), alone, (begin, end) -> {
                    parts.incrementAndGet();
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(parts).hasValue(1);
    }

    @Test
    void anInterruptThatComesAfterTheLastPartIsLeftToOthers() {
        AtomicInteger parts = new AtomicInteger();
        Parallel.rows(rowsFor(2), Workers.on(task -> {}, 2), (begin, end) -> {
            if (parts.incrementAndGet() == 2) Thread.currentThread().interrupt();
        });
        assertThat(Thread.interrupted()).isTrue();
        assertThat(parts).hasValue(2);
    }

    @Test
    void aThreadOfTheApplicationIsNotLeftInterrupted() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicBoolean left = new AtomicBoolean(true);
        CountDownLatch helped = new CountDownLatch(1);
        CyclicBarrier bothAtWork = new CyclicBarrier(2);
        Workers workers = Workers.on(
                task -> pool.execute(() -> {
                    task.run();
                    left.set(Thread.currentThread().isInterrupted());
                    helped.countDown();
                }),
                2);
        try {
            Thread caller = Thread.currentThread();
            assertThatThrownBy(() -> Parallel.rows(rowsFor(2), workers, (begin, end) -> {
                        meet(bothAtWork);
                        if (Thread.currentThread() == caller) caller.interrupt();
                        else while (!Thread.currentThread().isInterrupted()) Thread.onSpinWait();
                    }))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            awaits(helped);
            assertThat(left).isFalse();
        } finally {
            pool.shutdownNow();
        }
    }
}
