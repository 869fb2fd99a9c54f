package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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

    /** The same, as a framework would hold it. */
    public static final class Bean {
        private final Person person;

        Bean(Person person) {
            this.person = person;
        }

        /** {@return the age} */
        public int getAge() {
            return person.age;
        }

        /** {@return the work class} */
        public String getWorkclass() {
            return person.workclass;
        }

        /** {@return the weight of the census} */
        public int getFnlwgt() {
            return person.fnlwgt;
        }

        /** {@return the education} */
        public String getEducation() {
            return person.education;
        }

        /** {@return the years of education} */
        public int getEducationNum() {
            return person.educationNum;
        }

        /** {@return the marital status} */
        public String getMaritalStatus() {
            return person.maritalStatus;
        }

        /** {@return the occupation} */
        public String getOccupation() {
            return person.occupation;
        }

        /** {@return the relationship} */
        public String getRelationship() {
            return person.relationship;
        }

        /** {@return the race} */
        public String getRace() {
            return person.race;
        }

        /** {@return the sex} */
        public String getSex() {
            return person.sex;
        }

        /** {@return the capital gain} */
        public int getCapitalGain() {
            return person.capitalGain;
        }

        /** {@return the capital loss} */
        public int getCapitalLoss() {
            return person.capitalLoss;
        }

        /** {@return the hours a week} */
        public int getHoursPerWeek() {
            return person.hoursPerWeek;
        }

        /** {@return the native country} */
        public String getNativeCountry() {
            return person.nativeCountry;
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
        List<Bean> beans;
        List<Map<String, Object>> maps;
        Scorer<Bean, Classification> beanScorer;
        Scorer<Map<String, ?>, Classification> mapScorer;

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
            beans = people.stream().map(Bean::new).toList();
            maps = rows.stream().map(Row::toMap).toList();
            beanScorer = fitted.scorer(Bean.class);
            mapScorer = fitted.mapScorer();
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

    /** From a bean to a prediction. */
    @Benchmark
    public Classification bean(Served served, Turn turn) {
        return served.beanScorer.score(served.beans.get(turn.next()));
    }

    /** From a map to a prediction. */
    @Benchmark
    public Classification map(Served served, Turn turn) {
        return served.mapScorer.score(served.maps.get(turn.next()));
    }

    /** From a list of records to predictions, on this thread; for each of them. */
    @Benchmark
    @OperationsPerInvocation(PEOPLE)
    public Predictions<Classification> batch(Served served) {
        return served.scorer.score(served.people);
    }

    /** From a record to its reasons. */
    @Benchmark
    public Explanation explanation(Served served, Turn turn) {
        return served.scorer.explain(served.people.get(turn.next()));
    }

    /** From a row by name to a prediction. */
    @Benchmark
    public Classification row(Served served, Turn turn) {
        return served.fitted.predict(served.rows.get(turn.next()));
    }
}
