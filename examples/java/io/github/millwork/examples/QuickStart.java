package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.data.Expression.number;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.engineer.Derive;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The code of the README. */
public final class QuickStart {
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

    private QuickStart() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     * @throws IOException if the model cannot be saved
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv");
        inOneChain(file);
        stepByStep(file);
    }

    private static void inOneChain(Path file) {
        Run<Classification> run = Pipeline.classify(Target.of("status").positive("bad"))
                .collect(Csv.file(file))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .engineer(Derive.number("financed", number("amount").dividedBy(number("price"))))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS, F1)
                .seed(1)
                .run();
        System.out.println(run);
    }

    private static void stepByStep(Path file) throws IOException {
        Dataset credit = Csv.file(file).load();
        Split split = credit.split(Holdout.stratified("status", 0.25).seed(1));
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Encode.oneHot(categorical()))
                .train(HistogramBoosting.classifier().trees(100).depth(4));
        FittedPipeline<Classification> fitted = pipeline.fit(split.train());
        System.out.println(fitted.evaluate(split.test(), ROC_AUC, ACCURACY));

        Path saved = Files.createTempDirectory("millwork").resolve("credit.millwork");
        Applicant applicant =
                new Applicant(1, "rent", 48, 24, "single", "yes", "partime", 45, null, 0, 0, 1_500, 1_600);
        fitted.save(saved);
        FittedPipeline<Classification> loaded = FittedPipeline.load(saved, Classification.class);
        Scorer<Applicant, Classification> scorer = loaded.scorer(Applicant.class);
        double risk = scorer.score(applicant).probability("bad");
        System.out.println("probability of bad: " + risk);
    }
}
