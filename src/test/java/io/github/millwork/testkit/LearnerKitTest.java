package io.github.millwork.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Classification;
import io.github.millwork.data.Column;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Target;
import io.github.millwork.stage.Task;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LearnerKitTest {
    private static final Task<Classification> TASK = Task.classify(Target.of("kind"));

    private static Dataset sample() {
        double[] amounts = new double[600];
        double[] values = new double[600];
        String[] kinds = new String[600];
        for (int row = 0; row < amounts.length; row++) {
            amounts[row] = (row * 37 % 100) - 50;
            values[row] = row * 11 % 13;
            kinds[row] = row % 3 == 0 ? "a" : "b";
        }
        return Dataset.of(
                Column.numbers("amount", amounts), Column.numbers("value", values), Column.categories("kind", kinds));
    }

    @Test
    void learnersThatKeepAllRulesPass() {
        assertThatCode(() -> LearnerKit.check(new PlantedLearner(PlantedLearner.Fault.NONE), sample(), TASK))
                .doesNotThrowAnyException();
        assertThatCode(() ->
                        LearnerKit.check(new MeanRegressor(), sample().drop("kind"), Task.regress(Target.of("value"))))
                .doesNotThrowAnyException();
    }

    private static Stream<Map.Entry<PlantedLearner.Fault, String>> faults() {
        Map<PlantedLearner.Fault, String> rules = new EnumMap<>(PlantedLearner.Fault.class);
        rules.put(PlantedLearner.Fault.CODEC_FORGETS, "a saved specification to be equal");
        rules.put(PlantedLearner.Fault.COUNTS_FITS, "a fit with another seed in between to change nothing");
        rules.put(PlantedLearner.Fault.LEARNS_FROM_THREADS, "a second fit on 2 threads to give the same fingerprint");
        rules.put(PlantedLearner.Fault.CHANGES_THE_TARGET, "the training data is another after the fit");
        rules.put(PlantedLearner.Fault.IGNORES_WEIGHTS, "unequal weights to have an effect");
        rules.put(PlantedLearner.Fault.WEIGHS_THE_TOTAL, "weights of one to have no effect");
        rules.put(PlantedLearner.Fault.PUTS_OUT_NAN, "predictions to be finite");
        rules.put(PlantedLearner.Fault.DOES_NOT_ADD_UP, "probabilities to be probabilities");
        rules.put(PlantedLearner.Fault.REMEMBERS_THE_LAST_ROW, "a part of the rows to be predicted as in the whole");
        rules.put(PlantedLearner.Fault.SHARES_A_SCRATCH_FIELD, "two threads at once to give the same bits");
        rules.put(PlantedLearner.Fault.MODEL_CODEC_FORGETS, "a model that was saved and read back");
        rules.put(PlantedLearner.Fault.STUMBLES_OVER_CONSTANTS, "with constant columns it throws java.lang.Arith");
        return rules.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachPlantedFaultIsFound(Map.Entry<PlantedLearner.Fault, String> fault) {
        assertThatThrownBy(() -> LearnerKit.check(new PlantedLearner(fault.getKey()), sample(), TASK))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(fault.getValue());
    }

    @Test
    void aSmallSampleIsRefused() {
        assertThatThrownBy(
                        () -> LearnerKit.check(new PlantedLearner(PlantedLearner.Fault.NONE), sample().head(19), TASK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 20 rows but found 19");
    }
}
