package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Range;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import io.github.millwork.tune.GridSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tasks of a scikit-learn script, done here: prints a line for each, with the median and best of five runs after
 * three to warm up, the quality, and the peak resident memory of the process. Run one task a process to compare memory.
 * Arguments: the folder with adult/adult.csv and nycflights13/flights.csv, a file with the row numbers of Adult's test
 * rows, and the tasks: csv, logistic, forest (categories as they are), forest-one-hot, boosting, boosting-in-java (categories
 * as they are), search.
 */
public final class PeerTasks {
    private static final int WARM_UP = 3;
    private static final int RUNS = 5;
    private static final RandomForest<Classification> FOREST =
            RandomForest.classifier().trees(100).minimumLeaf(2);

    private PeerTasks() {}

    /**
     * Runs the tasks.
     *
     * @param args the data folder, the file of test rows, and tasks
     * @throws Exception if a file cannot be read
     */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        for (String task : Arrays.copyOfRange(args, 2, args.length)) {
            switch (task) {
                case "csv" -> {
                    Path flights = data.resolve("nycflights13/flights.csv");
                    timed(task, () -> Csv.file(flights).load(), rows -> rows.rowCount() + " rows");
                }
                case "logistic" -> adult(task, data, Path.of(args[1]), LogisticRegression.create());
                case "forest" -> adult(task, data, Path.of(args[1]), imputed().train(FOREST));
                case "forest-one-hot" -> adult(task, data, Path.of(args[1]), FOREST);
                case "boosting-in-java" ->
                    adult(
                            task,
                            data,
                            Path.of(args[1]),
                            imputed().train(HistogramBoosting.classifier().trees(200)));
                case "boosting" ->
                    adult(
                            task,
                            data,
                            Path.of(args[1]),
                            GradientBoosting.classifier().trees(200));
                case "search" -> search(task, training(data, Path.of(args[1])));
                default ->
                    throw new IllegalArgumentException(
                            "Expected csv, logistic, forest, forest-one-hot, boosting, boosting-in-java or search but found "
                                    + task);
            }
        }
    }

    private static Dataset rows(Path data, Path split, boolean held) throws Exception {
        Dataset all = Csv.file(data.resolve("adult/adult.csv")).missing("?").load();
        Set<Integer> test =
                Files.readAllLines(split).stream().map(Integer::valueOf).collect(Collectors.toSet());
        return all.rows(IntStream.range(0, all.rowCount())
                .filter(row -> test.contains(row) == held)
                .toArray());
    }

    private static Dataset training(Path data, Path split) throws Exception {
        return rows(data, split, false);
    }

    private static Pipeline<Classification> imputed() {
        return Pipeline.classify(Target.of("income").positive(">50K"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()));
    }

    private static Pipeline<Classification> prepared() {
        return imputed().preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
    }

    private static void adult(String task, Path data, Path split, Learner<Classification> learner) throws Exception {
        adult(task, data, split, prepared().train(learner));
    }

    private static void adult(String task, Path data, Path split, Pipeline<Classification> pipeline) throws Exception {
        Dataset training = training(data, split);
        Dataset testing = rows(data, split, true);
        timed(task, () -> pipeline.fit(training), fitted -> "auc " + auc(fitted, testing));
    }

    /** Eight costs from 0.001 to 10 on five folds, and the best of them on all training rows. */
    private static void search(String task, Dataset training) throws Exception {
        double[] costs = IntStream.range(0, 8)
                .mapToDouble(i -> Math.pow(10, -3 + 4.0 * i / 7))
                .toArray();
        Pipeline<Classification> pipeline = prepared()
                .train(LogisticRegression.create().cost(Range.values(costs)))
                .tune(GridSearch.create(), CrossValidation.stratified(5), ROC_AUC);
        timed(
                task,
                () -> pipeline.fit(training),
                fitted -> String.format(
                        Locale.ROOT,
                        "cv auc %.4f",
                        fitted.leaderboard().best().score().value()));
    }

    private static String auc(FittedPipeline<Classification> fitted, Dataset testing) {
        return String.format(
                Locale.ROOT,
                "%.4f",
                fitted.evaluate(testing, ROC_AUC).score(ROC_AUC).value());
    }

    private static <T> void timed(String task, Supplier<T> work, java.util.function.Function<T, String> quality)
            throws Exception {
        double[] seconds = new double[RUNS];
        T last = work.get();
        for (int i = 1 - WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            last = work.get();
            if (i >= 0) seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(seconds);
        System.out.printf(
                Locale.ROOT,
                "{\"task\": \"%s\", \"median_s\": %.4f, \"best_s\": %.4f, \"quality\": \"%s\", \"peak_mb\": %s}%n",
                task,
                seconds[RUNS / 2],
                seconds[0],
                quality.apply(last),
                peakMegabytes());
    }

    private static String peakMegabytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return "null";
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> Long.toString(Long.parseLong(line.replaceAll("\\D", "")) / 1024))
                .findFirst()
                .orElse("null");
    }
}
