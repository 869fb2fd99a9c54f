package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.ClassificationMetrics;
import io.github.millwork.evaluate.ConfusionMatrix;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Metric;
import io.github.millwork.testkit.TransformerKit;
import io.github.millwork.train.LogisticRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A transformer and a metric of one's own in a pipeline, which is saved and loaded like any other. */
public final class OwnExtensions {
    private OwnExtensions() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     * @throws IOException if the model cannot be saved
     */
    public static void main(String[] args) throws IOException {
        Dataset credit = Csv.file(Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv"))
                .load();
        Split split = credit.split(Holdout.stratified("status", 0.25).seed(1));

        OwnTransformer.Cap cap = new OwnTransformer.Cap(numeric(), 0.99);
        TransformerKit.check(cap, credit.drop("status")); // throws where the step breaks a rule
        TransformerKit.check(new OwnTextStep.FirstLetters(categorical(), 2), credit.drop("status"));

        // A good customer refused costs 1, a bad one accepted costs 5.
        Metric<Classification> cost = ClassificationMetrics.of("expected cost", false, assessment -> {
            ConfusionMatrix matrix = ConfusionMatrix.of(assessment);
            return (matrix.count("good", "bad") + 5 * matrix.count("bad", "good")) / assessment.rows();
        });

        FittedPipeline<Classification> fitted = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()), cap)
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .fit(split.train());
        System.out.println(fitted.evaluate(split.test(), ROC_AUC, cost));

        Path saved = Files.createTempDirectory("millwork").resolve("own.millwork");
        fitted.save(saved);
        FittedPipeline<Classification> loaded = FittedPipeline.load(saved, Classification.class);
        boolean same = loaded.predict(split.test()).equals(fitted.predict(split.test()));
        System.out.println("same bits after loading: " + same);
    }
}
