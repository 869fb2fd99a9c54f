package io.github.millwork.tune;

import io.github.millwork.stage.Range;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Where some points lie in the unit cube: a mixture with a component around each point, in all dimensions at once, so that what
 * goes together stays together, and one that is anywhere (Bergstra et al. 2011; in all dimensions at once as Falkner, Klein and
 * Hutter 2018). For numbers a component is a normal distribution, cut off at the ends; for lists of values it is the value of
 * the point or, less likely, any.
 */
final class Density {
    /** How wide the component of a single point is, in units of the range; more points have narrower ones (Scott 1992). */
    private static final double WIDTH = 0.1;

    private final List<Dimension> dimensions;
    private final double[][] points;
    private final double width;
    private final double other;

    Density(double[][] points, List<Dimension> dimensions) {
        this.dimensions = dimensions;
        this.points = points;
        int n = Math.max(1, points.length);
        this.width = WIDTH * Math.pow(n, -1.0 / (dimensions.size() + 4));
        this.other = 1 / (n + 1.0);
    }

    private int values(int d) {
        Range range = dimensions.get(d).range();
        return range.scale() == Range.Scale.VALUES ? range.values().size() : 0;
    }

    private static int place(double unit, int values) {
        return (int) Math.min(values - 1, Math.floor(unit * values));
    }

    double[] draw(SplittableRandom random) {
        int chosen = random.nextInt(points.length + 1);
        double[] unit = new double[dimensions.size()];
        for (int d = 0; d < unit.length; d++) {
            boolean anywhere = chosen == points.length || (values(d) > 0 && random.nextDouble() < other);
            if (anywhere) unit[d] = random.nextDouble();
            else if (values(d) > 0) unit[d] = points[chosen][d];
            else unit[d] = near(points[chosen][d], random);
        }
        return unit;
    }

    private double near(double centre, SplittableRandom random) {
        while (true) {
            double value = centre + width * random.nextGaussian();
            if (value >= 0 && value <= 1) return value;
        }
    }

    double log(double[] unit) {
        double density = 1; // of the one that is anywhere
        for (double[] point : points) {
            double product = 1;
            for (int d = 0; d < unit.length; d++) product *= factor(d, point[d], unit[d]);
            density += product;
        }
        return Math.log(density / (points.length + 1));
    }

    private double factor(int d, double centre, double value) {
        int values = values(d);
        if (values > 0) {
            boolean same = place(centre, values) == place(value, values);
            return other + (same ? (1 - other) * values : 0);
        }
        double z = (value - centre) / width;
        double inside = normal((1 - centre) / width) - normal(-centre / width);
        return Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * width * inside);
    }

    /** The normal distribution function by the logistic approximation of Page (1977), within 2e-4. */
    private static double normal(double z) {
        return 1 / (1 + Math.exp(-2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)));
    }
}
