package io.github.millwork.train;

import io.github.millwork.stage.TrainingData;
import java.util.Arrays;

/**
 * Numbers, by their squared distance from their mean (Breiman et al. 1984). A leaf says the mean of its rows.
 *
 * @param targets the number of each row, less the centre and divided by the scale, so that sums keep their digits and
 *     squares stay finite
 * @param centre what is added again
 * @param scale what is multiplied with again, a power of two
 */
record SquaresCriterion(double[] targets, double centre, double scale) implements Criterion {
    static SquaresCriterion of(TrainingData data) {
        double[] numbers = data.numbers();
        double total = 0;
        for (int row = 0; row < numbers.length; row++) total += data.weight(row);
        double mean = 0;
        for (int row = 0; row < numbers.length; row++) mean += data.weight(row) / total * numbers[row];
        double centre = mean;
        double[] targets = Arrays.stream(numbers).map(number -> number - centre).toArray();
        double farthest = Arrays.stream(targets).map(Math::abs).max().orElse(0);
        if (!Double.isFinite(farthest)) throw TrainingRows.tooLarge();
        double scale = farthest == 0 ? 1 : Math.scalb(1.0, Math.max(-1000, Math.getExponent(farthest)));
        for (int row = 0; row < targets.length; row++) targets[row] /= scale;
        return new SquaresCriterion(targets, centre, scale);
    }

    @Override
    public int width() {
        return 2;
    }

    @Override
    public void add(Histogram into, byte[] bins, int[] rows, int from, int to, double[] weights) {
        double[] sums = into.sums;
        int[] counts = into.counts;
        long[] held = into.held;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int bin = bins[row] & 0xff;
            sums[bin * 2] += weights[row];
            sums[bin * 2 + 1] += weights[row] * targets[row];
            counts[bin]++;
            held[bin >> 6] |= 1L << bin;
        }
    }

    @Override
    public void add(double[] sums, int at, int row, double weight) {
        sums[at] += weight;
        sums[at + 1] += weight * targets[row];
    }

    @Override
    public double worth(double[] sums, int at) {
        return sums[at] > 0 ? sums[at + 1] / sums[at] * sums[at + 1] : 0;
    }

    @Override
    public boolean pure(int[] rows, int from, int to) {
        double first = targets[rows[from]];
        for (int i = from + 1; i < to; i++) if (targets[rows[i]] != first) return false;
        return true;
    }

    @Override
    public double weight(double[] sums) {
        return sums[0];
    }

    @Override
    public double order(double[] sums, int at, double[] node) {
        return sums[at + 1] / sums[at];
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public void leaf(double[] sums, double[] out, int at) {
        out[at] = centre + sums[1] / sums[0] * scale;
    }
}
