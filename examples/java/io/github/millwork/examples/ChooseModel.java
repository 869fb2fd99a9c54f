package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.Pipeline;
import io.github.millwork.Run;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.select.Rule;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Range;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.OneOf;
import io.github.millwork.tune.RandomSearch;
import java.nio.file.Files;
import java.nio.file.Path;

/** Chooses among learners, their hyperparameters and a step, evaluates the choice, audits it, and writes a report. */
public final class ChooseModel {
    private ChooseModel() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default, and where the report goes
     * @throws java.io.IOException if there is no place for the report
     */
    public static void main(String[] args) throws java.io.IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv");
        Path report = args.length > 1
                ? Path.of(args[1])
                : Files.createTempDirectory("millwork").resolve("report.html");
        Pipeline<Classification> pipeline = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .collect(Csv.file(file))
                .preprocess(OneOf.of(Impute.median(numeric()), Impute.mean(numeric())))
                .preprocess(Impute.mostFrequent(categorical()), Scale.standard(numeric()), Encode.oneHot(categorical()))
                .select(
                        LogisticRegression.create().cost(Range.log(0.01, 100)),
                        HistogramBoosting.classifier()
                                .trees(Range.between(20, 100))
                                .depth(Range.values(2, 3, 4)))
                .tune(RandomSearch.trials(6), CrossValidation.stratified(3), ROC_AUC)
                .choose(Rule.simplestWithinOneError())
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS);
        Run<Classification> run = pipeline.seed(1).run();
        System.out.println(run.leaderboard());
        System.out.println(run);
        run.writeReport(report);
        System.out.println("report: " + Files.size(report) / 1024 + " kB");

        Dataset credit = Csv.file(file).load();
        LeakAudit audit = LeakAudit.of(pipeline, credit, Holdout.stratified(0.25), FitContext.of(1));
        System.out.println(audit);
    }
}
