package io.github.millwork.bench;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Row;
import io.github.millwork.deploy.CensusLike;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.stage.FittedChain;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row of fourteen columns through fill, standardise, one-hot and logistic. With the bytes that are allocated: {@code
 * mvn -Pbench test-compile exec:exec -Dbench="ScoringBenchmark -prof gc"}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScoringBenchmark {
    /** A power of two. */
    private static final int PEOPLE = 1024;

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Served {
        List<CensusLike.Person> people;
        List<Row> rows;
        FittedChain<Classification> chain;
        Scorer<CensusLike.Person, Classification> scorer;

        /** Fits the chain. */
        @Setup
        public void fit() {
            people = CensusLike.people(PEOPLE);
            rows = CensusLike.dataset(people).rows().stream()
                    .map(row -> Row.of(row.toMap()))
                    .toList();
            chain = CensusLike.fitted();
            scorer = Scorer.of(chain, CensusLike.Person.class);
        }
    }

    /** What each thread has for itself. */
    @State(Scope.Thread)
    public static class Turn {
        final double[] out = new double[2];
        int next;

        int next() {
            return next++ & (PEOPLE - 1);
        }
    }

    /** {@return the prediction for a record} */
    @Benchmark
    public Classification record(Served served, Turn turn) {
        return served.scorer.score(served.people.get(turn.next()));
    }

    /** {@return the plain numbers for a record} */
    @Benchmark
    public double[] recordToNumbers(Served served, Turn turn) {
        served.scorer.score(served.people.get(turn.next()), turn.out, 0);
        return turn.out;
    }

    /** {@return the prediction for a row by name} */
    @Benchmark
    public Classification row(Served served, Turn turn) {
        return served.chain.predict(served.rows.get(turn.next()));
    }
}
