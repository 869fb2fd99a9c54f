package io.github.millwork.stage;

import io.github.millwork.data.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The inputs are numbers, and each comes out filled: a missing one with a given number first, and then, again and again, with
 * what a linear regression on the others gives, which may have been filled before it.
 *
 * @param first what each is filled with first; not to be changed
 * @param filled the place of the input that each regression fills, one after the other; not to be changed
 * @param regressions of each regression the coefficient of each input and the intercept; not to be changed
 */
public record FillMeaning(double[] first, int[] filled, double[] regressions) implements Meaning {
    /**
     * {@return the coefficients of a regression}
     *
     * @param number which of them, from 0
     */
    public double[] coefficients(int number) {
        int from = number * (first.length + 1);
        return Arrays.copyOfRange(regressions, from, from + first.length);
    }

    /**
     * {@return the intercept of a regression}
     *
     * @param number which of them, from 0
     */
    public double intercept(int number) {
        return regressions[number * (first.length + 1) + first.length];
    }

    @Override
    public Operation.Binder binder(List<Field> inputs) {
        return (in, out) -> frame -> {
            double[] cells = Arrays.stream(in).mapToDouble(frame::number).toArray();
            boolean[] missing = new boolean[cells.length];
            for (int i = 0; i < cells.length; i++) {
                missing[i] = Double.isNaN(cells[i]);
                if (missing[i]) cells[i] = first[i];
            }
            for (int number = 0; number < filled.length; number++) {
                if (!missing[filled[number]]) continue;
                double[] coefficients = coefficients(number);
                cells[filled[number]] = intercept(number)
                        + IntStream.range(0, cells.length)
                                .filter(i -> coefficients[i] != 0)
                                .mapToDouble(i -> coefficients[i] * cells[i])
                                .sum();
            }
            for (int i = 0; i < cells.length; i++) frame.set(out[i], cells[i]);
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FillMeaning that
                && Arrays.equals(first, that.first)
                && Arrays.equals(filled, that.filled)
                && Arrays.equals(regressions, that.regressions);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + Arrays.hashCode(regressions);
    }
}
