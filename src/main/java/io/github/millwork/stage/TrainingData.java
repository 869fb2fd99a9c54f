package io.github.millwork.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a learner is given: the features of the training rows, what is known of them, and their weights. Not to be
 * changed.
 *
 * @param features the features, a row each
 * @param names the features' names and sources, in order
 * @param target what is known of each row
 * @param weights how much each row counts; null where all count alike
 * @param ties the groups and times of the rows, for learners that cut them again
 * @param validation rows that were cut off before the first step, for early stopping; null where there are none
 */
public record TrainingData(
        FeatureMatrix features,
        List<Feature> names,
        TargetValues target,
        double @Nullable [] weights,
        Ties ties,
        @Nullable TrainingData validation) {
    /**
     * Makes training data of rows that nothing ties together.
     *
     * @param features the features, a row each
     * @param names the features' names and sources, in order
     * @param target what is known of each row
     * @param weights how much each row counts; null where all count alike
     * @param validation rows that were cut off before the first step, for early stopping; null where there are none
     */
    public TrainingData(
            FeatureMatrix features,
            List<Feature> names,
            TargetValues target,
            double @Nullable [] weights,
            @Nullable TrainingData validation) {
        this(features, names, target, weights, Ties.NONE, validation);
    }

    /** {@return the number of rows} */
    public int rows() {
        return features.rows();
    }

    /**
     * {@return the classes of the rows}
     *
     * @throws IllegalStateException if the target is something else
     */
    public TargetValues.Classes classes() {
        if (target instanceof TargetValues.Classes classes) return classes;
        throw new IllegalStateException(
                "Expected classes but the target is " + target.getClass().getSimpleName());
    }

    /**
     * {@return the numbers of the rows}
     *
     * @throws IllegalStateException if the target is something else
     */
    public double[] numbers() {
        if (target instanceof TargetValues.Numbers numbers) return numbers.values();
        throw new IllegalStateException(
                "Expected numbers but the target is " + target.getClass().getSimpleName());
    }

    /**
     * {@return how much a row counts, 1 where there are no weights}
     *
     * @param row the row, from 0
     */
    public double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    /** {@return rows for early stopping, if the learner asked for some} */
    public Optional<TrainingData> heldOut() {
        return Optional.ofNullable(validation);
    }

    /**
     * {@return the data of some rows; the validation rows stay}
     *
     * @param rows row numbers, in any order, any repeated
     */
    public TrainingData rows(int[] rows) {
        double[] chosen = weights == null
                ? null
                : Arrays.stream(rows).mapToDouble(this::weight).toArray();
        return new TrainingData(features.rows(rows), names, target.rows(rows), chosen, ties.rows(rows), validation);
    }

    /**
     * {@return the same rows with other weights}
     *
     * @param other how much each row counts, at least 0; null where all count alike
     */
    public TrainingData withWeights(double @Nullable [] other) {
        return new TrainingData(features, names, target, other, ties, validation);
    }

    /**
     * {@return the same rows tied together in another way}
     *
     * @param other the groups and times of the rows, for learners that cut them again
     */
    public TrainingData withTies(Ties other) {
        return new TrainingData(features, names, target, weights, other, validation);
    }

    TrainingData withTarget(TargetValues other, @Nullable TrainingData heldOut) {
        return new TrainingData(features, names, other, weights, ties, heldOut);
    }
}
