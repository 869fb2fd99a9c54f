package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two ways to the weights of two classes beside each other; against scikit-learn see MultinomialTest. */
class LogisticNewtonTest {
    private static TrainingData rows(int count) {
        double[][] x = TestRows.numbers(count, 5, 20);
        for (int i = 0; i < count; i++) if (i % 3 > 0) x[i][4] = ABSENT;
        return TestRows.of(x, TestRows.classes(x, 20, "no", "yes"));
    }

    private static double[] costs(int rows, double cost) {
        return IntStream.range(0, rows).mapToDouble(row -> cost * (row % 3 + 1)).toArray();
    }

    private static double[] newton(TrainingData data, double cost, FitContext context) {
        return new LogisticNewton(data.features(), data.classes().codes(), costs(data.rows(), cost), context)
                .weights(1e-12);
    }

    private static double[] descent(TrainingData data, double cost) {
        int[] codes = data.classes().codes();
        FactorLoss loss = (sums, row, slopes) -> FactorLoss.logistic(sums, codes[row], slopes);
        return new LogisticDescent(data.features(), costs(data.rows(), cost), 1, loss, CONTEXT).minimum(1e-12)[0];
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 1000})
    void weightsAreThoseOfTheOtherWay(double cost) {
        TrainingData data = rows(400);
        assertThat(newton(data, cost, CONTEXT)).containsExactly(descent(data, cost), within(1e-6));
    }

    /** A feature that is constant says what the intercept says, which is free: it is left at zero. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1000, 1e6})
    void aConstantFeatureIsLeftToTheIntercept(double constant) {
        double[][] x = TestRows.numbers(400, 3, 20);
        String[] labels = TestRows.classes(x, 20, "no", "yes");
        double[][] with = Arrays.stream(x)
                .map(row -> new double[] {row[0], constant, row[2]})
                .toArray(double[][]::new);
        double[][] without =
                Arrays.stream(x).map(row -> new double[] {row[0], row[2]}).toArray(double[][]::new);
        LogisticRegression learner = LogisticRegression.create().tolerance(1e-9);
        Model<Classification> found = learner.fit(TestRows.of(with, labels), CONTEXT);
        Model<Classification> expected = learner.fit(TestRows.of(without, labels), CONTEXT);
        for (int row = 0; row < 400; row++) {
            assertThat(TestRows.predict(found, with[row]))
                    .containsExactly(TestRows.predict(expected, without[row]), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e10})
    void classesThatCanBeToldApartForSureDoNotRunAway(double cost) {
        double[][] x =
                IntStream.range(0, 40).mapToObj(i -> new double[] {i - 19.5}).toArray(double[][]::new);
        String[] labels =
                IntStream.range(0, 40).mapToObj(i -> i < 20 ? "low" : "high").toArray(String[]::new);
        LinearModel<?> model = (LinearModel<?>) (Model<?>)
                LogisticRegression.create().cost(cost).tolerance(1e-12).fit(TestRows.of(x, labels), CONTEXT);
        assertThat(model.weights(0)[0]).isFinite().isNegative();
        assertThat(model.intercept(0)).isCloseTo(0, within(0.01));
        if (cost > 1) assertThat(model.weights(0)[0]).isLessThan(-10);
    }

    /** With next to no cost no feature weighs, and what is left is how frequent the classes are. */
    @Test
    void theInterceptOfClassesOfUnlikeSizeIsNotKeptSmall() {
        double[][] x = TestRows.numbers(1000, 2, 3);
        String[] labels = IntStream.range(0, 1000)
                .mapToObj(row -> row % 50 == 0 ? "rare" : "usual")
                .toArray(String[]::new);
        Model<Classification> model =
                LogisticRegression.create().cost(1e-6).tolerance(1e-9).fit(TestRows.of(x, labels), CONTEXT);
        assertThat(TestRows.predict(model, 0.1, 0.2)).containsExactly(new double[] {0.02, 0.98}, within(1e-4));
    }

    @Test
    void threadsChangeNothing() {
        TrainingData data = rows(9000);
        double[] alone = newton(data, 1, FitContext.of(1).withThreads(1));
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(newton(data, 1, FitContext.of(1).withThreads(threads))).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 600})
    void aFitThatIsCancelledStops(int width) {
        double[][] x = TestRows.numbers(60, width, 1);
        TrainingData data = TestRows.of(x, TestRows.classes(x, 1, "a", "b"));
        assertThatThrownBy(() -> LogisticRegression.create().fit(data, CONTEXT.withCancellation(() -> true)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void itLeavesToTheOtherWayWhatItIsNotFor() {
        double[][] x = TestRows.numbers(60, 4, 1);
        assertThat(LogisticNewton.suits(TestRows.matrix(x))).isTrue();
        assertThat(LogisticNewton.suits(TestRows.matrix(TestRows.numbers(60, 200, 1))))
                .isFalse();
        x[3][2] = 1e200;
        FeatureMatrix large = TestRows.matrix(x);
        int[] codes = TestRows.of(x, TestRows.classes(x, 1, "a", "b")).classes().codes();
        assertThat(new LogisticNewton(large, codes, costs(60, 1), CONTEXT).weights(1e-3))
                .isNull();
    }

    @Test
    void twoClassesAmongMoreLabelsHaveASumEach() {
        double[][] x = TestRows.numbers(200, 3, 2);
        TargetValues two = TestRows.of(x, TestRows.classes(x, 2, "a", "b")).target();
        int[] codes = IntStream.of(((TargetValues.Classes) two).codes())
                .map(code -> code * 2)
                .toArray();
        TrainingData data =
                TestRows.of(TestRows.matrix(x), new TargetValues.Classes(List.of("a", "b", "c"), codes, null));
        LogisticRegression learner = LogisticRegression.create();
        Model<Classification> plain = learner.fit(TestRows.of(x, TestRows.classes(x, 2, "a", "b")), CONTEXT);
        Model<Classification> among = learner.fit(data, CONTEXT);
        for (double[] row : x) {
            double[] out = TestRows.predict(among, row);
            assertThat(out[1]).isZero();
            assertThat(out[2]).isCloseTo(TestRows.predict(plain, row)[1], within(1e-12));
        }
    }
}
