package io.github.millwork.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.millwork.data.Column;
import io.github.millwork.data.Columns;
import io.github.millwork.data.Dataset;
import io.github.millwork.data.Role;
import io.github.millwork.stage.Drop;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransformerKitTest {
    private static final String AS_IN_THE_WHOLE = "to be transformed as in the whole";

    private static Dataset sample() {
        double[] amounts = new double[40];
        String[] kinds = new String[40];
        for (int row = 0; row < amounts.length; row++) {
            amounts[row] = row % 7 == 3 ? Double.NaN : row * 1.25 - 11;
            kinds[row] = row % 3 == 0 ? "a" : "b";
        }
        return Dataset.of(
                Column.numbers("amount", amounts),
                Column.categories("kind", kinds).withRole(Role.TARGET));
    }

    @Test
    void aStepThatKeepsAllRulesPasses() {
        assertThatCode(() -> TransformerKit.check(new PlantedStep(PlantedStep.Fault.NONE), sample()))
                .doesNotThrowAnyException();
    }

    private static Stream<Map.Entry<PlantedStep.Fault, String>> faults() {
        return rules().entrySet().stream();
    }

    @Test
    void everyFaultThatCanBePlantedIs() {
        Set<PlantedStep.Fault> planted = EnumSet.copyOf(rules().keySet());
        planted.add(PlantedStep.Fault.NONE);
        planted.add(PlantedStep.Fault.FORGETS_THE_NAMES_OF_DIMENSIONS);
        assertThat(planted).containsExactlyInAnyOrder(PlantedStep.Fault.values());
    }

    private static Map<PlantedStep.Fault, String> rules() {
        Map<PlantedStep.Fault, String> rules = new EnumMap<>(PlantedStep.Fault.class);
        rules.put(PlantedStep.Fault.CODEC_FORGETS, "a saved specification to be equal");
        rules.put(PlantedStep.Fault.CHANGES_ITSELF, "a fit not to change the specification");
        rules.put(PlantedStep.Fault.PLANS_ANOTHER_TYPE, "plan to foretell what the fitted transformer does");
        rules.put(PlantedStep.Fault.PLANS_BY_CONTENT, "plan to work from names and types alone");
        rules.put(PlantedStep.Fault.COUNTS_FITS, "a second fit on 1 thread to give the same bytes");
        rules.put(PlantedStep.Fault.REMEMBERS_OTHER_FITS, "rows of another fit to leave no trace");
        rules.put(PlantedStep.Fault.LEARNS_FROM_THREADS, "a second fit on 2 threads to give the same bytes");
        rules.put(PlantedStep.Fault.FITS_IN_A_FIELD, "two fits at once, and their transforms, to give the same bytes");
        rules.put(PlantedStep.Fault.DEPENDS_ON_ORDER, "training rows in another order to give the same results");
        rules.put(PlantedStep.Fault.FITTED_CODEC_FORGETS, "a fitted transformer that was saved and read back");
        rules.put(PlantedStep.Fault.FILLS_FORWARD, "every third row " + AS_IN_THE_WHOLE);
        rules.put(PlantedStep.Fault.REMEMBERS_THE_FIRST_BATCH, "the second half of the rows " + AS_IN_THE_WHOLE);
        rules.put(
                PlantedStep.Fault.TREATS_THE_FIRST_ROW_OF_A_BATCH_APART,
                "single rows to give the same bits as the batch");
        rules.put(PlantedStep.Fault.WRITES_TO_ITS_INPUT, "the cells that an operation reads to be left as they are");
        rules.put(PlantedStep.Fault.WRITES_FRACTIONS_TO_INTEGERS, "to write a whole number to the integer column");
        rules.put(PlantedStep.Fault.SHARES_A_SCRATCH_FIELD, "two threads at once to give the same bits");
        rules.put(PlantedStep.Fault.MEANS_ANOTHER, "operations to do what they say they mean");
        rules.put(PlantedStep.Fault.READS_THE_TARGET, "columns that are no features not to be read in a transform");
        rules.put(PlantedStep.Fault.FORGETS_ITS_INPUTS, "each feature to be traced back to columns of the data");
        rules.put(PlantedStep.Fault.STUMBLES_OVER_MISSING_CELLS, "with missing cells only it throws java.lang.NullPo");
        rules.put(PlantedStep.Fault.STUMBLES_OVER_NO_ROWS, "with no rows it throws java.lang.IndexOutOfBounds");
        return rules;
    }

    @ParameterizedTest
    @MethodSource("faults")
    void eachPlantedFaultIsFound(Map.Entry<PlantedStep.Fault, String> fault) {
        assertThatThrownBy(() -> TransformerKit.check(new PlantedStep(fault.getKey()), sample()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(fault.getValue());
    }

    @Test
    void dimensionsWithoutNamesStopTheFirstTransform() {
        assertThatThrownBy(() -> TransformerKit.check(
                        new PlantedStep(PlantedStep.Fault.FORGETS_THE_NAMES_OF_DIMENSIONS), sample()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Name every dimension");
    }

    @Test
    void allBrokenRulesAreListedWithAdvice() {
        assertThatThrownBy(() -> TransformerKit.check(new PlantedStep(PlantedStep.Fault.LEARNS_FROM_THREADS), sample()))
                .hasMessage(
                        "The transformer io.github.millwork.testkit.PlantedStep (planted LEARNS_FROM_THREADS) breaks"
                                + " 1 rule:\n  1. Expected a second fit on 2 threads to give the same bytes but its digest is "
                                + "another. Take randomness from context.seed() only, and add up in an order that does not "
                                + "depend on threads.");
    }

    @Test
    void aSampleThatTheStepDoesNothingToIsRefused() {
        assertThatThrownBy(() -> TransformerKit.check(new Drop(Columns.dates()), sample()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chooses none of the columns [amount, kind]");
        assertThatThrownBy(() -> TransformerKit.check(new Drop(Columns.numeric()), sample().head(9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 10 rows but found 9");
    }
}
