package io.github.millwork.evaluate;

import io.github.millwork.data.DataException;
import io.github.millwork.data.MultiLabel;
import io.github.millwork.data.MultiLabelOutputs;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.TargetValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The true and the predicted labels of each row, numbered alike: as the model does, then those that it does not know and
 * that are true in some row.
 */
final class LabelTruth {
    private LabelTruth() {}

    static Marks marks(Assessment<MultiLabel> assessment) {
        if (!(assessment.truth() instanceof TargetValues.LabelSets truth)) {
            throw new DataException("Expected the true labels of each row to compare predictions with but found "
                    + assessment.truth().getClass().getSimpleName()
                    + ". Evaluate on rows that have the target column.");
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String label : outputs(assessment).labels()) numbers.put(label, numbers.size());
        int rows = truth.size();
        List<int[]> actual = new ArrayList<>();
        List<int[]> found = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            BitSet labels = truth.sets().get(row);
            actual.add(labels.stream()
                    .map(label -> number(numbers, truth.labels().get(label)))
                    .sorted()
                    .toArray());
            found.add(assessment.predictions().get(row).labels().stream()
                    .mapToInt(label -> number(numbers, label))
                    .sorted()
                    .toArray());
        }
        return new Marks(numbers.size(), starts(actual), flat(actual), starts(found), flat(found));
    }

    static MultiLabelOutputs outputs(Assessment<MultiLabel> assessment) {
        return (MultiLabelOutputs) assessment.predictions().outputs();
    }

    private static int number(Map<String, Integer> numbers, String label) {
        Integer known = numbers.get(label);
        if (known != null) return known;
        numbers.put(label, numbers.size());
        return numbers.size() - 1;
    }

    private static int[] starts(List<int[]> lists) {
        int[] starts = new int[lists.size() + 1];
        for (int row = 0; row < lists.size(); row++) starts[row + 1] = starts[row] + lists.get(row).length;
        return starts;
    }

    private static int[] flat(List<int[]> lists) {
        return lists.stream().flatMapToInt(Arrays::stream).toArray();
    }
}
