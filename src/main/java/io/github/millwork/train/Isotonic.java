package io.github.millwork.train;

import io.github.millwork.stage.AdjustmentMeaning;
import io.github.millwork.stage.BundleException;
import io.github.millwork.stage.Finding;
import io.github.millwork.stage.State;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rising curve that is nearest to the training rows in squared error: by pooling adjacent violators (Ayer et al. 1955),
 * straight between the points, and level beyond the first and the last.
 *
 * @param numbers where the points are, ascending
 * @param probabilities the height of each point, never falling
 */
record Isotonic(double[] numbers, double[] probabilities) implements Curve {
    static final String NAME = "isotonic";

    /** Numbers nearer than this are one, as scikit-learn has it. */
    private static final double RESOLUTION = 1e-15;

    /**
     * Fits a curve.
     *
     * @param numbers the number of each row, at least one row
     * @param hits for each row 1 if it is of the class, else 0
     * @param weights how much each row counts, above 0
     */
    static Isotonic fit(double[] numbers, double[] hits, double[] weights) {
        Integer[] order = IntStream.range(0, numbers.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                order, Comparator.comparingDouble((Integer row) -> numbers[row]).thenComparingDouble(row -> hits[row]));
        double[] at = new double[order.length];
        double[] height = new double[order.length];
        double[] weight = new double[order.length];
        int points = 0;
        for (Integer row : order) {
            if (points == 0 || numbers[row] - at[points - 1] >= RESOLUTION) at[points++] = numbers[row];
            height[points - 1] += weights[row] * hits[row];
            weight[points - 1] += weights[row];
        }
        for (int i = 0; i < points; i++) height[i] /= weight[i];
        pool(height, weight, points);
        return corners(at, height, points);
    }

    /** Gives neighbours that fall their weighted mean, until none falls. */
    private static void pool(double[] height, double[] weight, int points) {
        int[] ends = new int[points]; // where each block ends
        double[] sums = new double[points];
        double[] weights = new double[points];
        int blocks = 0;
        for (int i = 0; i < points; i++) {
            sums[blocks] = height[i] * weight[i];
            weights[blocks] = weight[i];
            ends[blocks++] = i + 1;
            while (blocks > 1 && sums[blocks - 2] / weights[blocks - 2] >= sums[blocks - 1] / weights[blocks - 1]) {
                blocks--;
                sums[blocks - 1] += sums[blocks];
                weights[blocks - 1] += weights[blocks];
                ends[blocks - 1] = ends[blocks];
            }
        }
        for (int block = 0, i = 0; block < blocks; block++) {
            double mean = Math.min(1, sums[block] / weights[block]);
            for (; i < ends[block]; i++) height[i] = mean;
        }
    }

    /** Leaves out points between others of the same height: the curve is the same without them. */
    private static Isotonic corners(double[] at, double[] height, int points) {
        int[] kept = IntStream.range(0, points)
                .filter(i -> i == 0 || i == points - 1 || height[i] != height[i - 1] || height[i] != height[i + 1])
                .toArray();
        return new Isotonic(
                Arrays.stream(kept).mapToDouble(i -> at[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> height[i]).toArray());
    }

    @Override
    public double probability(double number) {
        int last = numbers.length - 1;
        if (!(number > numbers[0])) return probabilities[0];
        if (number >= numbers[last]) return probabilities[last];
        int found = Arrays.binarySearch(numbers, number);
        if (found >= 0) return probabilities[found];
        int right = -found - 1;
        double share = (number - numbers[right - 1]) / (numbers[right] - numbers[right - 1]);
        return probabilities[right - 1] + share * (probabilities[right] - probabilities[right - 1]);
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding("corners of the isotonic curve", numbers.length));
    }

    @Override
    public AdjustmentMeaning.Curve meaning() {
        return new AdjustmentMeaning.Points(numbers.clone(), probabilities.clone());
    }

    @Override
    public State toState() {
        return State.empty().with("curve", NAME).with("numbers", numbers).with("probabilities", probabilities);
    }

    static Isotonic read(State state) {
        Isotonic curve = new Isotonic(state.numbers("numbers"), state.numbers("probabilities"));
        int points = curve.numbers.length;
        boolean sound = points > 0 && curve.probabilities.length == points;
        for (int i = 0; sound && i < points; i++) {
            double height = curve.probabilities[i];
            sound = height >= 0 && height <= 1;
            if (i > 0) {
                sound = sound && curve.numbers[i] > curve.numbers[i - 1] && height >= curve.probabilities[i - 1];
            }
        }
        if (sound) return curve;
        throw new BundleException("Expected points that rise from 0 to 1 but found others. The file is damaged.");
    }
}
