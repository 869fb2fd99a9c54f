package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens in one fit of a chain, in which order, and to which rows. */
class ChainFitTest {
    private static final FitContext CONTEXT = FitContext.of(5).withThreads(1);

    private final List<String> log = new ArrayList<>();
    private final List<TrainingData> seen = new ArrayList<>();
    private final Task<Regression> regress = Task.regress(Target.of("y"));
    private final Task<Classification> classify = Task.classify(Target.of("y"));

    /** y = 10 x, for x from 0. */
    private static Dataset line(int rows) {
        double[] x = IntStream.range(0, rows).mapToDouble(i -> i).toArray();
        return Dataset.of(
                Column.numbers("x", x),
                Column.numbers("y", Arrays.stream(x).map(v -> 10 * v).toArray()));
    }

    private Learner<Regression> watched(double validationShare, List<TrainingOption<? super Regression>> options) {
        return new TestLearners.Watched<>(new TestLearners.Line(true), validationShare, options, seen);
    }

    private Chain<Regression> chain(Learner<Regression> learner, Transformer... steps) {
        return new Chain<>(
                regress,
                Arrays.stream(steps).map(step -> new Step("preprocess", step)).toList(),
                learner);
    }

    private TestOptions.Rows rows(
            String name, RowOption.Phase phase, java.util.function.UnaryOperator<Dataset> change) {
        return new TestOptions.Rows(name, phase, log, change);
    }

    private static double[] firstFeature(TrainingData data) {
        return Arrays.stream(TestLearners.dense(data.features()))
                .mapToDouble(row -> row[0])
                .toArray();
    }

    private List<String> logWithoutSeeds() {
        return log.stream().filter(line -> !line.startsWith("seed")).toList();
    }

    @Test
    void optionsAreAppliedInTheirOrderWhateverTheOrderInWhichTheyWereGiven() {
        List<TrainingOption<? super Regression>> options = List.of(
                new TestOptions.Multiply(2, log),
                new TestOptions.Resample("resample", log),
                rows("augment", RowOption.Phase.AUGMENT, data -> data.concat(data)),
                rows("drop", RowOption.Phase.DROP, data -> data.head(20)));
        chain(watched(0.25, options), new TestSteps.Counting(log, new ArrayList<>()))
                .fit(line(30), CONTEXT);
        assertThat(logWithoutSeeds())
                .containsExactly(
                        "drop 30 rows", "augment 15 rows", "step 30 rows", "resample 30 rows", "multiply 60 rows");
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).rows()).isEqualTo(60);
        assertThat(seen.get(0).heldOut().orElseThrow().rows()).isEqualTo(5);
    }

    @Test
    void noMadeUpRowIsMadeFromARowThatIsHeldOutForEarlyStopping() {
        List<TrainingOption<? super Regression>> options = List.of(rows(
                "augment", RowOption.Phase.AUGMENT, data -> data.concat(data).concat(data)));
        chain(watched(0.2, options)).fit(line(50), CONTEXT);
        double[] heldOut = firstFeature(seen.get(0).heldOut().orElseThrow());
        double[] trained = firstFeature(seen.get(0));
        assertThat(heldOut).hasSize(10).doesNotHaveDuplicates();
        assertThat(trained).hasSize(120).doesNotContain(heldOut);
    }

    @Test
    void heldOutRowsGoThroughTheStepsThatWereFittedToTheOthers() {
        chain(watched(0.2, List.of()), new TestSteps.Centre(Columns.named("x"))).fit(line(50), CONTEXT);
        double[] trained = firstFeature(seen.get(0));
        double[] heldOut = firstFeature(seen.get(0).heldOut().orElseThrow());
        assertThat(Arrays.stream(trained).average().orElseThrow()).isCloseTo(0, within(1e-12));
        double mean = seen.get(0).numbers()[0] / 10 - trained[0];
        for (int i = 0; i < heldOut.length; i++) {
            assertThat(heldOut[i] + mean)
                    .isCloseTo(seen.get(0).heldOut().orElseThrow().numbers()[i] / 10, within(1e-9));
        }
    }

    @Test
    void heldOutClassesAreCodedAsThoseThatAreTrainedOn() {
        // Of class b there are too few rows to hold one out.
        String[] labels = IntStream.range(0, 40)
                .mapToObj(i -> i < 3 ? "b" : i % 2 == 0 ? "a" : "c")
                .toArray(String[]::new);
        Dataset data = Dataset.of(
                Column.numbers("x", IntStream.range(0, 40).mapToDouble(i -> i).toArray()),
                Column.categories("y", labels));
        Learner<Classification> learner =
                new TestLearners.Watched<>(new TestLearners.NearestMean(), 0.25, List.of(), seen);
        new Chain<>(classify, List.of(), learner).fit(data, CONTEXT);
        for (TrainingData part : List.of(seen.get(0), seen.get(0).heldOut().orElseThrow())) {
            assertThat(part.classes().labels()).containsExactly("a", "b", "c");
            double[] x = firstFeature(part);
            for (int i = 0; i < x.length; i++) {
                assertThat(part.classes().label(i)).isEqualTo(labels[(int) x[i]]);
            }
        }
        Map<String, Long> heldOut = IntStream.range(
                        0, seen.get(0).heldOut().orElseThrow().rows())
                .mapToObj(seen.get(0).heldOut().orElseThrow().classes()::label)
                .collect(Collectors.groupingBy(label -> label, Collectors.counting()));
        assertThat(heldOut).isEqualTo(Map.of("a", 4L, "c", 4L));
    }

    @Test
    void tooFewRowsToHoldSomeOutAreRefused() {
        assertThatThrownBy(() -> chain(watched(0.1, List.of())).fit(line(5), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected enough training rows, or groups of them, to cut off a share of 0.1 for early "
                        + "stopping, but of 5 rows 0 would be cut off. Collect more rows, or turn early stopping off.");
    }

    @Test
    void whatWasDoneToTheTargetLastIsUndoneFirst() {
        Dataset data = line(20);
        double[] plain = values(chain(new TestLearners.Line(true)).fit(data, CONTEXT), data);
        Learner<Regression> changed = new TestLearners.Line(true)
                .with(new TestOptions.Multiply(2, log))
                .with(new TestOptions.Raise(7, log));
        double[] undone = values(chain(changed).fit(data, CONTEXT), data);
        for (int i = 0; i < plain.length; i++) assertThat(undone[i]).isCloseTo(plain[i], within(1e-9));
    }

    private static double[] values(FittedChain<Regression> fitted, Dataset data) {
        return fitted.predict(data).stream().mapToDouble(Regression::value).toArray();
    }

    @Test
    void theTargetOfHeldOutRowsIsTransformedToo() {
        chain(watched(0.2, List.of(new TestOptions.Multiply(2, log)))).fit(line(50), CONTEXT);
        TrainingData heldOut = seen.get(0).heldOut().orElseThrow();
        double[] x = firstFeature(heldOut);
        for (int i = 0; i < x.length; i++) assertThat(heldOut.numbers()[i]).isEqualTo(20 * x[i]);
    }

    @Test
    void crossFittedColumnsAreUsedForTrainingRowsOnly() {
        Dataset data = Dataset.of(Column.categories("x", "p", "p", "q", "q"), Column.numbers("y", 1, 3, 10, 30));
        FittedChain<Regression> fitted =
                chain(watched(0, List.of()), new TestSteps.TargetMean("x")).fit(data, CONTEXT);
        assertThat(firstFeature(seen.get(0))).containsExactly(3, 1, 30, 10);
        FeatureMatrix later = fitted.features(data);
        assertThat(Arrays.stream(TestLearners.dense(later)).mapToDouble(row -> row[0]))
                .containsExactly(2.0, 2.0, 20.0, 20.0);
    }

    @Test
    void theSeedOfAnOptionDependsOnItsPlace() {
        TestOptions.Rows same = rows("same", RowOption.Phase.DROP, data -> data);
        chain(new TestLearners.Line(true).with(same).with(same)).fit(line(5), CONTEXT);
        List<String> seeds =
                log.stream().filter(line -> line.startsWith("seed")).toList();
        assertThat(seeds).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void theSeedOfAStepDependsOnItsPathOnly() {
        List<Long> seeds = new ArrayList<>();
        TestSteps.Counting counting = new TestSteps.Counting(log, seeds);
        chain(new TestLearners.Line(true), counting, counting).fit(line(5), CONTEXT);
        chain(new TestLearners.Line(true).with(new TestOptions.Shift(1)), counting, counting)
                .fit(line(9), FitContext.of(5).withThreads(2));
        assertThat(seeds.subList(2, 4)).isEqualTo(seeds.subList(0, 2));
        assertThat(seeds).hasSize(8); // and two more for each of two folds
        assertThat(seeds.stream().distinct()).hasSize(6);
    }

    @Test
    void optionsOnCollectedRowsAreRefusedInsideAnotherLearner() {
        Learner<Regression> optioned = new TestLearners.Line(true)
                .with(new TestOptions.Rows("double", RowOption.Phase.AUGMENT, log, rows -> rows.concat(rows)));
        TrainingData data = new TrainingData(
                new FeatureMatrix.Builder(0, 0).build(), List.of(), new TargetValues.None(0), null, null);
        assertThatThrownBy(() -> optioned.fit(data, CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected options that work on prepared rows, since a learner inside another has no steps, but "
                                + "found double of line. Give it to the outer learner.");
    }

    @Test
    void anOptionedLearnerIsItsLearnerInAllElse() {
        Learner<Regression> optioned =
                new TestLearners.Line(true).with(new TestOptions.Shift(1)).with(new TestOptions.Shift(2));
        assertThat(optioned.describe()).isEqualTo("line with shift with shift");
        assertThat(optioned.options()).containsExactly(new TestOptions.Shift(1), new TestOptions.Shift(2));
        assertThat(optioned.needs()).containsExactly(Need.COMPLETE);
        assertThat(optioned.honoursWeights()).isTrue();
        assertThat(optioned.predictionType()).isEqualTo(Regression.class);
        assertThat(optioned.withHyperparameters(Hyperparameters.none())).isEqualTo(optioned);
    }

    @Test
    void aLearnerKnowsTheGroupsAndTimesOfItsRows() {
        Dataset data = line(4).with(Column.categories("g", "p", "q", "p", "r").withRole(Role.GROUP))
                .with(Column.integers("t", 7, 8, 9, 9).withRole(Role.TIME));
        chain(watched(0, List.of(new TestOptions.Resample("twice", log)))).fit(data, CONTEXT);
        Ties ties = seen.get(0).ties();
        assertThat(ties.groups()).containsExactly(0, 0, 1, 1, 0, 0, 2, 2);
        assertThat(ties.times()).containsExactly(7, 7, 8, 8, 9, 9, 9, 9);
    }

    @Test
    void weightsReachTheLearnerRowByRow() {
        Dataset data = line(4).with(Column.numbers("w", 1, 0, 2, 0.5).withRole(Role.WEIGHT));
        chain(watched(0, List.of(new TestOptions.Resample("twice", log)))).fit(data, CONTEXT);
        assertThat(seen.get(0).weights()).containsExactly(1, 1, 0, 0, 2, 2, 0.5, 0.5);
        assertThat(seen.get(0).names()).extracting(Feature::name).containsExactly("x");
    }

    @Test
    void weightsThatAnOptionSetsAreRefusedWhereTheLearnerIgnoresThem() {
        Learner<Regression> deaf = new TestLearners.Memory().with(new TestOptions.Weigh());
        assertThat(deaf.honoursWeights()).isFalse();
        assertThatThrownBy(() -> chain(deaf).fit(line(4), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a learner that honours weights, since weigh weights the training rows, but "
                        + new TestLearners.Memory().describe()
                        + " ignores them. Use HistogramBoosting, or an option that draws rows instead.");
        chain(watched(0, List.of(new TestOptions.Weigh()))).fit(line(4), CONTEXT);
        assertThat(seen.get(0).weights()).containsOnly(2);
    }

    @Test
    void aFewEvenlySpreadTrainingRowsAreKeptWithTheColumnsThatAreRead() {
        Dataset data = line(100).with(Column.texts("unread", new String[100]).withRole(Role.IGNORED));
        Dataset sample = sample(data);
        assertThat(sample.schema().names()).containsExactly("x");
        assertThat(sample.column("x").toDoubles())
                .containsExactly(IntStream.range(0, 20).mapToDouble(i -> i * 5).toArray());
        assertThat(sample(line(3)).rowCount()).isEqualTo(3);
    }

    private Dataset sample(Dataset data) {
        Chain<Regression> chain = chain(new TestLearners.Line(true));
        return FitRecord.of(chain, chain.fit(data, CONTEXT), data, CONTEXT).sample();
    }

    @Test
    void progressRunsFromZeroToOneAndNeverBack() {
        List<Progress> told = new ArrayList<>();
        Learner<Regression> learner = watched(
                0,
                List.of(
                        rows("drop", RowOption.Phase.DROP, data -> data),
                        new TestOptions.Adjust("adjust", 3, log, new ArrayList<>())));
        chain(learner, new TestSteps.Centre(Columns.numeric()), new TestSteps.Sum("s", "x", "x"))
                .fit(line(12), CONTEXT.withObserver(told::add));
        assertThat(told).extracting(Progress::fraction).isSorted();
        assertThat(told.get(0).fraction()).isZero();
        assertThat(told.get(told.size() - 1).fraction()).isCloseTo(1, within(1e-12));
        assertThat(told.stream().filter(p -> p.step().equals("centre number or integer")))
                .hasSize(4);
        assertThat(told).extracting(Progress::stage).containsOnly("preprocess", "train");
        assertThat(told.get(told.size() - 1).remaining().orElseThrow().toMillis())
                .isZero();
    }

    @Test
    void aCancelledFitStopsBetweenSteps() {
        AtomicInteger asked = new AtomicInteger();
        FitContext soon = CONTEXT.withCancellation(() -> asked.incrementAndGet() > 2);
        assertThatThrownBy(() -> chain(
                                watched(0, List.of()),
                                new TestSteps.Centre(Columns.numeric()),
                                new TestSteps.Centre(Columns.numeric()))
                        .fit(line(5), soon))
                .isInstanceOf(CancellationException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void anErrorInAStepSaysWhere() {
        Transformer fails = new TestSteps.Told(
                List.of(),
                () -> {
                    throw new DataException("planted");
                },
                List.of());
        assertThatThrownBy(() -> chain(new TestLearners.Line(true), new TestSteps.Centre(Columns.numeric()), fails)
                        .fit(line(5), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("At preprocess step 2 (what it is told): planted");
    }
}
