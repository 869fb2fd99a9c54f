package io.github.millwork.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the values of one feature are cut into bins, of which there are at most {@value #MOST}. Where there are no more
 * different values than that, each has a bin of its own; else the bins are quantiles, so that each holds about as many
 * rows, and a value that is frequent has one to itself. A category has a bin, and the rarest share one where there are
 * too many. Not to be changed.
 *
 * @param lowest the lowest value of each bin; of categories the bin's number
 * @param highest the highest value of each bin
 * @param bins the bin of each category; empty for numbers
 */
record FeatureBins(double[] lowest, double[] highest, int[] bins) {
    /** As a bin's number is a byte, and one is for what is missing. */
    static final int MOST = 255;

    /** The bin of missing values. */
    static final int MISSING = 255;

    /**
     * Cuts numbers.
     *
     * @param values the values of the rows, in any order, none missing; they are sorted
     * @param zeros how many further rows hold a zero
     */
    static FeatureBins ofNumbers(double[] values, int zeros) {
        Arrays.sort(values);
        double[] different = new double[values.length + 1];
        int[] rows = new int[values.length + 1];
        int count = 0;
        boolean zerosToCome = zeros > 0;
        for (double value : values) {
            if (zerosToCome && value >= 0) {
                different[count] = 0;
                rows[count++] = zeros;
                zerosToCome = false;
            }
            // Two zeros that differ in their sign alone are the same value.
            if (count == 0 || different[count - 1] != value) different[count++] = value;
            rows[count - 1]++;
        }
        if (zerosToCome) {
            different[count] = 0;
            rows[count++] = zeros;
        }
        return ofDifferent(Arrays.copyOf(different, count), rows);
    }

    private static FeatureBins ofDifferent(double[] different, int[] rows) {
        if (different.length <= MOST) return new FeatureBins(different, different, new int[0]);
        double[] lowest = new double[MOST];
        double[] highest = new double[MOST];
        long left = Arrays.stream(rows).asLongStream().sum();
        int bin = 0;
        int from = 0;
        while (from < different.length) {
            double share = (double) left / (MOST - bin);
            long held = rows[from];
            int to = from + 1;
            boolean last = bin == MOST - 1;
            while (to < different.length && (last || held + rows[to] / 2.0 <= share)) held += rows[to++];
            lowest[bin] = different[from];
            highest[bin++] = different[to - 1];
            left -= held;
            from = to;
        }
        return new FeatureBins(Arrays.copyOf(lowest, bin), Arrays.copyOf(highest, bin), new int[0]);
    }

    /**
     * Gives categories their bins.
     *
     * @param rows how many rows hold each category
     */
    static FeatureBins ofCategories(int[] rows) {
        int[] bins = new int[rows.length];
        if (rows.length <= MOST) {
            Arrays.setAll(bins, category -> category);
        } else {
            Arrays.fill(bins, MOST - 1);
            int[] frequent = IntStream.range(0, rows.length)
                    .boxed()
                    .sorted((a, b) -> Integer.compare(rows[b], rows[a]))
                    .limit(MOST - 1L)
                    .mapToInt(category -> category)
                    .toArray();
            for (int i = 0; i < frequent.length; i++) bins[frequent[i]] = i;
        }
        double[] numbers =
                IntStream.range(0, Math.min(rows.length, MOST)).asDoubleStream().toArray();
        return new FeatureBins(numbers, numbers, bins);
    }

    int count() {
        return lowest.length;
    }

    boolean categories() {
        return bins.length > 0;
    }

    /** {@return the bin of a value that the training rows hold} */
    int bin(double value) {
        if (Double.isNaN(value)) return MISSING;
        if (categories()) return bins[(int) value];
        int low = 0;
        int high = highest.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (highest[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /**
     * {@return the number halfway between two bins: what is at most that is in the first or below} It is below the lowest
     * value of the second, also where no other number lies between them.
     */
    double between(int bin, int next) {
        double halfway = highest[bin] / 2 + lowest[next] / 2;
        if (!(Math.abs(halfway) > Double.MIN_NORMAL)) halfway = (highest[bin] + lowest[next]) / 2;
        return halfway >= highest[bin] && halfway < lowest[next] ? halfway : highest[bin];
    }

    /** {@return the categories of bins, ascending} */
    int[] categoriesOf(boolean[] chosen) {
        return IntStream.range(0, bins.length)
                .filter(category -> chosen[bins[category]])
                .toArray();
    }
}
