package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elastic nets, Gaussian naive Bayes, machines with kernels and distances of neighbours, against scikit-learn; learners.py. */
class FurtherLearnersTest {
    private final Penguins penguins = new Penguins();

    private static TrainingData weighted(TrainingData data, String kind) {
        if (kind.equals("equal")) return data;
        return TestRows.weighted(
                data,
                IntStream.range(0, data.rows())
                        .mapToDouble(row -> row % 3 + 0.5)
                        .toArray());
    }

    /** The numbers of every tenth bird. */
    private void checkTenths(Model<?> model, int features, double[] expected, double tolerance) {
        double[][] rows = penguins.features(features);
        int width = expected.length / ((rows.length + 9) / 10);
        for (int i = 0; i * 10 < rows.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            for (int k = 0; k < width; k++) {
                double one = width == 1 ? found[found.length - 1] : found[k];
                assertThat(one).as("bird %s", i * 10).isCloseTo(expected[i * width + k], within(tolerance));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0.001,0.5,equal", "0.001,0.5,weighted", "0.01,1.0,equal", "0.01,1.0,weighted",
        "0.01,0.1,equal", "0.01,0.1,weighted", "0.01,0.0,equal", "0.01,0.0,weighted"
    })
    void theElasticNetEqualsScikitLearn(String penalty, String share, String kind) {
        LinearModel<?> model = (LinearModel<?>) ElasticNet.create()
                .penalty(Double.parseDouble(penalty))
                .l1Share(Double.parseDouble(share))
                .tolerance(1e-14)
                .fit(weighted(penguins.bodyMass(), kind), CONTEXT);
        double[] weights = Penguins.reference("net " + penalty + " " + share + " " + kind + " weights");
        for (int i = 0; i < 3; i++) assertThat(model.weights(0)[i]).isCloseTo(weights[i], within(1e-6));
        assertThat(model.intercept(0))
                .isCloseTo(
                        Penguins.reference("net " + penalty + " " + share + " " + kind + " intercept")[0],
                        within(1e-6));
    }

    @Test
    void theNormalEquationsAndTheDescentAgreeOnSparseRows() {
        double[][] rows = TestRows.numbers(80, 6, 3);
        for (double[] row : rows) for (int i = 2; i < 6; i++) if (row[i] <= 0) row[i] = TestRows.ABSENT;
        TrainingData data = TestRows.of(rows, TestRows.target(TestRows.numbers(80, 6, 3), 4));
        LeastSquares squares = new LeastSquares(data);
        double[] solved = squares.solve(0, 0.05, 1e-13, CONTEXT);
        double[] found = squares.solve(1e-300, 0.05, 1e-13, CONTEXT);
        for (int i = 0; i < 6; i++) assertThat(found[i]).isCloseTo(solved[i], within(1e-9));
        assertThat(solved[0]).isGreaterThan(1);
    }

    @Test
    void aFeatureThatComesTwiceIsSharedEvenWithoutPenalty() {
        double[][] rows = Arrays.stream(TestRows.numbers(40, 1, 3))
                .map(row -> new double[] {row[0], row[0], 5})
                .toArray(double[][]::new);
        double[] target = Arrays.stream(rows).mapToDouble(row -> 4 * row[0] + 1).toArray();
        LinearModel<?> ridge =
                (LinearModel<?>) ElasticNet.ridge().penalty(1e-6).fit(TestRows.of(rows, target), CONTEXT);
        assertThat(ridge.weights(0)[0]).isCloseTo(2, within(1e-3));
        assertThat(ridge.weights(0)[1]).isCloseTo(2, within(1e-3));
        LinearModel<?> plain = (LinearModel<?>) ElasticNet.ridge().penalty(0).fit(TestRows.of(rows, target), CONTEXT);
        assertThat(plain.weights(0)).containsExactly(new double[] {2, 2, 0}, within(1e-6));
        assertThat(plain.intercept(0)).isCloseTo(1, within(1e-9));
    }

    @Test
    void theLassoLeavesFeaturesOut() {
        double[][] rows = TestRows.numbers(200, 8, 3);
        LinearModel<?> model = (LinearModel<?>)
                ElasticNet.lasso().penalty(0.1).fit(TestRows.of(rows, TestRows.target(rows, 4)), CONTEXT);
        assertThat(Arrays.stream(model.weights(0)).filter(weight -> weight != 0).count())
                .isBetween(1L, 3L);
        assertThat(model.weights(0)[0]).isGreaterThan(1);
    }

    @Test
    void aConstantTargetIsPredicted() {
        for (ElasticNet net : new ElasticNet[] {ElasticNet.create(), ElasticNet.ridge()}) {
            Model<?> model = net.fit(TestRows.of(new double[][] {{1}, {2}, {3}}, 7.0, 7.0, 7.0), CONTEXT);
            assertThat(TestRows.predict(model, 100)[0]).isCloseTo(7, within(1e-9));
        }
        Model<?> one = ElasticNet.create().fit(TestRows.of(new double[][] {{1}}, 3.0), CONTEXT);
        assertThat(TestRows.predict(one, 5)[0]).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1e-09,equal", "1e-09,weighted", "0.01,equal", "0.01,weighted"})
    void gaussianNaiveBayesEqualsScikitLearn(String smoothing, String kind) {
        Model<?> model = GaussianNaiveBayes.create()
                .smoothing(Double.parseDouble(smoothing))
                .fit(weighted(penguins.classes("species"), kind), CONTEXT);
        checkTenths(model, 4, Penguins.reference("gaussian " + smoothing + " " + kind), 1e-9);
    }

    @Test
    void featuresThatDoNotVaryTellNothing() {
        Model<?> model = GaussianNaiveBayes.create()
                .fit(TestRows.of(new double[][] {{1, 5}, {1, 5}, {1, 5}, {1, 5}}, "a", "b", "b", "b"), CONTEXT);
        assertThat(TestRows.predict(model, 1, 5)).containsExactly(new double[] {0.25, 0.75}, within(1e-12));
    }

    @Test
    void farFromAllClassesProbabilitiesStayProbabilities() {
        Model<?> model = GaussianNaiveBayes.create().fit(penguins.classes("species"), CONTEXT);
        for (double far : new double[] {1e3, -1e8, 1e200}) {
            double[] out = TestRows.predict(model, far, far, far, far);
            assertThat(Arrays.stream(out).sum()).isCloseTo(1, within(1e-9));
        }
    }

    private static KernelSvm<?> settings(KernelSvm<?> machine, String name) {
        KernelSvm<?> exact = machine.tolerance(1e-8);
        return switch (name) {
            case "given" -> exact.gamma(2).cost(10);
            case "polynomial" -> exact.polynomial(3).gamma(0.5).offset(1);
            case "sigmoid" -> exact.sigmoid().gamma(0.01).offset(0.5);
            default -> exact;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "sex,rbf", "sex,given", "sex,polynomial", "sex,sigmoid",
        "species,rbf", "species,given", "species,polynomial", "species,sigmoid"
    })
    void aKernelMachineOfClassesEqualsScikitLearn(String target, String name) {
        Model<?> model = settings(KernelSvm.classifier(), name).fit(penguins.classes(target), CONTEXT);
        assertThat(((ClassificationOutputs) model.outputs()).probabilistic()).isFalse();
        checkTenths(model, 4, Penguins.reference("svc " + target + " " + name), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbf", "given", "polynomial", "sigmoid"})
    void aKernelMachineOfNumbersEqualsScikitLearn(String name) {
        Model<?> model = settings(KernelSvm.regressor(), name).fit(penguins.bodyMass(), CONTEXT);
        checkTenths(model, 3, Penguins.reference("svr " + name), 0.02);
    }

    @Test
    void aKernelMachineWeighsAnyNumberOfClasses() {
        TrainingData birds = ClassWeights.balanced().apply(penguins.classes("species"), CONTEXT);
        Model<?> model = KernelSvm.classifier().tolerance(1e-8).fit(birds, CONTEXT);
        checkTenths(model, 4, Penguins.reference("svc balanced"), 1e-5);
    }

    @Test
    void aKernelMachineOfAConstantTargetPredictsIt() {
        Model<?> model = KernelSvm.regressor().fit(TestRows.of(new double[][] {{1}, {2}, {3}}, 7.0, 7.0, 7.0), CONTEXT);
        assertThat(TestRows.predict(model, 100)[0]).isEqualTo(7);
        assertThat(Codecs.decode(Codecs.encode(model), Model.class).fingerprint())
                .isEqualTo(model.fingerprint());
    }

    @Test
    void theDistanceOfTheFifthNeighbourEqualsScikitLearn() {
        TrainingData birds = penguins.classes("species");
        DistanceModel model = (DistanceModel) NeighbourDistance.create().fit(birds, CONTEXT);
        double border = Penguins.reference("distance border")[0];
        assertThat(model.border()).isCloseTo(border, within(1e-7));
        double[] expected = Arrays.stream(Penguins.reference("distances"))
                .map(distance -> distance - border)
                .toArray();
        double[][] rows = penguins.features(4);
        for (int i = 0; i < expected.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            assertThat(found[0]).isCloseTo(expected[i], within(1e-7));
            assertThat(found[1]).isEqualTo(found[0] > 0 ? 1 : 0);
        }
    }

    @Test
    void rowsThatAreAllTheSameAreNoAnomalies() {
        double[][] same = new double[30][2];
        Model<?> model = NeighbourDistance.create().fit(TestRows.of(same, new double[30]), CONTEXT);
        assertThat(TestRows.predict(model, 0, 0)).containsExactly(0, 0);
        assertThat(TestRows.predict(model, 0, 1)).containsExactly(1, 1);
        Model<?> alone = NeighbourDistance.create().fit(TestRows.of(new double[1][2], new double[1]), CONTEXT);
        assertThat(TestRows.predict(alone, 3, 4)).containsExactly(5, 1);
    }

    @Test
    void numbersTooLargeToSquareAreRefused() {
        double[][] rows = {{1e200}, {-1e200}, {4}};
        assertThatThrownBy(() -> ElasticNet.create().fit(TestRows.of(rows, 1.0, 2.0, 3.0), CONTEXT))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> KernelSvm.regressor().fit(TestRows.of(rows, 1.0, 2.0, 3.0), CONTEXT))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(() -> GaussianNaiveBayes.create().fit(TestRows.of(rows, "a", "a", "b"), CONTEXT))
                .isInstanceOf(DataException.class);
    }

    /** The mean of a number that is no sum of halves is off by rounding, which is not taken for a spread. */
    @Test
    void ofConstantFeaturesNothingIsLearned() {
        double[][] rows = new double[70][];
        Arrays.setAll(rows, row -> new double[] {3.3, 0.1});
        double[] numbers = IntStream.range(0, 70).mapToDouble(row -> row % 3).toArray();
        for (Learner<Regression> learner :
                List.of(Lars.create(), ElasticNet.lasso().penalty(0), ElasticNet.ridge(), LinearRegression.create())) {
            LinearModel<?> model = (LinearModel<?>) learner.fit(TestRows.of(rows, numbers), CONTEXT);
            assertThat(model.weights(0)).as(learner.describe()).containsOnly(0);
            assertThat(model.intercept(0))
                    .isCloseTo(Arrays.stream(numbers).average().orElse(0), within(1e-12));
        }
        String[] labels =
                IntStream.range(0, 70).mapToObj(row -> row % 7 == 0 ? "a" : "b").toArray(String[]::new);
        Model<?> bayes = GaussianNaiveBayes.create().fit(TestRows.of(rows, labels), CONTEXT);
        assertThat(TestRows.predict(bayes, rows[0])[0]).isCloseTo(1.0 / 7, within(1e-9));
        KernelSvm.classifier().polynomial(3).fit(TestRows.of(rows, labels), CONTEXT);
    }

    /** Around 1.7e12, as milliseconds are, rounding in the sum of the shares of rows once passed for a spread of 20,000. */
    @Test
    void gaussianNaiveBayesTellsClassesApartFarFromZero() {
        double[][] rows = new double[60][];
        Arrays.setAll(rows, row -> new double[] {1.7e12 + (row % 2 == 0 ? 0 : 1000) + row});
        String[] labels = IntStream.range(0, 60)
                .mapToObj(row -> row % 2 == 0 ? "early" : "late")
                .toArray(String[]::new);
        Model<?> model = GaussianNaiveBayes.create().fit(TestRows.of(rows, labels), CONTEXT);
        assertThat(TestRows.predict(model, rows[0])[0]).isGreaterThan(0.999);
        assertThat(TestRows.predict(model, rows[1])[1]).isGreaterThan(0.999);
    }
}
