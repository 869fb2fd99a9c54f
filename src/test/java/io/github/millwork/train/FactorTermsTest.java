package io.github.millwork.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Outputs;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Codecs;
import io.github.millwork.stage.Explainer;
import io.github.millwork.stage.Model;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the features of a factorization machine contribute, against Shapley's definition. */
class FactorTermsTest {
    private static final int FEATURES = 5;
    private static final int FACTORS = 3;
    private static final double[][] KNOWN = TestRows.numbers(3, FEATURES, 7);

    private static double[] means() {
        double[] means = new double[FEATURES];
        for (double[] row : KNOWN) for (int i = 0; i < FEATURES; i++) means[i] += row[i] / KNOWN.length;
        return means;
    }

    private static FactorModel<?> model(Outputs<?> outputs, int... labels) {
        SplittableRandom random = new SplittableRandom(5);
        double[] numbers = random.doubles((long) labels.length * (1 + FEATURES * (1 + FACTORS)), -1, 1)
                .toArray();
        return new FactorModel<>(outputs, labels, FEATURES, FACTORS, numbers, means(), 3, 1.5);
    }

    private static FactorModel<?> model(int classes) {
        if (classes == 0) return model(new RegressionOutputs(false), 0);
        List<String> labels = List.of("a", "b", "c").subList(0, classes);
        ClassificationOutputs outputs = ClassificationOutputs.probabilities(labels, null);
        return classes == 2 ? model(outputs, 1) : model(outputs, 0, 1, 2);
    }

    /** The polynomial, product by product. */
    private static double sum(FactorModel<?> model, int raw, double[] row) {
        int base = raw * (1 + FEATURES * (1 + FACTORS));
        double[] numbers = model.numbers();
        double sum = numbers[base];
        for (int i = 0; i < FEATURES; i++) {
            sum += numbers[base + 1 + i] * row[i];
            for (int j = i + 1; j < FEATURES; j++) {
                double weight = 0;
                for (int f = 0; f < FACTORS; f++) {
                    weight += numbers[base + 1 + FEATURES + i * FACTORS + f]
                            * numbers[base + 1 + FEATURES + j * FACTORS + f];
                }
                sum += weight * row[i] * row[j];
            }
        }
        return model.centre() + model.spread() * sum;
    }

    /** The mean over all rows that take each unknown feature from any of the known rows. */
    private static double where(int known, double[] row, FactorModel<?> model, int raw) {
        int count = (int) Math.pow(KNOWN.length, FEATURES);
        double total = 0;
        for (int choice = 0; choice < count; choice++) {
            double[] mixed = row.clone();
            int rest = choice;
            for (int i = 0; i < FEATURES; i++, rest /= KNOWN.length) {
                if ((known >> i & 1) == 0) mixed[i] = KNOWN[rest % KNOWN.length][i];
            }
            total += sum(model, raw, mixed);
        }
        return total / count;
    }

    private static double factorial(int number) {
        return number < 2 ? 1 : number * factorial(number - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void theyAreShapleysValuesOfIndependentFeatures(int classes) {
        FactorModel<?> model = model(classes);
        Explainer explainer = model.explainer().orElseThrow();
        double[] row = {0.7, -1.3, 0, 2.1, 0.4};
        double[] found = new double[FEATURES];
        for (int raw = 0; raw < explainer.raws(); raw++) {
            explainer.contributions(TestRows.vector(row), raw, found);
            double[] means = new double[1 << FEATURES];
            for (int known = 0; known < means.length; known++) means[known] = where(known, row, model, raw);
            assertThat(explainer.expected(raw)).isCloseTo(means[0], within(1e-12));
            assertThat(explainer.raw(TestRows.vector(row), raw)).isCloseTo(means[means.length - 1], within(1e-12));
            for (int i = 0; i < FEATURES; i++) {
                double value = 0;
                for (int known = 0; known < means.length; known++) {
                    if ((known >> i & 1) == 1) continue;
                    int size = Integer.bitCount(known);
                    value += factorial(size)
                            * factorial(FEATURES - size - 1)
                            / factorial(FEATURES)
                            * (means[known | 1 << i] - means[known]);
                }
                assertThat(found[i]).isCloseTo(value, within(1e-12));
            }
        }
    }

    @Test
    void theMeansAreThoseOfTheTrainingRowsByTheirWeights() {
        double[][] rows = TestRows.numbers(40, 3, 2);
        double[] weights = new double[40];
        Arrays.setAll(weights, row -> row % 3);
        FactorModel<?> model = (FactorModel<?>) FactorizationMachine.regressor()
                .iterations(3)
                .fit(TestRows.of(rows, TestRows.target(rows, 2)).withWeights(weights), TestRows.CONTEXT);
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            double total = 0;
            for (int row = 0; row < 40; row++) {
                sum += weights[row] * rows[row][i];
                total += weights[row];
            }
            assertThat(model.means()[i]).isCloseTo(sum / total, within(1e-12));
        }
    }

    /** Files from before means were kept. */
    @Test
    void aModelWithoutMeansPredictsTheSameAndHasNoReasons() {
        FactorModel<?> model = model(0);
        State state = Codecs.encode(model);
        FactorModel<?> without = new FactorModel<>(
                model.outputs(), model.labels(), FEATURES, FACTORS, model.numbers(), new double[0], 3, 1.5);
        assertThat(state.toJson()).contains("means");
        assertThat(Codecs.encode(without).toJson()).doesNotContain("means");
        Model<?> read = Codecs.decode(State.fromJson(Codecs.encode(without).toJson()), Model.class);
        assertThat(TestRows.predict(read, KNOWN[0])).isEqualTo(TestRows.predict(model, KNOWN[0]));
        assertThat(read.explainer()).isEmpty();
        assertThat(read.whyUnexplained())
                .hasValueSatisfying(why -> assertThat(why).contains("fit it again"));
    }
}
