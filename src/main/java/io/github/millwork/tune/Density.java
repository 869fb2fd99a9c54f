package io.github.millwork.tune;

import io.github.millwork.stage.Range;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where some points lie in the unit cube, each dimension for itself: for numbers a mixture of normal distributions around
 * the points, cut off at the ends, each as wide as the way to its farther neighbour, and one wide one over the whole range
 * (Bergstra et al. 2011); for lists of values their shares.
 */
final class Density {
    private final List<Dimension> dimensions;
    private final double[][] centres; // by dimension, ascending; the last entry is the wide one
    private final double[][] widths;
    private final double[][] shares; // of listed values

    Density(double[][] points, List<Dimension> dimensions) {
        this.dimensions = dimensions;
        this.centres = new double[dimensions.size()][];
        this.widths = new double[dimensions.size()][];
        this.shares = new double[dimensions.size()][];
        for (int d = 0; d < dimensions.size(); d++) {
            if (isList(d)) countShares(points, d);
            else describe(points, d);
        }
    }

    private boolean isList(int d) {
        return dimensions.get(d).range().scale() == Range.Scale.VALUES;
    }

    private void countShares(double[][] points, int d) {
        int values = dimensions.get(d).range().values().size();
        double[] share = new double[values];
        Arrays.fill(share, 1.0 / values); // one point that is anywhere
        for (double[] point : points) share[place(point[d], values)]++;
        for (int i = 0; i < values; i++) share[i] /= points.length + 1;
        shares[d] = share;
    }

    private static int place(double unit, int values) {
        return (int) Math.min(values - 1, Math.floor(unit * values));
    }

    private void describe(double[][] points, int d) {
        int n = points.length;
        double[] centre = new double[n + 1];
        double[] width = new double[n + 1];
        for (int i = 0; i < n; i++) centre[i] = points[i][d];
        Arrays.sort(centre, 0, n);
        double least = 1.0 / Math.min(100, n + 2);
        for (int i = 0; i < n; i++) {
            double below = centre[i] - (i == 0 ? 0 : centre[i - 1]);
            double above = (i == n - 1 ? 1 : centre[i + 1]) - centre[i];
            width[i] = Math.max(least, Math.min(1, Math.max(below, above)));
        }
        centre[n] = 0.5;
        width[n] = 1;
        centres[d] = centre;
        widths[d] = width;
    }

    double[] draw(SplittableRandom random) {
        double[] unit = new double[dimensions.size()];
        for (int d = 0; d < unit.length; d++) unit[d] = isList(d) ? drawListed(d, random) : drawNumber(d, random);
        return unit;
    }

    private double drawListed(int d, SplittableRandom random) {
        double left = random.nextDouble();
        int chosen = 0;
        while (chosen + 1 < shares[d].length && left >= shares[d][chosen]) left -= shares[d][chosen++];
        return (chosen + 0.5) / shares[d].length;
    }

    private double drawNumber(int d, SplittableRandom random) {
        int chosen = random.nextInt(centres[d].length);
        while (true) {
            double value = centres[d][chosen] + widths[d][chosen] * random.nextGaussian();
            if (value >= 0 && value <= 1) return value;
        }
    }

    double log(double[] unit) {
        double sum = 0;
        for (int d = 0; d < unit.length; d++) {
            sum += Math.log(isList(d) ? shares[d][place(unit[d], shares[d].length)] : number(d, unit[d]));
        }
        return sum;
    }

    private double number(int d, double value) {
        double density = 0;
        for (int i = 0; i < centres[d].length; i++) {
            double z = (value - centres[d][i]) / widths[d][i];
            double inside = normal((1 - centres[d][i]) / widths[d][i]) - normal(-centres[d][i] / widths[d][i]);
            density += Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * widths[d][i] * inside);
        }
        return density / centres[d].length;
    }

    /** The normal distribution function by the logistic approximation of Page (1977), within 2e-4. */
    private static double normal(double z) {
        return 1 / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
    }
}
