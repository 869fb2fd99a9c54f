package io.github.millwork.stage;

import io.github.millwork.data.ColumnType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one column of the collected data contributes to a prediction, through all features that are computed from it.
 *
 * @param column its name in the collected data
 * @param type its type there
 * @param value its cell, of the Java type that {@link io.github.millwork.data.Column#value} gives; null where it is missing
 * @param amount what it contributes, in the unit of the {@link Explanation}; above zero pushes up
 * @param parts what of that came by each feature, the largest first; features that contribute nothing are left out
 */
public record Contribution(
        String column, ColumnType type, @Nullable Object value, double amount, List<Part> parts) {
    /**
     * What came by one feature.
     *
     * @param feature the name of the feature, such as {@code workclass=Private} or a word of a text
     * @param value its value as the model sees it, behind all steps; NaN where it is missing
     * @param amount what this column contributes by it
     * @param columns how many columns the feature is computed from, which have equal shares in it
     */
    public record Part(String feature, double value, double amount, int columns) {}

    /** The largest first, whichever way they push. */
    static final Comparator<Contribution> BY_SIZE =
            Comparator.comparingDouble((Contribution contribution) -> -Math.abs(contribution.amount));

    /**
     * Sorts the parts.
     *
     * @param column its name in the collected data
     * @param type its type there
     * @param value its cell, null where it is missing
     * @param amount what it contributes, in the unit of the explanation
     * @param parts what of that came by each feature
     */
    public Contribution {
        parts = parts.stream()
                .sorted(Comparator.comparingDouble(part -> -Math.abs(part.amount)))
                .toList();
    }

    /** This one with the largest parts only. */
    Contribution top(int count) {
        return new Contribution(column, type, value, amount, parts.subList(0, Math.min(count, parts.size())));
    }

    /** The same seen from the other of two classes. */
    Contribution mirrored() {
        List<Part> mirrored = parts.stream()
                .map(part -> new Part(part.feature, part.value, 0 - part.amount, part.columns))
                .toList();
        return new Contribution(column, type, value, 0 - amount, mirrored);
    }
}
