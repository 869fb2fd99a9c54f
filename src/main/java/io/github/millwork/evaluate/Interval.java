package io.github.millwork.evaluate;

import io.github.millwork.stage.Assessment;
import io.github.millwork.stage.Metric;
import io.github.millwork.stage.Score;

/** The ends of a 95 % confidence interval. */
record Interval(double low, double high) {
    static final double LEVEL = 0.95;

    /** The 97.5 % quantile of the normal distribution. */
    static final double Z = 1.959963984540054;

    static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

    Score score(Metric<?> metric, double value, String method, Assessment<?> assessment) {
        return new Score(metric.name(), value, low, high, LEVEL, method, assessment.rows());
    }
}
