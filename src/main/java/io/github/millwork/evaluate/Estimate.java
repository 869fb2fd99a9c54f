package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import java.util.Arrays;

/**
 * A measured value and how it varies from sample to sample, found from the influence of each row: by how much the value
 * moves with the weight of the row, times that weight (the infinitesimal jackknife; Efron and Tibshirani 1993, chapter
 * 21).
 *
 * @param value the value; NaN where it is undefined
 * @param variance the sum of the squared influences; of n rows with equal weights {@code p(1-p)/n} for a share
 * @param skewness the sum of the cubed influences over the variance to the power of 1.5; zero where nothing varies
 * @param rows how many rows have a weight
 * @param effectiveRows as many rows of equal weight as would tell as much (Kish 1965)
 */
record Estimate(double value, double variance, double skewness, int rows, double effectiveRows) {
    /** Of no weight: nothing is known. */
    static final Estimate UNDEFINED = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0, 0);

    /** {@return the estimate with these influences of the rows} */
    static Estimate of(double value, double[] influence, Assessment<?> assessment, double effectiveRows) {
        double squares = 0;
        double cubes = 0;
        int rows = 0;
        for (int row = 0; row < influence.length; row++) {
            if (assessment.weight(row) == 0) continue;
            double square = influence[row] * influence[row];
            squares += square;
            cubes += square * influence[row];
            rows++;
        }
        return new Estimate(value, squares, skewness(squares, cubes), rows, effectiveRows);
    }

    static double skewness(double squares, double cubes) {
        return squares > 0 ? cubes / (squares * Math.sqrt(squares)) : 0;
    }

    /** {@return as many rows of equal weight as would weigh the same (Kish 1965)} */
    static double effectiveRows(Assessment<?> assessment) {
        double[] weights = new double[assessment.rows()];
        Arrays.setAll(weights, assessment::weight);
        return effectiveRows(weights);
    }

    static double effectiveRows(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    /**
     * The interval of a share by Wilson's score method (Wilson 1927), on as many rows as a share of this variance would
     * come from, so that unequal weights widen it (Dean and Pagano 2015). All from 0 to 1 where there was nothing to
     * count.
     */
    Interval wilson() {
        return wilson(0, 1);
    }

    /** The same for a value between two bounds, of which it is a share of the way. */
    Interval wilson(double least, double most) {
        if (Double.isNaN(value)) return Interval.UNDEFINED;
        double range = most - least;
        if (range == 0) return new Interval(value, value);
        double share = (value - least) / range;
        boolean varies = variance > 0 && share > 0 && share < 1;
        double n = varies ? share * (1 - share) / (variance / (range * range)) : effectiveRows;
        if (n == 0) return new Interval(least, most);
        double scale = 1 + Interval.Z * Interval.Z / n;
        double centre = (share + Interval.Z * Interval.Z / (2 * n)) / scale;
        double spread = Math.max(0, share * (1 - share) / n) + Interval.Z * Interval.Z / (4 * n * n);
        double half = Interval.Z / scale * Math.sqrt(spread);
        return new Interval(
                share <= 0 ? least : least + range * Math.max(0, centre - half),
                share >= 1 ? most : least + range * Math.min(1, centre + half));
    }

    /**
     * The interval of a mean of errors, which are never negative and skewed to the right: Student's with the skewness
     * removed by the transformation of Hall (1992, Journal of the Royal Statistical Society B 54, 221-228), cut at zero.
     * For few rows, of which the largest errors are likely to be missing, it is wider by {@code 1 + 2/n}, about as Bonett
     * (2006, Computational Statistics and Data Analysis 50, 775-782) does. Undefined for fewer than two rows.
     */
    Interval hall() {
        if (rows < 2 || Double.isNaN(value)) return Interval.UNDEFINED;
        double error = error() * (1 + 2 / effectiveRows);
        double t = student();
        return new Interval(Math.max(0, value - error * unskewed(t)), value - error * unskewed(-t));
    }

    /** The inverse of Hall's cubic {@code t + 2at² + 4a²t³/3 + a}, in a form that loses no digits where a is small. */
    private double unskewed(double t) {
        double a = skewness / 6;
        double root = Math.cbrt(1 + 6 * a * (t - a));
        return 3 * (t - a) / (root * root + root + 1);
    }

    /**
     * Student's interval of the logarithm, turned back (delta method): for what is never negative and skewed to the
     * right, such as relative errors. Undefined for fewer than two rows.
     */
    Interval logarithmic() {
        if (rows < 2 || Double.isNaN(value)) return Interval.UNDEFINED;
        if (value == 0) return new Interval(0, 0);
        double factor = Math.exp(student() * error() / value);
        return new Interval(value / factor, value * factor);
    }

    /** The normal interval of the logit, turned back: for areas, which are between 0 and 1. */
    Interval logit() {
        if (Double.isNaN(value)) return Interval.UNDEFINED;
        if (value <= 0 || value >= 1) return wilson();
        double logit = Math.log(value / (1 - value));
        double error = Interval.Z * Math.sqrt(variance) / (value * (1 - value));
        return new Interval(1 / (1 + Math.exp(error - logit)), 1 / (1 + Math.exp(-logit - error)));
    }

    double error() {
        return Math.sqrt(variance * rows / (rows - 1));
    }

    private double student() {
        return Student.quantile((int) Math.max(1, Math.round(effectiveRows) - 1));
    }
}
