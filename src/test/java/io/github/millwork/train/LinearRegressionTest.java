package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference values are those of squares.py, for which the birds are measured on other scales. */
class LinearRegressionTest {
    private static final FitContext CONTEXT = FitContext.of(1);
    private static final double[] SCALES = {50, 20, 200};

    private static LinearModel<?> fit(TrainingData data, double penalty) {
        return (LinearModel<?>) LinearRegression.create().penalty(penalty).fit(data, CONTEXT);
    }

    @ParameterizedTest
    @CsvSource({"even,0", "even,0.01", "even,1", "weighted,0", "weighted,0.01", "weighted,1"})
    void itEqualsScikitLearnOnWhateverScales(String weighing, String penalty) {
        TrainingData data = new Penguins().bodyMass();
        double[] weights = new double[data.rows()];
        Arrays.setAll(weights, row -> weighing.equals("even") ? 1 : row % 3 + 0.5);
        LinearModel<?> model = fit(TestRows.weighted(data, weights), Double.parseDouble(penalty));
        double[] expected = Penguins.reference(weighing + " " + penalty);
        for (int i = 0; i < 3; i++) {
            assertThat(model.weights(0)[i] / SCALES[i]).isCloseTo(expected[i], within(1e-7));
        }
        assertThat(model.intercept(0)).isCloseTo(expected[3], within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 2000, 1.7e12, -3e6})
    void aLineIsALineWhereverItLies(double from) {
        double[][] rows = new double[25][];
        double[] target = new double[25];
        for (int i = 0; i < 25; i++) {
            rows[i] = new double[] {from + i};
            target[i] = 2 * (from + i) + 1;
        }
        LinearModel<?> model = fit(TestRows.of(rows, target), 0);
        assertThat(model.weights(0)[0]).isCloseTo(2, within(1e-9));
        for (int i = 0; i < 25; i++) {
            assertThat(TestRows.predict(model, rows[i])[0]).isCloseTo(target[i], within(1e-8 * (1 + Math.abs(from))));
        }
    }

    @Test
    void aConstantFeatureAddsNothing() {
        SplittableRandom random = new SplittableRandom(1);
        double[][] rows = new double[300][];
        double[] target = new double[300];
        for (int i = 0; i < rows.length; i++) {
            double x = random.nextDouble();
            rows[i] = new double[] {3.3, x, 0};
            target[i] = 5 * x - 2;
        }
        LinearModel<?> model = fit(TestRows.of(rows, target), 0);
        assertThat(model.weights(0)[0]).isZero();
        assertThat(model.weights(0)[1]).isCloseTo(5, within(1e-9));
        assertThat(model.weights(0)[2]).isZero();
        assertThat(model.intercept(0)).isCloseTo(-2, within(1e-9));
    }

    @Test
    void featuresThatAreSumsOfOthersShareTheirWeight() {
        double[][] rows = new double[60][];
        double[] target = new double[60];
        for (int i = 0; i < rows.length; i++) {
            double x = i * i % 17;
            rows[i] = new double[] {x, x, i % 2, 1 - i % 2};
            target[i] = 4 * x + 6 * (i % 2);
        }
        LinearModel<?> model = fit(TestRows.of(rows, target), 0);
        double[] weights = model.weights(0);
        assertThat(weights[0]).isCloseTo(2, within(1e-4));
        assertThat(weights[1]).isCloseTo(2, within(1e-4));
        assertThat(weights[2]).isCloseTo(3, within(1e-4));
        assertThat(weights[3]).isCloseTo(-3, within(1e-4));
        for (int i = 0; i < rows.length; i++) {
            assertThat(TestRows.predict(model, rows[i])[0]).isCloseTo(target[i], within(1e-6));
        }
    }

    /** Of more than a thousand features the weights are found in another way. */
    @Test
    void wideRowsAreLearnedToo() {
        SplittableRandom random = new SplittableRandom(7);
        double[][] rows = new double[1500][1001];
        double[] target = new double[1500];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < 20; j++) rows[i][random.nextInt(1001)] = 1 + random.nextInt(3);
            target[i] = 3 + 2 * rows[i][0] - rows[i][500] + 0.5 * rows[i][1000];
        }
        LinearModel<?> model = fit(TestRows.of(rows, target), 0);
        assertThat(model.weights(0)[0]).isCloseTo(2, within(1e-3));
        assertThat(model.weights(0)[500]).isCloseTo(-1, within(1e-3));
        assertThat(model.weights(0)[1000]).isCloseTo(0.5, within(1e-3));
        assertThat(model.weights(0)[7]).isCloseTo(0, within(1e-3));
    }

    @Test
    void targetsTooLargeToAddUpAreRefused() {
        double[][] rows = {{1}, {2}, {4}};
        assertThatThrownBy(() -> LinearRegression.create().fit(TestRows.of(rows, 1e308, -1e308, 1e308), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected features and targets that can be added up and squared but the training rows have "
                        + "numbers too large for that. Add Scale.standard before the learner, or derive a logarithm.");
    }
}
