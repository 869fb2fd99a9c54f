package io.github.millwork.train;

/** What the sums of a row lose against what is known of it. */
@FunctionalInterface
interface FactorLoss {
    /**
     * Computes a loss.
     *
     * @param sums the sums
     * @param row the row
     * @param slopes gets the derivative by each sum
     * @return the loss
     */
    double of(double[] sums, int row, double[] slopes);

    /** The log loss of the second of two classes, 1, against the first, 0. */
    static double logistic(double[] sums, double second, double[] slopes) {
        double small = StrictMath.exp(-Math.abs(sums[0]));
        double probability = sums[0] >= 0 ? 1 / (1 + small) : small / (1 + small);
        slopes[0] = probability - second;
        return Math.max(0, second == 1 ? -sums[0] : sums[0]) + StrictMath.log1p(small);
    }

    /** The log loss of one of several classes. */
    static double softmax(double[] sums, int place, double[] slopes) {
        double highest = Double.NEGATIVE_INFINITY;
        for (double sum : sums) highest = Math.max(highest, sum);
        double total = 0;
        for (int k = 0; k < sums.length; k++) {
            slopes[k] = StrictMath.exp(sums[k] - highest);
            total += slopes[k];
        }
        for (int k = 0; k < sums.length; k++) slopes[k] /= total;
        slopes[place] -= 1;
        return highest - sums[place] + StrictMath.log(total);
    }

    /** Half the squared error. */
    static double squared(double[] sums, double number, double[] slopes) {
        slopes[0] = sums[0] - number;
        return slopes[0] * slopes[0] / 2;
    }
}
