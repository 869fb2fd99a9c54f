package io.github.millwork;

import static io.github.millwork.data.Columns.categorical;
import static io.github.millwork.data.Columns.numeric;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.collect.Csv;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.GoldenRows;
import io.github.millwork.evaluate.Holdout;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Impute;
import io.github.millwork.stage.ColumnProfile;
import io.github.millwork.stage.Profile;
import io.github.millwork.stage.RowProgram;
import io.github.millwork.train.LogisticRegression;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of the training rows for a monitor. */
class ProfileOfAFitTest {
    private static final Dataset CREDIT =
            Csv.file(Path.of("examples/data/credit.csv")).load();
    private static final Pipeline<Classification> PIPELINE = Pipeline.classify(
                    Target.of("status").positive("bad"))
            .preprocess(Impute.median(numeric()), Impute.mostFrequent(categorical()), Encode.oneHot(categorical()))
            .train(LogisticRegression.create());

    @Test
    void everyColumnThatIsReadAndThePredictionsAreCounted() {
        FittedPipeline<Classification> fitted = PIPELINE.fit(CREDIT);
        Profile profile = fitted.profile().orElseThrow();
        assertThat(profile.rows()).isEqualTo(CREDIT.rowCount());
        assertThat(profile.inputs().stream().map(ColumnProfile::name))
                .containsExactlyElementsOf(
                        fitted.inputs().stream().map(RowProgram.Input::column).toList());
        for (ColumnProfile counted : profile.inputs()) {
            Column column = CREDIT.column(counted.name());
            assertThat(counted.missing()).as(counted.name()).isEqualTo(column.missingCount());
            assertThat(counted.present()).isEqualTo(column.size() - column.missingCount());
        }
        assertThat(profile.outputs().stream().map(ColumnProfile::name))
                .containsExactly("predicted class", "probability of bad");
        assertThat(profile.outputs().get(0).present()).isEqualTo(CREDIT.rowCount());
        assertThat(profile.heldOut()).isFalse();
        assertThat(profile.sample()).hasSize(1000);
    }

    @Test
    void itIsTheSameAfterASecondFitAndComesBackFromAFileButIsNoPartOfTheFingerprint(@TempDir Path folder) {
        FittedPipeline<Classification> fitted = PIPELINE.fit(CREDIT);
        Profile profile = fitted.profile().orElseThrow();
        assertThat(PIPELINE.fit(CREDIT).profile()).contains(profile);
        Path file = folder.resolve("credit.millwork");
        fitted.save(file);
        FittedPipeline<Classification> loaded = FittedPipeline.load(file, Classification.class);
        assertThat(loaded.profile()).contains(profile);
        assertThat(loaded.fingerprint())
                .isEqualTo(fitted.withHeldOut(CREDIT, fitted.assess(CREDIT)).fingerprint());
    }

    @Test
    void noRowOfTheTrainingDataIsInAFileThatMustHaveNone(@TempDir Path folder) {
        FittedPipeline<Classification> fitted = PIPELINE.fit(CREDIT);
        Path file = folder.resolve("credit.millwork");
        fitted.save(file, GoldenRows.SYNTHETIC);
        assertThat(FittedPipeline.load(file, Classification.class).profile())
                .contains(fitted.profile().orElseThrow().withoutRows());
    }

    @Test
    void aRunComparesWithPredictionsForTheRowsItHeldOut() {
        Run<Classification> run = PIPELINE.collect(Csv.file(Path.of("examples/data/credit.csv")))
                .evaluate(Holdout.stratified(0.25), ROC_AUC)
                .run();
        Profile profile = run.fitted().profile().orElseThrow();
        assertThat(profile.heldOut()).isTrue();
        assertThat(profile.judged()).hasSize(run.evaluation().assessment().rows());
        assertThat(profile.outputs().get(0).present())
                .isEqualTo(run.evaluation().assessment().rows());
    }
}
