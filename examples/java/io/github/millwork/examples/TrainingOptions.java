package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.BRIER;
import static io.github.millwork.evaluate.ClassificationMetrics.F1;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.ClassWeights;
import io.github.millwork.train.ConformalInterval;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Smote;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.Threshold;
import io.github.millwork.train.VotingLearner;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What can be done around a fit: classes that are rare, mistakes that are dear, probabilities that hold, intervals. */
public final class TrainingOptions {
    private TrainingOptions() {}

    /**
     * Runs the example.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     */
    public static void main(String[] args) {
        Dataset credit = Csv.file(Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv"))
                .load();
        Split split = credit.split(Holdout.stratified("status", 0.25).seed(1));

        // A bad risk that is taken for a good one costs five times a good one that is turned away.
        Costs costs = Costs.of("bad", "good", 5).and("good", "bad", 1);
        Metric<Classification> cost = ClassificationMetrics.cost("mean cost", costs);
        List<Learner<Classification>> learners = List.of(
                LogisticRegression.create(),
                LogisticRegression.create().with(ClassWeights.balanced()),
                LogisticRegression.create().with(Smote.create()),
                LogisticRegression.create().with(Threshold.forMetric(cost)),
                HistogramBoosting.classifier().with(Calibration.isotonic()).with(Threshold.forCosts(costs)));

        // Members of a vote may have options of their own: scores become probabilities, and one learns from more rare
        // rows.
        Learner<Classification> machine = SupportVectorMachine.classifier().with(Calibration.sigmoid());
        Learner<Classification> sampled = LogisticRegression.create().with(Smote.create());
        Learner<Classification> vote = VotingLearner.of(machine, sampled, RandomForest.classifier());

        for (Learner<Classification> learner :
                Stream.concat(learners.stream(), Stream.of(vote)).toList()) {
            FittedPipeline<Classification> fitted = Pipeline.classify(
                            Target.of("status").positive("bad"))
                    .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                    .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                    .train(learner)
                    .seed(1)
                    .fit(split.train());
            System.out.println(learner.describe());
            System.out.println(fitted.evaluate(split.test(), cost, F1, BRIER) + "\n");
        }

        FittedPipeline<Regression> prices = Pipeline.regress("price")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LinearRegression.create().with(ConformalInterval.split(0.9)))
                .fit(split.train());
        Regression price = prices.predict(split.test().row(0));
        System.out.printf(
                Locale.ROOT,
                "A price of %.0f, in nine of ten cases between %.0f and %.0f; it was %s.%n",
                price.value(),
                price.low(),
                price.high(),
                split.test().row(0).value("price"));
    }
}
