package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.bwaldvogel.liblinear.SolverType;
import io.github.millwork.data.Classification;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogisticNewtonTest {
    private static TrainingData rows(int count) {
        double[][] x = TestRows.numbers(count, 5, 20);
        for (int i = 0; i < count; i++) if (i % 3 > 0) x[i][4] = ABSENT;
        return TestRows.of(x, TestRows.classes(x, 20, "no", "yes"));
    }

    private static LinearModel<Classification> newton(TrainingData data, double cost) {
        return LogisticNewton.fit(data, cost, 1e-12, CONTEXT);
    }

    private static void assertEqual(LinearModel<Classification> found, LinearModel<Classification> expected) {
        assertThat(found.weights(0)).containsExactly(expected.weights(0), within(1e-6));
        assertThat(found.intercept(0)).isCloseTo(expected.intercept(0), within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 1, 1000})
    void weightsAreThoseOfLibLinear(double cost) {
        TrainingData data = rows(400);
        assertEqual(newton(data, cost), new LibLinearFit(data, cost, 1e-12, CONTEXT).classes(SolverType.L2R_LR, true));
    }

    @Test
    void classesThatWeighMoreAreThoseOfLibLinear() {
        TrainingData data = rows(400);
        double[] weights = IntStream.of(data.classes().codes())
                .mapToDouble(code -> code == 0 ? 1 : 3)
                .toArray();
        TrainingData weighted = TestRows.weighted(data, weights);
        assertEqual(
                newton(weighted, 1), new LibLinearFit(weighted, 1, 1e-12, CONTEXT).classes(SolverType.L2R_LR, true));
    }

    @Test
    void classesThatCanBeToldApartForSureDoNotRunAway() {
        double[][] x =
                IntStream.range(0, 40).mapToObj(i -> new double[] {i - 19.5}).toArray(double[][]::new);
        String[] labels =
                IntStream.range(0, 40).mapToObj(i -> i < 20 ? "low" : "high").toArray(String[]::new);
        LinearModel<Classification> model = newton(TestRows.of(x, labels), 1e10);
        assertThat(model.weights(0)[0]).isFinite().isLessThan(-10);
    }

    @Test
    void threadsChangeNothing() {
        TrainingData data = rows(9000);
        String alone = LogisticNewton.fit(data, 1, 1e-3, FitContext.of(1).withThreads(1))
                .fingerprint();
        for (int threads = 2; threads <= 5; threads++) {
            assertThat(LogisticNewton.fit(data, 1, 1e-3, FitContext.of(1).withThreads(threads))
                            .fingerprint())
                    .isEqualTo(alone);
        }
    }

    @Test
    void itLeavesToLibLinearWhatItIsNotFor() {
        double[][] x = TestRows.numbers(60, 4, 1);
        assertThat(newton(TestRows.of(x, TestRows.classes(x, 1, "a", "b", "c")), 1))
                .isNull();
        double[][] wide = TestRows.numbers(60, 200, 1);
        assertThat(newton(TestRows.of(wide, TestRows.classes(x, 1, "a", "b")), 1))
                .isNull();
        x[3][2] = 1e200;
        assertThat(newton(TestRows.of(x, TestRows.classes(x, 1, "a", "b")), 1)).isNull();
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
        LinearModel<Classification> plain = newton(TestRows.of(x, TestRows.classes(x, 2, "a", "b")), 1);
        LinearModel<Classification> among = newton(data, 1);
        for (double[] row : x) {
            double[] out = TestRows.predict(among, row);
            assertThat(out[1]).isZero();
            assertThat(out[2]).isCloseTo(TestRows.predict(plain, row)[1], within(1e-12));
        }
    }
}
