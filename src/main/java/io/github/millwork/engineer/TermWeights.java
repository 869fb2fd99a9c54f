package io.github.millwork.engineer;

import io.github.millwork.data.SparseVector;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToIntFunction;

/**
 * Makes the vector of a row from its terms.
 *
 * @param presence whether a term counts once, however often it occurs
 * @param sublinear whether a count becomes 1 + ln(count)
 * @param norm what the length of the vector is made 1 by: l2, l1 or none
 */
record TermWeights(boolean presence, boolean sublinear, String norm) {
    /** {@return the weighted vector; places below zero are left out} */
    SparseVector vector(List<String> terms, ToIntFunction<String> placeOf, IntToDoubleFunction weightOf) {
        int[] places = new int[terms.size()];
        int count = 0;
        for (String term : terms) {
            int place = placeOf.applyAsInt(term);
            if (place >= 0) places[count++] = place;
        }
        if (count == 0) return SparseVector.ZERO;
        Arrays.sort(places, 0, count);
        int[] indices = new int[count];
        double[] values = new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (size > 0 && indices[size - 1] == places[i]) {
                values[size - 1]++;
            } else {
                indices[size] = places[i];
                values[size++] = 1;
            }
        }
        for (int i = 0; i < size; i++) values[i] = weighted(values[i]) * weightOf.applyAsDouble(indices[i]);
        scale(values, size);
        return SparseVector.of(Arrays.copyOf(indices, size), Arrays.copyOf(values, size));
    }

    private double weighted(double count) {
        double counted = presence ? 1 : count;
        return sublinear ? 1 + Math.log(counted) : counted;
    }

    /** Divides the values by the length of the vector, unless that is zero. */
    void scale(double[] values, int size) {
        if (norm.equals("none")) return;
        double sum = 0;
        for (int i = 0; i < size; i++) sum += norm.equals("l1") ? Math.abs(values[i]) : values[i] * values[i];
        double length = norm.equals("l1") ? sum : Math.sqrt(sum);
        if (length == 0) return;
        for (int i = 0; i < size; i++) values[i] /= length;
    }
}
