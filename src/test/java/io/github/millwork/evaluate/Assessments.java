package io.github.millwork.evaluate;

import io.github.millwork.data.Classification;
import io.github.millwork.data.ClassificationOutputs;
import io.github.millwork.data.Predictions;
import io.github.millwork.data.Regression;
import io.github.millwork.data.RegressionOutputs;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Predictions beside their truth, made by hand. */
final class Assessments {
    static final List<String> NO_YES = List.of("no", "yes");

    private Assessments() {}

    /** Two classes, "yes" being positive from a probability of 0.5 on. */
    static Assessment<Classification> binary(int[] truth, double... probabilityOfYes) {
        return binary(truth, null, probabilityOfYes);
    }

    static Assessment<Classification> binary(int[] truth, double @Nullable [] weights, double... probabilityOfYes) {
        double[] values = new double[truth.length * 2];
        for (int row = 0; row < truth.length; row++) {
            values[2 * row] = 1 - probabilityOfYes[row];
            values[2 * row + 1] = probabilityOfYes[row];
        }
        return classes(
                ClassificationOutputs.probabilities(NO_YES, "yes"),
                new TargetValues.Classes(NO_YES, truth, "yes"),
                weights,
                values);
    }

    static Assessment<Classification> classes(
            ClassificationOutputs outputs, TargetValues.Classes truth, double @Nullable [] weights, double... values) {
        return new Assessment<>(Predictions.of(outputs, values, Map.of()), truth, weights, null);
    }

    static Assessment<Regression> numbers(double[] truth, double @Nullable [] weights, double... predicted) {
        return new Assessment<>(
                Predictions.of(new RegressionOutputs(false), predicted, Map.of()),
                new TargetValues.Numbers(truth),
                weights,
                null);
    }

    /** For each row a number and the ends of the interval around it. */
    static Assessment<Regression> intervals(double[] truth, double @Nullable [] weights, double... values) {
        return new Assessment<>(
                Predictions.of(new RegressionOutputs(true), values, Map.of()),
                new TargetValues.Numbers(truth),
                weights,
                null);
    }
}
