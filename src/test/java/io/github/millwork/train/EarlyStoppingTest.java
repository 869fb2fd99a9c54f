package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How boosting finds out how many rounds are best, on rows that were cut off. */
class EarlyStoppingTest {
    private static final int MOST = 40;
    private static final double[][] X = TestRows.numbers(300, 4, 8);
    private static final double[][] HELD = TestRows.numbers(150, 4, 9);

    /** A learner that stops early, the number of rounds that it may do, and how wrong it is on rows. */
    private record Subject<P extends Prediction>(String name, Stops<P> learner, int classes) {
        TrainingData data(double[][] rows, int seed) {
            if (classes == 0) return TestRows.of(rows, noisy(rows, seed));
            String[] letters = {"a", "b", "c"};
            String[] labels = TestRows.classes(rows, seed, Arrays.copyOf(letters, classes));
            for (int row = 0; row < labels.length; row += 4) labels[row] = letters[row / 4 % classes];
            int[] codes = Arrays.stream(labels)
                    .mapToInt(label -> label.charAt(0) - 'a')
                    .toArray();
            return TestRows.of(
                    TestRows.matrix(rows),
                    new TargetValues.Classes(List.of(Arrays.copyOf(letters, classes)), codes, null));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Stops<P extends Prediction> {
        Learner<P> of(int trees, double share, int patience);
    }

    private static double[] noisy(double[][] rows, int seed) {
        double[] target = TestRows.target(rows, seed);
        for (int row = 0; row < target.length; row++) target[row] = Math.abs(target[row] + 0.2 * (row * 7919 % 13 - 6));
        return target;
    }

    static Stream<Subject<?>> subjects() {
        return Stream.of(
                new Subject<>("own, two classes", EarlyStoppingTest::ownClasses, 2),
                new Subject<>("own, three classes", EarlyStoppingTest::ownClasses, 3),
                new Subject<>(
                        "own, numbers",
                        (n, s, p) -> own().trees(n).earlyStopping(s).patience(p),
                        0),
                new Subject<>(
                        "own, medians",
                        (n, s, p) ->
                                own().absoluteError().trees(n).earlyStopping(s).patience(p),
                        0),
                new Subject<>(
                        "own, counts",
                        (n, s, p) -> own().poisson().trees(n).earlyStopping(s).patience(p),
                        0),
                new Subject<>("XGBoost, two classes", EarlyStoppingTest::theirClasses, 2),
                new Subject<>("XGBoost, three classes", EarlyStoppingTest::theirClasses, 3),
                new Subject<>(
                        "XGBoost, numbers",
                        (n, s, p) -> GradientBoosting.regressor()
                                .trees(n)
                                .learningRate(0.3)
                                .earlyStopping(s)
                                .patience(p),
                        0));
    }

    private static HistogramBoosting<Regression> own() {
        return HistogramBoosting.regressor().learningRate(0.3);
    }

    private static Learner<Classification> ownClasses(int trees, double share, int patience) {
        return HistogramBoosting.classifier()
                .learningRate(0.3)
                .trees(trees)
                .earlyStopping(share)
                .patience(patience);
    }

    private static Learner<Classification> theirClasses(int trees, double share, int patience) {
        return GradientBoosting.classifier()
                .learningRate(0.3)
                .trees(trees)
                .earlyStopping(share)
                .patience(patience);
    }

    private static TrainingData with(TrainingData rows, TrainingData heldOut) {
        return new TrainingData(rows.features(), rows.names(), rows.target(), rows.weights(), heldOut);
    }

    /** The loss as its definition has it, from what a model predicts. */
    private static double loss(Subject<?> subject, Model<?> model, TrainingData rows, double[][] x) {
        double sum = 0;
        for (int row = 0; row < x.length; row++) {
            double[] out = TestRows.predict(model, x[row]);
            if (subject.classes > 0) {
                sum -= Math.log(out[rows.classes().codes()[row]]);
                continue;
            }
            double truth = rows.numbers()[row];
            sum += switch (subject.name) {
                case "own, medians" -> Math.abs(truth - out[0]) / 2;
                case "own, counts" -> out[0] - truth * Math.log(out[0]);
                default -> (truth - out[0]) * (truth - out[0]) / 2;
            };
        }
        return sum / x.length;
    }

    private static double found(Model<?> model, String name) {
        return model.findings().stream()
                .filter(finding -> finding.name().equals(name))
                .mapToDouble(Finding::value)
                .findFirst()
                .orElseThrow();
    }

    /** Against a search by hand: as many fits as rounds, each with one more. */
    @ParameterizedTest
    @MethodSource("subjects")
    void theRoundWithTheLowestLossIsKept(Subject<?> subject) {
        TrainingData data = subject.data(X, 3);
        TrainingData heldOut = subject.data(HELD, 4);
        double[] losses = IntStream.rangeClosed(1, MOST)
                .mapToDouble(
                        trees -> loss(subject, subject.learner.of(trees, 0, 10).fit(data, CONTEXT), heldOut, HELD))
                .toArray();
        int patience = 5;
        int best = 0;
        int last = 0;
        for (; last < MOST && last - best < patience; last++) if (losses[last] < losses[best]) best = last;
        if (last - best >= patience) last = best + patience;

        Model<?> stopped = subject.learner.of(MOST, 0.2, patience).fit(with(data, heldOut), CONTEXT);
        Model<?> expected = subject.learner.of(best + 1, 0, 10).fit(data, CONTEXT);

        assertThat(found(stopped, "rounds kept")).isEqualTo(best + 1);
        assertThat(found(stopped, "loss on the rows cut off"))
                .isCloseTo(losses[best], within(1e-5 * Math.abs(losses[best])));
        for (double[] row : HELD) {
            assertThat(TestRows.predict(stopped, row)).containsExactly(TestRows.predict(expected, row));
        }
        assertThat(best).as("it is worth stopping").isBetween(1, MOST - 2);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void whatWasFoundIsSavedWithTheModel(Subject<?> subject) {
        Model<?> model = subject.learner.of(8, 0.2, 3).fit(with(subject.data(X, 3), subject.data(HELD, 4)), CONTEXT);
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(model).toJson()), Model.class);
        assertThat(read.findings()).isEqualTo(model.findings()).hasSize(2);
        assertThat(read.fingerprint()).isEqualTo(model.fingerprint());
        assertThat(subject.learner.of(8, 0, 3).fit(subject.data(X, 3), CONTEXT).findings())
                .isEmpty();
    }

    @Test
    void theBestOfVeryFewRoundsIsAsManyAsThereMayBe() {
        TrainingData data = with(TestRows.of(X, noisy(X, 3)), TestRows.of(HELD, noisy(HELD, 4)));
        Model<Regression> model =
                HistogramBoosting.regressor().trees(3).earlyStopping(0.1).fit(data, CONTEXT);
        assertThat(found(model, "rounds kept")).isEqualTo(3);
        assertThat(model).hasToString("3 trees");
    }

    @Test
    void rowsOfClassesThatTrainingHasNoneOfAreNotWatched() {
        TargetValues.Classes target = new TargetValues.Classes(List.of("a", "b", "c"), new int[] {0, 1, 0, 1}, null);
        double[][] x = {{1}, {2}, {3}, {4}};
        TrainingData rows = TestRows.of(TestRows.matrix(x), target);
        TrainingData others = TestRows.of(
                TestRows.matrix(x), new TargetValues.Classes(List.of("a", "b", "c"), new int[] {2, 2, 2, 2}, null));
        assertThat(ownClasses(5, 0.2, 2).fit(with(rows, others), CONTEXT).findings())
                .isEmpty();
        assertThat(theirClasses(5, 0.2, 2).fit(with(rows, others), CONTEXT).findings())
                .isEmpty();
    }

    @Test
    void aFittedPipelineTellsHowManyRoundsWereKept() {
        double[] price = noisy(X, 3);
        Dataset rows = Dataset.of(
                Column.numbers("x", Arrays.stream(X).mapToDouble(row -> row[0]).toArray()),
                Column.numbers("price", price));
        FittedPipeline<Regression> fitted = Pipeline.regress("price")
                .train(HistogramBoosting.regressor().trees(40).earlyStopping(0.25))
                .fit(rows);
        assertThat(fitted.findings())
                .extracting(Finding::name)
                .containsExactly("rounds kept", "loss on the rows cut off");
        assertThat(fitted.toString())
                .contains(", fitted to 300 rows; rounds kept "
                        + (int) fitted.findings().get(0).value());
    }

    @Test
    void sharesAndPatienceOutOfRangeAreRefused() {
        assertThatThrownBy(() -> HistogramBoosting.classifier().earlyStopping(0.6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("earlyStopping")
                .hasMessageContaining("from 0 to 0.5");
        assertThatThrownBy(() -> GradientBoosting.regressor().patience(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("patience");
    }
}
