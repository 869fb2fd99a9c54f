package io.github.millwork.train;

/** Logarithms of probabilities, up to a common number, turned into probabilities. */
final class Softmax {
    private Softmax() {}

    /**
     * Turns the numbers at some places into probabilities.
     *
     * @param numbers the logarithms, which become the probabilities
     * @param at where the places begin
     * @param labels the places, at least one
     */
    static void apply(double[] numbers, int at, int[] labels) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int label : labels) highest = Math.max(highest, numbers[at + label]);
        double total = 0;
        for (int label : labels) {
            numbers[at + label] = StrictMath.exp(numbers[at + label] - highest);
            total += numbers[at + label];
        }
        for (int label : labels) numbers[at + label] /= total;
    }
}
