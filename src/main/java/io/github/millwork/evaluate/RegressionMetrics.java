package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of numbers, equal to those of scikit-learn. Weights count in each of them. Each has a 95 % interval but the
 * largest error, of which there is none.
 *
 * <p>The interval of a mean of errors, or of the root of one, is Student's with the skewness removed by the transformation
 * of Hall (1992, Journal of the Royal Statistical Society B 54, 221-228), cut at zero: errors are skewed, the squares of
 * errors more so, and it covers better than a bootstrap. It is undefined for fewer than two rows.
 */
public final class RegressionMetrics {
    /** The root of the mean squared error, in the unit of the target; smaller is better. Interval: Hall. */
    public static final Metric<Regression> RMSE = new MeanError(PointLoss.ROOT_SQUARED);

    /** The mean absolute error, in the unit of the target; smaller is better. Interval: Hall. */
    public static final Metric<Regression> MAE = new MeanError(PointLoss.ABSOLUTE);

    /** The mean squared error; smaller is better. Interval: Hall. */
    public static final Metric<Regression> MSE = new MeanError(PointLoss.SQUARED);

    /**
     * The median of the absolute errors, in the unit of the target; smaller is better. Of an even number of rows the mean
     * of the two in the middle; where rows have weights the first error at which half the weight is reached, as
     * scikit-learn 1.2 does. Interval: Woodruff (1952), undefined for one row.
     */
    public static final Metric<Regression> MEDIAN_ABSOLUTE_ERROR = new MedianError();

    /**
     * The mean absolute error relative to the size of the truth, as a share (0.1 is ten per cent); smaller is better. A
     * truth of zero is divided by as 2.2e-16, as in scikit-learn, which makes the result huge. Interval: Hall.
     */
    public static final Metric<Regression> MAPE = new MeanError(PointLoss.PERCENTAGE);

    /**
     * The mean absolute error relative to the mean of the sizes of truth and prediction, from 0 to 2; 0 where both are
     * zero (Makridakis 1993). Smaller is better. Interval: Hall.
     */
    public static final Metric<Regression> SMAPE = new MeanError(PointLoss.SYMMETRIC_PERCENTAGE);

    /**
     * The root of the mean squared difference of the logarithms of one more than truth and prediction; smaller is better.
     * Throws {@link io.github.millwork.data.DataException} where one of them is negative. Interval: Hall.
     */
    public static final Metric<Regression> RMSLE = new MeanError(PointLoss.ROOT_SQUARED_LOGARITHM);

    /**
     * The mean deviance of Poisson's distribution, for counts; smaller is better. Throws {@link
     * io.github.millwork.data.DataException} where a true number is negative or a prediction is not above zero. Interval:
     * Hall.
     */
    public static final Metric<Regression> POISSON_DEVIANCE = new MeanError(PointLoss.POISSON);

    /**
     * The mean deviance of the gamma distribution, for amounts with a constant relative spread; smaller is better. Throws
     * {@link io.github.millwork.data.DataException} where a true number or a prediction is not above zero. Interval: Hall.
     */
    public static final Metric<Regression> GAMMA_DEVIANCE = new MeanError(PointLoss.GAMMA);

    /**
     * The largest absolute error, in the unit of the target; smaller is better. It has no interval: rows say nothing
     * certain of how large an error may be that did not occur, and its ends are NaN.
     */
    public static final Metric<Regression> MAX_ERROR = new MaxError();

    /**
     * The share of variance explained: 1 is perfect, 0 as good as the mean of these rows, and it may be below 0. Where
     * the truth is constant it is 1 if all predictions are right, else 0, without an interval. NaN for one row. Interval:
     * Student's for the unexplained share on the logarithmic scale (delta method).
     */
    public static final Metric<Regression> R2 = new ExplainedShare("R2", false, 0);

    /**
     * The share of variance explained where the mean error is forgiven. Where the truth is constant it is 1 if all errors
     * are equal, else 0, without an interval. NaN for one row, as {@link #R2}. Interval: as that of R2.
     */
    public static final Metric<Regression> EXPLAINED_VARIANCE = new ExplainedShare("explained variance", true, 0);

    /**
     * The share of rows whose true number lies within the interval around the prediction, ends included. What intervals
     * promise is to be held beside it; a larger one is no better where that is reached. Throws {@link
     * io.github.millwork.data.DataException} where predictions have no interval. Interval: Wilson.
     */
    public static final Metric<Regression> COVERAGE = new IntervalMetric(IntervalMetric.What.COVERAGE, Double.NaN);

    /**
     * The mean width of the intervals around predictions, in the unit of the target; of intervals that cover alike the
     * narrower are better. Throws {@link io.github.millwork.data.DataException} where there are none. Interval: Hall.
     */
    public static final Metric<Regression> WIDTH = new IntervalMetric(IntervalMetric.What.WIDTH, Double.NaN);

    private RegressionMetrics() {}

    /**
     * Makes the mean interval score, in the unit of the target: the width, and {@code 2 / (1 - coverage)} times how far the
     * truth lies outside (Winkler 1972; Gneiting and Raftery 2007, equation 43). Smaller is better; it is least where the
     * ends are the quantiles that the coverage asks for. Throws {@link io.github.millwork.data.DataException} where
     * predictions have no interval. Interval: Hall.
     *
     * @param coverage what the intervals promise, above 0 and below 1
     * @return the metric
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public static Metric<Regression> intervalScore(double coverage) {
        return new IntervalMetric(IntervalMetric.What.SCORE, coverage);
    }

    /**
     * Makes the share of variance explained, less what features explain by chance: {@code 1 - (1 - R2)(n - 1)/(n - p - 1)}
     * (Ezekiel 1930). NaN where there are not at least two rows more than features. Interval: as that of {@link #R2}.
     *
     * @param features the number p of features that the model was fitted on
     * @return the metric
     * @throws IllegalArgumentException if the number is negative
     */
    public static Metric<Regression> adjustedR2(int features) {
        return new ExplainedShare("adjusted R2 of " + features + " features", false, features);
    }

    /**
     * Makes the mean loss of a predicted quantile (Koenker and Bassett 1978); for 0.5 it is half the mean absolute error.
     * Smaller is better. Interval: Hall.
     *
     * @param quantile which quantile is predicted, between 0 and 1
     * @return the metric
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public static Metric<Regression> pinball(double quantile) {
        return new MeanError(new PinballLoss(quantile));
    }

    /**
     * Makes a metric of a function. Its interval is a bootstrap over rows, which calls the function a thousand times.
     *
     * @param name its name in results
     * @param higherIsBetter whether a larger value is better
     * @param function measures predictions beside their truth; NaN where they leave it undefined
     * @return the metric, equal only to those made of the same function
     */
    public static Metric<Regression> of(
            String name, boolean higherIsBetter, ToDoubleFunction<Assessment<Regression>> function) {
        return new OwnMetric<>(name, higherIsBetter, function);
    }
}
