package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two models predicted the same rows, as far as that can be told: as many, with the same truth and weights. */
final class SameRows {
    private SameRows() {}

    static void check(Assessment<?> first, Assessment<?> second) {
        if (first.rows() != second.rows()) {
            throw new IllegalArgumentException("Expected predictions for the same rows but there are " + first.rows()
                    + " and " + second.rows() + ". Predict the same rows in the same order.");
        }
        for (int row = 0; row < first.rows(); row++) {
            String one = truth(first.truth(), row);
            String other = truth(second.truth(), row);
            if (!one.equals(other)) {
                throw new IllegalArgumentException("Expected predictions for the same rows but the truth of row " + row
                        + " is '" + one + "' and '" + other + "'. Predict the same rows in the same order.");
            }
            if (first.weight(row) != second.weight(row)) {
                throw new IllegalArgumentException("Expected predictions for the same rows but the weight of row " + row
                        + " is " + first.weight(row) + " and " + second.weight(row)
                        + ". Predict the same rows in the same order.");
            }
        }
    }

    private static String truth(TargetValues truth, int row) {
        if (truth instanceof TargetValues.Classes classes) return classes.label(row);
        if (truth instanceof TargetValues.Numbers numbers) return Double.toString(numbers.values()[row]);
        if (truth instanceof TargetValues.LabelSets sets) {
            Set<String> labels =
                    sets.sets().get(row).stream().mapToObj(sets.labels()::get).collect(Collectors.toSet());
            return labels.stream().sorted().collect(Collectors.joining(", "));
        }
        return "";
    }
}
