package io.github.millwork.train;

import static io.github.millwork.train.TestRows.ABSENT;
import static io.github.millwork.train.TestRows.CONTEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.Classification;
import io.github.millwork.data.DataException;
import io.github.millwork.data.Prediction;
import io.github.millwork.data.Regression;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.Range;
import io.github.millwork.stage.TargetValues;
import io.github.millwork.stage.TrainingData;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientBoostingTest {
    private static final double NAN = Double.NaN;

    private static <P extends Prediction> GradientBoosting<P> small(GradientBoosting<P> all) {
        return all.trees(25).depth(4).learningRate(0.3);
    }

    @Nested
    class ZeroAndMissing {
        /** The class is told by whether the one feature is zero or missing: neither may stand for the other. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void meanOppositeThings(boolean zeroIsYes) {
            double[][] x = new double[200][1];
            String[] labels = new String[200];
            for (int i = 0; i < 200; i++) {
                x[i][0] = new double[] {0, NAN, 0, -1, 1}[i % 5];
                boolean zero = x[i][0] == 0;
                boolean missing = Double.isNaN(x[i][0]);
                labels[i] = (zero && zeroIsYes) || (missing && !zeroIsYes) ? "yes" : "no";
            }
            Model<Classification> model =
                    GradientBoosting.classifier().trees(50).fit(TestRows.of(x, labels), CONTEXT);
            double zero = TestRows.predict(model, 0)[1];
            double missing = TestRows.predict(model, NAN)[1];
            assertThat(zeroIsYes ? zero : missing).isGreaterThan(0.95);
            assertThat(zeroIsYes ? missing : zero).isLessThan(0.05);
            assertThat(TestRows.predict(model, -1)[1]).isLessThan(0.05);
            assertThat(TestRows.predict(model, 1)[1]).isLessThan(0.05);
            assertThat(TestRows.predict(model, -0.0)[1]).isEqualTo(zero);
        }

        @Test
        void areToldApartInSparseRowsToo() {
            double[][] x = new double[300][2];
            double[] target = new double[300];
            for (int i = 0; i < 300; i++) {
                x[i][0] = new double[] {ABSENT, NAN, 1, 0.0, -1}[i % 5];
                x[i][1] = ABSENT;
                target[i] = new double[] {10, -10, 4, 10, 7}[i % 5];
            }
            Model<Regression> model =
                    GradientBoosting.regressor().trees(100).depth(3).fit(TestRows.of(x, target), CONTEXT);
            assertThat(TestRows.predict(model, ABSENT, ABSENT)[0]).isCloseTo(10, within(0.1));
            assertThat(TestRows.predict(model, 0, 0)[0]).isCloseTo(10, within(0.1));
            assertThat(TestRows.predict(model, NAN, ABSENT)[0]).isCloseTo(-10, within(0.1));
            assertThat(TestRows.predict(model, 1, ABSENT)[0]).isCloseTo(4, within(0.1));
            assertThat(TestRows.predict(model, -1, ABSENT)[0]).isCloseTo(7, within(0.1));
        }
    }

    @Nested
    class Settings {
        private final double[][] x = TestRows.numbers(300, 4, 20);
        private final TrainingData data = TestRows.of(x, TestRows.target(x, 20));

        private List<Double> predictions(GradientBoosting<Regression> learner) {
            Model<Regression> model = learner.fit(data, CONTEXT);
            return Arrays.stream(x).map(row -> TestRows.predict(model, row)[0]).toList();
        }

        @Test
        void aTreeOfDepthOneKnowsTwoAnswers() {
            assertThat(predictions(GradientBoosting.regressor().trees(1).depth(1)))
                    .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(2));
        }

        @Test
        void aTreeThatMayNotSplitGivesTheMean() {
            double mean = Arrays.stream(data.numbers()).average().orElseThrow();
            assertThat(predictions(GradientBoosting.regressor().trees(3).minimumChildWeight(1e6)))
                    .allSatisfy(value -> assertThat(value).isCloseTo(mean, within(1e-6)));
        }

        @Test
        void eachChangesTheModel() {
            GradientBoosting<Regression> plain = GradientBoosting.regressor().trees(10);
            List<GradientBoosting<Regression>> variants = List.of(
                    plain,
                    plain.trees(11),
                    plain.depth(3),
                    plain.learningRate(0.2),
                    plain.minimumChildWeight(10),
                    plain.rowShare(0.5),
                    plain.columnShare(0.5),
                    plain.lambda(20),
                    plain.alpha(20));
            assertThat(variants.stream().map(this::predictions)).doesNotHaveDuplicates();
            assertThat(variants.stream()
                            .map(learner -> learner.fit(data, CONTEXT).fingerprint()))
                    .doesNotHaveDuplicates();
        }

        @Test
        void twoHundredTreesFitTheTrainingRows() {
            Model<Regression> model = GradientBoosting.regressor()
                    .trees(200)
                    .minimumChildWeight(1)
                    .fit(data, CONTEXT);
            double error = 0;
            for (int i = 0; i < x.length; i++) {
                error += Math.pow(TestRows.predict(model, x[i])[0] - data.numbers()[i], 2) / x.length;
            }
            assertThat(Math.sqrt(error)).isLessThan(0.2);
        }
    }

    @Nested
    class RowWeights {
        private final double[][] x = TestRows.numbers(200, 3, 30);
        private final List<TrainingData> kinds = List.of(
                TestRows.of(x, TestRows.target(x, 30)),
                TestRows.of(x, TestRows.classes(x, 30, "no", "yes")),
                TestRows.of(x, TestRows.classes(x, 30, "a", "b", "c")));

        private Model<?> fit(TrainingData data) {
            return data.target() instanceof TargetValues.Numbers
                    ? small(GradientBoosting.regressor()).fit(data, CONTEXT)
                    : small(GradientBoosting.classifier()).fit(data, CONTEXT);
        }

        @Test
        void changeTheModel() {
            double[] weights =
                    IntStream.range(0, 200).mapToDouble(i -> 1 + i % 3).toArray();
            for (TrainingData data : kinds) {
                assertThat(fit(TestRows.weighted(data, weights)).fingerprint())
                        .isNotEqualTo(fit(data).fingerprint());
            }
        }

        @Test
        void ofOneAreNoWeights() {
            double[] weights = new double[200];
            Arrays.fill(weights, 1);
            for (TrainingData data : kinds) {
                assertThat(fit(TestRows.weighted(data, weights)).fingerprint())
                        .isEqualTo(fit(data).fingerprint());
            }
        }

        @Test
        void ofTwoAreAlmostTwoRows() {
            double[] weights =
                    IntStream.range(0, 200).mapToDouble(i -> 1 + i % 2).toArray();
            int[] repeated = IntStream.range(0, 300)
                    .map(i -> i < 200 ? i : (i - 200) * 2 + 1)
                    .toArray();
            for (TrainingData data : kinds) {
                Model<?> weighted = fit(TestRows.weighted(data, weights));
                Model<?> doubled = fit(data.rows(repeated));
                for (double[] row : x) {
                    assertThat(TestRows.predict(weighted, row)[0])
                            .isCloseTo(TestRows.predict(doubled, row)[0], within(1e-4));
                }
            }
        }

        @Test
        void ofZeroLeaveARowOut() {
            double[] weights = IntStream.range(0, 200)
                    .mapToDouble(i -> i % 4 == 0 ? 0 : 1 + i % 2)
                    .toArray();
            int[] kept = IntStream.range(0, 200).filter(i -> i % 4 != 0).toArray();
            for (TrainingData data : kinds) {
                TrainingData weighted = TestRows.weighted(data, weights);
                assertThat(fit(weighted).fingerprint())
                        .isEqualTo(fit(weighted.rows(kept)).fingerprint());
            }
        }

        @Test
        void thatAreAllZeroAreAnError() {
            for (TrainingData data : kinds) {
                assertThatThrownBy(() -> fit(TestRows.weighted(data, new double[200])))
                        .isInstanceOf(DataException.class)
                        .hasMessage(
                                "Expected a training row with a weight above zero but all weights are zero. Mend the "
                                        + "weights, or give the column the role ignored.");
            }
        }
    }

    @Nested
    class Refuses {
        @Test
        void featuresBeyondTheRangeOfFloats() {
            double[][] x = TestRows.numbers(20, 3, 40);
            x[7][1] = -1e39;
            assertThatThrownBy(() -> GradientBoosting.regressor().fit(TestRows.of(x, new double[20]), CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected features between -3.4e38 and 3.4e38, the range of XGBoost's numbers, but 'x1' "
                                    + "is -1.0E39 in a training row. Scale it, or derive its logarithm.");
        }

        @Test
        void targetsBeyondTheRangeOfFloats() {
            double[][] x = TestRows.numbers(20, 3, 41);
            double[] target = new double[20];
            target[3] = 1e60;
            assertThatThrownBy(() -> GradientBoosting.regressor().fit(TestRows.of(x, target), CONTEXT))
                    .isInstanceOf(DataException.class)
                    .hasMessage(
                            "Expected targets between -1e38 and 1e38, the range of XGBoost's numbers, but found 1.0E60."
                                    + " Scale the target, or predict its logarithm.");
        }

        @Test
        void hyperparametersOutOfRange() {
            assertThatThrownBy(() -> GradientBoosting.classifier().trees(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected trees to be a whole number from 1 to 100000 but found 0.");
            assertThatThrownBy(() -> GradientBoosting.classifier().rowShare(Range.between(0.5, 1.5)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected rowShare to be above 0 and at most 1 but found 1.5.");
            assertThatThrownBy(() -> GradientBoosting.classifier().lambda(Double.POSITIVE_INFINITY))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Expected lambda to be at least 0 and finite but found Infinity.");
            assertThatThrownBy(() -> GradientBoosting.classifier().learningRate(NAN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
