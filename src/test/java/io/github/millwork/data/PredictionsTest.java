package io.github.millwork.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PredictionsTest {
    private static ClassificationOutputs classes(String positive, String... labels) {
        return ClassificationOutputs.probabilities(List.of(labels), positive);
    }

    private static String label(ClassificationOutputs outputs, double... values) {
        return outputs.read(values, 0).label();
    }

    @Nested
    class AClassification {
        @Test
        void isTheClassOfTheLargestNumberAndOfEqualsTheFirst() {
            ClassificationOutputs three = classes(null, "a", "b", "c");
            assertThat(label(three, 0.2, 0.5, 0.3)).isEqualTo("b");
            assertThat(label(three, 0.4, 0.2, 0.4)).isEqualTo("a");
            assertThat(label(three, 0.2, 0.4, 0.4)).isEqualTo("b");
            assertThat(label(classes("c", "a", "b", "c"), 0.4, 0.2, 0.4)).isEqualTo("a");
        }

        @Test
        void isTheClassThatWasDecidedOnWhereThatIsAmongTheNumbers() {
            ClassificationOutputs decided = classes("yes", "no", "yes").withDecision();
            assertThat(decided.width()).isEqualTo(3);
            assertThat(label(decided, 0.7, 0.3, 1)).isEqualTo("yes");
            assertThat(label(decided, 0.3, 0.7, 0)).isEqualTo("no");
            assertThat(decided.read(new double[] {0.7, 0.3, 1}, 0).scores())
                    .containsExactly(Map.entry("no", 0.7), Map.entry("yes", 0.3));
        }

        @Test
        void knowsTheProbabilityOfEachClass() {
            Classification answer = classes("yes", "no", "yes").read(new double[] {9, 0.25, 0.75, 9}, 1);
            assertThat(answer.probability("yes")).isEqualTo(0.75);
            assertThat(answer.score("no")).isEqualTo(0.25);
            assertThat(answer.scores()).containsExactly(Map.entry("no", 0.25), Map.entry("yes", 0.75));
            assertThat(answer).hasToString("yes (0.7500)");
            assertThatThrownBy(() -> answer.probability("maybe"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a class but found 'maybe'. The classes are 'no', 'yes'.");
        }

        @Test
        void hasNoProbabilitiesWhereTheModelKnowsNone() {
            Classification scored =
                    ClassificationOutputs.scores(List.of("a", "b"), null).read(new double[] {-2, 3}, 0);
            assertThat(scored.score("b")).isEqualTo(3);
            assertThat(scored.label()).isEqualTo("b");
            assertThatThrownBy(() -> scored.probability("b"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Expected probabilities but this model gives scores only. Use score(label), or calibrate "
                                    + "the learner.");
        }

        @Test
        void refusesAPositiveClassThatIsNone() {
            assertThatThrownBy(() -> classes(">50k", "<=50K", ">50K"))
                    .isInstanceOf(DataException.class)
                    .hasMessage("Expected the positive class '>50k' to be a class of the target but it is not. Did you "
                            + "mean '<=50K'?");
            assertThatThrownBy(() -> classes("spam", "a", "b"))
                    .hasMessage("Expected the positive class 'spam' to be a class of the target but it is not. There "
                            + "are: 'a', 'b'.");
        }

        @Test
        void refusesLabelsThatAreNoneOrComeTwice() {
            assertThatThrownBy(() -> classes(null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> classes(null, "a", "a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected at least one label, and none twice, but found [a, a].");
            assertThatThrownBy(() -> new MultiLabelOutputs(List.of())).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void isEqualByValue() {
            ClassificationOutputs outputs = classes("b", "a", "b");
            assertThat(outputs.read(new double[] {0.4, 0.6}, 0))
                    .isEqualTo(classes("b", "a", "b").read(new double[] {7, 0.4, 0.6}, 1))
                    .hasSameHashCodeAs(outputs.read(new double[] {0.4, 0.6}, 0))
                    .isNotEqualTo(outputs.read(new double[] {0.6, 0.4}, 0))
                    .isNotEqualTo(classes("a", "a", "b").read(new double[] {0.4, 0.6}, 0));
        }

        @Test
        void isNotChangedThroughTheNumbersItWasReadFrom() {
            double[] values = {0.4, 0.6};
            Classification answer = classes(null, "a", "b").read(values, 0);
            values[0] = 1;
            assertThat(answer.label()).isEqualTo("b");
        }
    }

    @Test
    void aRegressionHasAnIntervalWhereTheModelGivesOne() {
        assertThat(new RegressionOutputs(false).read(new double[] {9, 2.5}, 1))
                .isEqualTo(new Regression(2.5, Double.NaN, Double.NaN));
        assertThat(new RegressionOutputs(true).read(new double[] {9, 2.5, 1, 4}, 1))
                .isEqualTo(new Regression(2.5, 1, 4));
    }

    @Test
    void aClusterIsItsNumberAndHowFarItIs() {
        assertThat(new ClusterOutputs(3).read(new double[] {2, 0.5}, 0)).isEqualTo(new Cluster(2, 0.5));
        assertThat(new ClusterOutputs(3).read(new double[] {-1, Double.NaN}, 0)).isEqualTo(new Cluster(-1, Double.NaN));
    }

    @Test
    void anAnomalyIsAScoreAndAVerdict() {
        AnomalyOutputs outputs = new AnomalyOutputs();
        assertThat(outputs.read(new double[] {9, 0.5, 1}, 1)).isEqualTo(new Anomaly(0.5, true));
        assertThat(outputs.read(new double[] {0.7, 0}, 0)).isEqualTo(new Anomaly(0.7, false));
    }

    @Test
    void aMultiLabelIsEveryLabelWithAVerdictForIt() {
        MultiLabel answer =
                new MultiLabelOutputs(List.of("x", "y", "z")).read(new double[] {0.9, 0.4, 0.5, 1, 0, 1}, 0);
        assertThat(answer.labels()).containsExactly("x", "z");
        assertThat(answer.probability("y")).isEqualTo(0.4);
        assertThat(answer).hasToString("[x, z]");
        assertThatThrownBy(() -> answer.probability("w"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a label but found 'w'. The labels are 'x', 'y', 'z'.");
    }

    @Nested
    class ABatch {
        private final Predictions<Regression> batch =
                Predictions.of(new RegressionOutputs(true), new double[] {1, 0, 2, 5, 4, 6}, Map.of("c", 2L, "a", 1L));

        @Test
        void isAListThatMakesEachPredictionWhenItIsAskedFor() {
            assertThat(batch).containsExactly(new Regression(1, 0, 2), new Regression(5, 4, 6));
            assertThat(batch.value(1, 2)).isEqualTo(6);
            assertThat(batch.outputs()).isEqualTo(new RegressionOutputs(true));
            assertThatThrownBy(() -> batch.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> batch.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(batch::clear).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void tellsWhichColumnsHeldUnseenCategoriesInTheirOrder() {
            assertThat(batch.unseen()).containsExactly(Map.entry("a", 1L), Map.entry("c", 2L));
            assertThatThrownBy(() -> batch.unseen().clear()).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void mayBeEmptyButNotTorn() {
            assertThat(Predictions.of(new RegressionOutputs(true), new double[0], Map.of()))
                    .isEmpty();
            assertThatThrownBy(() -> Predictions.of(new RegressionOutputs(true), new double[4], Map.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected a multiple of 3 numbers but found 4.");
        }
    }

    @Test
    void everyKindOfOutputsKnowsItsPredictionAndWidth() {
        for (Outputs<?> outputs : List.of(
                classes(null, "a", "b", "c"),
                new RegressionOutputs(true),
                new RegressionOutputs(false),
                new ClusterOutputs(2),
                new AnomalyOutputs(),
                new MultiLabelOutputs(List.of("a")))) {
            assertThat(outputs.read(new double[outputs.width()], 0)).isInstanceOf(outputs.predictionType());
        }
    }

    @Nested
    class AsColumns {
        private static Dataset table(Outputs<?> outputs, double... values) {
            return Predictions.of(outputs, values, Map.of()).toDataset("");
        }

        @Test
        void classesComeWithTheNumberOfEach() {
            Dataset probabilities = table(classes(null, "a", "b"), 0.2, 0.8, 0.6, 0.4);
            assertThat(probabilities.schema().names()).containsExactly("prediction", "probability_a", "probability_b");
            assertThat(probabilities.row(0).toMap().values()).containsExactly("b", 0.2, 0.8);
            assertThat(probabilities.row(1).toMap().values()).containsExactly("a", 0.6, 0.4);
            ClassificationOutputs scores =
                    ClassificationOutputs.scores(List.of("a", "b"), null).withDecision();
            assertThat(table(scores, -3, 5, 0).row(0).toMap())
                    .isEqualTo(Map.of("prediction", "a", "score_a", -3.0, "score_b", 5.0));
        }

        @Test
        void numbersComeWithTheirIntervals() {
            assertThat(table(new RegressionOutputs(false), 1, 2)
                            .column("prediction")
                            .toDoubles())
                    .containsExactly(1, 2);
            assertThat(table(new RegressionOutputs(true), 1, 0, 3).row(0).toMap())
                    .isEqualTo(Map.of("prediction", 1.0, "prediction_low", 0.0, "prediction_high", 3.0));
        }

        @Test
        void clustersAnomaliesAndSetsOfLabelsHaveColumnsOfTheirOwn() {
            assertThat(table(new ClusterOutputs(3), 2, 0.5).row(0).toMap())
                    .isEqualTo(Map.of("prediction", 2L, "distance", 0.5));
            assertThat(table(new AnomalyOutputs(), 7, 1).row(0).toMap())
                    .isEqualTo(Map.of("prediction", true, "score", 7.0));
            assertThat(table(new MultiLabelOutputs(List.of("x", "y")), 0.9, 0.1, 1, 0)
                            .row(0)
                            .toMap())
                    .isEqualTo(Map.of(
                            "prediction_x", true, "prediction_y", false, "probability_x", 0.9, "probability_y", 0.1));
        }

        @Test
        void namesBeginWithThePrefix() {
            assertThat(Predictions.of(new AnomalyOutputs(), new double[0], Map.of())
                            .toDataset("my ")
                            .schema()
                            .names())
                    .containsExactly("my prediction", "my score");
        }
    }
}
