package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One person of the Adult census through impute, scale, one-hot and a model. With the bytes that are allocated, and the
 * file in the environment: {@code MILLWORK_ADULT=adult.csv mvn -Pbench test-compile exec:exec -Dbench="ScoringBenchmark
 * -prof gc"}.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ScoringBenchmark {
    /** A power of two. */
    private static final int PEOPLE = 1024;

    /** A row of the file, as an application would hold it. */
    public record Person(
            int age,
            String workclass,
            int fnlwgt,
            String education,
            int educationNum,
            String maritalStatus,
            String occupation,
            String relationship,
            String race,
            String sex,
            int capitalGain,
            int capitalLoss,
            int hoursPerWeek,
            String nativeCountry) {
        static Person of(Row row) {
            return new Person(
                    (int) row.number("age"),
                    row.string("workclass"),
                    (int) row.number("fnlwgt"),
                    row.string("education"),
                    (int) row.number("education-num"),
                    row.string("marital-status"),
                    row.string("occupation"),
                    row.string("relationship"),
                    row.string("race"),
                    row.string("sex"),
                    (int) row.number("capital-gain"),
                    (int) row.number("capital-loss"),
                    (int) row.number("hours-per-week"),
                    row.string("native-country"));
        }
    }

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Served {
        /** Which model. */
        @Param({"logistic", "boosting"})
        public String model;

        List<Person> people;
        List<Row> rows;
        FittedPipeline<Classification> fitted;
        Scorer<Person, Classification> scorer;

        /** Fits the pipeline. */
        @Setup
        public void fit() {
            Path file = Path.of(Objects.requireNonNull(System.getenv("MILLWORK_ADULT"), "set MILLWORK_ADULT"));
            Dataset adult = Csv.file(file).missing("?").load();
            Learner<Classification> learner =
                    model.equals("logistic") ? LogisticRegression.create() : GradientBoosting.classifier();
            fitted = Pipeline.classify(Target.of("income").positive(">50K"))
                    .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                    .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                    .train(learner)
                    .fit(adult);
            people = adult.head(PEOPLE).rows().stream().map(Person::of).toList();
            rows = adult.head(PEOPLE).rows().stream()
                    .map(row -> Row.of(row.toMap()))
                    .toList();
            scorer = fitted.scorer(Person.class);
        }
    }

    /** What each thread has for itself. */
    @State(Scope.Thread)
    public static class Turn {
        final double[] out = new double[2];
        int next;

        int next() {
            next = (next + 1) & (PEOPLE - 1);
            return next;
        }
    }

    /** From a record to a prediction. */
    @Benchmark
    public Classification record(Served served, Turn turn) {
        return served.scorer.score(served.people.get(turn.next()));
    }

    /** From a record to plain numbers. */
    @Benchmark
    public double numbers(Served served, Turn turn) {
        served.scorer.score(served.people.get(turn.next()), turn.out, 0);
        return turn.out[1];
    }

    /** From a row by name to a prediction. */
    @Benchmark
    public Classification row(Served served, Turn turn) {
        return served.fitted.predict(served.rows.get(turn.next()));
    }
}
