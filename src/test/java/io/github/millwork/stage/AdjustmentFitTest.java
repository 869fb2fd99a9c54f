package io.github.millwork.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Adjustments are learned from predictions by chains that have not seen the row. */
class AdjustmentFitTest {
    private static final FitContext CONTEXT = FitContext.of(5).withThreads(1);

    private final List<String> log = new ArrayList<>();
    private final List<Predictions<Regression>> seen = new ArrayList<>();

    private static Dataset rows(int rows) {
        double[] x = IntStream.range(0, rows).mapToDouble(i -> i).toArray();
        return Dataset.of(Column.numbers("x", x), Column.numbers("y", x));
    }

    private static Chain<Regression> chain(Learner<Regression> learner) {
        return new Chain<>(Task.regress(Target.of("y")), List.of(), learner);
    }

    @Test
    void noRowIsPredictedByAChainThatHasSeenIt() {
        for (int folds : new int[] {2, 3, 10}) {
            seen.clear();
            chain(new TestLearners.Memory().with(new TestOptions.Adjust("adjust", folds, log, seen)))
                    .fit(rows(30), CONTEXT);
            assertThat(seen.get(0)).hasSize(30).extracting(Regression::value).containsOnly(0.0);
        }
    }

    @Test
    void noRowIsPredictedByAChainThatHasSeenItsGroup() {
        Dataset data = rows(30).with(Column.numbers(
                        "x",
                        IntStream.range(0, 30).map(i -> i / 3).asDoubleStream().toArray()))
                .with(Column.integers(
                                "g",
                                IntStream.range(0, 30).mapToLong(i -> i / 3).toArray())
                        .withRole(Role.GROUP));
        chain(new TestLearners.Memory().with(new TestOptions.Adjust("adjust", 4, log, seen)))
                .fit(data, CONTEXT);
        assertThat(seen.get(0)).extracting(Regression::value).containsOnly(0.0);
    }

    @Test
    void theChainThatIsKeptHasSeenAllRows() {
        FittedChain<Regression> fitted = chain(
                        new TestLearners.Memory().with(new TestOptions.Adjust("adjust", 2, log, seen)))
                .fit(rows(30), CONTEXT);
        // 1 for a row that was seen, and 1 more by the adjustment
        assertThat(fitted.predict(rows(30))).extracting(Regression::value).containsOnly(2.0);
    }

    @Test
    void adjustmentsAreLearnedAndAppliedOneAfterTheOther() {
        Learner<Regression> learner = new TestLearners.Memory()
                .with(new TestOptions.Adjust("first", 2, log, seen))
                .with(new TestOptions.Multiply(4, log))
                .with(new TestOptions.Adjust("second", 3, log, seen));
        FittedChain<Regression> fitted = chain(learner).fit(rows(30), CONTEXT);
        assertThat(log)
                .containsExactly(
                        "multiply 30 rows",
                        "multiply 20 rows",
                        "multiply 20 rows",
                        "multiply 20 rows",
                        "first 30 rows",
                        "first 20 rows", // and once without each fold, so that the second
                        "first 20 rows", // learns from rows that the first has not seen
                        "first 20 rows",
                        "second 30 rows");
        assertThat(seen.get(0)).extracting(Regression::value).containsOnly(0.0);
        assertThat(seen.get(4)).extracting(Regression::value).containsOnly(1.0);
        // what the model says is divided by four first, then two adjustments add one each
        assertThat(fitted.predict(rows(30))).extracting(Regression::value).containsOnly(2.25);
    }

    @Test
    void aLearnerThatBringsItsOwnAdjustmentsIsFittedOnceForEachFold() {
        List<TrainingData> fits = new ArrayList<>();
        Learner<Regression> own =
                new TestLearners.Watched<>(new TestLearners.Line(true), 0, List.of(new TestOptions.Shift(3)), fits);
        chain(own).fit(rows(10), CONTEXT);
        assertThat(fits).hasSize(3);
    }

    @Test
    void tooFewRowsForTheFoldsAreRefused() {
        Learner<Regression> learner = new TestLearners.Memory().with(new TestOptions.Adjust("adjust", 5, log, seen));
        assertThatThrownBy(() -> chain(learner).fit(rows(4), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected at least 5 training rows, or groups of them, to adjust predictions in as many "
                        + "folds, but 4 rows do not fill them. Collect more rows.");
        Dataset oneGroup = rows(30).with(Column.integers("g", new long[30]).withRole(Role.GROUP));
        assertThatThrownBy(() -> chain(learner).fit(oneGroup, CONTEXT)).isInstanceOf(DataException.class);
    }

    @Test
    void fewerThanTwoFoldsAreAWrongCall() {
        Learner<Regression> learner = new TestLearners.Memory().with(new TestOptions.Adjust("adjust", 1, log, seen));
        assertThatThrownBy(() -> chain(learner).fit(rows(10), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Expected at least 2 folds for adjust but found 1. With fewer, no row is predicted by a chain "
                                + "that has not seen it.");
    }

    /** Gives the positive class a threshold. */
    record Threshold(double value) implements AdjustmentOption<Classification>, Adjustment<Classification> {
        @Override
        public String describe() {
            return "threshold";
        }

        @Override
        public Phase phase() {
            return Phase.DECIDE;
        }

        @Override
        public int folds() {
            return 2;
        }

        @Override
        public Adjustment<Classification> fit(
                Predictions<Classification> outOfFold,
                TargetValues truth,
                double @Nullable [] weights,
                FitContext context) {
            return this;
        }

        @Override
        public Outputs<Classification> outputs(Outputs<Classification> before) {
            return ((ClassificationOutputs) before).withDecision();
        }

        @Override
        public void adjust(double[] from, double[] to) {
            System.arraycopy(from, 0, to, 0, from.length);
            to[from.length] = from[1] >= value ? 1 : 0;
        }
    }

    @Test
    void anAdjustmentMayChangeWhatTheNumbersMean() {
        Dataset data = Dataset.of(
                Column.numbers("x", 0, 1, 0.2, 0.8, 0.1, 0.9), Column.categories("y", "a", "b", "a", "b", "a", "b"));
        Task<Classification> task = Task.classify(Target.of("y").positive("b"));
        FittedChain<Classification> never =
                new Chain<>(task, List.of(), new TestLearners.NearestMean().with(new Threshold(2))).fit(data, CONTEXT);
        assertThat(never.predict(data)).extracting(Classification::label).containsOnly("a");
        FittedChain<Classification> always =
                new Chain<>(task, List.of(), new TestLearners.NearestMean().with(new Threshold(0))).fit(data, CONTEXT);
        assertThat(always.predict(data)).extracting(Classification::label).containsOnly("b");
        assertThat(always.outputs())
                .isEqualTo(ClassificationOutputs.probabilities(List.of("a", "b"), "b")
                        .withDecision());
    }

    @Test
    void aClassThatAFoldLacksIsAClassThereToo() {
        Dataset data =
                Dataset.of(Column.numbers("x", 0, 1, 0.2, 0.8, 5), Column.categories("y", "a", "b", "a", "b", "rare"));
        List<TrainingData> fits = new ArrayList<>();
        Learner<Classification> learner =
                new TestLearners.Watched<>(new TestLearners.NearestMean(), 0, List.of(new Threshold(0.5)), fits);
        new Chain<>(Task.classify(Target.of("y")), List.of(), learner).fit(data, CONTEXT);
        assertThat(fits)
                .hasSize(3)
                .allSatisfy(fit -> assertThat(fit.classes().labels()).containsExactly("a", "b", "rare"));
        assertThat(fits).anySatisfy(fit -> assertThat(fit.classes().codes()).doesNotContain(2));
    }

    @Test
    void anAdjustmentThatLearnsNothingCostsNoFurtherFit() {
        List<TrainingData> fits = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        AdjustmentOption<Regression> free = new Learned(0, 0, given);
        chain(new TestLearners.Watched<>(new TestLearners.Line(true), 0, List.of(free), fits))
                .fit(rows(10), CONTEXT);
        assertThat(fits).hasSize(1);
        assertThat(given).containsExactly(0);
    }

    @Test
    void anAdjustmentMayHaveRowsCutOffThatTheChainIsNotFittedTo() {
        List<TrainingData> fits = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        FittedChain<Regression> fitted = chain(new TestLearners.Watched<>(
                        new TestLearners.Memory(), 0, List.of(new Learned(0, 0.3, given)), fits))
                .fit(rows(30), CONTEXT);
        assertThat(fits).hasSize(1);
        assertThat(fits.get(0).rows()).isEqualTo(21);
        assertThat(given).containsExactly(9);
        // 1 for a row that was seen, and 1 more by the adjustment
        assertThat(fitted.predict(rows(30)))
                .extracting(Regression::value)
                .filteredOn(value -> value == 1)
                .hasSize(9);
    }

    @Test
    void rowsAreCutOffBeforeTheRowsForEarlyStoppingAndBeforeFolds() {
        List<TrainingData> fits = new ArrayList<>();
        List<Integer> given = new ArrayList<>();
        chain(new TestLearners.Watched<>(
                        new TestLearners.Line(true),
                        0.2,
                        List.of(new TestOptions.Adjust("adjust", 2, log, seen), new Learned(0, 0.25, given)),
                        fits))
                .fit(rows(40), CONTEXT);
        assertThat(given).containsExactly(10);
        assertThat(fits.get(0).rows()).isEqualTo(24);
        assertThat(fits.get(0).heldOut().orElseThrow().rows()).isEqualTo(6);
        assertThat(fits).hasSize(3);
        assertThat(seen.get(0)).hasSize(30);
    }

    @Test
    void onlyTheLastAdjustmentMayHaveRowsCutOff() {
        Learner<Regression> learner = new TestLearners.Memory()
                .with(new Learned(0, 0.2, new ArrayList<>()))
                .with(new Learned(2, 0, new ArrayList<>()));
        assertThatThrownBy(() -> chain(learner).fit(rows(30), CONTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected only the last adjustment to have rows cut off, and a share below 1, but found "
                        + "learned with a share of 0.2 as number 1 of 2. Learn it in folds.");
        assertThatThrownBy(() -> chain(new TestLearners.Memory().with(new Learned(0, 0.01, new ArrayList<>())))
                        .fit(rows(30), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Expected enough training rows, or groups of them, to cut off a share of 0.01 for learned, but "
                                + "of 30 rows 0 would be cut off. Collect more rows.");
    }

    /** Writes down how many rows it is given, and adds one to every prediction. */
    record Learned(int folds, double share, List<Integer> given) implements AdjustmentOption<Regression> {
        @Override
        public String describe() {
            return "learned";
        }

        @Override
        public Phase phase() {
            return Phase.DESCRIBE;
        }

        @Override
        public Adjustment<Regression> fit(
                Predictions<Regression> outOfFold,
                TargetValues truth,
                double @Nullable [] weights,
                FitContext context) {
            given.add(outOfFold.size());
            return new TestOptions.Shifted(1);
        }
    }
}
