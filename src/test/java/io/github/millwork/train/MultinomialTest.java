package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logistic regression of two and more classes, with L2 and L1 penalties, against scikit-learn; see logistic.py. */
class MultinomialTest {
    private static final String[] LABELS = {"a", "b", "c"};

    @ParameterizedTest
    @CsvSource({
        "iris,0.01,0",
        "iris,1,0",
        "iris,10,0",
        "wine,0.01,0",
        "wine,1,0",
        "wine,10,0",
        "digits,1,0",
        "weighted iris,1,0",
        "cancer,1e-06,0",
        "cancer,0.01,0",
        "cancer,1,0",
        "cancer,100,0",
        "weighted cancer,1,0",
        "rare,0.01,0",
        "rare,1,0",
        "apart,1,0",
        "apart,1000,0",
        "constant,1,0",
        "scaled iris,0.1,1",
        "scaled iris,1,1",
        "scaled iris,0.1,0.5",
        "scaled iris,1,0.5",
        "wine,0.1,1",
        "wine,1,1",
        "wine,0.1,0.5",
        "wine,1,0.5",
        "weighted scaled iris,1,1",
        "cancer,0.1,1",
        "cancer,1,1",
        "cancer,0.1,0.5",
        "cancer,1,0.5",
        "weighted cancer,1,1"
    })
    void weightsInterceptsAndProbabilitiesAreThoseOfScikitLearn(String rows, String cost, String share) {
        TrainingData data = LogisticReference.rows(rows);
        LinearModel<Classification> model = fit(data, cost, share);
        String name = rows + " " + cost + (share.equals("0") ? "" : " " + share);
        double[] intercepts = LogisticReference.of(name + " intercepts");
        double[] weights = LogisticReference.of(name + " weights");
        int dimension = data.features().dimension();
        for (int k = 0; k < intercepts.length; k++) {
            assertThat(model.intercept(k)).isCloseTo(intercepts[k], within(1e-5));
            for (int i = 0; i < dimension; i++) {
                double expected = weights[k * dimension + i];
                assertThat(model.weights(k)[i]).isCloseTo(expected, within(1e-5));
                if (!share.equals("0")) assertThat(model.weights(k)[i] == 0).isEqualTo(expected == 0);
            }
        }
        assertProbabilities(model, rows, name);
    }

    /** Of ten classes a common part of the absolute weights may lie anywhere between the fifth and the sixth. */
    @Test
    void probabilitiesOfTenClassesUnderL1AreThoseOfScikitLearn() {
        assertProbabilities(fit(LogisticReference.rows("digits"), "1", "1"), "digits", "digits 1 1");
    }

    private static LinearModel<Classification> fit(TrainingData data, String cost, String share) {
        return (LinearModel<Classification>) LogisticRegression.create()
                .cost(Double.parseDouble(cost))
                .l1Share(Double.parseDouble(share))
                .tolerance(1e-11)
                .fit(data, CONTEXT);
    }

    private static void assertProbabilities(LinearModel<Classification> model, String rows, String name) {
        double[] expected = LogisticReference.of(name + " probabilities of every tenth row");
        double[][] cells = LogisticReference.cells(rows);
        int width = model.outputs().width();
        assertThat(expected).hasSize((cells.length + 9) / 10 * width);
        for (int i = 0; i * width < expected.length; i++) {
            double[] found = TestRows.predict(model, cells[i * 10]);
            for (int k = 0; k < width; k++) assertThat(found[k]).isCloseTo(expected[i * width + k], within(1e-6));
        }
    }

    @Test
    void theDefaultToleranceComesCloseEnough() {
        LinearModel<Classification> model = (LinearModel<Classification>)
                LogisticRegression.create().fit(LogisticReference.rows("digits"), CONTEXT);
        double[] expected = LogisticReference.of("digits 1 probabilities of every tenth row");
        double[][] cells = LogisticReference.cells("digits");
        for (int i = 0; i * 10 < expected.length; i++) {
            double[] found = TestRows.predict(model, cells[i * 10]);
            for (int k = 0; k < 10; k++) assertThat(found[k]).isCloseTo(expected[i * 10 + k], within(0.01));
        }
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,3", "0.3,3", "0,2", "1,2"})
    void threadsChangeNothing(double share, int classes) {
        double[][] x = TestRows.numbers(9000, 5, 20);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 20, Arrays.copyOf(LABELS, classes)));
        LogisticRegression learner = LogisticRegression.create().l1Share(share);
        String alone = learner.fit(data, FitContext.of(1).withThreads(1)).fingerprint();
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(learner.fit(data, FitContext.of(1).withThreads(threads)).fingerprint())
                    .isEqualTo(alone);
        }
    }

    /** Of ten features of which two tell something. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void anL1PenaltyLeavesOutWhatTellsNothing(int classes) {
        double[][] x = TestRows.numbers(3000, 10, 4);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 4, Arrays.copyOf(LABELS, classes)));
        LinearModel<?> model = (LinearModel<?>)
                (Model<?>) LogisticRegression.create().cost(0.02).l1().fit(data, CONTEXT);
        for (int k = 0; k < (classes == 2 ? 1 : classes); k++) {
            assertThat(Arrays.copyOfRange(model.weights(k), 2, 10)).containsOnly(0);
        }
        assertThat(model.weights(0)[0]).isNotZero();
    }

    @Test
    void whereAllWeightsAreZeroClassesAreAsFrequentAsInTraining() {
        TrainingData data = LogisticReference.rows("scaled iris")
                .rows(IntStream.range(0, 120).toArray());
        Model<Classification> model =
                LogisticRegression.create().cost(1e-4).l1().tolerance(1e-9).fit(data, CONTEXT);
        assertThat(TestRows.predict(model, 1, 2, 3, 4))
                .containsExactly(new double[] {5 / 12.0, 5 / 12.0, 2 / 12.0}, within(1e-6));
    }

    @Test
    void aClassWithoutRowsHasNoProbability() {
        double[][] x = TestRows.numbers(200, 3, 2);
        String[] two = TestRows.classes(x, 2, "a", "c");
        TargetValues.Classes target = (TargetValues.Classes) TestRows.of(x, two).target();
        int[] codes = Arrays.stream(target.codes()).map(code -> code * 2).toArray();
        TrainingData data =
                TestRows.of(TestRows.matrix(x), new TargetValues.Classes(List.of("a", "b", "c"), codes, null));
        LogisticRegression learner = LogisticRegression.create().l1();
        Model<Classification> plain = learner.fit(TestRows.of(x, two), CONTEXT);
        Model<Classification> among = learner.fit(data, CONTEXT);
        for (double[] row : x) {
            double[] found = TestRows.predict(among, row);
            assertThat(found[1]).isZero();
            assertThat(found[2]).isCloseTo(TestRows.predict(plain, row)[1], within(1e-12));
        }
    }

    @Test
    void classesThatCanBeToldApartForSureDoNotRunAway() {
        double[][] x = new double[60][1];
        String[] labels = new String[60];
        for (int i = 0; i < 60; i++) {
            x[i][0] = i;
            labels[i] = LABELS[i / 20];
        }
        for (double share : new double[] {0, 0.5, 1}) {
            LinearModel<?> model = (LinearModel<?>) (Model<?>)
                    LogisticRegression.create().cost(1e6).l1Share(share).fit(TestRows.of(x, labels), CONTEXT);
            for (int k = 0; k < 3; k++) assertThat(model.weights(k)[0]).isFinite();
            for (int i = 0; i < 60; i++) {
                assertThat(TestRows.predict(model, x[i])[i / 20]).isGreaterThan(0.5);
            }
        }
    }

    /** Rows of which each holds a few of many features, as those of texts do. */
    @ParameterizedTest
    @CsvSource({"0,3", "1,3", "0,2", "1,2"})
    void wideRowsAreLearnedAsTheSameRowsWithoutTheFeaturesThatNoneHolds(double share, int classes) {
        double[][] narrow = TestRows.numbers(300, 6, 9);
        double[][] wide = new double[300][3000];
        for (double[] row : wide) Arrays.fill(row, TestRows.ABSENT);
        for (int row = 0; row < 300; row++) for (int i = 0; i < 6; i++) wide[row][i * 500] = narrow[row][i];
        String[] labels = TestRows.classes(narrow, 9, Arrays.copyOf(LABELS, classes));
        LogisticRegression learner = LogisticRegression.create().l1Share(share).tolerance(1e-10);
        LinearModel<?> expected = (LinearModel<?>) (Model<?>) learner.fit(TestRows.of(narrow, labels), CONTEXT);
        LinearModel<?> found = (LinearModel<?>) (Model<?>) learner.fit(TestRows.of(wide, labels), CONTEXT);
        for (int k = 0; k < (classes == 2 ? 1 : 3); k++) {
            assertThat(found.intercept(k)).isCloseTo(expected.intercept(k), within(1e-6));
            for (int i = 0; i < 3000; i++) {
                double weight = i % 500 == 0 ? expected.weights(k)[i / 500] : 0;
                assertThat(found.weights(k)[i]).isCloseTo(weight, within(1e-6));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,3", "1,3", "0,2", "1,2"})
    void numbersTooLargeToSquareAreRefused(double share, int classes) {
        double[][] x = TestRows.numbers(60, 4, 1);
        x[3][2] = 1e200;
        TrainingData data = TestRows.of(x, TestRows.classes(x, 1, Arrays.copyOf(LABELS, classes)));
        assertThatThrownBy(() -> LogisticRegression.create().l1Share(share).fit(data, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected features and targets that can be added up and squared but the training rows have "
                        + "numbers too large for that. Add Scale.standard before the learner, or derive a logarithm.");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1})
    void aFitThatIsCancelledStops(double share) {
        FitContext cancelled = CONTEXT.withCancellation(() -> true);
        LogisticRegression learner = LogisticRegression.create().l1Share(share);
        assertThatThrownBy(() -> learner.fit(LogisticReference.rows("digits"), cancelled))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void whatVersionOneSavedLearnsEachClassAgainstTheRest() {
        State saved = State.empty().with("cost", 2.0).with("tolerance", 0.01);
        assertThat(LogisticRegression.CODEC.decode(saved, 1))
                .isEqualTo(LogisticRegression.create().cost(2).tolerance(0.01).oneVersusRest());
        LogisticRegression net =
                LogisticRegression.create().l1Share(Range.between(0, 1)).oneVersusRest();
        assertThat(LogisticRegression.CODEC.version()).isEqualTo(2);
        assertThat(Codecs.decode(State.fromJson(Codecs.encode(net).toJson()), LogisticRegression.class))
                .isEqualTo(net);
    }

    @Test
    void sharesOfL1AreFromZeroToOne() {
        assertThatThrownBy(() -> LogisticRegression.create().l1Share(1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected l1Share to be from 0 to 1 but found 1.5.");
    }
}
