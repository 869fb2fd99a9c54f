package io.github.millwork.examples;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossEvaluation;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Evaluation;
import io.github.millwork.evaluate.Fairness;
import io.github.millwork.evaluate.Gap;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.evaluate.LeakAudit;
import io.github.millwork.evaluate.LearningCurve;
import io.github.millwork.evaluate.ModelComparison;
import io.github.millwork.evaluate.PermutationImportance;
import io.github.millwork.evaluate.Slices;
import io.github.millwork.evaluate.ValidationCurve;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.train.HistogramBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.List;

/** How far two models can be trusted: on which rows, for whom, by how much one is better, and whether anything leaked. */
public final class TrustModel {
    private TrustModel() {}

    /**
     * Runs it.
     *
     * @param args the CSV file, examples/data/credit.csv by default
     */
    public static void main(String[] args) {
        Dataset credit = Csv.file(Path.of(args.length > 0 ? args[0] : "examples/data/credit.csv"))
                .load();
        Split split = credit.split(Holdout.stratified("status", 0.25).seed(1));
        Pipeline<Classification> prepared = Pipeline.classify(
                        Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .seed(1);
        Pipeline<Classification> linear = prepared.train(LogisticRegression.create());
        Pipeline<Classification> trees =
                prepared.train(HistogramBoosting.classifier().trees(60).depth(4));

        FittedPipeline<Classification> fitted = linear.fit(split.train());
        Evaluation<Classification> evaluation = fitted.evaluate(split.test(), ROC_AUC, LOG_LOSS, ACCURACY);
        System.out.println(evaluation);
        System.out.println(evaluation.confusionMatrix());

        ModelComparison comparison =
                evaluation.compare(trees.fit(split.train()).evaluate(split.test(), ROC_AUC, LOG_LOSS, ACCURACY));
        System.out.println(comparison);

        CrossEvaluation<Classification> folds = CrossEvaluation.withTrainScores(
                trees, credit, CrossValidation.stratified(5), List.of(ROC_AUC), FitContext.of(1));
        System.out.println(folds);
        Gap gap = Gap.between(folds.trainFolds(ROC_AUC).toScore(), folds.score(ROC_AUC));
        System.out.println("better on rows it knows by " + gap);

        LearningCurve growing = LearningCurve.of(trees, split, ROC_AUC, List.of(0.1, 0.3, 1.0), FitContext.of(1));
        System.out.println(growing);

        ValidationCurve depths = ValidationCurve.of(
                "depth",
                new double[] {1, 3, 6},
                depth -> prepared.train(HistogramBoosting.classifier().trees(60).depth((int) depth)),
                split.train(),
                CrossValidation.stratified(3),
                ROC_AUC,
                FitContext.of(1));
        System.out.println(depths);

        Slices<Classification> byHome = Slices.of(evaluation.assessment(), split.test(), ROC_AUC, 30, "home", "age");
        System.out.println(byHome);
        Slices<Classification> worst = Slices.worst(evaluation.assessment(), split.test(), LOG_LOSS, 30);
        System.out.println(worst);
        Fairness fairness = Fairness.of(evaluation.assessment(), split.test(), "marital", 30);
        System.out.println(fairness);

        PermutationImportance importance = PermutationImportance.of(fitted, split.test(), ROC_AUC);
        System.out.println(importance);

        LeakAudit audit = LeakAudit.of(linear, credit, Holdout.stratified(0.25), FitContext.of(1));
        System.out.println(audit);
    }
}
