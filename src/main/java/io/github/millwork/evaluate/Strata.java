package io.github.millwork.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** How many rows of each class are held out. */
final class Strata {
    private Strata() {}

    /**
     * Deals out test rows in proportion to the classes, by the method of the largest remainder (of equal remainders the
     * larger class first). A class of one row gets none, since nothing could be learned of it otherwise; every other
     * class gets at least one and leaves at least one, at the cost of the class that has most.
     *
     * @param sizes how many rows each class has, at least one each
     * @param wanted how many test rows there are to be in all
     * @return how many test rows each class has, or an empty array where that cannot be done
     */
    static int[] testRows(int[] sizes, int wanted) {
        int[] several =
                IntStream.range(0, sizes.length).filter(k -> sizes[k] > 1).toArray();
        int rows = Arrays.stream(several).map(k -> sizes[k]).sum();
        if (wanted < several.length || wanted > rows - several.length) return new int[0];

        int[] test = new int[sizes.length];
        double[] remainders = new double[sizes.length];
        for (int k : several) {
            double quota = (double) wanted * sizes[k] / rows;
            test[k] = (int) quota;
            remainders[k] = quota - test[k];
        }
        int[] byRemainder = Arrays.stream(several)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(k -> -remainders[k]).thenComparingInt(k -> -sizes[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        int left = wanted - Arrays.stream(test).sum();
        for (int i = 0; i < left; i++) test[byRemainder[i]]++;

        int owed = 0;
        for (int k : several) {
            int inBounds = Math.max(1, Math.min(test[k], sizes[k] - 1));
            owed += inBounds - test[k];
            test[k] = inBounds;
        }
        for (; owed > 0; owed--) test[largest(several, k -> test[k])]--;
        for (; owed < 0; owed++) test[largest(several, k -> sizes[k] - test[k])]++;
        return test;
    }

    private static int largest(int[] classes, java.util.function.IntUnaryOperator size) {
        int best = classes[0];
        for (int k : classes) if (size.applyAsInt(k) > size.applyAsInt(best)) best = k;
        return best;
    }
}
