package io.github.millwork.monitor;

import java.util.SplittableRandom;

/** Draws counts of cells for samples of a given size. One thread at a time. */
final class Draws {
    private static final int FEW = 10;
    private final SplittableRandom random;

    Draws(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Draws how many of so many values fall in each cell: one cell after the other, of the values that are left. */
    void counts(long[] into, double[] shares, long values) {
        long left = values;
        double rest = 1;
        for (int cell = 0; cell < shares.length; cell++) {
            double share = shares[cell];
            if (share <= 0 || left == 0) {
                into[cell] = 0;
                continue;
            }
            long drawn = share >= rest ? left : binomial(left, share / rest);
            into[cell] = drawn;
            left -= drawn;
            rest -= share;
        }
        // What rounding left over belongs to the last cell that can have any.
        for (int cell = shares.length - 1; left > 0 && cell >= 0; cell--) {
            if (shares[cell] <= 0) continue;
            into[cell] += left;
            left = 0;
        }
    }

    /** {@return how often something of that probability happens in so many tries} */
    long binomial(long tries, double probability) {
        if (probability > 0.5) return tries - binomial(tries, 1 - probability);
        if (tries * probability < FEW) return byWaiting(tries, probability);
        return byRejection(tries, probability);
    }

    /** Goes through the probabilities from 0 on (Kachitvichyanukul and Schmeiser 1988, algorithm BINV). */
    private long byWaiting(long tries, double probability) {
        double odds = probability / (1 - probability);
        while (true) {
            double term = Math.exp(tries * Math.log1p(-probability));
            double left = random.nextDouble();
            for (long count = 0; count <= Math.min(tries, 200); count++) {
                if (left < term) return count;
                left -= term;
                term *= odds * (tries - count) / (count + 1);
            }
        }
    }

    /** Transformed rejection (Hormann 1993, algorithm BTRS). */
    private long byRejection(long tries, double probability) {
        double deviation = Math.sqrt(tries * probability * (1 - probability));
        double b = 1.15 + 2.53 * deviation;
        double a = -0.0873 + 0.0248 * b + 0.01 * probability;
        double middle = tries * probability + 0.5;
        double quick = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * deviation;
        double odds = probability / (1 - probability);
        long mode = (long) Math.floor((tries + 1) * probability);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = random.nextDouble();
            double distance = 0.5 - Math.abs(u);
            double found = Math.floor((2 * a / distance + b) * u + middle);
            if (found < 0 || found > tries) continue;
            if (distance >= 0.07 && v <= quick) return (long) found;
            double accepted = Math.log(v * alpha / (a / (distance * distance) + b));
            double k = found;
            double bound = (mode + 0.5) * Math.log((mode + 1) / (odds * (tries - mode + 1)))
                    + (tries + 1) * Math.log((tries - mode + 1) / (tries - k + 1))
                    + (k + 0.5) * Math.log(odds * (tries - k + 1) / (k + 1))
                    + correction((double) mode)
                    + correction((double) (tries - mode))
                    - correction(k)
                    - correction(tries - k);
            if (accepted <= bound) return (long) k;
        }
    }

    /** What Stirling's formula lacks of the logarithm of a factorial. */
    private static double correction(double k) {
        double next = k + 1;
        double square = next * next;
        return (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next;
    }
}
