package io.github.millwork.examples;

import static io.github.millwork.data.Columns.all;
import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.matching;
import static io.github.millwork.data.Columns.named;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.engineer.Pixels;
import io.github.millwork.engineer.WordPieces;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.onnx.OnnxFeatures;
import io.github.millwork.onnx.OnnxImage;
import io.github.millwork.onnx.OnnxLearner;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Models that were trained elsewhere, as learners and as steps: the code of docs/pretrained.md. */
public final class PretrainedModels {
    private static final Path DATA = Path.of("examples/data");

    private PretrainedModels() {}

    /**
     * Uses networks for images and texts, and a pipeline that left as ONNX.
     *
     * @param args none
     * @throws IOException if no temporary file can be written
     */
    public static void main(String[] args) throws IOException {
        images();
        texts();
        backAgain();
    }

    private static void images() {
        Dataset digits =
                Csv.file(DATA.resolve("digits.csv")).categorical("digit").load();
        Split split = digits.split(Holdout.stratified("digit", 0.5).seed(1));
        FittedPipeline<Classification> network = Pipeline.classify("digit")
                .engineer(Pixels.grid("pixels", matching("pixel_.*"), 8, 8))
                .train(OnnxLearner.classifier(DATA.resolve("digits.onnx"))
                        .image(OnnxImage.grey(8, 8).times(1 / 16.0))
                        .logits())
                .fit(split.train());
        System.out.println("digits by a pre-trained network: "
                + Evaluation.of(network, split.test(), List.of(ACCURACY)).score(ACCURACY));

        FittedPipeline<Classification> transferred = Pipeline.classify("digit")
                .engineer(OnnxFeatures.of(DATA.resolve("digits.onnx"), matching("pixel_.*"))
                        .image(OnnxImage.grey(8, 8).times(1 / 16.0))
                        .as("seen"))
                .train(LogisticRegression.create())
                .fit(split.train());
        System.out.println("digits by what it sees: "
                + Evaluation.of(transferred, split.test(), List.of(ACCURACY)).score(ACCURACY));
    }

    private static void texts() {
        Dataset novels = Csv.file(DATA.resolve("novels.csv")).text("text").load();
        Split split = novels.split(Holdout.stratified("novel", 0.3).seed(1));
        FittedPipeline<Classification> fitted = Pipeline.classify("novel")
                .engineer(WordPieces.of("text", DATA.resolve("words.txt")).length(96))
                .engineer(OnnxFeatures.of(DATA.resolve("words.onnx"), named("input_ids", "attention_mask"))
                        .meanOfTokens()
                        .as("meaning"))
                .train(LogisticRegression.create())
                .fit(split.train());
        System.out.println("novels by the mean of their words: "
                + Evaluation.of(fitted, split.test(), List.of(ACCURACY)).score(ACCURACY));
    }

    private static void backAgain() throws IOException {
        Dataset penguins = Csv.file(DATA.resolve("penguins.csv")).load();
        Path file = Files.createTempFile("penguins", ".onnx");
        Pipeline.classify("species")
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .fit(penguins)
                .exportOnnx(file);

        FittedPipeline<Classification> back = Pipeline.classify("species")
                .engineer(OnnxFeatures.of(file, all()))
                .train(OnnxLearner.classesAsGiven())
                .fit(penguins);
        System.out.println("back from ONNX: " + back.predict(penguins.row(0)).label());
        Files.delete(file);
    }
}
