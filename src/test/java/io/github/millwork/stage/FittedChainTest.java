package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Row;
import io.github.millwork.data.SparseVector;
import io.github.millwork.data.Target;
import io.github.millwork.data.Truth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittedChainTest {
    private static final FitContext CONTEXT = FitContext.of(3).withThreads(2);

    private final Dataset data = table(10_000);
    private final Chain<Regression> chain = new Chain<>(
            Task.regress(Target.of("y")),
            List.of(
                    new Step("engineer", new TestSteps.Sum("s", "a", "b")),
                    new Step("preprocess", new TestSteps.Lower("c")),
                    new Step("preprocess", new TestSteps.Encode("c")),
                    new Step("preprocess", new TestSteps.TargetMean("d")),
                    new Step("preprocess", new TestSteps.Centre(Columns.numeric())),
                    new Step("drop", new Drop(Columns.named("b")))),
            new TestLearners.Line(false).with(new TestOptions.Shift(0.1)));
    private final FittedChain<Regression> fitted = chain.fit(data, CONTEXT);

    private static Dataset table(int rows) {
        SplittableRandom random = new SplittableRandom(11);
        double[] a = random.doubles(rows).map(x -> x < 0.05 ? Double.NaN : x).toArray();
        String[] c = IntStream.range(0, rows)
                .mapToObj(i -> i % 17 == 0 ? null : (i % 2 == 0 ? "P" : "p") + random.nextInt(5))
                .toArray(String[]::new);
        return Dataset.of(
                Column.numbers("a", a),
                Column.numbers("b", random.doubles(rows, -1e6, 1e6).toArray()),
                Column.categories("c", c),
                Column.categories(
                        "d", IntStream.range(0, rows).mapToObj(i -> "d" + i % 7).toArray(String[]::new)),
                Column.integers("key", IntStream.range(0, rows).asLongStream().toArray())
                        .withRole(Role.ID),
                Column.numbers("y", random.doubles(rows).toArray()));
    }

    private static State edited(State state, String name, Object value) {
        Map<String, Object> values = new LinkedHashMap<>(state.values());
        if (value == null) values.remove(name);
        else values.put(name, value);
        return State.of(values);
    }

    @Test
    void aRowABatchAndEveryNumberOfThreadsGiveTheSameBits() {
        Predictions<Regression> batch = fitted.predict(data, 1);
        assertThat(fitted.predict(data, 2)).isEqualTo(batch);
        assertThat(fitted.predict(data, 7)).isEqualTo(batch);
        assertThat(fitted.predict(data)).isEqualTo(batch);
        for (int row = 0; row < 1_000; row++)
            assertThat(fitted.predict(data.row(row))).isEqualTo(batch.get(row));
    }

    @Test
    void fitsAndPredictionsRunOnTheThreadsOfTheApplication() throws Exception {
        Set<String> names = ConcurrentHashMap.newKeySet();
        CountDownLatch ran = new CountDownLatch(2);
        Executor ofTheApplication = work -> new Thread(
                        () -> {
                            names.add(Thread.currentThread().getName());
                            ran.countDown();
                            work.run();
                        },
                        "of the application")
                .start();
        FitContext there = FitContext.of(3).withWorkers(Workers.on(ofTheApplication, 2));

        assertThat(fitted.predict(data, null, there)).isEqualTo(fitted.predict(data, 1));
        assertThat(chain.fit(data, there.child("any").withThreads(2)).describe())
                .isEqualTo(fitted.describe());

        ran.await();
        assertThat(names).containsExactly("of the application");
        assertThat(there.child("any").withThreads(5).workers()).isEqualTo(Workers.on(ofTheApplication, 5));
    }

    @Test
    void aBatchStopsWhenItIsCancelled() {
        AtomicInteger asked = new AtomicInteger();
        FitContext stopping = CONTEXT.withCancellation(() -> asked.incrementAndGet() > 3);
        assertThatThrownBy(() -> fitted.predict(data, null, stopping)).isInstanceOf(CancellationException.class);
    }

    @Test
    void levelsOfColumnsThatNothingReadsAreForgotten() {
        Dataset personal = data.with(Column.categories(
                        "dropped",
                        IntStream.range(0, data.rowCount())
                                .mapToObj(i -> "person " + i)
                                .toArray(String[]::new)))
                .with(Column.categories(
                                "owner",
                                IntStream.range(0, data.rowCount())
                                        .mapToObj(i -> "person " + i)
                                        .toArray(String[]::new))
                        .withRole(Role.ID));
        List<Step> steps = new ArrayList<>(chain.steps());
        steps.add(0, new Step("drop", new Drop(Columns.named("dropped"))));
        FittedChain<Regression> without = new Chain<>(chain.task(), steps, chain.learner()).fit(personal, CONTEXT);
        assertThat(Codecs.encode(without).toJson()).doesNotContain("person");
        assertThat(without.schema().field("c").levels())
                .isEqualTo(fitted.schema().field("c").levels())
                .isNotEmpty();
    }

    @Test
    void itSaysWhatItIsAndWhatItSees() {
        Fitted<Regression> any = fitted;
        assertThat(any.describe()).isEqualTo(chain.learner().describe());
        assertThat(any.features()).isEqualTo(fitted.program().features()).isNotEmpty();
    }

    @Test
    void theSameFitGivesTheSameFingerprintOnAnyNumberOfThreads() {
        assertThat(chain.fit(data, CONTEXT.withThreads(1)).fingerprint()).isEqualTo(fitted.fingerprint());
    }

    @Test
    void whatWasSavedGivesTheSameBits() {
        FittedChain<?> loaded = SavedChains.read(SavedChains.state(fitted));
        assertThat(loaded.predict(data)).isEqualTo(fitted.predict(data));
        assertThat(loaded.fingerprint()).isEqualTo(fitted.fingerprint());
        assertThat(SavedChains.state(loaded)).isEqualTo(SavedChains.state(fitted));
        assertThat(loaded.task()).isEqualTo(fitted.task());
        assertThat(loaded.schema()).isEqualTo(fitted.schema());
        assertThat(loaded.learner()).isEqualTo("line with shift");
        assertThat(loaded.toleratesMissing()).isTrue();
        assertThat(loaded.outputs()).isEqualTo(fitted.outputs());
        assertThat(loaded.program().features()).isEqualTo(fitted.program().features());
    }

    @Test
    void theFingerprintChangesWithWhatWasLearned() {
        Dataset other = data.with(Column.numbers(
                "y",
                data.column("y")
                        .rows(IntStream.range(0, data.rowCount())
                                .map(i -> i == 7 ? 8 : i)
                                .toArray())
                        .toDoubles()));
        assertThat(List.of(
                        fitted.fingerprint(),
                        chain.fit(other, CONTEXT).fingerprint(),
                        chain.withLearner(new TestLearners.Line(false).with(new TestOptions.Shift(0.2)))
                                .fit(data, CONTEXT)
                                .fingerprint(),
                        chain.fit(data.head(9_999), CONTEXT).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyTheColumnsThatAreReadMustBeThere() {
        assertThat(fitted.program().inputs())
                .extracting(RowProgram.Input::column)
                .containsExactly("a", "b", "c", "d");
        assertThat(fitted.predict(data.drop("key", "y"))).isEqualTo(fitted.predict(data));
        assertThatThrownBy(() -> fitted.predict(data.drop("c")))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a value for column 'c', a category such as 'a', but the data has none.");
        Row row = Row.of("a", null, "b", 1, "c", null, "d", "d1", "more", new Object());
        assertThat(fitted.predict(row).value()).isFinite();
    }

    @Test
    void aDroppedColumnMayBeAbsent() {
        Chain<Regression> dropping = new Chain<>(
                Task.regress(Target.of("y")),
                List.of(
                        new Step("drop", new Drop(Columns.named("c", "d"))),
                        new Step("engineer", new TestSteps.Sum("s", "a", "b")),
                        new Step("drop", new Drop(Columns.named("s", "b")))),
                new TestLearners.Line(false));
        FittedChain<Regression> small = dropping.fit(data, CONTEXT);
        assertThat(small.predict(data.select("a"))).isEqualTo(small.predict(data));
        assertThat(small.predict(Row.of("a", 0.5)).value()).isFinite();
    }

    @Test
    void unseenCategoriesAreAnsweredAndCounted() {
        String[] strange = IntStream.range(0, 10_000)
                .mapToObj(i -> i % 100 == 0 ? "Q" : i % 100 == 1 ? "" : "P1")
                .toArray(String[]::new);
        Dataset rows = data.with(Column.categories("c", strange));
        assertThat(fitted.predict(rows, 1).unseen()).isEqualTo(Map.of("c", 100L));
        assertThat(fitted.predict(rows, 2).unseen()).isEqualTo(Map.of("c", 100L));
        assertThat(fitted.predict(data).unseen()).isEmpty();
    }

    @Test
    void noRowsGiveNoPredictions() {
        assertThat(fitted.predict(data.head(0))).isEmpty();
        assertThat(fitted.features(data.head(0)).rows()).isZero();
    }

    @Test
    void assessedRowsBringTruthAndWeights() {
        Dataset weighted = data.with(Column.numbers(
                        "w", IntStream.range(0, 10_000).mapToDouble(i -> i % 3).toArray())
                .withRole(Role.WEIGHT));
        FittedChain<Regression> trained = chain.fit(weighted, CONTEXT);
        Assessment<Regression> assessment = trained.assess(weighted.head(4));
        assertThat(assessment.weights()).containsExactly(0, 1, 2, 0);
        assertThat(((TargetValues.Numbers) assessment.truth()).values())
                .containsExactly(data.head(4).column("y").toDoubles());
        assertThat(assessment.features()).isNull();
        assertThat(trained.assess(weighted.head(4).withRole("w", Role.FEATURE)).weights())
                .as("the column that held the weights in training, whatever its role now")
                .containsExactly(0, 1, 2, 0);
        assertThat(trained.assess(data.head(4)).weights()).isNull();
        assertThatThrownBy(() -> trained.assess(data.drop("y"))).isInstanceOf(DataException.class);
    }

    @Test
    void assessedClustersBringTheirFeatures() {
        Dataset rows = Dataset.of(Column.numbers("x", -2, 3, 4), Column.categories("g", "m", "p", "p"));
        FittedChain<Cluster> clusters =
                new Chain<>(Task.cluster(Truth.of("g")), List.of(), new TestLearners.Sign()).fit(rows, CONTEXT);
        Assessment<Cluster> assessment = clusters.assess(rows);
        assertThat(assessment.predictions()).extracting(Cluster::index).containsExactly(0, 1, 1);
        assertThat(((TargetValues.Classes) assessment.truth()).codes()).containsExactly(0, 1, 1);
        FeatureMatrix features = assessment.features();
        assertThat(features).isNotNull();
        assertThat(TestLearners.dense(features)).isDeepEqualTo(new double[][] {{-2}, {3}, {4}});
    }

    @Test
    void rawVectorsAreFeatures() {
        Dataset rows = Dataset.of(
                Column.vectors(
                        "v",
                        List.of("p", "q"),
                        SparseVector.unit(0),
                        SparseVector.unit(1),
                        SparseVector.of(new int[] {0, 1}, new double[] {2, 3})),
                Column.numbers("y", 1, 2, 8));
        FittedChain<Regression> vectors =
                new Chain<>(Task.regress(Target.of("y")), List.of(), new TestLearners.Line(true)).fit(rows, CONTEXT);
        FittedChain<?> loaded = SavedChains.read(SavedChains.state(vectors));
        List<Regression> batch = vectors.predict(rows);
        assertThat(loaded.predict(rows)).isEqualTo(batch);
        for (int row = 0; row < 3; row++)
            assertThat(loaded.predict(rows.row(row))).isEqualTo(batch.get(row));
    }

    @Test
    void aModelThatNeedsAllFeaturesRefusesAMissingOne() {
        Dataset full = Dataset.of(Column.numbers("a", 1, 2, 3), Column.numbers("y", 1, 2, 3));
        FittedChain<Regression> complete =
                new Chain<>(Task.regress(Target.of("y")), List.of(), new TestLearners.Line(true)).fit(full, CONTEXT);
        Dataset hole = full.with(Column.numbers("a", 1, Double.NaN, 3));
        assertThatThrownBy(() -> complete.predict(hole)).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> complete.predict(Row.of("a", null)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Expected a value for 'a' but it is missing, and this model cannot do without.");
    }

    @Test
    void classesAndThePositiveOneAreSaved() {
        Dataset rows = Dataset.of(Column.numbers("x", 0, 1, 0.1, 0.9), Column.categories("y", "n", "p", "n", "p"));
        FittedChain<Classification> classes = new Chain<>(
                        Task.classify(Target.of("y").positive("p")), List.of(), new TestLearners.NearestMean())
                .fit(rows, CONTEXT);
        FittedChain<?> loaded = SavedChains.read(SavedChains.state(classes));
        assertThat(loaded.predict(rows)).isEqualTo(classes.predict(rows));
        assertThat(loaded.outputs()).isEqualTo(classes.outputs());
        assertThat(classes.predict(rows)).extracting(Classification::label).containsExactly("n", "p", "n", "p");
    }

    @Test
    void whateverIsWrongWithASavedChainItIsAnUnreadableArtifact() {
        State saved = SavedChains.state(fitted);
        for (String name : saved.values().keySet()) {
            for (Object damage : new Object[] {null, "", "x", 3, List.of(), List.of("x"), State.empty()}) {
                if (List.of("learner", "adjustments").contains(name) && !breaks(name, damage)) continue;
                State broken = edited(saved, name, damage instanceof Integer i ? (Object) (long) i : damage);
                assertThatThrownBy(() -> SavedChains.read(broken))
                        .as(name + " = " + damage)
                        .isInstanceOf(BundleException.class);
            }
        }
    }

    /** A name is any string, and there may be no adjustments. */
    private static boolean breaks(String name, Object damage) {
        if (name.equals("learner")) return !(damage instanceof String);
        return !List.of().equals(damage);
    }

    @Test
    void aModelOrAdjustmentOfAnotherKindIsAnUnreadableArtifact() {
        State saved = SavedChains.state(fitted);
        State classifier = Codecs.encode(new TestLearners.Centroids(List.of("p", "q"), null, new double[0]));
        assertThatThrownBy(() -> SavedChains.read(edited(saved, "model", classifier)))
                .isInstanceOf(BundleException.class)
                .hasMessage(
                        "Could not read 'chain.fitted': Expected a learner or model for Regression but found one for "
                                + "Classification. The file is damaged.");
        State drop = Codecs.encode(new Drop(Columns.all()));
        assertThatThrownBy(() -> SavedChains.read(edited(saved, "adjustments", List.of(drop))))
                .isInstanceOf(BundleException.class);
    }

    @Test
    void everyCutOfItsJsonIsAnUnreadableArtifact() {
        String json = SavedChains.state(
                        new Chain<>(Task.regress(Target.of("y")), List.of(), new TestLearners.Line(false))
                                .fit(data.head(20).select("a", "y"), CONTEXT))
                .toJson();
        List<String> readable = new ArrayList<>();
        for (int end = 0; end < json.length(); end++) {
            try {
                SavedChains.read(State.fromJson(json.substring(0, end)));
                readable.add(json.substring(0, end));
            } catch (BundleException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
        assertThat(readable).isEmpty();
    }
}
