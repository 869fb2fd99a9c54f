package io.github.millwork.examples;

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
import io.github.millwork.deploy.PredictionWriter;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Contribution;
import io.github.millwork.stage.Explanation;
import io.github.millwork.stage.Workers;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** What an application does with a fitted pipeline: the code of docs/scoring.md. */
public final class Scoring {
    /** Some of an applicant, as a framework holds it. */
    public static final class Request {
        private final int amount;
        private final Integer income;
        private final String job;

        Request(int amount, Integer income, String job) {
            this.amount = amount;
            this.income = income;
            this.job = job;
        }

        /** {@return the amount that is asked for} */
        public int getAmount() {
            return amount;
        }

        /** {@return the yearly income, null where it is not known} */
        public Integer getIncome() {
            return income;
        }

        /** {@return the sort of work} */
        public String getJob() {
            return job;
        }
    }

    private Scoring() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     * @throws IOException if the predictions cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv");
        Dataset credit = Csv.file(file).load();
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .fit(credit.select("status", "amount", "income", "job"));

        Scorer<Request, Classification> requests = fitted.scorer(Request.class);
        Classification answer = requests.score(new Request(1_600, null, "partime"));
        System.out.println("a bean: " + answer);

        var maps = fitted.mapScorer();
        Map<String, Object> json = Map.of("amount", 1_600, "income", 95, "job", "partime");
        System.out.println("a map: " + maps.score(json));

        explain(fitted);
        inParallel(requests);
        Path scores = Files.createTempDirectory("millwork").resolve("scores.csv");
        PredictionWriter.of(fitted).keep("amount", "job").csv(credit.head(3), scores);
        Files.readAllLines(scores).forEach(System.out::println);
    }

    private static void explain(FittedPipeline<Classification> fitted) {
        Explanation reasons = fitted.explain(Row.of("amount", 1_600, "income", 95, "job", "partime"));
        System.out.println(reasons.top(2));
        for (Contribution reason : reasons.contributions()) {
            System.out.println(reason.column() + " = " + reason.value() + " adds " + reason.amount());
        }
    }

    private static void inParallel(Scorer<Request, Classification> requests) {
        List<Request> many = List.of(new Request(500, 200, "fixed"), new Request(3_000, 80, "freelance"));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        Predictions<Classification> answers = requests.score(many, Workers.on(pool, 4));
        pool.shutdown();
        System.out.println(answers.size() + " answers");
    }

    /**
     * Writes scores to a table, all or none of them.
     *
     * @param fitted the pipeline
     * @param rows what is scored
     * @param database where the table {@code scores} is
     */
    static void toTable(FittedPipeline<Classification> fitted, Dataset rows, DataSource database) {
        PredictionWriter.of(fitted).keep("id").with("model", "credit 3").jdbc(rows, database, "scores");
    }
}
