package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.FittedPipeline;
import io.github.millwork.Pipeline;
import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.Row;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Coefficients;
import io.github.millwork.stage.ColumnImportances;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Importances;
import io.github.millwork.stage.Learner;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What models of labels make of columns: that of the classifier of each label. */
class WeightsOfLabelsTest {
    private static final double[][] X = TestRows.numbers(200, 3, 5);

    /** Labels that depend on one number each, and one that no row has. */
    private static Dataset data() {
        return Dataset.of(
                column("height", 0),
                column("width", 1),
                column("depth", 2),
                whether("never", row -> false),
                whether("tall", row -> X[row][0] > 0.2),
                whether("wide", row -> X[row][1] > -0.4));
    }

    private static Column column(String name, int feature) {
        return Column.numbers(
                name, Arrays.stream(X).mapToDouble(row -> row[feature]).toArray());
    }

    private static Column whether(String name, IntPredicate has) {
        return Column.booleans(
                name, IntStream.range(0, X.length).mapToObj(has::test).toArray(Boolean[]::new));
    }

    private static FittedPipeline<MultiLabel> fit(Learner<MultiLabel> learner) {
        return Pipeline.classifyLabels(Target.labels("never", "tall", "wide"))
                .train(learner)
                .fit(data());
    }

    private static FittedPipeline<MultiLabel> each(Learner<Classification> learner) {
        return fit(BinaryRelevance.of(learner));
    }

    @Test
    void eachLabelHasTheWeightsThatItsProbabilityComesFrom() {
        FittedPipeline<MultiLabel> fitted = each(LogisticRegression.create());
        Coefficients found = fitted.coefficients();
        assertThat(found.unit()).isEqualTo(Explainer.Unit.LOG_ODDS);
        assertThat(found.labels()).containsExactly("tall", "wide");
        for (int row = 0; row < 20; row++) {
            Row asked = data().row(row);
            MultiLabel predicted = fitted.predict(asked);
            for (int k = 0; k < 2; k++) {
                double sum = found.intercepts().get(k);
                for (Coefficients.Weights weights : found.features()) {
                    sum += weights.values().get(k) * asked.number(weights.feature());
                }
                assertThat(predicted.probability(found.labels().get(k)))
                        .isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-12));
            }
        }
        assertThat(found.toString())
                .contains("weight for tall  weight for wide")
                .doesNotContain("never");
    }

    @Test
    void importancesAreTheSumOfAbsoluteWeightsOverLabels() {
        FittedPipeline<MultiLabel> fitted = each(LogisticRegression.create());
        ColumnImportances found = fitted.importances();
        assertThat(found.unit()).isEqualTo(Importances.Unit.ABSOLUTE_COEFFICIENT);
        for (Coefficients.Weights weights : fitted.coefficients().features()) {
            assertThat(found.of(weights.feature()).value())
                    .isEqualTo(weights.values().stream().mapToDouble(Math::abs).sum());
        }
    }

    @Test
    void importancesOfTreesAreTheMeanOfTheirShares() {
        ColumnImportances found = each(DecisionTree.classifier().depth(1)).importances();
        assertThat(found.unit()).isEqualTo(Importances.Unit.SHARE_OF_GAIN);
        assertThat(found.of("height").value()).isEqualTo(0.5);
        assertThat(found.of("width").value()).isEqualTo(0.5);
        assertThat(found.of("depth").value()).isZero();
    }

    @Test
    void chainsHaveNoneSinceTheirClassifiersAreGivenLabels() {
        FittedPipeline<MultiLabel> chained = fit(ClassifierChains.of(LogisticRegression.create()));
        assertThatThrownBy(chained::coefficients)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Expected a linear model, which has a weight for each feature, but 'classifier chain of "
                        + "logistic regression (cost 1.0, tolerance 0.001)' makes none. Ask for its importances() where it "
                        + "is made of trees, shuffle columns of rows held out with PermutationImportance.of, or train "
                        + "BinaryRelevance of LogisticRegression, which has a sum of the features for each label.");
        assertThatThrownBy(chained::importances)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("makes one that does not. Shuffle columns of rows held out instead: "
                        + "PermutationImportance.of.");
    }

    @Test
    void labelsWhoseClassifiersHaveNoneHaveNone() {
        FittedPipeline<MultiLabel> neighbours = each(NearestNeighbours.classifier());
        assertThatThrownBy(neighbours::coefficients).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(neighbours::importances).isInstanceOf(IllegalStateException.class);
    }
}
