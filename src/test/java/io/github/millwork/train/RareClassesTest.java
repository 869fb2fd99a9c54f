package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import io.github.millwork.train.LearnersTest.Subject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tribuo.classification.baseline.DummyClassifierTrainer;

/** A bootstrap or a fold may lack a rare class: it keeps its place among the outputs and is never predicted. */
class RareClassesTest {
    private static final double[][] X = TestRows.numbers(120, 4, 11);
    private static final List<String> FOUR = List.of("ape", "bee", "cat", "dog");

    /** The rows' classes, of which only those at the given places among the labels occur. */
    private static TrainingData data(List<String> labels, int... seen) {
        String[] numbers = Arrays.stream(seen).mapToObj(Integer::toString).toArray(String[]::new);
        int[] codes = Arrays.stream(TestRows.classes(X, 5, numbers))
                .mapToInt(Integer::parseInt)
                .toArray();
        return TestRows.of(TestRows.matrix(X), new TargetValues.Classes(labels, codes, null));
    }

    private static TrainingData without(List<String> labels, int... seen) {
        List<String> kept = Arrays.stream(seen).mapToObj(labels::get).toList();
        int[] all = data(labels, seen).classes().codes();
        int[] codes =
                Arrays.stream(all).map(code -> Arrays.binarySearch(seen, code)).toArray();
        return TestRows.of(TestRows.matrix(X), new TargetValues.Classes(kept, codes, null));
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = Mode.MATCH_ANY, names = "(?!MACHINE|BAYES).*CLASSES")
    void aClassWithoutARowGetsNothingAndTheOthersWhatTheyGetWithoutIt(Subject subject) {
        int[] seen = {0, 2, 3};
        Model<?> model = subject.fit(data(FOUR, seen));
        Model<?> plain = subject.fit(without(FOUR, seen));
        assertThat(((ClassificationOutputs) model.outputs()).labels()).isEqualTo(FOUR);
        for (double[] row : X) {
            double[] out = TestRows.predict(model, row);
            double[] expected = TestRows.predict(plain, row);
            assertThat(out).hasSize(4);
            assertThat(out[1]).isZero();
            for (int i = 0; i < seen.length; i++) assertThat(out[seen[i]]).isCloseTo(expected[i], within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = Mode.MATCH_ANY, names = "(?!MACHINE|BAYES).*CLASSES")
    void twoClassesAreLearnedWhereverTheyAreAmongTheLabels(Subject subject) {
        for (int[] seen : new int[][] {{0, 1}, {1, 3}, {2, 3}}) {
            TrainingData data = data(FOUR, seen);
            Model<?> model = subject.fit(data);
            int right = 0;
            for (int row = 0; row < X.length; row++) {
                double[] out = TestRows.predict(model, X[row]);
                assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-9));
                assertThat(out[seen[0]] + out[seen[1]]).isCloseTo(1, within(1e-9));
                int code = data.classes().codes()[row];
                if (out[code] >= 0.5) right++;
            }
            assertThat(right).isGreaterThan(subject == Subject.BASELINE_CLASSES ? 59 : 90);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Subject.class, mode = Mode.MATCH_ANY, names = ".*CLASSES")
    void whatWasNotSeenIsSavedToo(Subject subject) {
        Model<?> model = subject.fit(data(FOUR, 1, 3));
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(model).toJson()), Model.class);
        for (double[] row : X) {
            assertThat(TestRows.predict(read, row)).containsExactly(TestRows.predict(model, row));
        }
        assertThat(read.fingerprint()).isEqualTo(model.fingerprint());
    }

    @ParameterizedTest
    @EnumSource(
            value = Subject.class,
            mode = Mode.INCLUDE,
            names = {
                "LOGISTIC_CLASSES",
                "BOOSTED_CLASSES",
                "NETWORK_CLASSES",
                "PRODUCT_CLASSES",
                "TREE_CLASSES",
                "FOREST_CLASSES",
                "GROWN_CLASSES",
                "WOOD_CLASSES",
                "HISTOGRAM_CLASSES",
                "ADA_CLASSES"
            })
    void fewerThanTwoClassesAreAnError(Subject subject) {
        TrainingData one = TestRows.of(TestRows.matrix(X), new TargetValues.Classes(FOUR, new int[X.length], null));
        assertThatThrownBy(() -> subject.fit(one))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected training rows of at least two classes but all that count are 'ape'. Resample in "
                        + "another way, mend the weights, or collect rows of other classes.");
    }

    @Test
    void rowsWithoutWeightDoNotCountAsSeen() {
        TrainingData data = data(FOUR, 0, 2, 3);
        double[] weights = Arrays.stream(data.classes().codes())
                .mapToDouble(code -> code == 2 ? 0 : 1)
                .toArray();
        Model<Classification> model =
                GradientBoosting.classifier().trees(5).fit(TestRows.weighted(data, weights), CONTEXT);
        for (double[] row : X) assertThat(TestRows.predict(model, row)[2]).isZero();
        double[] one = Arrays.stream(data.classes().codes())
                .mapToDouble(code -> code == 2 ? 1 : 0)
                .toArray();
        assertThatThrownBy(() -> GradientBoosting.classifier().fit(TestRows.weighted(data, one), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("all that count are 'cat'");
    }

    @Test
    void naiveBayesGivesAClassWithoutARowNothing() {
        Subject subject = Subject.BAYES_CLASSES;
        double[][] rows = subject.legal(X);
        TrainingData all =
                TestRows.of(TestRows.matrix(rows), data(FOUR, 0, 2, 3).target());
        TrainingData fewer =
                TestRows.of(TestRows.matrix(rows), without(FOUR, 0, 2, 3).target());
        Model<?> model = subject.fit(all);
        Model<?> plain = subject.fit(fewer);
        for (double[] row : rows) {
            double[] out = TestRows.predict(model, row);
            double[] expected = TestRows.predict(plain, row);
            assertThat(out).containsExactly(new double[] {expected[0], 0, expected[1], expected[2]}, within(1e-9));
        }
    }

    @Test
    void aMachineScoresAClassWithoutARowLowest() {
        Model<?> model = Subject.MACHINE_CLASSES.fit(data(FOUR, 0, 2, 3));
        Model<?> plain = Subject.MACHINE_CLASSES.fit(without(FOUR, 0, 2, 3));
        for (double[] row : X) {
            double[] out = TestRows.predict(model, row);
            double[] expected = TestRows.predict(plain, row);
            assertThat(out[1]).isEqualTo(-Double.MAX_VALUE);
            assertThat(new double[] {out[0], out[2], out[3]}).containsExactly(expected, within(1e-9));
        }
    }

    /** Scores may be below zero, where zero would win. */
    @Test
    void withoutProbabilitiesAClassThatWasNotSeenHasTheLowestScore() {
        TribuoLearner<Classification> learner =
                TribuoLearner.classifier("most frequent", seed -> DummyClassifierTrainer.createMostFrequentTrainer());
        Model<Classification> model = learner.fit(data(FOUR, 0, 2, 3), CONTEXT);
        assertThat(((ClassificationOutputs) model.outputs()).probabilistic()).isFalse();
        Model<?> read = Codecs.decode(Codecs.encode(model), Model.class);
        for (Model<?> either : List.of(model, read)) {
            double[] out = TestRows.predict(either, X[0]);
            assertThat(out[1]).isEqualTo(-Double.MAX_VALUE);
            for (int code : new int[] {0, 2, 3})
                assertThat(out[code]).isFinite().isGreaterThan(out[1]);
        }
    }

    @Test
    void whatIsExplainedIsOfTheClassesThatWereSeen() {
        for (Subject subject : List.of(
                Subject.LOGISTIC_CLASSES, Subject.BOOSTED_CLASSES, Subject.WOOD_CLASSES, Subject.HISTOGRAM_CLASSES)) {
            Explainer explainer = subject.fit(data(FOUR, 0, 2, 3)).explainer().orElseThrow();
            assertThat(explainer.raws()).isEqualTo(3);
            assertThat(explainer.label(1)).isEqualTo(2);
            assertThat(explainer.label(2)).isEqualTo(3);
        }
    }
}
