package io.github.millwork.bench;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.train.Calibration;
import io.github.millwork.train.DecisionTree;
import io.github.millwork.train.ExtraTrees;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.train.RandomForest;
import io.github.millwork.train.Threshold;
import io.github.millwork.train.VotingLearner;
import java.nio.DoubleBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far what onnxruntime says of exported pipelines is from what they say themselves, on all rows of the Adult data. Prints
 * for each learner the size of the file, the largest difference of a probability, and how many labels differ.
 * Argument: the file adult.csv.
 */
public final class OnnxDifferences {
    private static final int AT_ONCE = 4_096;

    private OnnxDifferences() {}

    /**
     * Exports and compares.
     *
     * @param args the data file
     * @throws Exception if a file cannot be read, or onnxruntime fails
     */
    public static void main(String[] args) throws Exception {
        Dataset rows = Csv.file(Path.of(args[0])).load();
        Path file = Files.createTempFile("adult", ".onnx");
        for (Map.Entry<String, Learner<Classification>> each : learners().entrySet()) {
            boolean native_ = each.getKey().endsWith("as they are");
            Pipeline<Classification> pipeline =
                    Pipeline.classify(Target.of("income").positive(">50K"));
            if (!native_) {
                pipeline = pipeline.preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                        .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()));
            }
            FittedPipeline<Classification> fitted =
                    pipeline.train(each.getValue()).seed(1).fit(rows);
            fitted.exportOnnx(file);
            System.out.printf("%-46s %,12d bytes  ", each.getKey(), Files.size(file));
            compare(file, fitted, rows);
        }
        Files.delete(file);
    }

    private static Map<String, Learner<Classification>> learners() {
        Map<String, Learner<Classification>> learners = new LinkedHashMap<>();
        LogisticRegression logistic = LogisticRegression.create();
        RandomForest<Classification> forest =
                RandomForest.classifier().trees(100).minimumLeaf(2);
        learners.put("tree, columns as they are", DecisionTree.classifier().depth(12));
        learners.put("forest, columns as they are", forest);
        learners.put("extra trees, columns as they are", ExtraTrees.classifier().trees(30));
        learners.put(
                "boosting in Java, columns as they are",
                HistogramBoosting.classifier().trees(200));
        learners.put(
                "forest, sigmoid, columns as they are",
                RandomForest.classifier().trees(10).with(Calibration.sigmoid()));
        learners.put("boosting by XGBoost", GradientBoosting.classifier().trees(200));
        learners.put("logistic regression", logistic);
        learners.put("logistic regression, sigmoid", logistic.with(Calibration.sigmoid()));
        learners.put("logistic regression, isotonic", logistic.with(Calibration.isotonic()));
        learners.put("logistic regression, threshold", logistic.with(Threshold.forMetric(ClassificationMetrics.F1)));
        learners.put(
                "mean of forest and logistic regression",
                VotingLearner.of(RandomForest.classifier().trees(10), logistic));
        return learners;
    }

    private static void compare(Path file, FittedPipeline<Classification> fitted, Dataset rows) throws OrtException {
        Predictions<Classification> ours = fitted.predict(rows);
        double largest = 0;
        int labels = 0;
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString())) {
            for (int from = 0; from < rows.rowCount(); from += AT_ONCE) {
                int[] part = IntStream.range(from, Math.min(rows.rowCount(), from + AT_ONCE))
                        .toArray();
                Map<String, OnnxTensor> inputs = inputs(environment, fitted, rows.rows(part));
                try (OrtSession.Result result = session.run(inputs)) {
                    double[][] found = (double[][])
                            result.get("probabilities").orElseThrow().getValue();
                    String[][] label =
                            (String[][]) result.get("label").orElseThrow().getValue();
                    for (int i = 0; i < part.length; i++) {
                        for (int k = 0; k < 2; k++) {
                            largest = Math.max(largest, Math.abs(found[i][k] - ours.value(part[i], k)));
                        }
                        if (!label[i][0].equals(ours.get(part[i]).label())) labels++;
                    }
                }
                inputs.values().forEach(OnnxTensor::close);
            }
        }
        System.out.printf("%.1e  %d labels%n", largest, labels);
    }

    private static Map<String, OnnxTensor> inputs(
            OrtEnvironment environment, FittedPipeline<Classification> fitted, Dataset rows) throws OrtException {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        long[] shape = {rows.rowCount(), 1};
        for (RowProgram.Input input : fitted.inputs()) {
            Column column = rows.column(input.column());
            if (column.type().isString()) {
                String[] texts = new String[rows.rowCount()];
                Arrays.setAll(texts, row -> column.isMissing(row) ? "" : String.valueOf(column.string(row)));
                inputs.put(input.column(), OnnxTensor.createTensor(environment, texts, shape));
            } else {
                DoubleBuffer numbers = DoubleBuffer.wrap(column.toDoubles());
                inputs.put(input.column(), OnnxTensor.createTensor(environment, numbers, shape));
            }
        }
        return inputs;
    }
}
