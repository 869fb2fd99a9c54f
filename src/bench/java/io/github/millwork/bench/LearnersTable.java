package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Resampling;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NaiveBayes;
import io.github.millwork.train.NearestNeighbours;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.tune.RandomSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All learners on ten data sets beside scikit-learn: prints a table in Markdown of quality (ROC AUC of two classes, accuracy
 * of more, R2), with the settings that a learner has by default and tuned, the time of a fit and of a row, and the size of
 * the saved pipeline (theirs: of the pickled estimator alone). Arguments: the folder that src/bench/python/learners.py filled, and data sets if not all.
 */
public final class LearnersTable {
    private static final int LARGE = 10_000;
    private static final Map<String, Learner<Classification>> CLASSIFIERS = new LinkedHashMap<>();
    private static final Map<String, Learner<Regression>> REGRESSORS = new LinkedHashMap<>();

    static {
        CLASSIFIERS.put("baseline", Baseline.classifier());
        CLASSIFIERS.put("logistic regression", LogisticRegression.create());
        CLASSIFIERS.put("linear SVM", SupportVectorMachine.classifier());
        CLASSIFIERS.put("naive Bayes", NaiveBayes.create());
        CLASSIFIERS.put("nearest neighbours", NearestNeighbours.classifier());
        CLASSIFIERS.put("gradient boosting", GradientBoosting.classifier());
        REGRESSORS.put("baseline", Baseline.regressor());
        REGRESSORS.put("linear regression", LinearRegression.create());
        REGRESSORS.put("linear SVM", SupportVectorMachine.regressor());
        REGRESSORS.put("nearest neighbours", NearestNeighbours.regressor());
        REGRESSORS.put("gradient boosting", GradientBoosting.regressor());
    }

    private final Map<String, String[]> peers;
    private final String name;
    private final Dataset train;
    private final Dataset test;
    private final String unit;

    private LearnersTable(Map<String, String[]> peers, String name, Dataset train, Dataset test, String unit) {
        this.peers = peers;
        this.name = name;
        this.train = train;
        this.test = test;
        this.unit = unit;
    }

    /**
     * Prints the table.
     *
     * @param args the folder, and names of data sets
     * @throws IOException if a file cannot be read
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<String> asked = List.of(args).subList(1, args.length);
        Map<String, String[]> peers = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("peer.csv"))) {
            String[] cells = line.split(",", -1);
            peers.put(cells[0] + "," + cells[1], cells);
            if (!cells[0].equals("data") && !names.contains(cells[0])) names.add(cells[0]);
        }
        System.out.println(
                "| data | learner | quality | theirs | tuned | theirs | fit | theirs | a row | theirs | size | theirs |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (String name : names) {
            if (!asked.isEmpty() && !asked.contains(name)) continue;
            Dataset train = read(folder.resolve(name + "-train.csv"));
            Dataset test = read(folder.resolve(name + "-test.csv"));
            if (train.column("truth").type().isNumeric()) {
                LearnersTable table = new LearnersTable(peers, name, train, test, "R2");
                REGRESSORS.forEach((learner, spec) -> table.line(
                        learner, Pipeline.regress("truth"), spec, RegressionMetrics.R2, CrossValidation.random(3)));
                continue;
            }
            List<String> labels = Stream.of(train.column("truth").levels().toArray(String[]::new))
                    .sorted()
                    .toList();
            boolean two = labels.size() == 2;
            LearnersTable table = new LearnersTable(peers, name, train, test, two ? "AUC" : "accuracy");
            Target target = two ? Target.of("truth").positive(labels.get(1)) : Target.of("truth");
            Metric<Classification> metric = two ? ClassificationMetrics.ROC_AUC : ClassificationMetrics.ACCURACY;
            CLASSIFIERS.forEach((learner, spec) ->
                    table.line(learner, Pipeline.classify(target), spec, metric, CrossValidation.stratified(3)));
        }
    }

    private static Dataset read(Path file) throws IOException {
        return file.getFileName().toString().startsWith("spam")
                ? Csv.file(file).text("text").load()
                : Csv.file(file).load();
    }

    private <P extends Prediction> Pipeline<P> prepared(Pipeline<P> empty, String learner) {
        if (train.schema().names().contains("text"))
            return empty.engineer(TextFeatures.tfidf("text").minDocuments(3));
        return empty.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(
                        learner.equals("naive Bayes") ? Scale.minMax(numeric()) : Scale.standard(numeric()),
                        Encode.oneHot(categorical()));
    }

    private <P extends Prediction> void line(
            String learner, Pipeline<P> empty, Learner<P> spec, Metric<P> metric, Resampling folds) {
        boolean large = train.rowCount() > LARGE;
        String[] theirs = peers.get(name + "," + learner);
        if (large && theirs == null) return; // left out by both: hours on either side
        Pipeline<P> pipeline = prepared(empty, learner).train(spec).seed(1);
        try {
            long start = System.nanoTime();
            FittedPipeline<P> fitted = pipeline.fit(train);
            double seconds = (System.nanoTime() - start) / 1e9;
            double plain = fitted.evaluate(test, metric).score(metric).value();
            double tuned = plain;
            if (!spec.searchSpace().ranges().isEmpty()) {
                Resampling how = !large ? folds : unit.equals("R2") ? Holdout.random(0.25) : Holdout.stratified(0.25);
                FittedPipeline<P> best = pipeline.tune(RandomSearch.trials(large ? 5 : 10), how, metric)
                        .fit(train);
                tuned = best.evaluate(test, metric).score(metric).value();
            }
            System.out.printf(
                    Locale.ROOT,
                    "| %s, %s | %s | %.4f | %s | %.4f | %s | %.3f s | %s s | %.1f µs | %s µs | %,d | %s |%n",
                    name,
                    unit,
                    learner,
                    plain,
                    cell(theirs, 2),
                    tuned,
                    cell(theirs, 3),
                    seconds,
                    cell(theirs, 4),
                    rowMicros(fitted),
                    cell(theirs, 5),
                    size(fitted),
                    cell(theirs, 6));
        } catch (RuntimeException | IOException e) {
            System.out.printf(Locale.ROOT, "| %s, %s | %s | %s |%n", name, unit, learner, e.getMessage());
        }
    }

    private static String cell(String[] cells, int at) {
        return cells == null ? "" : cells[at];
    }

    private static long size(FittedPipeline<?> fitted) throws IOException {
        Path file = Files.createTempFile("learner", ".millwork");
        try {
            Files.delete(file);
            fitted.save(file);
            return Files.size(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private double rowMicros(FittedPipeline<?> fitted) {
        List<Row> rows = test.head(200).rows();
        double best = Double.MAX_VALUE;
        for (int run = 0; run < 20; run++) {
            long start = System.nanoTime();
            for (Row row : rows) fitted.predict(row);
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / rows.size());
        }
        return best;
    }
}
