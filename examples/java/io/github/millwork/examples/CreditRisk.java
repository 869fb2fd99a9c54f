package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.PRECISION;
import static io.github.millwork.evaluate.ClassificationMetrics.RECALL;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.engineer.Derive;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The main job: credit records are collected, prepared, learned from, evaluated; the model is saved, loaded and asked. */
public final class CreditRisk {
    /** An applicant, as a Java application would know one. Null is missing. */
    record Applicant(
            int seniority,
            String home,
            int time,
            int age,
            String marital,
            String records,
            String job,
            int expenses,
            Integer income,
            Integer assets,
            Integer debt,
            int amount,
            int price) {}

    private CreditRisk() {}

    /**
     * Runs the job.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     * @throws IOException if the model cannot be saved
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv");
        Dataset credit = Csv.file(file).load();
        System.out.println(credit.describe());

        Pipeline<Classification> prepared = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .collect(Csv.file(file))
                .preprocess(Impute.median(numeric()).withIndicator(), Impute.mostFrequent(categorical()))
                .engineer(Derive.number("financed", number("amount").dividedBy(number("price"))))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS, ACCURACY, PRECISION, RECALL, F1)
                .observe(new ConsoleProgress(System.err))
                .seed(1);

        FittedPipeline<Classification> best = null;
        for (Learner<Classification> learner : List.of(
                Baseline.classifier(),
                LogisticRegression.create(),
                HistogramBoosting.classifier().trees(150).depth(4).learningRate(0.05))) {
            Run<Classification> run = prepared.train(learner).run();
            System.out.println("\n" + run);
            System.out.println(run.evaluation().confusionMatrix());
            best = run.fitted();
        }

        Path saved = Files.createTempDirectory("millwork").resolve("credit.millwork");
        best.save(saved);
        FittedPipeline<Classification> loaded = FittedPipeline.load(saved, Classification.class);
        Scorer<Applicant, Classification> scorer = loaded.scorer(Applicant.class);
        Applicant applicant =
                new Applicant(1, "rent", 48, 24, "single", "yes", "partime", 45, null, 0, 0, 1_500, 1_600);
        Classification answer = scorer.score(applicant);
        System.out.printf(
                Locale.ROOT,
                "%nSaved %,d bytes to %s and loaded it again.%n%s%nis a %s risk (probability of bad: %.2f)%n",
                Files.size(saved),
                saved,
                applicant,
                answer.label(),
                answer.probability("bad"));
    }
}
