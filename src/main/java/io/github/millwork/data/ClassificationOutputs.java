package io.github.millwork.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One number for each class: its probability, or a score where the model knows no probabilities. Where the class is
 * decided by a rule that was learned, such as a threshold, the index of that class comes last, so that what was learned
 * is in the numbers and not in their meaning: predictions of several folds can be put together.
 *
 * @param labels the classes, at least one
 * @param positive the class that is looked for, null where none is special
 * @param probabilistic whether the numbers are probabilities
 * @param decided whether the index of the decided class follows the numbers of the classes; where it does not, the class
 *     of the largest number is predicted (the first of equals)
 */
public record ClassificationOutputs(
        List<String> labels, @Nullable String positive, boolean probabilistic, boolean decided)
        implements Outputs<Classification> {
    /**
     * Copies the labels and checks that they differ, and that the positive class is one of them.
     *
     * @param labels the classes, at least one
     * @param positive the class that is looked for, null where none is special
     * @param probabilistic whether the numbers are probabilities
     * @param decided whether the index of the decided class follows the numbers of the classes; where it does not, the
     *     class of the largest number is predicted (the first of equals)
     */
    public ClassificationOutputs {
        labels = Names.labels(labels);
        if (positive != null && !labels.contains(positive)) {
            throw new DataException("Expected the positive class '" + positive
                    + "' to be a class of the target but it is not. " + Names.suggest(positive, labels));
        }
    }

    /**
     * {@return one probability for each class, of which the largest is predicted}
     *
     * @param labels the classes, at least one
     * @param positive the class that is looked for, null where none is special
     */
    public static ClassificationOutputs probabilities(List<String> labels, @Nullable String positive) {
        return new ClassificationOutputs(labels, positive, true, false);
    }

    /**
     * {@return one score for each class, of which the largest is predicted}
     *
     * @param labels the classes, at least one
     * @param positive the class that is looked for, null where none is special
     */
    public static ClassificationOutputs scores(List<String> labels, @Nullable String positive) {
        return new ClassificationOutputs(labels, positive, false, false);
    }

    /** {@return these numbers, followed by the index of the class that was decided on} */
    public ClassificationOutputs withDecision() {
        return new ClassificationOutputs(labels, positive, probabilistic, true);
    }

    @Override
    public int width() {
        return labels.size() + (decided ? 1 : 0);
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
     * {@return the index among the labels of the class that is predicted}
     *
     * @param values the numbers of many rows
     * @param at where those of this row begin
     */
    public int decide(double[] values, int at) {
        if (decided) return (int) values[at + labels.size()];
        int best = 0;
        for (int i = 1; i < labels.size(); i++) {
            if (values[at + i] > values[at + best]) best = i;
        }
        return best;
    }
}
