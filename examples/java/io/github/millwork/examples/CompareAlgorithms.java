package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Costs;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NaiveBayes;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.NeuralNetwork;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.Threshold;
import io.github.millwork.tune.RandomSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The comparisons that every introduction shows, on real data, each with intervals and a test; and which to choose by them. */
public final class CompareAlgorithms {
    private CompareAlgorithms() {}

    /**
     * Runs the comparisons.
     *
     * @param args the CSV files of the credit records and of the paragraphs of novels, those in examples/data by default
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        Dataset credit = Csv.file(Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv"))
                .load();
        Split split = credit.split(Holdout.stratified("status", 0.3).seed(1));

        System.out.println("1. A decision tree against a support vector machine, by accuracy");
        Evaluation<Classification> tree = evaluate(split, DecisionTree.classifier(), ACCURACY);
        Evaluation<Classification> machine = evaluate(split, SupportVectorMachine.classifier(), ACCURACY);
        System.out.println(tree.compare(machine));

        System.out.println("\n2. A neural network against a random forest, by the area under the ROC curve");
        Learner<Classification> network =
                NeuralNetwork.classifier().hiddenLayers(32).epochs(15);
        Evaluation<Classification> networked = evaluate(split, network, ROC_AUC, ACCURACY);
        Evaluation<Classification> forest = evaluate(split, RandomForest.classifier(), ROC_AUC, ACCURACY);
        System.out.println(networked.compare(forest));

        System.out.println(
                "\n3. Logistic regression, naive Bayes and a random forest on text: which novel is a paragraph from?");
        Dataset novels = Csv.file(Path.of(args.length > 1 ? args[1] : "examples/data/novels.csv"))
                .text("text")
                .load();
        Split paragraphs = novels.split(Holdout.stratified("novel", 0.3).seed(1));
        for (Learner<Classification> learner : List.of(
                LogisticRegression.create().cost(10), NaiveBayes.create().smoothing(0.1), RandomForest.classifier())) {
            FittedPipeline<Classification> fitted = Pipeline.classify("novel")
                    .engineer(TextFeatures.tfidf("text"))
                    .train(learner)
                    .seed(1)
                    .fit(paragraphs.train());
            System.out.println(learner.describe() + "\n" + fitted.evaluate(paragraphs.test(), ACCURACY));
        }

        System.out.println("\n4. A decision tree, a neural network and nearest neighbours, by memory and time");
        FittedPipeline<Classification> chosen = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .select(DecisionTree.classifier(), network, NearestNeighbours.classifier())
                .tune(RandomSearch.trials(3), CrossValidation.stratified(3), ACCURACY)
                .seed(1)
                .fit(split.train());
        System.out.println(chosen.leaderboard());

        System.out.println("\n5. The winner by accuracy is not always the one to choose");
        Costs costs = Costs.of("bad", "good", 5).and("good", "bad", 1);
        Metric<Classification> cost = ClassificationMetrics.cost("mean cost", costs);
        evaluate(split, LogisticRegression.create(), ACCURACY, cost);
        evaluate(split, LogisticRegression.create().with(Threshold.forMetric(cost)), ACCURACY, cost);
        System.out.println(
                "A bad risk taken for a good one costs five times a good one turned away: the second is right less "
                        + "often, and its mistakes are the cheaper ones. Nearest neighbours need no time to fit and keep all rows; "
                        + "a tree can be read by whoever has to answer for it.");
    }

    @SafeVarargs
    private static Evaluation<Classification> evaluate(
            Split split, Learner<Classification> learner, Metric<Classification>... metrics) {
        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(learner)
                .seed(1)
                .fit(split.train());
        Evaluation<Classification> evaluation = fitted.evaluate(split.test(), metrics);
        System.out.println(learner.describe() + "\n" + evaluation);
        return evaluation;
    }
}
