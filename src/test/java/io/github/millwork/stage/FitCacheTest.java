package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Schema;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FitCacheTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(1);

    private final Dataset data = Dataset.of(Column.numbers("x", 1, 2, 3, 4), Column.numbers("y", 2, 4, 6, 9));

    /** Doubles x, and counts how often it was fitted; equal to others of its name. */
    private record Counting(String name, AtomicInteger fits) implements Transformer {
        @Override
        public String describe() {
            return name;
        }

        @Override
        public List<Schema.Rewrite> plan(Schema input) {
            return List.of(Operation.map("x", "x", x -> x).rewrite());
        }

        @Override
        public TransformerFit fit(Dataset training, FitContext context) {
            fits.incrementAndGet();
            return TransformerFit.of(() -> List.of(Operation.map("x", "x", x -> 2 * x)));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Counting that && name.equals(that.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();
    private final AtomicInteger third = new AtomicInteger();

    private Chain<Regression> chain(Learner<Regression> learner, Transformer... steps) {
        List<Step> all = new ArrayList<>();
        for (Transformer step : steps) all.add(new Step("engineer", step));
        return new Chain<>(Task.regress(Target.of("y")), all, learner);
    }

    @Test
    void chainsThatBeginAlikeFitTheirCommonStepsOnce() {
        FitContext context = CONTEXT.withCache(FitCache.ofBytes(1 << 20));
        Transformer a = new Counting("a", first);
        Transformer b = new Counting("b", second);
        Transformer c = new Counting("c", third);
        for (boolean twice : new boolean[] {false, true, false}) {
            chain(new TestLearners.Line(twice), a, b).fit(data, context);
        }
        chain(new TestLearners.Line(true), a, c).fit(data, context);

        assertThat(first).hasValue(1);
        assertThat(second).hasValue(1);
        assertThat(third).hasValue(1);
    }

    @Test
    void whatComesOfAFitIsTheSameWithACacheAndWithout() {
        FitContext context = CONTEXT.withCache(FitCache.ofBytes(1 << 20));
        Chain<Regression> chain = chain(new TestLearners.Line(true), new Counting("a", first));
        List<Regression> expected = chain.fit(data, CONTEXT).predict(data);
        FittedChain<Regression> one = chain.fit(data, context);
        FittedChain<Regression> two = chain.fit(data, context);

        assertThat(one.predict(data, null, context)).isEqualTo(expected);
        assertThat(two.predict(data, null, context)).isEqualTo(expected);
        assertThat(two.predict(data)).isEqualTo(expected);
        assertThat(first).hasValue(2);
    }

    @Test
    void otherRowsAnotherSeedAndOtherRowOptionsAreFittedAnew() {
        FitContext context = CONTEXT.withCache(FitCache.ofBytes(1 << 20));
        Chain<Regression> chain = chain(new TestLearners.Line(true), new Counting("a", first));
        chain.fit(data, context);
        chain.fit(data.rows(0, 1, 2, 3), context);
        chain.fit(data, context.child("other"));
        assertThat(first).hasValue(3);
        List<String> log = new ArrayList<>();
        chain.withLearner(new TestLearners.Watched<>(new TestLearners.Line(true), 0.5, List.of(), new ArrayList<>()))
                .fit(data, context);
        assertThat(first).hasValue(4);
        assertThat(log).isEmpty();
    }

    @Test
    void whatDoesNotFitIntoTheMemoryIsMadeAgainAndTheRestIsKept() {
        FitCache none = FitCache.ofBytes(0);
        Chain<Regression> chain = chain(new TestLearners.Line(true), new Counting("a", first));
        chain.fit(data, CONTEXT.withCache(none));
        chain.fit(data, CONTEXT.withCache(none));
        assertThat(first).hasValue(2);
        assertThat(none.bytes()).isZero();

        FitCache some = FitCache.ofBytes(1 << 20);
        chain.fit(data, CONTEXT.withCache(some));
        assertThat(some.bytes()).isBetween(32L, 2_000L);
    }

    @Test
    void whatFailedIsTriedAgain() {
        FitCache cache = FitCache.ofBytes(100);
        AtomicInteger tries = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.get("key", () -> {
                        tries.incrementAndGet();
                        throw new IllegalStateException("no");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no");
        }
        assertThat(tries).hasValue(2);
        assertThat(cache.get("key", () -> () -> 7L).bytes()).isEqualTo(7);
    }

    @Test
    void twoThreadsThatWantTheSameMakeItOnceAndOneThatIsStoppedDoesNotStopTheOther() throws Exception {
        FitCache cache = FitCache.ofBytes(100);
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch stop = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<FitCache.Sized> stopped = threads.submit(() -> cache.get("key", () -> {
                began.countDown();
                try {
                    stop.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                throw new CancellationException("stopped");
            }));
            began.await();
            Future<FitCache.Sized> waiting = threads.submit(() -> cache.get("key", () -> () -> 8L));
            stop.countDown();
            assertThat(waiting.get().bytes()).isEqualTo(8);
            assertThatThrownBy(stopped::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancellationException.class);
        } finally {
            threads.shutdownNow();
        }
    }
}
