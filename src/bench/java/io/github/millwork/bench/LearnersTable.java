package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import io.github.millwork.engineer.TextFeatures;
import io.github.millwork.evaluate.AnomalyMetrics;
import io.github.millwork.evaluate.Average;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.ClusterMetrics;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.MultiLabelMetrics;
import io.github.millwork.evaluate.RegressionMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.Resampling;
import io.github.millwork.train.Hdbscan;
import io.github.millwork.train.KMeans;
import io.github.millwork.tune.GridSearch;
import io.github.millwork.tune.RandomSearch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Millwork's part of the table of learners: writes ours.csv into the folder that src/bench/python/learners.py filled, from the
 * same rows and by the same rules; learners_table.py joins the two. Arguments: the folder, and names of sets if not all.
 */
public final class LearnersTable {
    private static final int MOST_OF_SLOW = 2_000;
    private static final int FOR_FOLDS = 2_000;
    private static final int TRIALS = 5;
    private static final int TRIALS_OF_SLOW = 3;
    private static final Map<String, String> ODD = Map.of("malignant", "c0", "eights", "c8");

    private final PrintStream out;
    private final String set;
    private final String kind;
    private final String unit;
    private final List<Dataset> training = new ArrayList<>();
    private final List<Dataset> tests = new ArrayList<>();

    private LearnersTable(PrintStream out, Path folder, String[] cells) throws IOException {
        this.out = out;
        set = cells[0];
        kind = cells[1];
        unit = cells[2];
        for (int fold = 0; fold < Integer.parseInt(cells[3]); fold++) {
            training.add(read(folder.resolve(set + "-" + fold + "-train.csv")));
            tests.add(read(folder.resolve(set + "-" + fold + "-test.csv")));
        }
    }

    private Dataset read(Path file) {
        return set.equals("spam")
                ? Csv.file(file).text("text").load()
                : Csv.file(file).load();
    }

    /**
     * Writes the figures.
     *
     * @param args the folder, and names of sets
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        List<String> asked = List.of(args).subList(1, args.length);
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(folder.resolve("ours.csv")), true, StandardCharsets.UTF_8)) {
            out.println("set,kind,metric,learner,folds,train,test,default,tuned,fit_s,row_us,bytes");
            for (String line : Files.readAllLines(folder.resolve("sets.csv"))) {
                String[] cells = line.split(",", -1);
                if (asked.isEmpty() || asked.contains(cells[0])) new LearnersTable(out, folder, cells).run();
            }
        }
    }

    private void run() throws IOException {
        switch (kind) {
            case "numbers" -> lines(TableLearners.regressors(), Pipeline.regress("truth"), RegressionMetrics.R2);
            case "labels" ->
                lines(
                        TableLearners.labelers(),
                        Pipeline.classifyLabels(Target.labels(labels())),
                        MultiLabelMetrics.f1(Average.MICRO));
            case "anomalies" ->
                lines(
                        TableLearners.detectors(),
                        Pipeline.detectAnomalies(Truth.of("truth").anomalous(ODD.get(set))),
                        AnomalyMetrics.ROC_AUC);
            case "clusters" -> clusters();
            default -> classes();
        }
    }

    private String[] labels() {
        return training.get(0).schema().names().stream()
                .filter(name -> name.startsWith("label"))
                .toArray(String[]::new);
    }

    private void classes() throws IOException {
        boolean two = unit.equals("AUC");
        String second = Stream.of(training.get(0).column("truth").levels().toArray(String[]::new))
                .sorted()
                .toList()
                .get(1);
        Target target = two ? Target.of("truth").positive(second) : Target.of("truth");
        Metric<Classification> metric = two ? ClassificationMetrics.ROC_AUC : ClassificationMetrics.ACCURACY;
        lines(TableLearners.classifiers(), Pipeline.classify(target), metric);
    }

    private void clusters() throws IOException {
        Pipeline<Cluster> empty = Pipeline.cluster(Truth.of("truth"));
        int known = training.get(0).column("truth").levels().size();
        line("k-means", empty, KMeans.clusters(known), ClusterMetrics.ADJUSTED_RAND, UnaryOperator.identity());
        line("HDBSCAN", empty, Hdbscan.create(), ClusterMetrics.ADJUSTED_RAND, UnaryOperator.identity());
        line(
                "k-means by silhouette",
                empty,
                KMeans.clusters(Range.between(2, 12)),
                ClusterMetrics.ADJUSTED_RAND,
                pipeline -> pipeline.tune(GridSearch.points(11), CrossValidation.random(3), ClusterMetrics.SILHOUETTE));
    }

    private <P extends Prediction> void lines(Map<String, Learner<P>> learners, Pipeline<P> empty, Metric<P> metric)
            throws IOException {
        for (Map.Entry<String, Learner<P>> learner : learners.entrySet()) {
            line(learner.getKey(), empty, learner.getValue(), metric, UnaryOperator.identity());
        }
    }

    private <P extends Prediction> void line(
            String name, Pipeline<P> empty, Learner<P> learner, Metric<P> metric, UnaryOperator<Pipeline<P>> more)
            throws IOException {
        double[] sums = new double[5];
        int rows = 0;
        for (int fold = 0; fold < training.size(); fold++) {
            Dataset train = training.get(fold);
            if (TableLearners.SLOW.contains(name)) train = train.head(MOST_OF_SLOW);
            Dataset test = tests.get(fold);
            Pipeline<P> pipeline =
                    more.apply(prepared(empty, name, train).train(learner)).seed(1);
            long start = System.nanoTime();
            FittedPipeline<P> fitted = pipeline.fit(train);
            sums[2] += (System.nanoTime() - start) / 1e9;
            double plain = fitted.evaluate(test, metric).score(metric).value();
            sums[0] += plain;
            sums[1] += searches(learner) ? tuned(name, pipeline, train, test, metric) : plain;
            sums[3] += rowMicros(fitted, test);
            sums[4] += size(fitted);
            rows += test.rowCount();
        }
        int folds = training.size();
        String line = String.format(
                Locale.ROOT,
                "%s,%s,%s,%s,%d,%d,%d,%.4f,%.4f,%.4f,%.1f,%.0f",
                set,
                kind,
                unit,
                name,
                folds,
                training.get(0).rowCount(),
                rows,
                sums[0] / folds,
                sums[1] / folds,
                sums[2] / folds,
                sums[3] / folds,
                sums[4] / folds);
        out.println(line);
        System.out.println(line);
    }

    private boolean searches(Learner<?> learner) {
        return (kind.equals("classes") || kind.equals("numbers"))
                && !learner.searchSpace().ranges().isEmpty();
    }

    private <P extends Prediction> double tuned(
            String name, Pipeline<P> pipeline, Dataset train, Dataset test, Metric<P> metric) {
        boolean classes = kind.equals("classes");
        Resampling folds = classes ? CrossValidation.stratified(3) : CrossValidation.random(3);
        Resampling once = classes ? Holdout.stratified(0.25) : Holdout.random(0.25);
        int trials = TableLearners.SLOW.contains(name) ? TRIALS_OF_SLOW : TRIALS;
        return pipeline.tune(RandomSearch.trials(trials), train.rowCount() > FOR_FOLDS ? once : folds, metric)
                .fit(train)
                .evaluate(test, metric)
                .score(metric)
                .value();
    }

    private <P extends Prediction> Pipeline<P> prepared(Pipeline<P> empty, String learner, Dataset train) {
        if (train.schema().names().contains("text"))
            return empty.engineer(TextFeatures.tfidf("text").minDocuments(5));
        return empty.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(
                        learner.equals("naive Bayes") ? Scale.minMax(numeric()) : Scale.standard(numeric()),
                        Encode.oneHot(categorical()));
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

    private static double rowMicros(FittedPipeline<?> fitted, Dataset test) {
        List<Row> rows = test.head(100).rows();
        double best = Double.MAX_VALUE;
        long end = System.nanoTime() + 300_000_000;
        for (int run = 0; run < 20 && System.nanoTime() < end; run++) {
            long start = System.nanoTime();
            for (Row row : rows) fitted.predict(row);
            best = Math.min(best, (System.nanoTime() - start) / 1e3 / rows.size());
        }
        return best;
    }
}
