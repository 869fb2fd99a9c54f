package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Split;
import io.github.millwork.data.Target;
import io.github.millwork.evaluate.CrossEvaluation;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.PairedComparison;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Metric;
import io.github.millwork.train.Baseline;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A whole pipeline is fitted anew to each cut. */
class CrossEvaluatedPipelineTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(600);
    private static final List<Metric<Classification>> METRICS = List.of(ROC_AUC, LOG_LOSS);

    private static Pipeline<Classification> pipeline(Learner<Classification> learner) {
        return Pipeline.classify(Target.of("status").positive("bad"))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(learner);
    }

    private static CrossEvaluation<Classification> evaluated(Pipeline<Classification> pipeline, int threads) {
        return CrossEvaluation.over(
                pipeline,
                CREDIT,
                CrossValidation.stratified(4),
                METRICS,
                FitContext.of(7).withThreads(threads));
    }

    @Test
    void everyStepIsFittedToTheTrainingRowsOfTheCutAlone() {
        Pipeline<Classification> pipeline = pipeline(LogisticRegression.create());
        CrossEvaluation<Classification> evaluation = evaluated(pipeline, 1);
        FitContext context = FitContext.of(7).withThreads(1);
        for (int i = 0; i < 4; i++) {
            Split split = evaluation.cuts().get(i).of(CREDIT);
            FittedPipeline<Classification> fitted = pipeline.fit(split.train(), context.child("cut " + i));
            assertThat(evaluation.folds(LOG_LOSS).values().get(i))
                    .isEqualTo(LOG_LOSS.measure(fitted.assess(split.test())));
        }
        assertThat(evaluation.confusionMatrix().support("bad")
                        + evaluation.confusionMatrix().support("good"))
                .isEqualTo(600);
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        Pipeline<Classification> pipeline = pipeline(LogisticRegression.create());
        CrossEvaluation<Classification> one = evaluated(pipeline, 1);
        CrossEvaluation<Classification> three = evaluated(pipeline, 3);
        for (Metric<Classification> metric : METRICS)
            assertThat(three.folds(metric)).isEqualTo(one.folds(metric));
        assertThat(three.pooled().orElseThrow().predictions())
                .isEqualTo(one.pooled().orElseThrow().predictions());
    }

    @Test
    void aLearnerIsToldFromItsBaseline() {
        PairedComparison comparison = PairedComparison.of(
                evaluated(pipeline(LogisticRegression.create()), 2),
                evaluated(pipeline(Baseline.classifier()), 2),
                ROC_AUC);
        assertThat(comparison.verdict()).isEqualTo(PairedComparison.Verdict.FIRST);
    }

    @Test
    void whatDoesNotSuitIsSaidWithItsCut() {
        Pipeline<Classification> incomplete = Pipeline.classify("status")
                .preprocess(Encode.oneHot(categorical()))
                .train(LogisticRegression.create());
        assertThatThrownBy(() -> evaluated(incomplete, 2))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        " This was in cut 1 of 4 by stratified 4-fold cross-validation, with 450 training "
                                + "and 150 test rows.");
    }
}
