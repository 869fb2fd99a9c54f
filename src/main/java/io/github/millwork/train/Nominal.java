package io.github.millwork.train;

import io.github.millwork.stage.FeatureMatrix;
import io.github.millwork.stage.FeatureVector;
import io.github.millwork.stage.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of the features are categories: between their values there is nothing. A category is a feature with levels, or the
 * features of one column, one or more side by side, that hold nothing but zeros and ones, and at most one of these in a row,
 * as a one-hot encoder writes them, or a truth value.
 *
 * @param groups for each category the positions of its features
 * @param coded whether it is a feature with levels
 * @param numbers the positions of all other features
 */
record Nominal(List<int[]> groups, List<Boolean> coded, int[] numbers) {
    /** What a row has that has none of the values. */
    static final int NONE = -1;

    static Nominal of(TrainingData data) {
        FeatureMatrix features = data.features();
        boolean[] plain = new boolean[features.dimension()]; // neither zero nor one somewhere
        for (int entry = 0; entry < features.start(features.rows()); entry++) {
            double value = features.value(entry);
            if (value != 0 && value != 1) plain[features.index(entry)] = true;
        }
        List<int[]> groups = new ArrayList<>();
        List<Boolean> coded = new ArrayList<>();
        IntStream.Builder numbers = IntStream.builder();
        for (int begin = 0, end; begin < plain.length; begin = end) {
            end = begin + 1;
            while (end < plain.length && alike(data, begin, end)) end++;
            int[] group = IntStream.range(begin, end).toArray();
            boolean levels = !data.names().get(begin).levels().isEmpty();
            if (levels || (Arrays.stream(group).noneMatch(i -> plain[i]) && oneAtMost(features, begin, end))) {
                groups.add(group);
                coded.add(levels);
            } else {
                Arrays.stream(group).forEach(numbers::add);
            }
        }
        return new Nominal(groups, coded, numbers.build().toArray());
    }

    private static boolean alike(TrainingData data, int first, int second) {
        return data.names().get(first).sources().equals(data.names().get(second).sources())
                && data.names().get(first).levels().isEmpty()
                && data.names().get(second).levels().isEmpty();
    }

    private static boolean oneAtMost(FeatureMatrix features, int begin, int end) {
        for (int row = 0; row < features.rows(); row++) {
            int ones = 0;
            for (int entry = features.start(row); entry < features.start(row + 1); entry++) {
                int position = features.index(entry);
                if (position >= begin && position < end && features.value(entry) == 1) ones++;
            }
            if (ones > 1) return false;
        }
        return true;
    }

    /** {@return for each category the value that a row has: a level, or the place of the one among its features} */
    int[] values(FeatureVector row) {
        double[] dense = row.dense(0);
        return IntStream.range(0, groups.size())
                .map(category -> {
                    int[] group = groups.get(category);
                    if (coded.get(category)) return Double.isNaN(dense[group[0]]) ? NONE : (int) dense[group[0]];
                    return IntStream.range(0, group.length)
                            .filter(i -> dense[group[i]] == 1)
                            .findFirst()
                            .orElse(NONE);
                })
                .toArray();
    }

    /** Writes the value of a category into a row. */
    void write(int category, int value, double[] row) {
        int[] group = groups.get(category);
        if (coded.get(category)) row[group[0]] = value == NONE ? Double.NaN : value;
        else for (int i = 0; i < group.length; i++) row[group[i]] = i == value ? 1 : 0;
    }
}
