package io.github.millwork.monitor;

import java.util.Arrays;

/**
 * How likely a distance between two empirical distribution functions is where both samples are of one continuous
 * distribution. Exact for samples of up to {@value #EXACT} pairs of values; beyond, as the one-sample statistic of
 * nm/(n+m) values, which is exact up to 140 (Marsaglia, Tsang and Wang 2003) and in the tail, and else the expansion of Pelz
 * and Good (1976), right to about six digits.
 */
final class KolmogorovSmirnov {
    private static final long EXACT = 10_000_000;
    private static final int MATRIX = 140;
    private static final double TAIL = 2.2;

    private KolmogorovSmirnov() {}

    static double pValue(double distance, long first, long second) {
        if (distance <= 0) return 1;
        if (first * second <= EXACT) return exact(distance, (int) first, (int) second);
        return oneSample(distance, Math.round((double) first * second / (first + second)));
    }

    /**
     * All orders of the two samples are equally likely, so the last value but one came from either with a chance that is
     * known: the probability of having been that far apart is followed up from nothing to all values. Beyond the distance it
     * is 1, so only what lies nearer is gone through: a band around the diagonal, narrow where the distance is small.
     */
    static double exact(double distance, int first, int second) {
        long far = Math.round(distance * first * second);
        double[] inverse = new double[first + second + 1];
        for (int i = 1; i < inverse.length; i++) inverse[i] = 1.0 / i;
        double[] outside = new double[second + 1];
        Arrays.fill(outside, 1);
        for (int i = 0; i <= first; i++) {
            // Near enough are those j for which |i * second - j * first| is below far.
            long middle = (long) i * second;
            int low = (int) Math.max(0, Math.floorDiv(middle - far, (long) first) + 1);
            int high = (int) Math.min(second, -Math.floorDiv(-middle - far, (long) first) - 1);
            double before = 1; // of j - 1, which is too far; for j = 0 it does not count
            for (int j = low; j <= high; j++) {
                double share = inverse[i + j];
                before = i + j == 0 ? 0 : before * (j * share) + outside[j] * (i * share);
                outside[j] = before;
            }
        }
        return Math.min(1, outside[second]);
    }

    /** The probability that a sample of so many values is at least so far from its distribution function. */
    static double oneSample(double distance, long n) {
        double squared = n * distance * distance;
        if (distance >= 1) return 0;
        if (squared >= (n <= MATRIX ? 4 : TAIL)) return Math.min(1, 2 * oneSided(distance, n));
        return Math.max(0, Math.min(1, 1 - (n <= MATRIX ? matrix(distance, (int) n) : expansion(distance, n))));
    }

    /** Smirnov's sum for the distance on one side; where it is large, twice that is the probability for both sides. */
    private static double oneSided(double distance, long n) {
        double sum = 0;
        double logChoose = 0;
        for (long j = 0; j <= (long) Math.floor(n * (1 - distance)); j++) {
            if (j > 0) logChoose += Math.log((double) (n - j + 1) / j);
            double up = distance + (double) j / n;
            double down = 1 - up;
            if (down <= 0) continue;
            sum += Math.exp(logChoose + (j - 1) * Math.log(up) + (n - j) * Math.log(down));
        }
        return distance * sum;
    }

    private static double matrix(double distance, int n) {
        int k = (int) (n * distance) + 1;
        int size = 2 * k - 1;
        double h = k - n * distance;
        double[][] step = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) step[i][j] = i - j + 1 < 0 ? 0 : 1;
        }
        for (int i = 0; i < size; i++) {
            step[i][0] -= Math.pow(h, i + 1);
            step[size - 1][i] -= Math.pow(h, size - i);
        }
        step[size - 1][0] += 2 * h - 1 > 0 ? Math.pow(2 * h - 1, size) : 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int g = 1; g <= i - j + 1; g++) step[i][j] /= g;
            }
        }
        double[] row = new double[size];
        row[k - 1] = 1;
        double scale = 0;
        for (int i = 1; i <= n; i++) {
            double[] next = new double[size];
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) next[b] += row[a] * step[a][b];
            }
            double factor = (double) i / n;
            for (int b = 0; b < size; b++) next[b] *= factor;
            double largest = Arrays.stream(next).max().orElse(0);
            if (largest > 0 && largest < 1e-100) {
                for (int b = 0; b < size; b++) next[b] *= 1e100;
                scale -= 100;
            }
            row = next;
        }
        return row[k - 1] * Math.pow(10, scale);
    }

    private static double expansion(double distance, long n) {
        double rootN = Math.sqrt((double) n);
        double z = rootN * distance;
        double z2 = z * z;
        double z4 = z2 * z2;
        double z6 = z4 * z2;
        double pi2 = Math.PI * Math.PI;
        double zeroth = 0;
        double first = 0;
        double second = 0;
        double third = 0;
        for (int k = 20; k >= 0; k--) {
            double a = pi2 * (k + 0.5) * (k + 0.5);
            double weight = 2 * Math.exp(-a / (2 * z2)); // k and -k-1
            zeroth += weight;
            first += weight * (a - z2);
            second += weight * (6 * z6 + 2 * z4 + a * (2 * z4 - 5 * z2) + a * a * (1 - 2 * z2));
            third += weight
                    * (a * a * a * (5 - 30 * z2)
                            + a * a * (-60 * z2 + 212 * z4)
                            + a * (135 * z4 - 96 * z6)
                            - (30 * z6 + 90 * z4 * z4));
        }
        double root = Math.sqrt(Math.PI / 2);
        double even = 0;
        double evenThird = 0;
        for (int k = 20; k >= 1; k--) {
            double b = pi2 * k * k;
            double weight = 2 * Math.exp(-b / (2 * z2));
            even += weight * b;
            evenThird += weight * (-b * b + 3 * b * z2);
        }
        return root
                * (zeroth / z
                        + first / (6 * z4) / rootN
                        + (second / (72 * z6 * z) - even / (36 * z2 * z)) / n
                        + (third / (6480 * z6 * z4) + evenThird / (216 * z6)) / (n * rootN));
    }
}
