package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number for each class: its probability, or a score where the model knows no probabilities.
 *
 * @param labels the classes, at least one
 * @param positive the class that is looked for, null where none is special
 * @param threshold for two classes, the number of the positive class from which on it is predicted; NaN where the class
 *     of the largest number is predicted (the first of equals)
 * @param probabilistic whether the numbers are probabilities
 */
public record ClassificationOutputs(
        List<String> labels, @Nullable String positive, double threshold, boolean probabilistic)
        implements Outputs<Classification> {
    /**
     * Copies the labels and checks that they differ, and that the positive class is one of them.
     *
     * @param labels the classes, at least one
     * @param positive the class that is looked for, null where none is special
     * @param threshold for two classes, the number of the positive class from which on it is predicted; NaN where the class
     *     of the largest number is predicted (the first of equals)
     * @param probabilistic whether the numbers are probabilities
     */
    public ClassificationOutputs {
        labels = Names.labels(labels);
        if (positive != null && !labels.contains(positive)) {
            throw new DataException("Expected the positive class '" + positive
                    + "' to be a class of the target but it is not. " + Names.suggest(positive, labels));
        }
    }

    @Override
    public int width() {
        return labels.size();
    }

    @Override
    public Class<Classification> predictionType() {
        return Classification.class;
    }

    @Override
    public Classification read(double[] values, int at) {
        return new Classification(this, Arrays.copyOfRange(values, at, at + width()));
    }

    /**
     * Decides which class is predicted.
     *
     * @param values the numbers of many rows
     * @param at where those of this row begin
     * @return the index of the class among the labels
     */
    public int decide(double[] values, int at) {
        if (!Double.isNaN(threshold) && positive != null && labels.size() == 2) {
            int index = labels.indexOf(positive);
            return values[at + index] >= threshold ? index : 1 - index;
        }
        int best = 0;
        for (int i = 1; i < labels.size(); i++) {
            if (values[at + i] > values[at + best]) best = i;
        }
        return best;
    }
}
