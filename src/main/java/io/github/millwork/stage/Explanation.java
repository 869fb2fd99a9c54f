package io.github.millwork.stage;

import io.github.millwork.data.Names;
import io.github.millwork.data.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a row is predicted as it is: what each column of the collected data contributes, through all steps and features. The
 * contributions add up,
 *
 * <pre>{@code expected + sum of contributions + rest = raw}</pre>
 *
 * to what the model says of the row before it becomes a probability, a decision or an interval. They are the
 * terms of the sum for linear models and Gaussian naive Bayes, Shapley values for factorization machines, and path-dependent
 * ones for trees, forests, boosted trees, isolation forests, and averages of trees and forests; other models have none, and
 * refuse.
 *
 * <p>A column has all that the features contribute that are computed from it alone, such as the dimensions of a one-hot
 * vector, the words of a text, or an indicator of missing cells. Of a feature that is computed from several columns each of
 * them has an equal share: the Shapley value of a column where a feature is known once all of its columns are.
 *
 * <p>Of classes one is explained at a time: the positive class where there is one, else the predicted one; {@link #of} gives
 * the others. {@link #toString} is a table for a person. Immutable; equal by value.
 */
public final class Explanation {
    /** What is said of one class, whose label is null for a number. */
    record Side(@Nullable String label, double expected, double raw, List<Contribution> contributions) {
        Side {
            contributions = contributions.stream().sorted(Contribution.BY_SIZE).toList();
        }

        /** Of two classes the odds of one are the inverse of those of the other, and probabilities add up to one. */
        Side mirrored(String other, Explainer.Unit unit) {
            double sum = unit == Explainer.Unit.PROBABILITY ? 1 : 0;
            return new Side(
                    other,
                    sum - expected,
                    sum - raw,
                    contributions.stream().map(Contribution::mirrored).toList());
        }
    }

    private final Prediction prediction;
    private final Explainer.Unit unit;
    private final boolean adjusted;
    private final List<Side> sides;
    private final Side side;
    private final List<Contribution> shown;

    private Explanation(
            Prediction prediction,
            Explainer.Unit unit,
            boolean adjusted,
            List<Side> sides,
            Side side,
            List<Contribution> shown) {
        this.prediction = prediction;
        this.unit = unit;
        this.adjusted = adjusted;
        this.sides = sides;
        this.side = side;
        this.shown = shown;
    }

    static Explanation of(Prediction prediction, Explainer.Unit unit, boolean adjusted, List<Side> sides, Side chosen) {
        return new Explanation(prediction, unit, adjusted, List.copyOf(sides), chosen, chosen.contributions);
    }

    /** {@return what is predicted for the row} */
    public Prediction prediction() {
        return prediction;
    }

    /** {@return the class that is explained; empty where a number is predicted} */
    public Optional<String> label() {
        return Optional.ofNullable(side.label);
    }

    /** {@return the classes that can be explained, in the order of the classes; none where a number is predicted} */
    public List<String> labels() {
        return sides.stream().map(Side::label).filter(Objects::nonNull).toList();
    }

    /**
     * {@return the explanation for another class, with all of its contributions}
     *
     * @param label one of {@link #labels()}
     * @throws IllegalArgumentException if there is no such class, or it had no row in training
     */
    public Explanation of(String label) {
        for (Side other : sides) {
            if (label.equals(other.label)) return of(prediction, unit, adjusted, sides, other);
        }
        throw new IllegalArgumentException("Expected a class that was seen in training but found '" + label + "'. "
                + Names.suggest(label, labels()));
    }

    /** {@return what all the numbers are measured in} */
    public Explainer.Unit unit() {
        return unit;
    }

    /**
     * {@return what the model says where nothing is known of a row: its mean over the training rows, as the model remembers
     * them}
     */
    public double expected() {
        return side.expected;
    }

    /** {@return what the model says of the row} */
    public double raw() {
        return side.raw;
    }

    /**
     * {@return whether the prediction was adjusted after the model, as by calibration, a threshold, an interval or the
     * inverse of a transformed target; what is explained is what the model says before that}
     */
    public boolean adjusted() {
        return adjusted;
    }

    /** {@return what each column contributes, the largest first whichever way it pushes} */
    public List<Contribution> contributions() {
        return shown;
    }

    /** {@return what the columns contribute together that {@link #top} left out; 0 where none are} */
    public double rest() {
        double rest = 0;
        for (int i = shown.size(); i < side.contributions.size(); i++)
            rest += side.contributions.get(i).amount();
        return rest;
    }

    /**
     * {@return what one column contributes, whether or not {@link #top} left it out}
     *
     * @param column a column that the pipeline reads
     * @throws IllegalArgumentException if it reads no such column
     */
    public double contribution(String column) {
        for (Contribution contribution : side.contributions) {
            if (contribution.column().equals(column)) return contribution.amount();
        }
        List<String> known =
                side.contributions.stream().map(Contribution::column).toList();
        throw new IllegalArgumentException("Expected a column that the pipeline reads but found '" + column + "'. "
                + Names.suggest(column, known));
    }

    /**
     * {@return this explanation with so many columns, those that contribute most, and of each of them so many parts; the
     * others are summed up}
     *
     * @param count at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Explanation top(int count) {
        if (count < 1) throw new IllegalArgumentException("Expected at least one column but found " + count + ".");
        List<Contribution> top = new ArrayList<>();
        for (Contribution contribution : side.contributions) {
            if (top.size() < count) top.add(contribution.top(count));
        }
        return new Explanation(prediction, unit, adjusted, sides, side, List.copyOf(top));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Explanation that
                && prediction.equals(that.prediction)
                && unit == that.unit
                && adjusted == that.adjusted
                && sides.equals(that.sides)
                && side.equals(that.side)
                && shown.equals(that.shown);
    }

    @Override
    public int hashCode() {
        return Objects.hash(prediction, unit, side, shown);
    }

    /** {@return a table of the columns that are shown, between what was expected and what the model says} */
    @Override
    public String toString() {
        return ExplanationText.of(this);
    }
}
