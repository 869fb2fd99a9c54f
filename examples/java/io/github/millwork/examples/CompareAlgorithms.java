package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The comparisons that every introduction shows, on real data, each with intervals and a test; and which to choose by them. */
public final class CompareAlgorithms {
    private static final List<String> DOCUMENTS = List.of("serving", "sources", "monitoring", "deploy");
    private static final int LONG_ENOUGH = 40;

    private CompareAlgorithms() {}

    /**
     * Runs the comparisons.
     *
     * @param args the CSV file of the credit records, examples/data/credit.csv by default
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
                "\n3. Logistic regression, naive Bayes and a random forest on text: which page is a line from?");
        Split lines = lines().split(Holdout.stratified("page", 0.3).seed(1));
        for (Learner<Classification> learner : List.of(
                LogisticRegression.create().cost(10), NaiveBayes.create().smoothing(0.1), RandomForest.classifier())) {
            FittedPipeline<Classification> fitted = Pipeline.classify("page")
                    .engineer(TextFeatures.tfidf("text"))
                    .train(learner)
                    .seed(1)
                    .fit(lines.train());
            System.out.println(learner.describe() + "\n" + fitted.evaluate(lines.test(), ACCURACY));
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

    /** The lines of some pages of this library's documents. */
    private static Dataset lines() throws IOException {
        List<String> texts = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        for (String page : DOCUMENTS) {
            for (String line : Files.readAllLines(Path.of("docs", page + ".md"))) {
                if (line.length() < LONG_ENOUGH) continue;
                texts.add(line);
                pages.add(page);
            }
        }
        return Dataset.of(
                Column.texts("text", texts.toArray(String[]::new)),
                Column.categories("page", pages.toArray(String[]::new)));
    }
}
