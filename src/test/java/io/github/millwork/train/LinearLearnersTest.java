package io.github.millwork.train;

import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Cluster;
import io.github.millwork.data.DataException;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against scikit-learn and numpy; see linear.py. */
class LinearLearnersTest {
    private final Penguins penguins = new Penguins();

    @ParameterizedTest
    @CsvSource({"sex,0.1", "sex,1", "sex,100", "species,0.1", "species,1", "species,100"})
    void logisticRegressionEqualsScikitLearn(String target, String cost) {
        TrainingData data = penguins.classes(target);
        LinearModel<?> model = (LinearModel<?>) LogisticRegression.create()
                .oneVersusRest()
                .cost(Double.parseDouble(cost))
                .tolerance(1e-11)
                .fit(data, CONTEXT);
        double[] intercepts = Penguins.reference(target + " " + cost + " intercepts");
        double[] weights = Penguins.reference(target + " " + cost + " weights");
        for (int k = 0; k < intercepts.length; k++) {
            assertThat(model.intercept(k)).isCloseTo(intercepts[k], within(1e-6));
            for (int i = 0; i < 4; i++) assertThat(model.weights(k)[i]).isCloseTo(weights[k * 4 + i], within(1e-6));
        }
        double[] expected = Penguins.reference(target + " " + cost + " probabilities of every tenth bird");
        double[][] rows = penguins.features(4);
        int width = model.outputs().width();
        assertThat(expected).hasSize((rows.length + 9) / 10 * width);
        for (int i = 0; i * width < expected.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            for (int k = 0; k < width; k++) assertThat(found[k]).isCloseTo(expected[i * width + k], within(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"sex,0.1", "sex,1", "sex,100", "species,0.1", "species,1", "species,100"})
    void theSupportVectorMachineEqualsScikitLearnWithLibLinear(String target, String cost) {
        LinearModel<?> model = (LinearModel<?>) SupportVectorMachine.classifier()
                .cost(Double.parseDouble(cost))
                .tolerance(1e-11)
                .fit(penguins.classes(target), CONTEXT);
        double[] intercepts = Penguins.reference("machine " + target + " " + cost + " intercepts");
        double[] weights = Penguins.reference("machine " + target + " " + cost + " weights");
        for (int k = 0; k < intercepts.length; k++) {
            assertThat(model.intercept(k)).isCloseTo(intercepts[k], within(1e-5));
            for (int i = 0; i < 4; i++) assertThat(model.weights(k)[i]).isCloseTo(weights[k * 4 + i], within(1e-5));
        }
        double[] row = penguins.features(4)[7];
        double[] found = TestRows.predict(model, row);
        double[] expected = intercepts.clone();
        for (int k = 0; k < expected.length; k++) {
            for (int i = 0; i < 4; i++) expected[k] += weights[k * 4 + i] * row[i];
        }
        assertThat(((ClassificationOutputs) model.outputs()).probabilistic()).isFalse();
        if (expected.length == 1) expected = new double[] {-expected[0], expected[0]};
        for (int k = 0; k < expected.length; k++) assertThat(found[k]).isCloseTo(expected[k], within(1e-4));
    }

    @ParameterizedTest
    @CsvSource({"0.01,0", "1,0.1", "100,0.5"})
    void theSupportVectorMachineOfNumbersEqualsScikitLearnWithLibLinear(String cost, double insensitive) {
        LinearModel<?> model = (LinearModel<?>) SupportVectorMachine.regressor()
                .cost(Double.parseDouble(cost))
                .insensitive(insensitive)
                .tolerance(1e-12)
                .fit(penguins.bodyMass(), CONTEXT);
        double[] weights = Penguins.reference("machine mass " + cost + " weights");
        for (int i = 0; i < 3; i++) assertThat(model.weights(0)[i]).isCloseTo(weights[i], within(1e-3));
        assertThat(model.intercept(0))
                .isCloseTo(Penguins.reference("machine mass " + cost + " intercept")[0], within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"sex,0.01", "sex,1", "species,0.01", "species,1"})
    void naiveBayesWithWeightsEqualsScikitLearn(String target, String smoothing) {
        TrainingData data = penguins.classes(target);
        double[] weights = new double[data.rows()];
        Arrays.setAll(weights, row -> row % 3 + 0.5);
        Model<?> model = NaiveBayes.create()
                .smoothing(Double.parseDouble(smoothing))
                .fit(TestRows.weighted(data, weights), CONTEXT);
        double[] expected =
                Penguins.reference("bayes " + target + " " + smoothing + " probabilities of every tenth bird");
        double[][] rows = penguins.features(4);
        int width = model.outputs().width();
        assertThat(expected).hasSize((rows.length + 9) / 10 * width);
        for (int i = 0; i * width < expected.length; i++) {
            double[] found = TestRows.predict(model, rows[i * 10]);
            for (int k = 0; k < width; k++) assertThat(found[k]).isCloseTo(expected[i * width + k], within(1e-10));
        }
    }

    @Test
    void aMachineOfClassesHasNoWidthOfErrors() {
        assertThatThrownBy(() -> SupportVectorMachine.classifier().insensitive(0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected one of the parameters [cost, tolerance] but found 'insensitive'.");
        assertThatThrownBy(() -> new SupportVectorMachine<>(
                        Cluster.class, SupportVectorMachine.classifier().hyperparameters()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a support vector machine for Classification or Regression but found Cluster. Use "
                        + "classifier() or regressor().");
    }

    @Test
    void countsTooLargeToAddUpAreRefused() {
        double[][] rows = {{1e308}, {1e308}, {4}};
        assertThatThrownBy(() -> NaiveBayes.create().fit(TestRows.of(rows, "a", "a", "b"), CONTEXT))
                .isInstanceOf(DataException.class)
                .hasMessage("Expected features that can be added up but the training rows have numbers too large for "
                        + "that. Add Scale.minMax before the learner.");
    }

    @Test
    void theDefaultsComeCloseEnough() {
        LinearModel<?> logistic = (LinearModel<?>) LogisticRegression.create().fit(penguins.classes("sex"), CONTEXT);
        double[] weights = Penguins.reference("sex 1 weights");
        for (int i = 0; i < 4; i++) assertThat(logistic.weights(0)[i]).isCloseTo(weights[i], within(0.02));
    }
}
