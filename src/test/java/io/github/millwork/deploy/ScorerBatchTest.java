package io.github.millwork.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.FittedChain;
import io.github.millwork.stage.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScorerBatchTest {
    private static final FittedChain<Classification> CENSUS = CensusLike.fitted();
    private static final List<CensusLike.Person> PEOPLE = CensusLike.people(30_000);
    private static final Scorer<CensusLike.Person, Classification> SCORER = Scorer.of(CENSUS, CensusLike.Person.class);

    private static double[] numbers(Predictions<?> predictions) {
        double[] numbers = new double[predictions.size() * predictions.outputs().width()];
        int at = 0;
        for (int row = 0; row < predictions.size(); row++) {
            for (int o = 0; o < predictions.outputs().width(); o++) numbers[at++] = predictions.value(row, o);
        }
        return numbers;
    }

    @Test
    void anyNumberOfThreadsGivesTheBitsOfOneAndOfABatchOfColumns() {
        Predictions<Classification> one = SCORER.score(PEOPLE);
        double[] expected = numbers(CENSUS.predict(CensusLike.dataset(PEOPLE)));

        assertThat(numbers(one)).containsExactly(expected);
        for (int threads : new int[] {1, 2, 3, 8}) {
            Predictions<Classification> several = SCORER.score(new LinkedList<>(PEOPLE), Workers.of(threads));
            assertThat(numbers(several)).containsExactly(expected);
            assertThat(several.unseen()).isEqualTo(one.unseen());
        }
    }

    @Test
    void unseenCategoriesOfAllThreadsAreCounted() {
        FittedChain<Regression> flats = Chains.small();
        List<ScorerOfBeansTest.Flat> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) many.add(new ScorerOfBeansTest.Flat(i, i % 4 == 0 ? "castle" : "loft"));

        assertThat(Scorer.of(flats, ScorerOfBeansTest.Flat.class)
                        .score(many, Workers.of(4))
                        .unseen())
                .containsExactly(java.util.Map.entry("kind", 5_000L));
    }

    @Test
    void anExecutorOfTheApplicationIsUsedAndLeftRunning() {
        AtomicInteger asked = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            Executor counting = task -> {
                asked.incrementAndGet();
                pool.execute(task);
            };
            Predictions<Classification> found = SCORER.score(PEOPLE, Workers.on(counting, 3));

            assertThat(asked).hasValue(2); // the calling thread is the third
            assertThat(pool.isShutdown()).isFalse();
            assertThat(numbers(found)).containsExactly(numbers(SCORER.score(PEOPLE)));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void anExecutorThatRefusesMakesItSlowerOnly() {
        Executor refusing = task -> {
            throw new RejectedExecutionException();
        };

        assertThat(numbers(SCORER.score(PEOPLE, Workers.on(refusing, 4))))
                .containsExactly(numbers(SCORER.score(PEOPLE)));
    }

    record Flat(long size, String kind) {}

    @Test
    void theFirstRowThatIsWrongIsNamedOnAnyNumberOfThreads() {
        Scorer<Flat, Regression> scorer = Scorer.of(Chains.small(), Flat.class);
        List<Flat> many = new ArrayList<>(Collections.nCopies(40_000, new Flat(3, "loft")));
        for (int wrong : new int[] {39_999, 21_000, 20_999}) many.set(wrong, new Flat(Long.MAX_VALUE, "loft"));

        for (int threads : new int[] {1, 4}) {
            assertThatThrownBy(() -> scorer.score(many, Workers.of(threads)))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(
                            "At row 20999: Expected column 'size' to hold numbers that a double can hold "
                                    + "exactly but found 9223372036854775807.");
        }
        assertThatThrownBy(() -> scorer.score(Arrays.asList(new Flat(1, "loft"), null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected a Flat but found null.");
    }

    @Test
    void noRowsGiveNoPredictions() {
        assertThat(SCORER.score(List.of(), Workers.all())).isEmpty();
    }
}
