package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static io.github.millwork.evaluate.RegressionMetrics.MAE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Row;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryEvent;
import io.github.millwork.deploy.Scorer;
import io.github.millwork.feedback.FeedbackStore;
import io.github.millwork.feedback.LoggedPrediction;
import io.github.millwork.feedback.Route;
import io.github.millwork.monitor.MonitorOptions;
import io.github.millwork.monitor.RetrainingPolicy;
import io.github.millwork.stage.BundleException;
import io.github.millwork.train.KMeans;
import io.github.millwork.train.LinearRegression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that goes on: what it is told, what it decides, and what a restart must not change. */
class TrainingLoopTest {
    private static final Pipeline<Classification> PIPELINE = TurningRows.PIPELINE;
    private static final MonitorOptions QUIET = TurningRows.QUIET;

    @TempDir
    private Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.at(folder.resolve("models"));
    }

    private static Dataset rows(int from, int to, boolean turned) {
        return TurningRows.of(from, to, turned);
    }

    private ContinuousTraining<Classification> training() {
        return ContinuousTraining.of(PIPELINE, registry, "m", ACCURACY)
                .monitor(QUIET)
                .rows(4_000, 150);
    }

    private static List<TrainingStep<Classification>> stream(
            TrainingLoop<Classification> loop, int from, int to, boolean turned) {
        List<TrainingStep<Classification>> steps = new ArrayList<>();
        for (int at = from; at < to; at += 50) steps.add(loop.step(rows(at, at + 50, turned)));
        return steps;
    }

    private List<String> history() {
        return registry.history("m").stream()
                .map(event -> event.kind() + ": " + event.why())
                .toList();
    }

    private static double accuracy(TrainingLoop<Classification> loop, boolean turned) {
        Dataset rows = rows(50_000, 51_000, turned);
        return loop.fitted().evaluate(rows, ACCURACY).score(ACCURACY).value();
    }

    @Test
    void withoutAVersionInProductionTheFirstIsFittedToTheOlderRowsAndJudgedOnTheNewer() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false));

        assertThat(loop.version().number()).isEqualTo(1);
        assertThat(loop.fitted().record().rows()).isEqualTo(320);
        assertThat(registry.production("m")).isEqualTo(loop.version());
        assertThat(loop.monitor().current().rows()).isZero();
    }

    @Test
    void whereNothingChangesOnlyGrowthAsksAndEverMoreSeldom() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false));

        List<TrainingStep<Classification>> steps = stream(loop, 400, 2_400, false);

        assertThat(steps).noneMatch(step -> step.rollback().isPresent());
        assertThat(steps.stream().filter(step -> step.refinement().isPresent()).count())
                .isBetween(1L, 6L);
        assertThat(accuracy(loop, false)).isGreaterThan(0.87);
    }

    @Test
    void afterASuddenChangeANewModelOfTheRowsSinceAnswersAndTheHistoryTellsWhy() {
        TrainingLoop<Classification> loop = training().start(rows(0, 1_000, false));
        stream(loop, 1_000, 1_600, false);
        int before = loop.version().number();

        List<TrainingStep<Classification>> steps = stream(loop, 1_600, 2_600, true);

        assertThat(loop.version().number()).isGreaterThan(before);
        assertThat(accuracy(loop, true)).isGreaterThan(0.86);
        assertThat(steps)
                .anyMatch(step -> step.reason()
                        .filter(reason ->
                                reason.rule().equals("decay") && reason.why().startsWith("accuracy is 0."))
                        .isPresent());
        assertThat(history())
                .anyMatch(event -> event.startsWith("PROMOTED: it is better than the champion by accuracy differs by ")
                        && event.contains("; it was fitted since accuracy is 0.")
                        && event.endsWith(" is usual"));
    }

    @Test
    void aVersionThatDoesWorseThanTheOneBeforeWouldHaveIsTakenBack() {
        TrainingLoop<Classification> loop =
                training().policy(RetrainingPolicy.onDecay("accuracy", 0.1)).start(rows(0, 1_000, false));
        stream(loop, 1_000, 1_200, false);
        List<TrainingStep<Classification>> steps = new ArrayList<>();
        int at = 1_200;
        while (loop.version().number() == 1 && at < 4_000) { // the world is another one for a while
            steps.add(loop.step(rows(at, at + 50, true)));
            at += 50;
        }
        assertThat(loop.version().number()).as("%s", steps).isEqualTo(2);

        steps = stream(loop, at, at + 300, false);

        assertThat(steps).anyMatch(step -> step.rollback().isPresent());
        assertThat(loop.version().number()).isEqualTo(1);
        assertThat(registry.production("m").number()).isEqualTo(1);
        assertThat(history())
                .anyMatch(event -> event.startsWith("ROLLED_BACK: the live accuracy fell to 0.")
                        && event.contains(" rows since the promotion, where version 1 would have had 0."));
    }

    @Test
    void aRowIsLearnedFromOnceWhateverIsToldOfIt() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false));
        Dataset rows = rows(400, 500, false);
        loop.predict(rows);

        assertThat(loop.learn(rows).learned()).isEqualTo(100);
        TrainingStep<Classification> again =
                loop.learn(rows.with(rows(400, 500, true).column("y")));

        assertThat(again.learned()).isZero();
        assertThat(again.ignored()).isEqualTo(100);
        assertThat(loop.monitor().current().coverage().joined()).isEqualTo(100);
        assertThat(loop.monitor().current().coverage().duplicate()).isZero();
        String[] missing = new String[10];
        assertThat(loop.learn(rows(500, 510, false).with(Column.categories("y", missing)))
                        .ignored())
                .isEqualTo(10);
        assertThatThrownBy(() -> loop.learn(rows(510, 520, false).drop("y")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'y'");
        assertThat(loop.learn(rows(0, 0, false)).learned()).isZero();
    }

    @Test
    void afterARestartItGoesOnAsIfThereHadBeenNone() {
        Registry other = Registry.at(folder.resolve("others"));
        ContinuousTraining<Classification> whole = ContinuousTraining.of(PIPELINE, other, "m", ACCURACY)
                .monitor(QUIET)
                .rows(4_000, 150);
        ContinuousTraining<Classification> broken = training().state(folder.resolve("state"));
        TrainingLoop<Classification> one = whole.start(rows(0, 600, false));
        TrainingLoop<Classification> two = broken.start(rows(0, 600, false));
        stream(one, 600, 900, false);
        stream(two, 600, 900, false);
        two.save();

        TrainingLoop<Classification> three = broken.start(rows(0, 900, false));
        stream(one, 900, 2_000, true);
        stream(three, 900, 2_000, true);

        assertThat(three.version().number()).isEqualTo(one.version().number()).isGreaterThan(1);
        assertThat(three.fitted().fingerprint()).isEqualTo(one.fitted().fingerprint());
        assertThat(three.monitor().current().coverage())
                .isEqualTo(one.monitor().current().coverage());
        assertThat(registry.history("m").stream().map(RegistryEvent::why).toList())
                .isEqualTo(other.history("m").stream().map(RegistryEvent::why).toList());
    }

    @Test
    void rowsThatCameAfterTheStateWasSavedAreLearnedFromAtTheStart() {
        ContinuousTraining<Classification> training = training().state(folder.resolve("state"));
        TrainingLoop<Classification> loop = training.start(rows(0, 600, false));
        loop.predict(rows(600, 700, false));
        loop.save();
        // Their truth came, and then the application was killed.
        TrainingLoop<Classification> after = training.start(rows(0, 700, false));

        assertThat(after.monitor().current().coverage().joined()).isEqualTo(100);
        assertThat(after.learn(rows(650, 700, false)).learned()).isZero();
    }

    @Test
    void aFitThatFailsIsToldAndDoesNotEndTheTraining() {
        TrainingLoop<Classification> loop =
                training().policy(RetrainingPolicy.onLabels(200)).start(rows(0, 400, false));
        String[] all = new String[50];
        java.util.Arrays.fill(all, "yes");
        List<TrainingStep<Classification>> steps = new ArrayList<>();
        for (int at = 400; at < 600; at += 50) {
            Dataset rows = rows(at, at + 50, false);
            steps.add(loop.step(rows.with(Column.numbers("a", new double[50])).with(Column.categories("y", all))));
        }
        assertThat(steps.get(3).reason()).isPresent();
        assertThat(loop.version().number()).isGreaterThanOrEqualTo(1);
        assertThat(loop.predict(rows(700, 710, false)).size()).isEqualTo(10);
    }

    @Test
    void whoeverMovesTheAliasIsFollowed() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false));
        registry.publish("m", PIPELINE.fit(rows(0, 300, true))).promote(Alias.PRODUCTION, "by hand");

        loop.learn(rows(400, 410, false));

        assertThat(loop.version().number()).isEqualTo(2);
    }

    @Test
    void aScorerShowsItsRowsAndThoseOfOtherVersionsAreNotCounted() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false));
        Scorer<Row, Classification> scorer = loop.fitted().rowScorer().observe(loop);
        Scorer<Row, Classification> stranger =
                PIPELINE.fit(rows(0, 200, true)).rowScorer().observe(loop);
        Dataset rows = rows(400, 410, false);
        IntStream.range(0, 10).forEach(i -> scorer.score(rows.row(i)));
        IntStream.range(0, 10).forEach(i -> stranger.score(rows.row(i)));

        assertThat(loop.monitor().current().rows()).isEqualTo(10);
    }

    @Test
    void theRowsOfAFeedbackStoreAreLearnedFromOnceHoweverOftenTheyAreGiven() {
        TrainingLoop<Classification> loop = training().start(rows(0, 400, false).drop("id"));
        FeedbackStore store = FeedbackStore.at(folder.resolve("feedback"));
        Dataset rows = rows(400, 460, false);
        loop.predict(rows.drop("y"));
        List<LoggedPrediction> logged = new ArrayList<>();
        for (int row = 0; row < 60; row++) {
            logged.add(new LoggedPrediction(
                    (String) rows.column("id").value(row),
                    Instant.now(),
                    "1",
                    Route.only("production"),
                    Map.of(
                            "a", String.valueOf(rows.column("a").value(row)),
                            "b", String.valueOf(rows.column("b").value(row))),
                    new double[] {0.5, 0.5}));
        }
        store.log("m", logged);
        for (int row = 0; row < 50; row++)
            store.label("m", "r" + (400 + row), rows.column("y").value(row));

        assertThat(loop.learn(store.labelled("m", loop.fitted().schema(), "y")).learned())
                .isEqualTo(50);
        assertThat(loop.monitor().current().coverage().joined()).isEqualTo(50);
        for (int row = 50; row < 60; row++)
            store.label("m", "r" + (400 + row), rows.column("y").value(row));
        TrainingStep<Classification> step =
                loop.learn(store.labelled("m", loop.fitted().schema(), "y"));
        assertThat(step.learned()).isEqualTo(10);
        assertThat(step.ignored()).isEqualTo(50);
    }

    @Test
    void labelsThatCameLateBeforeAKillAreLearnedFromAfterIt() {
        ContinuousTraining<Classification> training = training().state(folder.resolve("state"));
        TrainingLoop<Classification> loop = training.start(rows(0, 600, false));
        loop.predict(rows(600, 700, false));
        loop.learn(rows(650, 700, false)); // the newer half first
        loop.save();

        TrainingLoop<Classification> after = training.start(rows(0, 700, false));

        assertThat(after.monitor().current().coverage().joined()).isEqualTo(100);
        assertThat(after.learn(rows(0, 700, false)).learned()).isZero();
    }

    @Test
    void aRegressionIsKeptGoodByItsError() {
        Pipeline<Regression> pipeline = Pipeline.regress("t").train(LinearRegression.create());
        TrainingLoop<Regression> loop = ContinuousTraining.of(pipeline, registry, "r", MAE)
                .monitor(QUIET)
                .rows(4_000, 150)
                .start(numbers(0, 800, 1));
        for (int at = 800; at < 2_000; at += 50) loop.step(numbers(at, at + 50, -1));

        assertThat(loop.version().number()).isGreaterThan(1);
        assertThat(loop.fitted()
                        .evaluate(numbers(9_000, 9_500, -1), MAE)
                        .score(MAE)
                        .value())
                .isLessThan(0.5);
    }

    private static Dataset numbers(int from, int to, int sign) {
        double[] a = new double[to - from];
        double[] t = new double[to - from];
        for (int i = 0; i < a.length; i++) {
            SplittableRandom random = new SplittableRandom(from + i);
            a[i] = random.nextGaussian();
            t[i] = 3 * sign * a[i] + 0.3 * random.nextGaussian();
        }
        return Dataset.of(Column.numbers("a", a), Column.numbers("t", t));
    }

    @Test
    void whatCannotBeIsRefused() throws IOException {
        assertThatThrownBy(
                        () -> ContinuousTraining.of(Pipeline.cluster().train(KMeans.clusters(2)), registry, "m", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected a pipeline that predicts a class or a number, whose truth is told later, but this "
                                + "one predicts a Cluster. Refit it with Pipeline.fit when it has drifted.");
        assertThatThrownBy(() -> training().start(rows(0, 20, false)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Expected at least 30 rows");
        assertThatThrownBy(() -> training().rows(100, 200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> training().heldOut(1)).isInstanceOf(IllegalArgumentException.class);
        Path state = folder.resolve("state");
        training().state(state).start(rows(0, 400, false));
        Files.writeString(state, Files.readString(state).replace("\"kept\"", "\"kepd\""));
        assertThatThrownBy(() -> training().state(state).start(rows(0, 400, false)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void guardsStandBesideTheMetric() {
        TrainingLoop<Classification> loop = training()
                .guards(ROC_AUC)
                .policy(RetrainingPolicy.onLabels(200))
                .start(rows(0, 400, false));
        Refinement<Classification> refinement = stream(loop, 400, 600, false).stream()
                .flatMap(step -> step.refinement().stream())
                .findFirst()
                .orElseThrow();
        assertThat(refinement.guards()).hasSize(1);
        assertThat(refinement.guards().get(0).metric()).isEqualTo("ROC AUC");
        assertThat(refinement.evaluation().scores()).hasSize(2);
    }
}
