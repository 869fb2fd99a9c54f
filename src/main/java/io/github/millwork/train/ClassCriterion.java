package io.github.millwork.train;

/**
 * Classes, by the impurity of Gini or by entropy (Breiman et al. 1984).
 *
 * @param codes the class of each row, from 0
 * @param classes how many there are, at least two
 * @param entropy whether by entropy (in bits); else by Gini's impurity
 * @param second whether a leaf says the share of the second of two classes alone; else those of all
 */
record ClassCriterion(int[] codes, int classes, boolean entropy, boolean second) implements Criterion {
    private static final double LOG_2 = StrictMath.log(2);

    @Override
    public int width() {
        return classes;
    }

    @Override
    public void add(Histogram into, byte[] bins, int[] rows, int from, int to, double[] weights) {
        double[] sums = into.sums;
        int[] counts = into.counts;
        long[] held = into.held;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int bin = bins[row] & 0xff;
            sums[bin * classes + codes[row]] += weights[row];
            counts[bin]++;
            held[bin >> 6] |= 1L << bin;
        }
    }

    @Override
    public void add(double[] sums, int at, int row, double weight) {
        sums[at + codes[row]] += weight;
    }

    /** Gini: impurity times weight is W - (sum of squares) / W. Entropy: it is W log W - (sum of w log w). */
    @Override
    public double worth(double[] sums, int at) {
        double total = 0;
        double sum = 0;
        for (int i = at; i < at + classes; i++) {
            double weight = sums[i];
            total += weight;
            if (!entropy) sum += weight * weight;
            else if (weight > 0) sum += weight * StrictMath.log(weight);
        }
        if (!(total > 0)) return 0;
        return entropy ? (sum - total * StrictMath.log(total)) / LOG_2 : sum / total;
    }

    @Override
    public boolean pure(int[] rows, int from, int to) {
        int first = codes[rows[from]];
        for (int i = from + 1; i < to; i++) if (codes[rows[i]] != first) return false;
        return true;
    }

    @Override
    public double weight(double[] sums) {
        double total = 0;
        for (double sum : sums) total += sum;
        return total;
    }

    /** The share of the class that is most frequent in the node; of two classes that makes no difference. */
    @Override
    public double order(double[] sums, int at, double[] node) {
        int most = 0;
        for (int i = 1; i < classes; i++) if (node[i] > node[most]) most = i;
        double total = 0;
        for (int i = at; i < at + classes; i++) total += sums[i];
        return sums[at + most] / total;
    }

    @Override
    public int outputs() {
        return second ? 1 : classes;
    }

    @Override
    public void leaf(double[] sums, double[] out, int at) {
        double total = weight(sums);
        if (second) out[at] = sums[1] / total;
        else for (int i = 0; i < classes; i++) out[at + i] = sums[i] / total;
    }
}
