package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Anomaly;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.Column;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.data.Role;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Chain;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Need;
import io.github.millwork.stage.Task;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that counts twice is two rows, one that counts nothing is none; who cannot hold to that refuses, with a name. */
class RowWeightsTest {
    private static final double[][] ROWS = TestRows.numbers(90, 3, 17);

    /** A tree that grew to its end says of its own rows what they are, whatever they count. */
    private static final double[][] OTHERS = TestRows.numbers(200, 3, 18);

    /** Those of which twice a row is the same as a row of twice the weight: they neither draw rows nor deal them out. */
    static Stream<Learner<?>> weighing() {
        return Stream.of(
                LogisticRegression.create().tolerance(1e-10),
                LogisticRegression.create().tolerance(1e-10).l1(),
                LogisticRegression.create().tolerance(1e-10).oneVersusRest().l1Share(0.3),
                GaussianNaiveBayes.create(),
                NaiveBayes.create(),
                DecisionTree.classifier().minimumLeaf(1).depth(2),
                DecisionTree.regressor().minimumLeaf(1),
                RandomForest.classifier().trees(5).depth(2).withoutBootstrap(),
                RandomForest.regressor().trees(5).withoutBootstrap(),
                GradientBoosting.classifier().trees(5).depth(3),
                GradientBoosting.regressor().trees(5).depth(3),
                HistogramBoosting.classifier().minimumLeaf(1).trees(8).depth(3),
                HistogramBoosting.regressor().minimumLeaf(1).trees(8).depth(3),
                HistogramBoosting.regressor().minimumLeaf(1).trees(8).depth(3).quantile(0.3),
                AdaBoost.create().depth(2),
                ElasticNet.create().tolerance(1e-12),
                Baseline.classifier(),
                Baseline.regressor(),
                VotingLearner.of(LogisticRegression.create().tolerance(1e-10), GaussianNaiveBayes.create()));
    }

    private static TrainingData data(Learner<?> learner, int classes) {
        double[][] rows = learner.needs().contains(Need.NON_NEGATIVE)
                ? Arrays.stream(ROWS)
                        .map(row -> DoubleStream.of(row).map(Math::abs).toArray())
                        .toArray(double[][]::new)
                : ROWS;
        String[] letters = Arrays.copyOf(new String[] {"a", "b", "c"}, classes);
        return learner.predictionType() == Classification.class
                ? TestRows.of(rows, TestRows.classes(rows, 6, letters))
                : TestRows.of(rows, TestRows.target(rows, 6));
    }

    private static double[] predictAll(Model<?> model, Learner<?> learner) {
        return Arrays.stream(OTHERS)
                .map(row -> learner.needs().contains(Need.NON_NEGATIVE)
                        ? DoubleStream.of(row).map(Math::abs).toArray()
                        : row)
                .flatMapToDouble(row -> DoubleStream.of(TestRows.predict(model, row)))
                .toArray();
    }

    private static void assertAlike(Learner<?> learner, TrainingData data, int[] times) {
        double[] weights = Arrays.stream(times).asDoubleStream().toArray();
        int[] repeated = IntStream.range(0, times.length)
                .flatMap(row -> IntStream.range(0, times[row]).map(time -> row))
                .toArray();
        double[] found = predictAll(learner.fit(TestRows.weighted(data, weights), CONTEXT), learner);
        double[] expected = predictAll(learner.fit(data.rows(repeated), CONTEXT), learner);
        double[] unweighted = predictAll(learner.fit(data, CONTEXT), learner);
        boolean floats = learner instanceof GradientBoosting;
        assertThat(found).containsExactly(expected, within(floats ? 1e-3 : 1e-7));
        assertThat(found).as("weights change something").isNotEqualTo(unweighted);
    }

    @ParameterizedTest
    @MethodSource("weighing")
    void aRowThatCountsTwiceIsTwoRows(Learner<?> learner) {
        for (int classes = 2; classes <= (learner.predictionType() == Classification.class ? 3 : 2); classes++) {
            TrainingData data = data(learner, classes);
            assertAlike(
                    learner,
                    data,
                    IntStream.range(0, ROWS.length)
                            .map(row -> 1 + row * row % 7)
                            .toArray());
        }
    }

    @ParameterizedTest
    @EnumSource(LearnersTest.Subject.class)
    void aRowThatCountsNothingIsNone(LearnersTest.Subject subject) {
        // Bagging draws as many rows as there are, whatever they count.
        if (!subject.learner.honoursWeights() || subject.learner instanceof Bagging) return;
        TrainingData data = subject.data(ROWS, 2);
        double[] weights = IntStream.range(0, ROWS.length)
                .mapToDouble(row -> row % 4 == 0 ? 0 : 1)
                .toArray();
        int[] others =
                IntStream.range(0, ROWS.length).filter(row -> row % 4 != 0).toArray();
        Model<?> found = subject.fit(TestRows.weighted(data, weights));
        Model<?> expected = subject.fit(data.rows(others));
        for (double[] row : subject.legal(ROWS)) {
            assertThat(TestRows.predict(found, row)).containsExactly(TestRows.predict(expected, row), within(1e-3));
        }
    }

    @ParameterizedTest
    @EnumSource(LearnersTest.Subject.class)
    void whoIgnoresWeightsRefusesThem(LearnersTest.Subject subject) {
        if (subject.learner.honoursWeights()) return;
        assertRefused(subject.learner);
    }

    @SuppressWarnings("unchecked") // the kind of learner is looked at
    private static void assertRefused(Learner<?> learner) {
        Dataset rows = Dataset.of(
                Column.numbers("x", 1, 2, 3, 4),
                Column.categories("kind", "a", "b", "a", "b"),
                Column.numbers("w", 1, 2, 1, 2).withRole(Role.WEIGHT));
        Class<? extends Prediction> type = learner.predictionType();
        Dataset bare = rows.drop("kind");
        if (type == Classification.class) {
            refused((Learner<Classification>) learner, Task.classify(Target.of("kind")), rows);
        } else if (type == Regression.class) {
            refused(
                    (Learner<Regression>) learner,
                    Task.regress(Target.of("y")),
                    bare.with(Column.numbers("y", 1, 2, 3, 5)));
        } else if (type == Cluster.class) {
            refused((Learner<Cluster>) learner, Task.cluster(null), bare);
        } else {
            refused((Learner<Anomaly>) learner, Task.detectAnomalies(null), bare);
        }
    }

    private static <P extends Prediction> void refused(Learner<P> learner, Task<P> task, Dataset rows) {
        assertThatThrownBy(() -> new Chain<>(task, List.of(), learner).fit(rows, CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected a learner that honours weights, since column 'w' has the role weight, but "
                        + learner.describe()
                        + " ignores them" + asItsMember(learner)
                        + ". Use HistogramBoosting, or give the column the role ignored.");
    }

    /** The vote is of nearest neighbours, which ignore weights, and a logistic regression, which does not. */
    static String asItsMember(Learner<?> learner) {
        if (!learner.describe().startsWith("vote of ")) return "";
        return ", as its member " + NearestNeighbours.classifier().describe() + " does";
    }

    @ParameterizedTest
    @ValueSource(strings = {"sex", "species"})
    void weightsOfALogisticRegressionAreThoseOfScikitLearn(String target) {
        Penguins penguins = new Penguins();
        TrainingData data = penguins.classes(target);
        double[] weights = IntStream.range(0, data.rows())
                .mapToDouble(row -> row % 3 + 0.5)
                .toArray();
        Model<Classification> model = LogisticRegression.create()
                .oneVersusRest()
                .cost(2)
                .tolerance(1e-12)
                .fit(TestRows.weighted(data, weights), CONTEXT);
        double[] expected = Penguins.reference("weighted " + target + " probabilities of every tenth bird");
        double[][] rows = penguins.features(4);
        int width = model.outputs().width();
        for (int i = 0; i * width < expected.length; i++) {
            assertThat(TestRows.predict(model, rows[10 * i]))
                    .containsExactly(Arrays.copyOfRange(expected, i * width, (i + 1) * width), within(1e-6));
        }
        LinearModel<?> linear = (LinearModel<?>) model;
        double[] reference = Penguins.reference("weighted " + target + " weights");
        for (int k = 0; k * 4 < reference.length; k++) {
            assertThat(linear.weights(k))
                    .containsExactly(Arrays.copyOfRange(reference, k * 4, k * 4 + 4), within(1e-5));
        }
    }

    @Test
    void ofRowsTooWideForSecondDerivativesThatCountTwiceALogisticRegressionLearnsAsOfTwo() {
        double[][] wide = TestRows.numbers(30, 513, 3);
        for (String[] labels : List.of(new String[] {"a", "b"}, new String[] {"a", "b", "c"})) {
            TrainingData data = TestRows.of(wide, TestRows.classes(wide, 3, labels));
            int[] twice = IntStream.range(0, 60)
                    .map(row -> row / 2)
                    .filter(row -> row % 3 > 0 || row < 20)
                    .toArray();
            double[] weights = new double[30];
            for (int row : twice) weights[row]++;
            LogisticRegression learner =
                    LogisticRegression.create().cost(0.01).tolerance(1e-10).oneVersusRest();
            Model<Classification> found = learner.fit(TestRows.weighted(data, weights), CONTEXT);
            Model<Classification> expected = learner.fit(data.rows(twice), CONTEXT);
            for (double[] row : wide) {
                assertThat(TestRows.predict(found, row)).containsExactly(TestRows.predict(expected, row), within(1e-6));
            }
        }
    }
}
