package io.github.millwork.stage;

import io.github.millwork.data.DataException;
import io.github.millwork.data.Schema;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A transformer in its place in a chain.
 *
 * @param stage the verb it was added by: drop, preprocess or engineer
 * @param transformer what it does
 */
public record Step(String stage, Transformer transformer) {
    /**
     * {@return the step as messages name it, such as {@code preprocess step 2 (impute median)}}
     *
     * @param place its place in the chain, from 1
     */
    public String label(int place) {
        return stage + " step " + place + " (" + transformer.describe() + ")";
    }

    /** How messages name each of some steps. */
    static List<String> labels(List<Step> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> steps.get(i).label(i + 1))
                .toList();
    }

    Schema plan(Schema input, int place) {
        return located(place, () -> input.after(transformer.plan(input)));
    }

    /** Runs something and says, if the data is wrong, at which step. */
    <T> T located(int place, Supplier<T> work) {
        try {
            return work.get();
        } catch (DataException e) {
            throw new DataException("At " + label(place) + ": " + e.getMessage(), e);
        }
    }
}
