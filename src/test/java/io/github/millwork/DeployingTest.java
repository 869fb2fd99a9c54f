package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.EvaluationRecord;
import io.github.millwork.deploy.Gate;
import io.github.millwork.deploy.ModelNotes;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryEvent;
import io.github.millwork.deploy.Reproduction;
import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Source;
import io.github.millwork.train.GradientBoosting;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a run into a registry, and back. */
class DeployingTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load().head(600);

    /** Rows that are there already. */
    private record Rows(Dataset rows) implements Source {
        @Override
        public String describe() {
            return "rows";
        }

        @Override
        public Dataset load(FitContext context) {
            return rows;
        }
    }

    @TempDir
    Path folder;

    private Registry registry() {
        return Registry.at(folder);
    }

    private static Pipeline<Classification> pipeline() {
        return Pipeline.classify(Target.of("status").positive("bad"))
                .collect(new Rows(CREDIT))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Scale.standard(numeric()), Encode.oneHot(categorical()))
                .train(LogisticRegression.create())
                .evaluate(Holdout.stratified(0.25), ROC_AUC, LOG_LOSS)
                .seed(5);
    }

    @Test
    void theFitThatWasEvaluatedIsPublishedAndAnswersIfTheGatesLetItPass() {
        Run<Classification> run = pipeline()
                .deploy(registry(), "credit", Gate.atLeast(ROC_AUC, 0.6), Gate.atMost(LOG_LOSS, 0.9))
                .run();

        ModelVersion production = registry().production("credit");
        assertThat(run.promotion().promoted()).isTrue();
        assertThat(run.promotion().version()).isEqualTo(production);
        assertThat(production.fingerprint()).isEqualTo(run.fitted().fingerprint());
        assertThat(production.scores()).isEqualTo(run.evaluation().scores());
        FittedPipeline<Classification> served = FittedPipeline.load(production, Classification.class);
        assertThat(served.fingerprint()).isEqualTo(run.fitted().fingerprint());
        assertThat(served.facts()).isEqualTo(run.fitted().facts());
        EvaluationRecord known = served.facts().evaluation().orElseThrow();
        assertThat(known.how()).isEqualTo(Holdout.stratified(0.25).describe());
        assertThat(known.rows()).isEqualTo(run.evaluation().rows());
        assertThat(served.facts().lineage().versions()).containsKeys("java", "millwork", "platform", "tribuo");
        assertThat(run.toString())
                .contains(
                        "credit version 1 is production now\n  passed  ROC AUC at least 0.6: the lower end of its 95 % ");
    }

    @Test
    void aRefusedGateIsAResultAndTheVersionIsKept() {
        pipeline().deploy(registry(), "credit").run();

        Run<Classification> run = pipeline()
                .seed(6)
                .deploy(registry(), "credit", Gate.atLeast(ROC_AUC, 0.999))
                .run();

        assertThat(run.promotion().promoted()).isFalse();
        assertThat(run.promotion().alias()).isEmpty();
        assertThat(registry().versions("credit")).hasSize(2);
        assertThat(registry().production("credit").number()).isEqualTo(1);
        assertThat(registry().history("credit"))
                .extracting(RegistryEvent::kind)
                .containsExactly(
                        RegistryEvent.Kind.PUBLISHED,
                        RegistryEvent.Kind.PROMOTED,
                        RegistryEvent.Kind.PUBLISHED,
                        RegistryEvent.Kind.REFUSED);
        assertThat(run.toString()).contains("credit version 2 was refused\n  refused ROC AUC at least 0.999: ");
    }

    @Test
    void aGateByAMetricThatIsNotEvaluatedIsRefusedBeforeAnyWork() {
        Pipeline<Classification> pipeline = pipeline()
                .deploy(registry(), "credit", Gate.atLeast(ACCURACY, 0.5))
                .collect(new Rows(Dataset.of()));

        assertThatThrownBy(pipeline::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a gate by a metric that is evaluated but 'accuracy' is not. Add it to evaluate. "
                        + "There are: 'ROC AUC', 'log loss'.");
        assertThatThrownBy(() -> pipeline().deploy(registry(), "../credit"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRunThatDoesNotDeployHasNoPromotion() {
        Run<Classification> run = pipeline().run();

        assertThatThrownBy(run::promotion)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a run that deploys but this one did not. Call deploy on the pipeline before.");
        assertThat(run.fitted().facts().evaluation()).isPresent();
    }

    @Test
    void whatWasChosenTellsFromWhatAndCanBeRepeatedFromItsFile() {
        Run<Classification> run = pipeline2()
                .evaluate(Holdout.stratified(0.25), ROC_AUC)
                .deploy(registry(), "credit")
                .run();

        FittedPipeline<Classification> served =
                FittedPipeline.load(registry().production("credit"), Classification.class);
        SearchRecord search = served.facts().search().orElseThrow();
        assertThat(search.trials()).isEqualTo(run.leaderboard().entries().size());
        assertThat(search.best().get(0).score())
                .isEqualTo(run.leaderboard().best().score());
        assertThat(search.best().stream().filter(SearchRecord.Candidate::winner))
                .hasSize(1);

        Dataset training =
                CREDIT.split(Holdout.stratified("status", 0.25).seed(5)).train();
        Reproduction reproduction = served.reproduce(training);
        assertThat(reproduction.sameBits()).as(reproduction.toString()).isTrue();
        assertThat(served.reproduce(CREDIT).sameBits()).isFalse();
    }

    private static Pipeline<Classification> pipeline2() {
        return Pipeline.classify(Target.of("status").positive("bad"))
                .collect(new Rows(CREDIT))
                .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()))
                .preprocess(Encode.oneHot(categorical()))
                .select(
                        LogisticRegression.create(),
                        GradientBoosting.classifier().trees(10).depth(2))
                .evaluate(CrossValidation.stratified(3), ROC_AUC)
                .seed(5);
    }

    @Test
    void inFoldsTheFitToAllRowsIsPublishedWithTheScoresOfTheFolds() {
        Run<Classification> run = pipeline()
                .evaluate(CrossValidation.stratified(3), ROC_AUC)
                .deploy(registry(), "credit", Gate.atLeast(ROC_AUC, 0.6))
                .run();

        FittedPipeline<Classification> served =
                FittedPipeline.load(registry().production("credit"), Classification.class);
        assertThat(served.record().rows()).isEqualTo(600);
        assertThat(served.facts().evaluation().orElseThrow().rows()).isEqualTo(600);
        assertThat(run.promotion().promoted()).isTrue();
    }

    @Test
    void notesStandInTheCard() {
        FittedPipeline<Classification> fitted = pipeline()
                .run()
                .fitted()
                .with(ModelNotes.use("To rank applications.").limitations("Not for companies."));
        ModelVersion version = registry().publish("credit", fitted);

        FittedPipeline<Classification> served = FittedPipeline.load(version, Classification.class);
        assertThat(served.card("credit").report().toHtml())
                .contains("To rank applications.", "Not for companies.", "ROC AUC", "logistic regression");
        assertThat(served.fingerprint()).isEqualTo(fitted.fingerprint());
    }

    @Test
    void anotherKindOfPipelineIsRefused() {
        pipeline().deploy(registry(), "credit").run();

        assertThatThrownBy(() -> FittedPipeline.load(registry().production("credit"), Regression.class))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("it holds a Classification pipeline, not Regression");
    }
}
