package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ElasticNet;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.GaussianNaiveBayes;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LinearRegression;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.NeuralNetwork;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.SupportVectorMachine;
import io.github.millwork.train.TribuoLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.regression.rtree.CARTRegressionTrainer;

/**
 * Asks fitted pipelines about every row of three data sets in each way there is: a batch, the row alone, the pipeline saved
 * and loaded, fitted again, on one thread and on two. Prints a line for each pipeline and fails at the first bit that
 * differs. Nearest neighbours are left to the tests, since each of their answers reads all training rows. Argument: the
 * folder with adult/adult.csv, bike_sharing/hour.csv and california_housing/housing.csv.
 */
public final class SameBitsSweep {
    private final Path folder;
    private long compared;

    private SameBitsSweep(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs all pipelines.
     *
     * @param args the data folder
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path data = Path.of(args[0]);
        Dataset adult = Csv.file(data.resolve("adult/adult.csv")).missing("?").load();
        Dataset bikes = Csv.file(data.resolve("bike_sharing/hour.csv"))
                .categorical("season", "weathersit")
                .load()
                .drop("instant", "dteday", "casual", "registered");
        Dataset houses =
                Csv.file(data.resolve("california_housing/housing.csv")).load();
        SameBitsSweep sweep = new SameBitsSweep(Files.createTempDirectory("same-bits"));
        for (Map.Entry<String, Dataset> asked : Map.of("income", adult, "weathersit", bikes, "ocean_proximity", houses)
                .entrySet()) {
            for (Learner<Classification> learner : List.of(
                    Baseline.classifier(),
                    LogisticRegression.create(),
                    SupportVectorMachine.classifier(),
                    GradientBoosting.classifier().trees(50).rowShare(0.8),
                    HistogramBoosting.classifier().trees(50),
                    DecisionTree.classifier().depth(8),
                    RandomForest.classifier().trees(20),
                    ExtraTrees.classifier().trees(20),
                    GaussianNaiveBayes.create(),
                    NeuralNetwork.classifier().hiddenLayers(16).epochs(2),
                    TribuoLearner.classifier("cart", seed -> new CARTClassificationTrainer(8, 1.0f, seed)))) {
                sweep.compare(
                        Pipeline.classify(asked.getKey()),
                        learner,
                        Classification.class,
                        asked.getValue(),
                        asked.getKey());
            }
        }
        for (Map.Entry<String, Dataset> asked : Map.of(
                        "hours-per-week", adult, "cnt", bikes, "median_house_value", houses)
                .entrySet()) {
            for (Learner<Regression> learner : List.of(
                    Baseline.regressor(),
                    LinearRegression.create(),
                    SupportVectorMachine.regressor(),
                    GradientBoosting.regressor().trees(50).columnShare(0.8),
                    HistogramBoosting.regressor().trees(50),
                    DecisionTree.regressor().depth(8),
                    RandomForest.regressor().trees(20).depth(12),
                    ExtraTrees.regressor().trees(20).depth(12),
                    ElasticNet.create(),
                    NeuralNetwork.regressor().hiddenLayers(16).epochs(2),
                    TribuoLearner.regressor("cart", seed -> new CARTRegressionTrainer(8)))) {
                sweep.compare(
                        Pipeline.regress(asked.getKey()), learner, Regression.class, asked.getValue(), asked.getKey());
            }
        }
        System.out.printf(Locale.ROOT, "%,d rows of all, each bit the same%n", sweep.compared);
    }

    private <P extends Prediction> void compare(
            Pipeline<P> empty, Learner<P> learner, Class<P> type, Dataset rows, String target) throws IOException {
        Pipeline<P> pipeline = empty.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(learner)
                .seed(3);
        FittedPipeline<P> fitted = pipeline.threads(1).fit(rows);
        Path file = folder.resolve("model");
        fitted.save(file);
        FittedPipeline<P> loaded = FittedPipeline.load(file, type);
        FittedPipeline<P> again = pipeline.threads(2).fit(rows);
        Files.delete(file);
        String name = target + " by " + learner.describe();
        same(name + ", fitted again on two threads", fitted.fingerprint(), again.fingerprint());
        same(name + ", loaded", fitted.fingerprint(), loaded.fingerprint());
        Predictions<P> batch = fitted.predict(rows);
        same(name + ", batch of the loaded", batch, loaded.predict(rows));
        same(name + ", batch of the second fit", batch, again.predict(rows));
        for (int row = 0; row < rows.rowCount(); row++) {
            same(name + ", row " + row, batch.get(row), fitted.predict(rows.row(row)));
            same(name + ", row " + row + " of the loaded", batch.get(row), loaded.predict(rows.row(row)));
        }
        compared += rows.rowCount();
        System.out.printf(Locale.ROOT, "%,8d rows the same: %s%n", rows.rowCount(), name);
    }

    private static void same(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError(what + ": expected " + expected + " but found " + found);
        }
    }
}
