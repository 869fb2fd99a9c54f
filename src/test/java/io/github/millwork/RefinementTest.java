package io.github.millwork;

import static io.github.millwork.evaluate.ClassificationMetrics.ACCURACY;
import static io.github.millwork.evaluate.ClassificationMetrics.LOG_LOSS;
import static io.github.millwork.evaluate.ClassificationMetrics.ROC_AUC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.deploy.Alias;
import io.github.millwork.deploy.GoldenRows;
import io.github.millwork.deploy.ModelVersion;
import io.github.millwork.deploy.Registry;
import io.github.millwork.deploy.RegistryEvent;
import io.github.millwork.deploy.Saving;
import io.github.millwork.deploy.SearchRecord;
import io.github.millwork.evaluate.CrossValidation;
import io.github.millwork.evaluate.PairedComparison;
import io.github.millwork.preprocess.Encode;
import io.github.millwork.preprocess.Scale;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Range;
import io.github.millwork.train.LogisticRegression;
import io.github.millwork.tune.Limits;
import io.github.millwork.tune.RandomSearch;
import io.github.millwork.tune.Searches;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefinementTest {
    private static final Dataset DATA = Searches.rows(900, 6);
    private static final Dataset OLD = rows(0, 300);
    private static final Dataset NEW = rows(0, 600);
    private static final Dataset HELD_OUT = rows(600, 900);
    private static final Pipeline<Classification> PIPELINE = Pipeline.classify(
                    Target.of("y").positive("yes"))
            .preprocess(Scale.standard(Columns.numeric()))
            .train(LogisticRegression.create())
            .seed(3);

    @TempDir
    private Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.at(folder);
    }

    private static Dataset rows(int from, int to) {
        return DATA.rows(IntStream.range(from, to).toArray());
    }

    /** What was learned from rows whose labels belong to others. */
    private static FittedPipeline<Classification> bad() {
        Column labels = OLD.column("y");
        int[] moved = IntStream.range(0, 300).map(row -> (row + 1) % 300).toArray();
        return PIPELINE.fit(OLD.with(labels.rows(moved)));
    }

    private Refinement<Classification> refine(Dataset training, Dataset heldOut) {
        return PIPELINE.refine(registry, "model", training, heldOut, ROC_AUC);
    }

    @Test
    void withoutAChampionTheFirstOneAnswers() {
        Refinement<Classification> refinement = refine(OLD, HELD_OUT);

        assertThat(refinement.promoted()).isTrue();
        assertThat(refinement.champion()).isEmpty();
        assertThat(refinement.comparison()).isEmpty();
        assertThat(registry.production("model")).isEqualTo(refinement.challenger());
        assertThat(refinement.challenger().scores())
                .isEqualTo(refinement.evaluation().scores());
    }

    @Test
    void aBetterChallengerAnswersAndTheHistoryTellsWhy() {
        registry.publish("model", bad()).promote();

        Refinement<Classification> refinement = refine(NEW, HELD_OUT);

        assertThat(refinement.promoted()).isTrue();
        assertThat(refinement.comparison())
                .hasValueSatisfying(found -> assertThat(found.verdict()).isEqualTo(PairedComparison.Verdict.FIRST));
        assertThat(registry.production("model")).isEqualTo(refinement.challenger());
        assertThat(registry.versions("model")).hasSize(2);
        List<RegistryEvent> history = registry.history("model");
        assertThat(history.get(history.size() - 1).why()).isEqualTo(refinement.why());
        assertThat(refinement.why()).startsWith("it is better than the champion by ROC AUC differs by ");
        assertThat(refinement.toString())
                .startsWith("model version 2 answers now: it is better than the champion")
                .contains("compared on 300 rows");
    }

    @Test
    void aChallengerThatIsNotShownToBeBetterIsKeptBesideTheChampion() {
        registry.publish("model", PIPELINE.fit(OLD)).promote();

        Refinement<Classification> refinement = refine(NEW, HELD_OUT);

        assertThat(refinement.promoted()).isFalse();
        assertThat(registry.production("model").number()).isEqualTo(1);
        assertThat(registry.versions("model")).hasSize(2);
        assertThat(refinement.why()).startsWith("it is not shown to be better than the champion by ROC AUC");
        List<RegistryEvent> history = registry.history("model");
        assertThat(history.get(history.size() - 1).why()).isEqualTo("not promoted: " + refinement.why());
    }

    @Test
    void rowsThatOneOfTheTwoHasSeenAreLeftOutOfTheComparison() {
        registry.publish("model", PIPELINE.fit(rows(0, 400))).promote();

        // The champion knows 300 to 399, the challenger 500 to 549.
        Refinement<Classification> refinement = refine(rows(500, 900), rows(300, 550));

        assertThat(refinement.known()).isEqualTo(150);
        assertThat(refinement.evaluation().rows()).isEqualTo(100);
    }

    @Test
    void whereHardlyARowIsUnknownNothingIsPublished() {
        registry.publish("model", PIPELINE.fit(OLD)).promote();

        assertThatThrownBy(() -> refine(NEW, rows(200, 610)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected at least 30 rows that neither champion nor challenger has seen, to compare them on, "
                                + "but of 410 rows 400 are among their training rows. Hold newer rows out.");
        assertThat(registry.versions("model")).hasSize(1);
    }

    @Test
    void aChampionThatKeepsNoDigestsIsComparedAndThatIsSaid() {
        registry.publish("model", bad(), Saving.with(GoldenRows.NONE), "").promote();

        assertThat(refine(NEW, HELD_OUT).why())
                .endsWith("; the champion keeps no digests of its rows, so it may have known "
                        + "some of these, to its advantage");
    }

    @Test
    void aChampionThatCannotReadTheRowsIsNotReplacedUnasked() {
        Dataset wider = OLD.with(OLD.column(OLD.schema().names().get(0)).withName("gone"));
        registry.publish("model", PIPELINE.fit(wider), Saving.with(GoldenRows.NONE), "")
                .promote();

        Refinement<Classification> refinement = refine(NEW, HELD_OUT);

        assertThat(refinement.promoted()).isFalse();
        assertThat(refinement.why())
                .startsWith("the champion cannot be compared with it: ")
                .contains("'gone'");
        assertThat(registry.alias("model", Alias.PRODUCTION))
                .hasValueSatisfying(
                        alias -> assertThat(alias.version().number()).isEqualTo(1));
    }

    @Test
    void aSearchBeginsWithWhatTheChampionWasFittedFrom() {
        Pipeline<Classification> searching = Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(Scale.standard(Columns.numeric()))
                .select(LogisticRegression.create().cost(Range.log(10, 100)))
                .tune(RandomSearch.trials(3), CrossValidation.stratified(3), ROC_AUC)
                .seed(3);
        Pipeline<Classification> earlier = Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(Scale.standard(Columns.numeric()))
                .train(LogisticRegression.create().cost(0.015));
        registry.publish("model", earlier.fit(OLD)).promote();

        Refinement<Classification> refinement = searching.refine(registry, "model", NEW, HELD_OUT, ROC_AUC);

        assertThat(refinement
                        .challenger()
                        .load(Classification.class)
                        .facts()
                        .search()
                        .orElseThrow()
                        .toString())
                .contains("0.015");
        int tried = refinement
                .challenger()
                .load(Classification.class)
                .facts()
                .search()
                .orElseThrow()
                .trials();
        assertThat(tried)
                .as("the champion is one trial, and its defaults are not searched")
                .isEqualTo(3);
    }

    @Test
    void aSearchBeginsWithTheBestOfTheSearchBefore() {
        Pipeline<Classification> searching = Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(Scale.standard(Columns.numeric()))
                .select(LogisticRegression.create().cost(Range.log(0.001, 100)))
                .tune(
                        RandomSearch.trials(6),
                        CrossValidation.stratified(3),
                        Limits.NONE.journal(folder.resolve("journal")),
                        ROC_AUC);
        searching.seed(3).refine(registry, "model", OLD, HELD_OUT, ROC_AUC);
        List<String> before = best(registry.version("model", 1));

        searching.seed(4).refine(registry, "model", NEW, rows(700, 900), ROC_AUC);

        SearchRecord after = registry.version("model", 2)
                .load(Classification.class)
                .facts()
                .search()
                .orElseThrow();
        assertThat(after.trials()).isEqualTo(6 + 5 - 1); // what the strategy proposes first was known, too
        assertThat(best(registry.version("model", 2))).containsAll(before.subList(0, 5));
        assertThat(folder.toFile().list((in, name) -> name.startsWith("journal-")))
                .hasSize(2);
    }

    private static List<String> best(ModelVersion version) {
        return version.load(Classification.class).facts().search().orElseThrow().best().stream()
                .map(SearchRecord.Candidate::learner)
                .toList();
    }

    @Test
    void aChallengerThatIsWorseByAGuardDoesNotAnswer() {
        registry.publish("model", bad()).promote();
        Metric<Classification> opposite = new Metric<>() {
            @Override
            public String name() {
                return "what is lost";
            }

            @Override
            public boolean higherIsBetter() {
                return false;
            }

            @Override
            public double measure(Assessment<Classification> assessment) {
                return ROC_AUC.measure(assessment);
            }
        };

        Refinement<Classification> refinement = PIPELINE.refine(registry, "model", NEW, HELD_OUT, ROC_AUC, opposite);

        assertThat(refinement.promoted()).isFalse();
        assertThat(refinement.guards()).hasSize(1);
        assertThat(refinement.why())
                .startsWith("it is better than the champion by ROC AUC")
                .contains(", but the champion is better by what is lost differs by ");
        assertThat(registry.production("model").number()).isEqualTo(1);
    }

    @Test
    void theReasonsOfARefusalTellTheGuardsToo() {
        registry.publish("model", PIPELINE.fit(OLD)).promote();

        Refinement<Classification> refinement =
                PIPELINE.refine(registry, "model", NEW, HELD_OUT, ROC_AUC, ACCURACY, LOG_LOSS);

        assertThat(refinement.promoted()).isFalse();
        assertThat(refinement.why())
                .startsWith("it is not shown to be better than the champion by ROC AUC differs by ")
                .contains("; accuracy differs by ")
                .contains("; log loss differs by ");
    }

    @Test
    void aChallengerThatFailsTheAuditDoesNotAnswer() {
        Column copy = DATA.column("y").withName("copy");
        Dataset leaking = DATA.with(copy);
        Pipeline<Classification> pipeline = Pipeline.classify(Target.of("y").positive("yes"))
                .preprocess(Encode.oneHot(Columns.named("copy")))
                .train(LogisticRegression.create());

        Refinement<Classification> refinement = pipeline.refine(
                registry,
                "model",
                leaking.rows(IntStream.range(0, 600).toArray()),
                leaking.rows(IntStream.range(600, 900).toArray()),
                ROC_AUC);

        assertThat(refinement.promoted()).isFalse();
        assertThat(refinement.leaky()).isTrue();
        assertThat(refinement.why())
                .startsWith("it failed the leak audit: no feature is the target: ")
                .contains("'copy'");
    }

    @Test
    void aChallengerIsWatchedBesideTheRowsItWasComparedOn() {
        Refinement<Classification> refinement = refine(OLD, HELD_OUT);

        assertThat(refinement
                        .challenger()
                        .load(Classification.class)
                        .record()
                        .profile()
                        .orElseThrow()
                        .judged())
                .hasSize(300);
    }
}
