package io.github.millwork.evaluate;

import io.github.millwork.data.Regression;
import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of numbers, equal to those of scikit-learn. Weights count in each of them. Each has a 95 % interval, normal on
 * the logarithmic scale of the error (delta method), which for skewed errors covers better than a bootstrap; it is
 * undefined for fewer than two rows.
 */
public final class RegressionMetrics {
    /** The root of the mean squared error, in the unit of the target; smaller is better. */
    public static final Metric<Regression> RMSE = new MeanError("RMSE", true);

    /** The mean absolute error, in the unit of the target; smaller is better. */
    public static final Metric<Regression> MAE = new MeanError("MAE", false);

    /**
     * The share of variance explained: 1 is perfect, 0 as good as the mean of these rows, and it may be below 0. Where
     * the truth is constant it is 1 if all predictions are right, else 0, without an interval. NaN for one row. Interval:
     * that of the unexplained share.
     */
    public static final Metric<Regression> R2 = new RSquared();

    private RegressionMetrics() {}

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
