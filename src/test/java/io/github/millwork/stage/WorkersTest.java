package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    private final Executor inPlace = Runnable::run;

    @Test
    void theyAreAsManyAsAreAskedFor() {
        assertThat(Workers.of(3).count()).isEqualTo(3);
        assertThat(Workers.all().count()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(Workers.on(inPlace, 5).count()).isEqualTo(5);
        for (int count : new int[] {0, -1}) {
            assertThatThrownBy(() -> Workers.of(count))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected at least one thread but found " + count + ".");
            assertThatThrownBy(() -> Workers.on(inPlace, count)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theyAreEqualByValue() {
        assertThat(Workers.of(2)).isEqualTo(Workers.of(2)).hasSameHashCodeAs(Workers.of(2));
        assertThat(Workers.of(2)).isNotEqualTo(Workers.of(3)).isNotEqualTo(Workers.on(inPlace, 2));
        assertThat(Workers.on(inPlace, 2)).isEqualTo(Workers.on(inPlace, 2)).hasSameHashCodeAs(Workers.on(inPlace, 2));
        assertThat(Workers.of(2)).hasToString("2 threads");
    }

    @Test
    void tasksAreBegunInOrderAndOnTheExecutorToo() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        ExecutorService pool = Executors.newSingleThreadExecutor(work -> new Thread(work, "own"));
        CountDownLatch both = new CountDownLatch(2);
        try {
            Workers.on(pool, 2).tasks(2, number -> {
                names.add(Thread.currentThread().getName());
                both.countDown();
                await(both); // two threads, or this would never end
            });
        } finally {
            pool.shutdown();
        }
        assertThat(names).hasSize(2).contains("own");

        List<Integer> order = new ArrayList<>();
        Workers.of(1).tasks(5, order::add);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        Workers.of(3).tasks(0, number -> order.add(-1));
        assertThat(order).hasSize(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anExecutorThatTakesNoWorkLeavesItToTheCaller() {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        pool.shutdown();
        AtomicInteger done = new AtomicInteger();
        Workers.on(pool, 4).tasks(20, number -> done.incrementAndGet());
        assertThat(done).hasValue(20);
    }

    @Test
    void workOfWorkOnTheSameSingleThreadDoesNotWaitForItself() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        AtomicInteger done = new AtomicInteger();
        try {
            Workers workers = Workers.on(pool, 2);
            pool.submit(() -> workers.tasks(3, outer -> workers.tasks(3, inner -> done.incrementAndGet())))
                    .get(1, TimeUnit.MINUTES);
        } finally {
            pool.shutdown();
        }
        assertThat(done).hasValue(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void theFirstFailureIsThrownAndNoOtherTaskIsBegun(int threads) {
        Set<Integer> begun = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Workers.of(threads).tasks(1000, number -> {
                    begun.add(number);
                    if (number >= 7) throw new IllegalStateException("task " + number);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("task 7");
        assertThat(begun).hasSizeLessThan(8 + 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptEndsItAndTheThreadStaysInterrupted(int threads) {
        AtomicInteger begun = new AtomicInteger();
        Thread caller = Thread.currentThread();
        assertThatThrownBy(() -> Workers.of(threads).tasks(100_000, number -> {
                    if (begun.incrementAndGet() == 5) caller.interrupt();
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(begun.get()).isLessThan(100_000);
    }

    @Test
    void whatIsLookedUpByNameIsFoundWhereTheCallerWouldFindIt() {
        ClassLoader own = new ClassLoader(WorkersTest.class.getClassLoader()) {};
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(own);
        try {
            Set<ClassLoader> seen = ConcurrentHashMap.newKeySet();
            CountDownLatch both = new CountDownLatch(2);
            Workers.of(2).tasks(2, number -> {
                seen.add(Thread.currentThread().getContextClassLoader());
                both.countDown();
                await(both);
            });
            assertThat(seen).containsExactly(own);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
