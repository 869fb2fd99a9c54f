package io.github.millwork.train;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What boosting makes smaller: a loss of what is known of a row and of the sums of trees for it. */
interface Loss {
    /** {@return how many sums of trees there are} */
    int sums();

    /**
     * {@return what all rows are given before the first tree}
     *
     * @param weights how much each row counts
     */
    double[] start(double[] weights);

    /**
     * Writes the derivatives of the loss of some rows by each of the sums.
     *
     * @param raw for each sum what the rows have so far
     * @param weights how much each row counts
     * @param derivatives where they go, for each sum: of each row the first, and beside it the second, which is above zero
     * @param from the first row
     * @param to the row after the last
     */
    void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to);

    /**
     * {@return the loss of a row}
     *
     * @param row its number
     * @param raw for each sum what the rows have
     */
    double of(int row, double[][] raw);

    /**
     * {@return the weighted mean of the losses}
     *
     * @param raw for each sum what the rows have
     * @param weights how much each row counts
     */
    default double mean(double[][] raw, double[] weights) {
        double sum = 0;
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += weights[row] * of(row, raw);
            total += weights[row];
        }
        return sum / total;
    }

    /** {@return whether leaves are computed from the rows again, as where the loss has no second derivative} */
    default boolean refits() {
        return false;
    }

    /**
     * {@return what a leaf of rows says where the leaves are computed again}
     *
     * @param raw what the rows have so far
     */
    default double refit(int[] rows, int from, int to, double[] raw, double[] weights) {
        throw new IllegalStateException("the leaves of this loss are not computed again");
    }

    /** The logarithm of the odds of two classes. */
    record Logistic(int[] codes) implements Loss {
        @Override
        public int sums() {
            return 1;
        }

        @Override
        public double[] start(double[] weights) {
            double[] shares = shares(codes, 2, weights);
            return new double[] {StrictMath.log(shares[1] / shares[0])};
        }

        @Override
        public double of(int row, double[][] raw) {
            double wrong = codes[row] == 1 ? -raw[0][row] : raw[0][row];
            return Math.max(0, wrong) + StrictMath.log1p(Exponential.of(-Math.abs(wrong)));
        }

        @Override
        public void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to) {
            double[] own = derivatives[0];
            for (int row = from; row < to; row++) {
                double second = 1 / (1 + Exponential.of(-raw[0][row]));
                own[2 * row] = weights[row] * (second - codes[row]);
                own[2 * row + 1] = weights[row] * Math.max(second * (1 - second), FLAT);
            }
        }
    }

    /** The logarithms of the probabilities of several classes, up to a common number. */
    record Softmax(int[] codes, int sums) implements Loss {
        @Override
        public double[] start(double[] weights) {
            return Arrays.stream(shares(codes, sums, weights))
                    .map(StrictMath::log)
                    .toArray();
        }

        @Override
        public double of(int row, double[][] raw) {
            double highest = Double.NEGATIVE_INFINITY;
            for (double[] each : raw) highest = Math.max(highest, each[row]);
            double total = 0;
            for (double[] each : raw) total += Exponential.of(each[row] - highest);
            return StrictMath.log(total) + highest - raw[codes[row]][row];
        }

        @Override
        public void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to) {
            for (int row = from; row < to; row++) {
                double highest = Double.NEGATIVE_INFINITY;
                for (double[] each : raw) highest = Math.max(highest, each[row]);
                double total = 0;
                for (int sum = 0; sum < sums; sum++) {
                    derivatives[sum][2 * row] = Exponential.of(raw[sum][row] - highest);
                    total += derivatives[sum][2 * row];
                }
                for (int sum = 0; sum < sums; sum++) {
                    double share = derivatives[sum][2 * row] / total;
                    derivatives[sum][2 * row] = weights[row] * (share - (codes[row] == sum ? 1 : 0));
                    derivatives[sum][2 * row + 1] = weights[row] * 2 * Math.max(share * (1 - share), FLAT);
                }
            }
        }
    }

    /** Half of the squared error. */
    record Squared(double[] targets) implements Loss {
        @Override
        public int sums() {
            return 1;
        }

        @Override
        public double[] start(double[] weights) {
            return new double[] {centre(targets, weights)};
        }

        @Override
        public double of(int row, double[][] raw) {
            double off = raw[0][row] - targets[row];
            return off * off / 2;
        }

        @Override
        public void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to) {
            double[] own = derivatives[0];
            for (int row = from; row < to; row++) {
                own[2 * row] = weights[row] * (raw[0][row] - targets[row]);
                own[2 * row + 1] = weights[row];
            }
        }
    }

    /** The pinball loss of a quantile, of which the absolute error is twice that of the median. */
    record Quantile(double[] targets, double share) implements Loss {
        @Override
        public int sums() {
            return 1;
        }

        @Override
        public double[] start(double[] weights) {
            int[] rows = IntStream.range(0, targets.length).toArray();
            return new double[] {refit(rows, 0, rows.length, new double[rows.length], weights)};
        }

        @Override
        public double of(int row, double[][] raw) {
            double off = targets[row] - raw[0][row];
            return off > 0 ? share * off : (share - 1) * off;
        }

        @Override
        public void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to) {
            double[] own = derivatives[0];
            for (int row = from; row < to; row++) {
                own[2 * row] = weights[row] * (targets[row] > raw[0][row] ? -share : 1 - share);
                own[2 * row + 1] = weights[row];
            }
        }

        @Override
        public boolean refits() {
            return true;
        }

        /** The weighted quantile of what is left of the rows: the first value at which their weight reaches the share. */
        @Override
        public double refit(int[] rows, int from, int to, double[] raw, double[] weights) {
            double[] left = new double[to - from];
            for (int i = from; i < to; i++) left[i - from] = targets[rows[i]] - raw[rows[i]];
            int[] order = IntStream.range(0, left.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(left[a], left[b]))
                    .mapToInt(i -> i)
                    .toArray();
            double total = 0;
            for (int i = from; i < to; i++) total += weights[rows[i]];
            double reached = 0;
            for (int i = 0; i < order.length; i++) {
                reached += weights[rows[from + order[i]]];
                if (reached < share * total * (1 - 1e-12)) continue;
                boolean exactly = reached <= share * total * (1 + 1e-12) && i + 1 < order.length;
                return exactly ? left[order[i]] / 2 + left[order[i + 1]] / 2 : left[order[i]];
            }
            return left[order[order.length - 1]];
        }
    }

    /** Half of the Poisson deviance; sums are logarithms. */
    record Poisson(double[] targets) implements Loss {
        @Override
        public int sums() {
            return 1;
        }

        @Override
        public double[] start(double[] weights) {
            return new double[] {StrictMath.log(Math.max(centre(targets, weights), Double.MIN_NORMAL))};
        }

        @Override
        public double of(int row, double[][] raw) {
            double sum = Math.min(raw[0][row], LARGEST_LOGARITHM);
            return Exponential.of(sum) - targets[row] * sum;
        }

        @Override
        public void derivatives(double[][] raw, double[] weights, double[][] derivatives, int from, int to) {
            double[] own = derivatives[0];
            for (int row = from; row < to; row++) {
                double mean = Exponential.of(Math.min(raw[0][row], LARGEST_LOGARITHM));
                own[2 * row] = weights[row] * (mean - targets[row]);
                own[2 * row + 1] = weights[row] * Math.max(mean, FLAT);
            }
        }
    }

    /** Second derivatives are at least that, as XGBoost has it. */
    double FLAT = 1e-16;

    double LARGEST_LOGARITHM = 700;

    private static double[] shares(int[] codes, int classes, double[] weights) {
        double[] sums = new double[classes];
        double total = 0;
        for (int row = 0; row < codes.length; row++) {
            sums[codes[row]] += weights[row];
            total += weights[row];
        }
        for (int i = 0; i < classes; i++) sums[i] /= total;
        return sums;
    }

    private static double centre(double[] targets, double[] weights) {
        double total = 0;
        for (double weight : weights) total += weight;
        double mean = 0;
        for (int row = 0; row < targets.length; row++) mean += weights[row] / total * targets[row];
        return mean;
    }
}
