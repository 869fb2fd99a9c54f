package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What explainers promise, for each learner whose models have one. */
class ExplainedLearnersTest {
    private static final double[][] X = rows();

    private static double[][] rows() {
        double[][] rows = TestRows.numbers(150, 4, 21);
        for (int i = 0; i < rows.length; i++) if (i % 3 > 0) rows[i][3] = ABSENT;
        return rows;
    }

    enum Explained {
        LINEAR(LinearRegression.create(), 0),
        LOGISTIC(LogisticRegression.create(), 2),
        LOGISTIC_OF_REST(LogisticRegression.create().oneVersusRest(), 3),
        LOGISTIC_OF_THREE(LogisticRegression.create(), 3),
        BOOSTED_NUMBERS(GradientBoosting.regressor().trees(15), 0),
        BOOSTED(GradientBoosting.classifier().trees(15), 2),
        BOOSTED_OF_THREE(GradientBoosting.classifier().trees(15), 3),
        HISTOGRAM_OF_NUMBERS(HistogramBoosting.regressor().trees(15), 0),
        HISTOGRAM(HistogramBoosting.classifier().trees(15), 2),
        HISTOGRAM_OF_THREE(HistogramBoosting.classifier().trees(15), 3),
        ADA(AdaBoost.create(), 2),
        ADA_OF_THREE(AdaBoost.create(), 3),
        GAUSSIAN(GaussianNaiveBayes.create(), 2),
        GAUSSIAN_OF_THREE(GaussianNaiveBayes.create(), 3),
        PRODUCTS(FactorizationMachine.classifier().iterations(20), 2),
        PRODUCTS_OF_THREE(FactorizationMachine.classifier().iterations(20), 3),
        STACK(
                Stacking.of(
                        LogisticRegression.create(),
                        RandomForest.classifier().trees(5),
                        SupportVectorMachine.classifier()),
                2),
        TREE_OF_NUMBERS(DecisionTree.regressor(), 0),
        TREE(DecisionTree.classifier().depth(6), 2),
        FOREST_OF_NUMBERS(RandomForest.regressor().trees(10), 0),
        FOREST(RandomForest.classifier().trees(10), 2),
        FOREST_OF_THREE(ExtraTrees.classifier().trees(10), 3),
        BAGGED(Bagging.of(DecisionTree.classifier().depth(4)).models(5), 3),
        VOTING(
                VotingLearner.of(
                                RandomForest.classifier().trees(5),
                                ExtraTrees.classifier().trees(5))
                        .weights(1, 3),
                2),
        VOTING_OF_NUMBERS(VotingLearner.of(RandomForest.regressor().trees(5), LinearRegression.create()), 0),
        PRODUCTS_OF_NUMBERS(FactorizationMachine.regressor().iterations(20), 0),
        STACK_OF_NUMBERS(
                Stacking.of(LinearRegression.create(), DecisionTree.regressor().depth(3)), 0),
        STACK_WITH_FEATURES(
                Stacking.of(
                                LinearRegression.create(),
                                FactorizationMachine.regressor(),
                                DecisionTree.regressor().depth(3))
                        .andFeatures(),
                0);

        final Learner<?> learner;
        final int classes;

        Explained(Learner<?> learner, int classes) {
            this.learner = learner;
            this.classes = classes;
        }

        Model<?> fit() {
            String[] labels = Arrays.copyOf(new String[] {"a", "b", "c"}, classes);
            TrainingData data = classes == 0
                    ? TestRows.of(X, TestRows.target(X, 21))
                    : TestRows.of(X, TestRows.classes(X, 21, labels));
            return learner.fit(data, CONTEXT);
        }

        boolean linear() {
            return ordinal() <= LOGISTIC_OF_THREE.ordinal();
        }

        /** Whether raw outputs are log-odds; else they are logarithms of probabilities, up to a common number. */
        boolean odds() {
            return this == LOGISTIC_OF_REST;
        }

        /** Whether raw outputs are probabilities already. */
        boolean shares() {
            return ordinal() >= TREE_OF_NUMBERS.ordinal();
        }
    }

    private static double mean(Explainer explainer, int raw) {
        return Arrays.stream(X)
                .mapToDouble(row -> explainer.raw(TestRows.vector(row), raw))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Explained.class)
    void whatIsExpectedAndWhatFeaturesContributeAddUpToTheRawOutput(Explained explained) {
        Explainer explainer = explained.fit().explainer().orElseThrow();
        double[] out = new double[4];
        for (int raw = 0; raw < explainer.raws(); raw++) {
            for (double[] row : X) {
                FeatureVector vector = TestRows.vector(row);
                explainer.contributions(vector, raw, out);
                assertThat(explainer.expected(raw) + Arrays.stream(out).sum())
                        .isCloseTo(explainer.raw(vector, raw), within(1e-9));
                assertThat(Arrays.stream(out).map(Math::abs).sum()).isPositive();
            }
        }
    }

    /** For trees it is the mean where each row counts by its second derivative, which is 1 for squared errors only. */
    @ParameterizedTest
    @EnumSource(
            value = Explained.class,
            names = {
                "LINEAR",
                "LOGISTIC",
                "LOGISTIC_OF_THREE",
                "BOOSTED_NUMBERS",
                "GAUSSIAN",
                "GAUSSIAN_OF_THREE",
                "TREE_OF_NUMBERS",
                "TREE",
                "FOREST_OF_THREE"
            })
    void whatIsExpectedIsTheMeanOverTheTrainingRows(Explained explained) {
        Explainer explainer = explained.fit().explainer().orElseThrow();
        for (int raw = 0; raw < explainer.raws(); raw++) {
            double tolerance = explained.linear() ? 1e-9 : 1e-5;
            assertThat(explainer.expected(raw)).isCloseTo(mean(explainer, raw), within(tolerance));
        }
    }

    @ParameterizedTest
    @EnumSource(Explained.class)
    void theRawOutputIsWhatTheModelMakesItsPredictionOf(Explained explained) {
        Model<?> model = explained.fit();
        Explainer explainer = model.explainer().orElseThrow();
        for (double[] row : X) {
            double[] out = TestRows.predict(model, row);
            double[] raws = new double[explainer.raws()];
            Arrays.setAll(raws, raw -> explainer.raw(TestRows.vector(row), raw));
            double total = 0;
            for (double raw : raws) total += explained.odds() ? 1 / (1 + Math.exp(-raw)) : Math.exp(raw);
            for (int raw = 0; raw < raws.length; raw++) {
                double expected;
                if (model.outputs() instanceof RegressionOutputs || explained.shares()) expected = raws[raw];
                else if (raws.length == 1) expected = 1 / (1 + Math.exp(-raws[raw]));
                else expected = (explained.odds() ? 1 / (1 + Math.exp(-raws[raw])) : Math.exp(raws[raw])) / total;
                assertThat(out[explainer.label(raw)]).isCloseTo(expected, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Explained.class)
    void aModelReadFromAFileExplainsTheSame(Explained explained) {
        Model<?> model = explained.fit();
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(model).toJson()), Model.class);
        Explainer before = model.explainer().orElseThrow();
        Explainer after = read.explainer().orElseThrow();
        double[] expected = new double[4];
        double[] found = new double[4];
        for (double[] row : X) {
            before.contributions(TestRows.vector(row), 0, expected);
            after.contributions(TestRows.vector(row), 0, found);
            assertThat(found).containsExactly(expected);
        }
        assertThat(after.expected(0)).isEqualTo(before.expected(0));
        assertThat(read.importances(4)).isEqualTo(model.importances(4));
    }

    @ParameterizedTest
    @EnumSource(
            value = Explained.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "GAUSSIAN",
                "GAUSSIAN_OF_THREE",
                "VOTING_OF_NUMBERS",
                "PRODUCTS",
                "PRODUCTS_OF_THREE",
                "PRODUCTS_OF_NUMBERS",
                "STACK_OF_NUMBERS",
                "STACK_WITH_FEATURES",
                "STACK"
            })
    void itIsKnownWhatAModelMakesOfEachFeature(Explained explained) {
        Importances found = explained.fit().importances(4).orElseThrow();
        assertThat(found.unit() == Importances.Unit.ABSOLUTE_COEFFICIENT).isEqualTo(explained.linear());
        assertThat(found.values()).hasSize(4).allMatch(value -> value >= 0);
        assertThat(found.values().get(0)).isGreaterThan(found.values().get(2)); // the target depends on the first
    }
}
