package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.DataException;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.FitContext;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Least angle regression against scikit-learn, factorization machines against the same minimum found by scipy; learners.py. */
class FactorsAndAnglesTest {
    private final Penguins penguins = new Penguins();

    /** The first three measures and products of them. */
    private TrainingData wide() {
        double[][] rows = Arrays.stream(penguins.features(3))
                .map(x -> new double[] {x[0], x[1], x[2], x[0] * x[1], x[1] * x[2], x[0] * x[0]})
                .toArray(double[][]::new);
        return TestRows.of(rows, penguins.bodyMass().numbers());
    }

    private static void checkWeights(LinearModel<?> model, String name) {
        double[] weights = Penguins.reference(name + " weights");
        for (int i = 0; i < weights.length; i++) {
            assertThat(model.weights(0)[i]).isCloseTo(weights[i], within(1e-7 * (1 + Math.abs(weights[i]))));
            if (weights[i] == 0) assertThat(model.weights(0)[i]).isZero();
        }
        double intercept = Penguins.reference(name + " intercept")[0];
        assertThat(model.intercept(0)).isCloseTo(intercept, within(1e-7 * Math.abs(intercept)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6})
    void featuresEnterAsInScikitLearn(int count) {
        checkWeights((LinearModel<?>) Lars.create().features(count).fit(wide(), CONTEXT), "lars " + count);
    }

    /** What the path is by definition. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whatIsNotExplainedPullsAllThatAreInAlikeAndTheOthersLess(int count) {
        TrainingData data = wide();
        LinearModel<?> model = (LinearModel<?>) Lars.create().features(count).fit(data, CONTEXT);
        double[] means = TrainingRows.means(data);
        double[] pull = new double[6];
        double[] row = new double[6];
        for (int r = 0; r < data.rows(); r++) {
            for (int i = 0; i < 6; i++)
                row[i] = data.features().value(data.features().start(r) + i);
            double rest = data.numbers()[r] - TestRows.predict(model, row)[0];
            for (int i = 0; i < 6; i++) pull[i] += rest * (row[i] - means[i]) / data.rows();
        }
        double most = Arrays.stream(pull).map(Math::abs).max().orElseThrow();
        int in = 0;
        for (int i = 0; i < 6; i++) {
            if (model.weights(0)[i] == 0) continue;
            in++;
            assertThat(Math.abs(pull[i])).isCloseTo(most, within(1e-9));
        }
        assertThat(in).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "0.0001", "1e-05"})
    void thePathOfTheLassoEndsWhereScikitLearnDoes(String penalty) {
        Lars lasso = Lars.create().lasso().penalty(Double.parseDouble(penalty));
        checkWeights((LinearModel<?>) lasso.fit(wide(), CONTEXT), "lars lasso " + penalty);
    }

    @Test
    void thePathOfTheLassoEndsWhereCoordinateDescentDoes() {
        double[][] rows = TestRows.numbers(150, 12, 3);
        for (double[] row : rows) for (int i = 6; i < 12; i++) row[i] = row[i] <= 0 ? ABSENT : row[i] + row[0];
        TrainingData data = TestRows.of(rows, TestRows.target(rows, 4));
        for (double penalty : new double[] {0.3, 0.05, 0.002}) {
            LinearModel<?> path =
                    (LinearModel<?>) Lars.create().lasso().penalty(penalty).fit(data, CONTEXT);
            LinearModel<?> descent = (LinearModel<?>)
                    ElasticNet.lasso().penalty(penalty).tolerance(1e-14).fit(data, CONTEXT);
            for (int i = 0; i < 12; i++) {
                assertThat(path.weights(0)[i]).isCloseTo(descent.weights(0)[i], within(1e-8));
            }
        }
    }

    @Test
    void aFeatureThatComesTwiceEntersOnce() {
        double[][] rows = Arrays.stream(TestRows.numbers(40, 2, 3))
                .map(row -> new double[] {row[0], row[0], 5, row[1], row[0] + row[1]})
                .toArray(double[][]::new);
        double[] target =
                Arrays.stream(rows).mapToDouble(row -> 4 * row[0] + row[3] + 1).toArray();
        LinearModel<?> model = (LinearModel<?>) Lars.create().fit(TestRows.of(rows, target), CONTEXT);
        assertThat(Arrays.stream(model.weights(0)).filter(weight -> weight != 0).count())
                .isEqualTo(2);
        for (int row = 0; row < rows.length; row++) {
            assertThat(TestRows.predict(model, rows[row])[0]).isCloseTo(target[row], within(1e-9));
        }
    }

    @Test
    void aWeightCountsARowSoManyTimes() {
        double[][] rows = TestRows.numbers(30, 3, 3);
        double[] target = TestRows.target(rows, 4);
        int[] repeated = IntStream.range(0, 60).map(i -> i < 30 ? i : i % 10).toArray();
        TrainingData data = TestRows.of(rows, target);
        double[] weights = new double[30];
        for (int row : repeated) weights[row]++;
        LinearModel<?> weighted = (LinearModel<?>) Lars.create().features(2).fit(data.withWeights(weights), CONTEXT);
        LinearModel<?> twice = (LinearModel<?>) Lars.create().features(2).fit(data.rows(repeated), CONTEXT);
        for (int i = 0; i < 3; i++) {
            assertThat(weighted.weights(0)[i]).isCloseTo(twice.weights(0)[i], within(1e-9));
        }
    }

    private TrainingData standardised(int features, TrainingData from) {
        double[][] x = penguins.features(features);
        for (int i = 0; i < features; i++) {
            int column = i;
            double mean =
                    Arrays.stream(x).mapToDouble(row -> row[column]).average().orElseThrow();
            double variance = Arrays.stream(x)
                    .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
                    .average()
                    .orElseThrow();
            for (double[] row : x) row[column] = (row[column] - mean) / Math.sqrt(variance);
        }
        return TestRows.of(TestRows.matrix(x), from.target());
    }

    private void checkMachine(TrainingData data, int factors, String name, boolean classes) {
        FactorizationMachine<?> learner =
                classes ? FactorizationMachine.classifier() : FactorizationMachine.regressor();
        double[] expected = Penguins.reference("machine " + name);
        for (long seed = 0; seed < 3; seed++) {
            FactorModel<?> model = (FactorModel<?>)
                    learner.factors(factors).tolerance(1e-9).iterations(5000).fit(data, FitContext.of(seed));
            int sums = model.labels().length;
            for (int i = 0; i * 10 < data.rows(); i++) {
                double[] row = new double[data.features().dimension()];
                for (int f = 0; f < row.length; f++) {
                    row[f] = data.features().value(data.features().start(i * 10) + f);
                }
                double[] out = TestRows.predict(model, row);
                if (sums == 1 && classes) {
                    assertThat(out[1]).isCloseTo(1 / (1 + Math.exp(-expected[i])), within(1e-5));
                } else if (sums == 1) {
                    double sum = (out[0] - model.centre()) / model.spread();
                    assertThat(sum).isCloseTo(expected[i], within(1e-4));
                } else {
                    double total = 0;
                    for (int k = 0; k < sums; k++) total += Math.exp(expected[i * sums + k]);
                    for (int k = 0; k < sums; k++) {
                        assertThat(out[k]).isCloseTo(Math.exp(expected[i * sums + k]) / total, within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void aMachineOfNumbersEndsInTheMinimumThatScipyFinds() {
        checkMachine(standardised(3, penguins.bodyMass()), 2, "numbers", false);
    }

    @Test
    void aMachineOfTwoClassesEndsInTheMinimumThatScipyFinds() {
        checkMachine(standardised(4, penguins.classes("sex")), 2, "sex", true);
    }

    @Test
    void aMachineOfThreeClassesEndsInTheMinimumThatScipyFinds() {
        checkMachine(standardised(4, penguins.classes("species")), 1, "species", true);
    }

    /** The sign of a product, which no weighted sum can tell. */
    @Test
    void aMachineLearnsHowFeaturesActTogether() {
        double[][] rows = TestRows.numbers(200, 2, 3);
        String[] labels = Arrays.stream(rows)
                .map(row -> row[0] * row[1] > 0 ? "same" : "other")
                .toArray(String[]::new);
        Model<?> machine = FactorizationMachine.classifier().fit(TestRows.of(rows, labels), CONTEXT);
        Model<?> line = LogisticRegression.create().fit(TestRows.of(rows, labels), CONTEXT);
        assertThat(right(machine, rows, labels)).isGreaterThan(190);
        assertThat(right(line, rows, labels)).isLessThan(130);
    }

    private static long right(Model<?> model, double[][] rows, String[] labels) {
        return IntStream.range(0, rows.length)
                .filter(row -> labels[row].equals(TestRows.predict(model, rows[row])[0] > 0.5 ? "other" : "same"))
                .count();
    }

    @Test
    void farFromAllRowsProbabilitiesStayProbabilities() {
        for (String column : new String[] {"sex", "species"}) {
            Model<?> model = FactorizationMachine.classifier().fit(penguins.classes(column), CONTEXT);
            for (double far : new double[] {1e3, -1e100, 1e200}) {
                double[] out = TestRows.predict(model, far, far, far, far);
                assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-9));
            }
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> FactorizationMachine.classifier().factors(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("from 1 to 1000");
        assertThatThrownBy(() -> Lars.create().penalty(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 0 and finite");
        assertThat(Lars.create()).hasToString("least angle regression (features 500)");
        double[][] rows = {{1e200}, {-1e200}, {4}};
        assertThatThrownBy(() -> Lars.create().fit(TestRows.of(rows, 1.0, 2.0, 3.0), CONTEXT))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> FactorizationMachine.regressor().fit(TestRows.of(rows, 1.0, 2.0, 3.0), CONTEXT))
                .isInstanceOf(DataException.class);
    }

    @Test
    void aConstantTargetIsPredicted() {
        TrainingData data = TestRows.of(new double[][] {{1}, {2}, {3}}, 7.0, 7.0, 7.0);
        for (var learner : java.util.List.of(Lars.create(), FactorizationMachine.regressor())) {
            Model<?> model = learner.fit(data, CONTEXT);
            assertThat(TestRows.predict(model, 100)[0]).isCloseTo(7, within(1e-12));
            assertThat(Codecs.decode(Codecs.encode(model), Model.class).fingerprint())
                    .isEqualTo(model.fingerprint());
        }
    }
}
