package io.github.millwork.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.millwork.onnx.Ort;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Every example program runs on the data that ships with it and prints what it promises. */
class ExamplesTest {
    @Test
    void theMainJobTrainsEvaluatesSavesLoadsAndScores() throws Exception {
        String printed = printedBy(() -> CreditRisk.main(new String[0]));

        assertThat(printed)
                .contains("4454 rows, 14 columns")
                .contains("baseline")
                .contains("logistic regression")
                .contains("histogram boosting")
                .contains("ROC AUC")
                .contains("loaded it again")
                .contains("is a bad risk");
    }

    @Test
    void theCodeOfTheReadmeRuns() throws Exception {
        String printed = printedBy(() -> QuickStart.main(new String[0]));

        assertThat(printed).contains("ROC AUC").contains("probability of bad: 0.");
    }

    @Test
    void aModelIsChosenEvaluatedAuditedAndReported() throws Exception {
        String printed = printedBy(() -> ChooseModel.main(new String[0]));

        assertThat(printed)
                .contains("± error", "logistic regression: ", "histogram boosting: ", "report: ")
                .contains("rows held out leave no trace in the fit               passed");
    }

    @Test
    void howFarAModelCanBeTrustedIsLookedAtFromAllSides() throws Exception {
        String printed = printedBy(() -> TrustModel.main(new String[0]));

        assertThat(printed)
                .contains("McNemar's exact test", "better on rows it knows by +0.0", "marital", "seniority")
                .contains("rows held out leave no trace in the fit               passed");
    }

    @Test
    void algorithmsAreComparedByWhatMatters() throws Exception {
        String printed = printedBy(() -> CompareAlgorithms.main(new String[0]));

        assertThat(printed)
                .contains("McNemar's exact test", "paired bootstrap", "naive Bayes (smoothing 0.1)", "allocated")
                .contains("mean cost", "with threshold for mean cost", "The winner by accuracy is not always");
    }

    @Test
    void rareClassesDearMistakesAndIntervalsAreTakenCareOf() throws Exception {
        String printed = printedBy(() -> TrainingOptions.main(new String[0]));

        assertThat(printed)
                .contains("with balanced class weights", "with SMOTE", "with threshold for mean cost", "mean cost")
                .containsPattern("A price of \\d+, in nine of ten cases between -?\\d+ and \\d+; it was \\d+");
    }

    @Test
    void whatCameOfAnswersIsLearnedFrom() throws Exception {
        String printed = printedBy(() -> LearnFromAnswers.main(new String[0]));
        assertThat(printed).contains("\"id\":\"4711\"", "\"label\":\"joined\",\"reward\":\"joined\"", "1 row");
    }

    @Test
    void aModelIsServedAskedChallengedAndMounted() throws Exception {
        String printed = printedBy(() -> ServeModel.main(new String[0]));

        assertThat(printed)
                .contains("\"model\":\"credit\",\"version\":\"1\"", "5 events in its history", "\"contributions\":[");
    }

    @Test
    void aModelIsWatchedOverARestart() throws Exception {
        String printed = printedBy(() -> WatchModel.main(new String[0]));

        assertThat(printed).contains("age: mean ").contains("4 windows; labels: LabelCoverage[");
    }

    @Test
    void aModelIsKeptGoodUnattendedWhileTheWorldChanges() throws Exception {
        String printed = printedBy(() -> KeepModelGood.main(new String[0]));

        assertThat(printed)
                .contains("PROMOTED: there was no version that answered")
                .contains("PROMOTED: it is more likely better than the champion by accuracy differs by ")
                .contains("it was fitted since accuracy is 0.");
    }

    @Test
    void aServedModelLearnsFromWhatCameOfItsAnswers() throws Exception {
        String printed = printedBy(() -> KeepServedModelGood.main(new String[0]));

        assertThat(printed).contains("learned from 20 rows", "after a restart: 0 new");
    }

    @Test
    void anOwnTransformerAndAnOwnMetricAreUsedSavedAndLoaded() throws Exception {
        String printed = printedBy(() -> OwnExtensions.main(new String[0]));

        assertThat(printed).contains("expected cost").contains("same bits after loading: true");
    }

    @Test
    void anApplicationScoresExplainsAndWritesPredictions() throws Exception {
        String printed = printedBy(() -> Scoring.main(new String[0]));

        assertThat(printed)
                .contains("a bean: bad (", "a map: bad (", "explained in log-odds of bad", "job = partime adds 1.")
                .contains("2 answers", "amount,job,prediction,probability_bad,probability_good");
    }

    @Test
    void thePastPredictsTheFuture() throws Exception {
        String printed = printedBy(() -> Forecast.main(new String[0]));

        assertThat(printed)
                .contains("chronological hold-out of 20 % by 'time'", "4 cuts in time, not exchangeable")
                .containsPattern("next hour: \\d\\d\\.\\d");
    }

    @Test
    void modelsAreExplainedAsAWholeAndRowByRow() throws Exception {
        String printed = printedBy(() -> Explaining.main(new String[0]));

        assertThat(printed)
                .contains("weight for bad", "home=rent adds", "share of gain", "loss of ROC AUC", "probability of bad")
                .contains("{\"rows\":300,\"axes\":[{\"column\":\"amount\"", "explained in probability of bad");
    }

    @Test
    void modelsOfOtherToolsSeeAndRead() throws Exception {
        Ort.need();
        String printed = printedBy(() -> PretrainedModels.main(new String[0]));

        assertThat(printed)
                .containsPattern("digits by a pre-trained network: accuracy 0\\.9")
                .containsPattern("digits by what it sees: accuracy 0\\.9")
                .containsPattern("novels by the mean of their words: accuracy 0\\.[6-9]")
                .contains("back from ONNX: Adelie");
    }

    @Test
    void versionsArePublishedPromotedRolledBackDocumentedRepeatedAndSigned() throws Exception {
        String printed = printedBy(() -> Deploying.main(new String[0]));

        assertThat(printed)
                .contains("credit version 1 is production now", "served: logistic regression")
                .contains(
                        "credit version 2 is production now",
                        " rolled back version 1 as 'production'",
                        "complaints from the branch offices")
                .contains("other bits: fingerprint ", "data: 3340 rows then, 4454 now")
                .contains("signed: true");
    }

    /** What a program does. */
    private interface Program {
        void run() throws Exception;
    }

    private static synchronized String printedBy(Program program) throws Exception {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
